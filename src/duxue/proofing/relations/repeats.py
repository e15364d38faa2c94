"""Figures that are stated in more than one place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.claims.vocabulary import alternatives
from duxue.proofing.judging import meets
from duxue.proofing.relations.places import kind_of_report
from duxue.proofing.relations.proportions import roomy
from duxue.proofing.relations.subjects import after, before, naming, normal

PLACES_BACK = 4
"""How many earlier figures of the same value or name are looked at."""
AROUND = 40
"""How many figures before and behind are looked at for other values of one name."""
_AREAS = {
    "国": "nation",
    "省": "province",
    "自治区": "province",
    "市": "city",
    "州": "city",
    "县": "county",
    "区": "county",
}
_AREA = re.compile("(?:全|我|本)(自治区|国|省|市|州|县|区)")
SIZES_APART = 20
"""Values of one name that are further apart are of different things."""
TOPIC = 20
"""How many characters at the beginning of a passage say what it is about."""
_BEFORE_A_NAME = "(?:^|[，。；：、“（]|(?<=[在对到与和由及为]))"
_NAMED = re.compile(
    rf"{_BEFORE_A_NAME}(?![各全本我该此两几])(?P<name>[\u4e00-\u9fff]{{1,5}}(?:自治县|县|区|旗|镇|乡|街道)(?<!城乡)(?![域级直外间划属内位块校长区])"
    r"|[\u4e00-\u9fff]{2,10}?(?<!中)(?:小学|中学|幼儿园|学院|大学|公司|医院)(?![生的阶教学]))"
)
_CLAUSE = re.compile("[^，。；：、（）]{0,16}")
_ADDED = re.compile("(?:[0-9]{4}年)?(?:[全我本][市县省区州国])?新")
_BACK = re.compile("(?:以上|上述|前述|上列|如上|以下|下列|下述|如下|这|那|该|此)$")
"""以上三项 counts what stands beside it, and is no figure of the report."""


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(alternatives(naming()[name]))


@cache
def _scopes() -> re.Pattern[str]:
    """Words of scope; 中小学 is every school and no scope."""
    return re.compile(rf"(?<!中)(?:{alternatives(naming()['scopes'])})")


@cache
def _times() -> re.Pattern[str]:
    """Words of time; 一九六五年 is a year and not five of them."""
    return re.compile(rf"(?<![〇○零一二三四五六七八九])(?:{alternatives(naming()['times'])})")


@cache
def _dividing() -> re.Pattern[str]:
    return re.compile(rf"(?<!中)(?:{alternatives(naming()['dividing'])})")


@cache
def _measure() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(naming()['measures'])})$")


@dataclass(frozen=True)
class Mention:
    """A figure with its name and the words that say of whom, where and when it is."""

    quantity: Quantity
    name: str
    """Its own clause's words before and behind it, normal."""
    sentence: str
    """The sentence up to the figure."""
    passage: str
    """The passage before it."""
    topic: str
    """The beginning of its passage."""
    heading: str
    own_area: str
    """The kind of area that the report is about, `city`; empty where that is not known."""

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Every two neighbouring characters of the name, without the measure at its end."""
        name = _measure().sub("", self.name)
        return frozenset(name[place : place + 2] for place in range(len(name) - 1))

    @cached_property
    def scope(self) -> frozenset[str]:
        """The words of scope in its sentence; stages of schooling and the like also from the passage and the heading."""
        own = frozenset(_scopes().findall(self.sentence))
        if _words("dividing").search(self.name):  # 中小学 in a name too: it says of which schools
            return own
        return own | frozenset(_dividing().findall(f"{self.topic}，{self.heading}"))

    @cached_property
    def surroundings(self) -> frozenset[str]:
        return frozenset(_scopes().findall(f"{self.heading}，{self.passage}"))

    @cached_property
    def planned(self) -> bool:
        """A plan or a forecast by the words before its own clause; those in the clause are in the name."""
        before_clause = self.sentence[: max(0, self.sentence.rfind(self.quantity.lead[:4]))]
        return self.quantity.plan and _words("plans").search(before_clause) is not None

    @cached_property
    def times(self) -> frozenset[str]:
        return frozenset(_times().findall(self.sentence))

    @cached_property
    def area(self) -> str:
        """The kind of area that the sentence names last, 全省, else the report's own."""
        found = _AREA.findall(self.sentence)
        return _AREAS[found[-1]] if found else self.own_area

    @cached_property
    def named(self) -> frozenset[str]:
        """Counties, schools, companies that the sentence names before it."""
        return frozenset(match["name"] for match in _NAMED.finditer(self.sentence))

    def likeness(self, other: Mention) -> float:
        """How much of the shorter name is in the longer one, from 0 to 1."""
        fewer = min(len(self.pairs), len(other.pairs))
        return len(self.pairs & other.pairs) / fewer if fewer else 0.0


def mentions(claims: Claims) -> tuple[Mention, ...]:
    """Every figure of the prose that can be stated again."""
    found = []
    heading, own_area = "", kind_of_report(claims) or ""
    by_passage: dict[int, str] = {}
    for number, passage in enumerate(claims.document.passages):
        heading = passage.text if passage.kind == "heading" else heading
        by_passage[number] = heading
    for quantity in claims.facts:
        text = claims.document.passages[quantity.passage].text
        pointing = _BACK.search(text, max(0, quantity.start - 2), quantity.start)
        if (
            _can_be_repeated(quantity)
            and not pointing
            and claims.document.passages[quantity.passage].kind != "cell"
        ):
            start = claims.sentences[quantity.sentence].start
            own = f"{normal(before(quantity))}{normal(after(claims, quantity))}"
            around = text[max(0, quantity.start - 200) : quantity.start]
            tail = _CLAUSE.match(text, quantity.end)
            words = text[max(start, quantity.start - 200) : quantity.start] + (tail[0] if tail else "")
            found.append(
                Mention(quantity, own, words, around, text[:TOPIC], by_passage[quantity.passage], own_area)
            )
    return tuple(found)


def _can_be_repeated(quantity: Quantity) -> bool:
    added = quantity.role == "change" and _ADDED.match(quantity.lead) is not None and not quantity.basis
    return (
        (quantity.role == "level" or added)
        and quantity.kind in ("count", "amount", "share")
        and quantity.upper is None
        and not quantity.yearly
    )


def digits(quantity: Quantity) -> int:
    """How many digits are written that are not zeros at the end."""
    shown = str(abs(int(quantity.value / quantity.step))).rstrip("0") if quantity.step else ""
    return len(shown)


def differ(one: Quantity, other: Quantity) -> bool:
    """Whether two figures cannot be one: written to the same place, one number is rounded in one way only."""
    if one.step == other.step and not one.hedge and not other.hedge:
        coarse = roomy(one) != one.interval or roomy(other) != other.interval
        return one.value != other.value and not (coarse and meets(roomy(one), roomy(other)))
    return not meets(roomy(one), roomy(other))


def agreeing(found: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Pairs, the later first, of one value and unit whose names are alike or end alike."""
    by_value: dict[tuple[object, ...], list[Mention]] = {}
    for mention in found:
        quantity = mention.quantity
        earlier = by_value.setdefault((quantity.unit, quantity.value, quantity.hedge), [])
        for other in reversed(earlier[-PLACES_BACK:]):
            if other.quantity.sentence != quantity.sentence and _agree(mention, other):
                yield mention, other
                break
        earlier.append(mention)


def _agree(one: Mention, other: Mention) -> bool:
    if not one.name or not other.name:
        return False
    if digits(one.quantity) >= 3:
        return one.name[-3:] == other.name[-3:] or len(one.pairs & other.pairs) >= 1
    return one.likeness(other) >= 0.6


def same_thing(one: Mention, other: Mention) -> bool:
    """Whether two mentions are of one figure: of the same scope, place and time, as far as the words say."""
    return (
        one.quantity.unit == other.quantity.unit
        and one.quantity.passage != other.quantity.passage
        and not (one.planned or other.planned)
        and one.times == other.times
        and one.named == other.named
        and (one.area == other.area or not one.area or not other.area)
        and one.scope <= other.surroundings | other.scope
        and other.scope <= one.surroundings | one.scope
        and one.quantity.part == other.quantity.part
    )


def same_year(one: Quantity, other: Quantity, report: int | None) -> bool:
    years = {year for year in (one.year, other.year) if year is not None}
    return len(years) == 0 or (len(years) == 1 and (one.year == other.year or years == {report}))


def is_specific(mention: Mention) -> bool:
    """Whether a name is long enough and of one thing only."""
    name = mention.name
    doing = _words("doings").match(name) is not None
    return (
        len(name) >= (8 if doing else 4)
        and name not in naming()["general"]
        and _words("residues").search(name) is None
        and mention.quantity.unit not in naming()["doing_units"]
    )


def one_name(one: Mention, other: Mention) -> bool:
    """The same name, or one that the other's sentence spells out."""
    if one.name == other.name:
        return True
    longer, shorter = (one, other) if len(one.name) > len(other.name) else (other, one)
    rest = longer.name.removesuffix(shorter.name)
    if rest == longer.name or len(shorter.name) < 3:
        return False
    scopes = frozenset(_scopes().findall(rest))
    return rest in normal(shorter.passage + shorter.sentence) or (
        bool(scopes) and scopes <= shorter.surroundings
    )


def differing(found: Sequence[Mention], report: int | None) -> Iterator[tuple[Mention, Mention]]:
    """Pairs, the later first, of one name and scope whose values cannot be the same."""
    by_name: dict[tuple[str, str], list[Mention]] = {}
    for mention in found:
        if mention.name:
            by_name.setdefault((mention.quantity.unit, mention.name[-3:]), []).append(mention)
    for group in by_name.values():
        for place, mention in enumerate(group):
            for other in reversed(group[max(0, place - PLACES_BACK) : place]):
                differs = differ(mention.quantity, other.quantity) and _of_one_size(mention, other)
                if differs and contradict(mention, other, report):
                    if len(_values(group[max(0, place - AROUND) : place + AROUND], mention)) <= 2:
                        yield mention, other
                    break


def _of_one_size(one: Mention, other: Mention) -> bool:
    """Whether two values may be one thing told twice: of like size, or the same digits with the point moved."""
    low, high = sorted((abs(one.quantity.value), abs(other.quantity.value)))
    same_digits = str(int(low)).rstrip("0") == str(int(high)).rstrip("0")
    return high <= SIZES_APART * low or same_digits


def contradict(one: Mention, other: Mention, report: int | None) -> bool:
    """Whether two mentions are of one specific figure, so that different values contradict each other."""
    specific = is_specific(one) or is_specific(other)
    return (
        specific
        and one_name(one, other)
        and same_thing(one, other)
        and same_year(one.quantity, other.quantity, report)
    )


def _values(group: Sequence[Mention], mention: Mention) -> set[object]:
    """The values that go by the name; more than two are no slip but a thing that varies."""
    return {other.quantity.value for other in group if one_name(mention, other)}
