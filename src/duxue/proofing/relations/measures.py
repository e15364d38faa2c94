"""What a figure measures, in one form: the name, whose it is, and how it was counted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.claims.vocabulary import alternatives, data
from duxue.proofing.relations.leads import bare_words, change
from duxue.proofing.relations.places import kind_of_report, names_a_county

_PLACE = re.compile("^(?:[全我本](?P<area>自治区|[国省市州盟县区旗镇乡校])|各级|共)")
_AREA = re.compile("全(自治区|[国省市州盟县区旗])")
_KINDS = {"国": "nation", "省": "province", "自治区": "province", "市": "city", "州": "city", "盟": "city"}
_SHORTEST = 3
_WINDOW = 40


@dataclass(frozen=True, slots=True)
class Measure:
    """Two figures are of one measure where all of this is equal."""

    name: str
    area: str
    """nation, province, city, county, 校; of a figure that names none, the report's own."""
    counted: tuple[str, ...]
    """上半年, 同口径 and the like, as its clause says."""


def measure_of(claims: Claims, quantity: Quantity, subject: str) -> Measure | None:
    """The measure of a figure by its subject; None where that is too short or too general to be one."""
    name, area = bare_words(subject), ""
    while (found := _PLACE.match(name)) is not None:
        area, name = area or found["area"] or "", bare_words(name[found.end() :])
    general = name in change()["general"] or (len(name) == _SHORTEST and name in change()["of_sections"])
    if len(name) < _SHORTEST or general:
        return None
    return Measure(name, _kind(area) or claims.once(_own_area), _counted(claims, quantity))


def is_of_sections(measure: Measure) -> bool:
    """Whether every section of a report may have its own of that name: 招生人数, 建筑面积."""
    return measure.name in change()["of_sections"]


def _kind(area: str) -> str:
    return _KINDS.get(area, "county" if area in ("县", "区", "旗") else area)


def _own_area(claims: Claims) -> str:
    """What the report is about: by its title, else by what it calls the whole most often."""
    kind = kind_of_report(claims)
    if kind is not None:
        return kind
    called = Counter(word for passage in claims.document.passages for word in _AREA.findall(passage.text))
    return _kind(called.most_common(1)[0][0]) if called else ""


@cache
def _how() -> re.Pattern[str]:
    return re.compile(f"{alternatives(change()['counted_how'])}|[0-9一二三四五六七八九十]{{1,3}}月")


def _counted(claims: Claims, quantity: Quantity) -> tuple[str, ...]:
    """The words of the last two clauses before a figure that say how it was counted."""
    text = claims.document.passages[quantity.passage].text
    start = max(claims.sentences[quantity.sentence].start, quantity.number[0] - _WINDOW)
    clauses = re.split("[，；：。]", text[start : quantity.number[0]])
    return tuple(sorted(set(_how().findall("".join(clauses[-2:])))))


@cache
def _dividing() -> re.Pattern[str]:
    return re.compile(rf"(?<!中)(?:{alternatives(data('naming')['dividing'])})")


def sections(claims: Claims) -> tuple[frozenset[str], ...]:
    """For each passage, the slices that its headings name: 小学 under 二、小学, a county under its own heading."""
    found: list[frozenset[str]] = []
    chain: list[tuple[int, frozenset[str]]] = []
    for passage in claims.document.passages:
        if passage.kind == "heading":
            words = set(_dividing().findall(passage.text))
            if names_a_county(passage.text):
                words.add(passage.text)
            chain = [one for one in chain if one[0] < passage.level]
            # the title is over everything
            chain.append((passage.level, frozenset(words) if found else frozenset()))
        found.append(frozenset().union(*(words for _, words in chain)))
    return tuple(found)
