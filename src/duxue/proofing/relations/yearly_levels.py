"""Figures with their year: stated for that year, told as the base of a change, or following from level and change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.claims.context import years
from duxue.proofing.relations.bounds import Side, signed
from duxue.proofing.relations.leads import bare_words, lead_of
from duxue.proofing.relations.measures import Measure, is_of_sections, measure_of, sections
from duxue.proofing.relations.movement import Movement
from duxue.proofing.relations.movements import movements
from duxue.values import Interval

_LONG = 6
_SENTENCE, _PASSAGE = 400, 2000
"""How many characters before a figure are read for the year at most."""
_THEN = re.compile("(?<![比较与同])(?:去|上)(?:一)?年")
_NOW = re.compile("目前|现在|今年|现有|至今")
_LAST = re.compile("^[^，。；]{0,4}(?:上|去|前一|上一)年")
_AGAINST = re.compile("(?<!对)比(?![重例])|较(?![好大快多])")
_AGAINST_LAST = re.compile("(?:比|较|与|同)(?:上|去|前)")


@dataclass(frozen=True, slots=True)
class YearLevel:
    """What a measure was in a year."""

    measure: Measure
    unit: str
    year: int
    level: Quantity
    moved: Quantity | None = None
    """Where the value follows from a level and its change, the change."""

    def value(self, side: Side) -> Interval:
        own = side(self.level)
        return own if self.moved is None else own - signed(self.moved, side)


def stated_levels(claims: Claims) -> Iterator[YearLevel]:
    """The figures that name their measure, with the year that they or their sentence name."""
    for sentence in claims.sentences:
        text = claims.document.passages[sentence.passage].text
        if text.find("年", sentence.start, sentence.end) < 0:
            continue
        before = sentence.start
        for quantity in sentence.quantities:
            if not quantity.fact or quantity.kind not in ("count", "amount", "share") or quantity.plan:
                continue
            lead = lead_of(text, before, quantity)
            before = quantity.end
            is_level = quantity.role in ("level", "share") and not quantity.part
            if not is_level or lead.than or lead.from_ or lead.to or lead.ground:
                continue
            year = lead.year or _told_before(claims, _words_before(claims, quantity))
            measure = measure_of(claims, quantity, lead.subject) if year is not None else None
            if measure is not None and year is not None:
                yield YearLevel(measure, quantity.unit, year, quantity)


def _told_before(claims: Claims, words: str) -> int | None:
    """The year that words before a figure name in a clause of their own, or 上年 of the year of the report.

    一九五七年新增加的生产能力, … names what the figures are of too, so they are not what their names alone say.
    """
    if _NOW.search(words) or "：" in words:
        return None
    *earlier, own = words.split("，")
    if any(_LAST.search(clause) for clause in (*earlier[-1:], own)):
        alone = claims.year is not None and not years(words) and not _AGAINST_LAST.search(words)
        return (claims.year or 0) - 1 if alone else None
    named = {year for _, year in years(words)}
    alone = all(not bare_words(clause) for clause in earlier if years(clause))
    return named.pop() if len(named) == 1 and alone and not _AGAINST.search(words) else None


def known_levels(claims: Claims) -> dict[tuple[Measure, str, int], Quantity]:
    """The figures by measure, unit and year. A measure that has several values in one year is of several places."""
    found: dict[tuple[Measure, str, int], list[Quantity]] = {}
    for one in stated_levels(claims):
        found.setdefault((one.measure, one.unit, one.year), []).append(one.level)
    return {key: same[0] for key, same in found.items() if len({one.value for one in same}) == 1}


def is_near(claims: Claims, one: Quantity, other: Quantity, measure: Measure) -> bool:
    """Whether a name surely means the same in both places: a short one may be of another section's schools."""
    if abs(one.passage - other.passage) <= 1:
        return True
    if is_of_sections(measure):
        return False
    where = claims.once(sections)
    return len(measure.name) >= _LONG or where[one.passage] == where[other.passage]


def grown_levels(claims: Claims) -> Iterator[tuple[Movement, Measure, int]]:
    """The movements that tell only a level and its rate against the year before: the measure and that year."""
    for movement in movements(claims):
        alone = movement.rate is not None and movement.base is None and movement.change is None
        if not alone or movement.level is None or not movement.sure:
            continue
        year = _year_before(claims, movement) or _unsaid(movement)
        measure = measure_of(claims, movement.level, movement.subject) if year is not None else None
        if measure is not None and year is not None:
            yield movement, measure, year


def earlier_levels(claims: Claims) -> Iterator[YearLevel]:
    """The figures of an earlier year that movements tell or imply."""
    for movement in movements(claims):
        level, base, change = movement.level, movement.base, movement.change
        if level is None or not movement.sure:
            continue
        told = base is not None and movement.base_year is not None
        implied = base is None and change is not None and change.unit == level.unit and not change.yearly
        measure = measure_of(claims, level, movement.subject) if told or implied else None
        if measure is None:
            continue
        if base is not None and movement.base_year is not None:
            yield YearLevel(measure, base.unit, movement.base_year, base)
        elif base is None and (year := _year_before(claims, movement)) is not None:
            yield YearLevel(measure, level.unit, year, level, change)


def _year_before(claims: Claims, movement: Movement) -> int | None:
    if movement.basis.isdigit():
        return int(movement.basis)
    if movement.basis != "same" or movement.level is None:
        return None
    year = movement.year or movement.level.year or _of_report(claims, movement.level)
    return year - 1 if year is not None else None


def _unsaid(movement: Movement) -> int | None:
    """2023年…为1738万元，降幅为5.0%: of a year that is named, the growth is over the year before."""
    rate = movement.rate
    if movement.basis or movement.year is None or rate is None or rate.kind != "share" or "累计" in rate.lead:
        return None
    return movement.year - 1


def _of_report(claims: Claims, level: Quantity) -> int | None:
    """The report's year, where its passage names no other before the figure; the one before, where it says 去年."""
    if claims.year is None:
        return None
    text = claims.document.passages[level.passage].text
    named = {year for _, year in years(text[max(0, level.start - _PASSAGE) : level.start])}
    if not named <= {claims.year}:
        return None
    return claims.year - (_THEN.search(_words_before(claims, level)) is not None)


def names_its_year(claims: Claims, quantity: Quantity) -> bool:
    """Whether a year in numbers stands before the figure in its sentence; 上年 and nothing at all are of the report's."""
    return bool(years(_words_before(claims, quantity)))


def _words_before(claims: Claims, quantity: Quantity) -> str:
    """The words of the sentence before a figure, the last of a long one."""
    text, start = claims.document.passages[quantity.passage].text, quantity.number[0]
    return text[max(claims.sentences[quantity.sentence].start, start - _SENTENCE) : start]
