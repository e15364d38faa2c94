"""The points of rules: what they add up to, the order of bands, ids inside a rule."""

from __future__ import annotations

from decimal import Decimal

from duxue.schemes.checks.tree import indicators
from duxue.schemes.faults import Faults
from duxue.schemes.limits import NumberLimit
from duxue.schemes.lists import added_up
from duxue.schemes.parts import Path
from duxue.schemes.rules import (
    AddListed,
    AllOrNothing,
    Band,
    Bands,
    DeductListed,
    NamedDeduction,
    Pool,
    Proportional,
)
from duxue.schemes.scheme import Leaf, Scheme
from duxue.values import plain

_FALLING = ("at_least", "above")


def check_points(scheme: Scheme, faults: Faults) -> None:
    """Notes rules whose points exceed or cannot reach the leaf's, and bands that are out of order or overlap."""
    for path, leaf in indicators(scheme.indicators, ("indicators",)):
        if not isinstance(leaf, Leaf):
            continue
        where = (*path, "rule")
        match leaf.rule:
            case AddListed() as rule:
                _elements(where, rule, leaf, faults)
            case DeductListed() as rule:
                _deductions(where, rule, leaf, faults)
            case Bands() as rule:
                _bands(where, rule, leaf, faults)
            case AllOrNothing() as rule:
                _not_above((*where, "else"), rule.else_, leaf, faults)
            case Pool(when_none=Decimal() as points):
                _not_above((*where, "when_none"), points, leaf, faults)
            case Proportional(target=NumberLimit(value=target, unit=None), zero_at=zero, each_short=None):
                if target == zero:
                    faults.add("schemes-target-at-zero", (*where, "target"), target=plain(target))
            case _:
                pass


def _not_above(path: Path, points: Decimal, leaf: Leaf, faults: Faults) -> None:
    if points > leaf.high:
        faults.add("schemes-rule-above-full", path, item=leaf.id, points=plain(points), full=plain(leaf.high))


def _elements(where: Path, rule: AddListed, leaf: Leaf, faults: Faults) -> None:
    _double_ids((*where, "elements"), [element.id for element in rule.elements], faults)
    most = [max(element.points, element.else_) for element in rule.elements]
    total = sum(most, Decimal(0))
    wrong = total < leaf.points or (rule.strict_sum and total != leaf.points)
    if wrong:
        faults.add(
            "schemes-elements-differ",
            (*where, "elements"),
            item=leaf.id,
            sum=added_up(most),
            full=plain(leaf.points),
        )


def _deductions(where: Path, rule: DeductListed, leaf: Leaf, faults: Faults) -> None:
    _double_ids((*where, "deductions"), [deduction.id for deduction in rule.deductions], faults)
    named = [entry.points for entry in rule.deductions if isinstance(entry, NamedDeduction)]
    total = sum(named, Decimal(0))
    if rule.strict_sum and total > leaf.points - leaf.low:
        faults.add(
            "schemes-deductions-above-full",
            (*where, "deductions"),
            item=leaf.id,
            sum=added_up(named),
            full=plain(leaf.points),
        )


def _double_ids(path: Path, ids: list[str], faults: Faults) -> None:
    for index, name in enumerate(ids):
        if name in ids[:index]:
            first = faults.place((*path, ids.index(name), "id"))
            faults.add("schemes-double-id", (*path, index, "id"), id=name, first=first)


def _bands(where: Path, rule: Bands, leaf: Leaf, faults: Faults) -> None:
    for index, band in enumerate(rule.bands):
        path = (*where, "bands", index)
        last = index == len(rule.bands) - 1
        _not_above((*path, "points"), band.points, leaf, faults)
        if (band.limit is None) != last:
            faults.add("schemes-bands-open", path, item=leaf.id)
        elif index and band.limit is not None:
            _in_order(path, rule.bands[index - 1], band, faults)


def _in_order(path: Path, before: Band, band: Band, faults: Faults) -> None:
    if before.limit is None or band.limit is None:
        return
    (upper, high), (name, limit) = before.limit, band.limit
    if (upper in _FALLING) != (name in _FALLING):
        faults.add("schemes-bands-direction", path, before=upper, found=name)
        return
    step = high - limit if name in _FALLING else limit - high
    # The same number twice leaves something between only from "above 90" to "at least 90".
    if step < 0 or (step == 0 and (upper, name) not in {("above", "at_least"), ("below", "at_most")}):
        faults.add("schemes-bands-order", (*path, name), limit=plain(limit), before=plain(high))
