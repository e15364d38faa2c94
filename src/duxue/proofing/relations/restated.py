"""Passages that say again what was said: figures beside figures that agree, and one figure with the same growth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duxue.proofing.causes import slips
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.relations.repeats import PLACES_BACK, Mention, differ, digits, same_year

SLIPS = frozenset({"digits-swapped", "decimal-point"})
Restated = tuple[Mention, Mention, bool]
"""The later mention, the earlier one, and whether it is sure that both are of one figure."""


def beside(
    claims: Claims, pairs: Sequence[tuple[Mention, Mention]], found: Sequence[Mention]
) -> Iterator[Restated]:
    """Figures that stand beside figures which agree, in both places, and are called alike but differ."""
    order = {mention.quantity.index: place for place, mention in enumerate(found)}
    told = set[tuple[int, int]]()
    for later, earlier in pairs:
        if digits(later.quantity) < 2 or later.likeness(earlier) < (
            0.4 if digits(later.quantity) > 2 else 0.5
        ):
            continue
        for one in _neighbours(found, order[later.quantity.index]):
            for other in _neighbours(found, order[earlier.quantity.index]):
                key = (one.quantity.index, other.quantity.index)
                if key not in told and _restated(one, other, claims.year):
                    told.add(key)
                    in_order = _nearest(found, order, later, one) and _nearest(found, order, earlier, other)
                    yield one, other, one.likeness(other) >= 0.7 or (in_order and digits(later.quantity) > 2)


def _neighbours(found: Sequence[Mention], place: int) -> list[Mention]:
    sentence = found[place].quantity.sentence
    around = [*found[max(0, place - 2) : place], *found[place + 1 : place + 3]]
    return [mention for mention in around if mention.quantity.sentence == sentence]


def _nearest(found: Sequence[Mention], order: dict[int, int], companion: Mention, one: Mention) -> bool:
    """Whether nothing else of its unit stands between a figure and its companion."""
    low, high = sorted((order[companion.quantity.index], order[one.quantity.index]))
    return all(other.quantity.unit != one.quantity.unit for other in found[low + 1 : high])


def _restated(one: Mention, other: Mention, report: int | None) -> bool:
    return (
        one.quantity.unit == other.quantity.unit
        and one.quantity.passage != other.quantity.passage
        and one.times == other.times
        and one.named == other.named
        and one.quantity.part == other.quantity.part
        and same_year(one.quantity, other.quantity, report)
        and one.likeness(other) >= 0.4
        and len(one.pairs & other.pairs) >= 3
        and differ(one.quantity, other.quantity)
    )


def with_same_growth(claims: Claims, found: Sequence[Mention]) -> Iterator[Restated]:
    """47.5亿元，同比增长4.4%，增速提高1.3个百分点, and elsewhere 45.7亿元 with the same: a slip of the pen apart."""
    by_growth: dict[tuple[object, ...], list[tuple[Mention, tuple[object, ...]]]] = {}
    for mention in found:
        growth = _growth(claims, mention.quantity)
        if not growth or digits(mention.quantity) < 3:
            continue
        earlier = by_growth.setdefault((mention.quantity.unit, mention.name[-3:], growth[0]), [])
        for other, before in reversed(earlier[-PLACES_BACK:]):
            if other.quantity.passage != mention.quantity.passage and _slipped(
                mention.quantity, other.quantity
            ):
                yield mention, other, len(growth) > 1 and growth == before
                break
        earlier.append((mention, growth))


def _growth(claims: Claims, level: Quantity) -> tuple[object, ...]:
    """The rates and points behind a level, with their words, at most two."""
    growth: list[object] = []
    for quantity in claims.quantities[level.index + 1 : level.index + 6]:
        if (
            quantity.sentence != level.sentence
            or len(growth) == 2
            or (quantity.fact and quantity.role == "level")
        ):
            break
        if quantity.fact and quantity.role in ("rate", "points"):
            growth.append((quantity.lead, quantity.value, quantity.sign))
    return tuple(growth)


def _slipped(one: Quantity, other: Quantity) -> bool:
    return any(code in SLIPS for code, _ in slips(one, other.interval))
