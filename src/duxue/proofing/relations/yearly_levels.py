"""Figures with their year: stated for that year, told as the base of a change, or following from level and change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.relations.bounds import Side, signed
from duxue.proofing.relations.leads import bare_words, change, lead_of
from duxue.proofing.relations.movement import Movement
from duxue.proofing.relations.movements import movements
from duxue.values import Interval

_PLACE = re.compile(
    "^(?:全市|全县|全区|全省|全国|全镇|全乡|全校|我市|我县|我区|我省|我国|我校|各级|共|本市|本县)+"
)
_SHORTEST = 4
_LONG = 6


@dataclass(frozen=True, slots=True)
class YearLevel:
    """What a measure was in a year."""

    measure: str
    unit: str
    year: int
    level: Quantity
    moved: Quantity | None = None
    """Where the value follows from a level and its change, the change."""

    def value(self, side: Side) -> Interval:
        own = side(self.level)
        return own if self.moved is None else own - signed(self.moved, side)


def measure_of(words: str) -> str:
    """The name of a measure in one form; empty where it is too short or too general to be one."""
    name = _PLACE.sub("", bare_words(words))
    return name if len(name) >= _SHORTEST and name not in change()["general"] else ""


def stated_levels(claims: Claims) -> Iterator[YearLevel]:
    """The figures that name their measure and their year in their own clause."""
    for sentence in claims.sentences:
        text = claims.document.passages[sentence.passage].text
        before = sentence.start
        for quantity in sentence.quantities:
            if not quantity.fact or quantity.kind not in ("count", "amount", "share") or quantity.plan:
                continue
            lead = lead_of(text, before, quantity)
            before = quantity.end
            if (
                quantity.role not in ("level", "share")
                or lead.year is None
                or lead.than
                or lead.from_
                or lead.to
            ):
                continue
            measure = measure_of(lead.subject)
            if measure and not quantity.part:
                yield YearLevel(measure, quantity.unit, lead.year, quantity)


def known_levels(claims: Claims) -> dict[tuple[str, str, int], Quantity]:
    """The figures by measure, unit and year. A measure that has several values in one year is of several places."""
    found: dict[tuple[str, str, int], list[Quantity]] = {}
    for one in stated_levels(claims):
        found.setdefault((one.measure, one.unit, one.year), []).append(one.level)
    return {key: same[0] for key, same in found.items() if len({one.value for one in same}) == 1}


def is_near(one: Quantity, other: Quantity, measure: str) -> bool:
    """Whether a name surely means the same in both places: a short one may be of another section's schools."""
    return abs(one.passage - other.passage) <= 1 or len(measure) >= _LONG


def grown_levels(claims: Claims) -> Iterator[tuple[Movement, str, int]]:
    """The movements that tell only a level and its rate against the year before: the measure and that year."""
    for movement in movements(claims):
        measure, level = measure_of(movement.subject), movement.level
        alone = movement.rate is not None and movement.base is None and movement.change is None
        year = _year_before(movement)
        if measure and level is not None and alone and movement.sure and year is not None:
            yield movement, measure, year


def earlier_levels(claims: Claims) -> Iterator[YearLevel]:
    """The figures of an earlier year that movements tell or imply."""
    for movement in movements(claims):
        measure, level = measure_of(movement.subject), movement.level
        if not measure or level is None or not movement.sure:
            continue
        if movement.base is not None and movement.base_year is not None:
            yield YearLevel(measure, movement.base.unit, movement.base_year, movement.base)
        elif (
            movement.change is not None and movement.change.unit == level.unit and not movement.change.yearly
        ):
            year = _year_before(movement)
            if year is not None:
                yield YearLevel(measure, level.unit, year, level, movement.change)


def _year_before(movement: Movement) -> int | None:
    if movement.basis.isdigit():
        return int(movement.basis)
    year = movement.year or (movement.level.year if movement.level is not None else None)
    return year - 1 if movement.basis == "same" and year is not None else None
