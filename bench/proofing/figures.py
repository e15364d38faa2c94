"""Which numeral of a text is a relation's figure, and what it is worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from bench.proofing.annotations import Relation, Spot
from bench.proofing.numerals import Numeral, numerals

_POWERS = tuple(Decimal(10) ** power for power in (0, 4, 8, -4, -8, 12, -12))


def figure_at(spot: Spot, text: str) -> Numeral | None:
    """The numeral inside the spot that is worth its value, in one unit or another; with places in the whole text."""
    if spot.value is None:
        return None
    around = text[spot.start : spot.end + 2]
    found = [numeral for numeral in numerals(around) if numeral.start < spot.end - spot.start]
    for power in _POWERS:
        for numeral in found:
            if spot.value in (numeral.shown * power, numeral.value * power):
                return _moved(numeral, spot.start)
    return None


def _moved(numeral: Numeral, by: int) -> Numeral:
    return replace(numeral, start=numeral.start + by, end=numeral.end + by)


def factor_of(spot: Spot, numeral: Numeral) -> Decimal:
    """What one of the numeral's units is worth in the formula's."""
    if spot.value and numeral.shown:
        return spot.value / numeral.shown
    return Decimal(1)


def values_of(relation: Relation, text: str) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """The values by role, and the units of their last places; 0 for what is counted."""
    values: dict[str, Decimal] = {}
    steps: dict[str, Decimal] = {}
    for spot in relation.spots:
        if spot.value is None:
            continue
        values[spot.role] = spot.value
        numeral = None if relation.exact else figure_at(spot, text)
        steps[spot.role] = abs(numeral.last_place * factor_of(spot, numeral)) if numeral else Decimal(0)
    return values, steps


def own_numerals(relation: Relation, text: str) -> Iterator[tuple[Spot, Numeral]]:
    """The figures of the relation that stand by themselves: one that two spots share is left out."""
    found = [(spot, figure_at(spot, text)) for spot in relation.figures]
    for spot, numeral in found:
        if numeral is not None and sum(n is not None and n.start == numeral.start for _, n in found) == 1:
            yield spot, numeral
