"""A figure of an earlier year that the text states and elsewhere implies: 2021年40万人, 比上年增加2万人 ↔ 2020年38万人."""

from __future__ import annotations

from collections.abc import Iterator

from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.relations.bounds import narrow, wide
from duxue.proofing.relations.outcomes import Found, amount, numbers, outcomes
from duxue.proofing.relations.yearly_levels import YearLevel, earlier_levels, is_near, known_levels

RULE = "carried-on"


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each earlier value that a movement gives and another place of the text states for the same year."""
    known = claims.once(known_levels)
    for implied in earlier_levels(claims):
        stated = known.get((implied.measure, implied.unit, implied.year))
        if stated is not None and stated.index not in _own(implied):
            yield from outcomes(claims, _found(claims, stated, implied))


def _own(implied: YearLevel) -> set[int]:
    return {implied.level.index, *([implied.moved.index] if implied.moved else [])}


def _found(claims: Claims, stated: Quantity, implied: YearLevel) -> Found:
    level, moved = implied.level, implied.moved
    others: list[tuple[str, Quantity]] = [("level" if moved else "base", level)]
    line = numbers([level])[0]
    way = "stated" if moved is None else "implied"
    value = level.value
    if moved is not None:
        others.append(("change", moved))
        value -= moved.value * (moved.sign or 1)
        first, second = numbers([level, moved])
        line = f"{first} {'+' if moved.sign < 0 else '-'} {second}"
    return Found(
        rule=RULE,
        kind="repeated",
        codes=(f"proof-carried-on-{way}-holds", f"proof-carried-on-{way}-differs"),
        stated=stated,
        narrow=(narrow(stated), implied.value(narrow)),
        wide=(wide(stated), implied.value(wide)),
        shown=amount(value, stated),
        arithmetic=line,
        others=others,
        sure=is_near(claims, stated, level, implied.measure),
        level="inconsistent",
        years=implied.year,
    )
