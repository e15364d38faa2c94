"""A figure of an earlier year that the text states and elsewhere implies: 2021年40万人, 比上年增加2万人 ↔ 2020年38万人."""

from __future__ import annotations

from collections.abc import Iterator

from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.relations.bounds import narrow, wide
from duxue.proofing.relations.outcomes import Found, amount, numbers, outcomes
from duxue.proofing.relations.yearly_levels import YearLevel, earlier_levels, stated_levels

RULE = "carried-on"


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each earlier value that a movement gives and another place of the text states for the same year."""
    known: dict[tuple[str, str, int], list[YearLevel]] = {}
    for one in stated_levels(claims):
        known.setdefault((one.measure, one.unit, one.year), []).append(one)
    for implied in earlier_levels(claims):
        stated = known.get((implied.measure, implied.unit, implied.year), [])
        others = [one for one in stated if one.level.index not in _own(implied)]
        # a measure that has several values in one year is of several places
        if others and len({one.level.value for one in others}) == 1:
            yield from outcomes(claims, _found(others[0], implied))


def _own(implied: YearLevel) -> set[int]:
    return {implied.level.index, *([implied.moved.index] if implied.moved else [])}


def _found(stated: YearLevel, implied: YearLevel) -> Found:
    level, moved = implied.level, implied.moved
    others: list[tuple[str, Quantity]] = [("level" if moved else "base", level)]
    line = numbers([level])[0]
    value = level.value
    if moved is not None:
        others.append(("change", moved))
        value -= moved.value * (moved.sign or 1)
        first, second = numbers([level, moved])
        line = f"{first} {'+' if moved.sign < 0 else '-'} {second}"
    return Found(
        rule=RULE,
        kind="repeated",
        code="proof-carried-on-implied" if moved else "proof-carried-on-stated",
        stated=stated.level,
        narrow=(narrow(stated.level), implied.value(narrow)),
        wide=(wide(stated.level), implied.value(wide)),
        shown=amount(value, stated.level),
        arithmetic=line,
        others=others,
        # a name may stand for another school type or place in another section
        sure=abs(stated.level.passage - level.passage) <= 1,
        level="inconsistent",
        years=implied.year,
    )
