"""The tree: ids, points that add up, bounds, decimals, and who gives the points."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from duxue.schemes.faults import Faults
from duxue.schemes.lists import added_up
from duxue.schemes.parts import Path
from duxue.schemes.rules import Opinion
from duxue.schemes.scheme import Indicator, Leaf, Node, Scheme
from duxue.values import plain

RESERVED = ("total", "level", "findings")
"""These stand in the place of the item in the id of a score."""


def check_tree(scheme: Scheme, faults: Faults) -> None:
    """Notes double and reserved ids, sums that differ, wrong bounds, rules that are missing or out of place."""
    _ids(scheme, faults)
    _sum("schemes-total-differs", ("total",), scheme.total, scheme.indicators, faults, item=scheme.id)
    for path, item in indicators(scheme.indicators, ("indicators",)):
        _decimals((*path, "points"), item.points, scheme, faults)
        if isinstance(item, Node):
            _sum("schemes-parts-differ", (*path, "points"), item.points, item.items, faults, item=item.id)
        else:
            _leaf(path, item, scheme, faults)


def indicators(items: tuple[Indicator, ...], path: Path) -> Iterator[tuple[Path, Node | Leaf]]:
    """Every indicator with its path, a node before its parts."""
    for index, item in enumerate(items):
        where = (*path, index)
        yield where, item
        if isinstance(item, Node):
            yield from indicators(item.items, (*where, "items"))


def _ids(scheme: Scheme, faults: Faults) -> None:
    first: dict[str, Path] = {}
    for path, item in indicators(scheme.indicators, ("indicators",)):
        where = (*path, "id")
        if item.id in RESERVED:
            faults.add("schemes-id-reserved", where, id=item.id, reserved=", ".join(RESERVED))
        elif any(character in item.id for character in "/@#[] \t") or not item.id:
            faults.add("schemes-id-form", where, id=item.id)
        if item.id in first:
            faults.add("schemes-double-id", where, id=item.id, first=faults.place(first[item.id]))
        first.setdefault(item.id, where)


def _sum(
    code: str, path: Path, stated: Decimal, items: tuple[Indicator, ...], faults: Faults, /, item: str
) -> None:
    total = sum((part.points for part in items), Decimal(0))
    if total != stated:
        faults.add(code, path, item=item, stated=plain(stated), sum=added_up([part.points for part in items]))


def _decimals(path: Path, points: Decimal, scheme: Scheme, faults: Faults) -> None:
    exponent = points.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > scheme.decimals:
        faults.add("schemes-points-decimals", path, points=plain(points), decimals=scheme.decimals)


def _leaf(path: Path, leaf: Leaf, scheme: Scheme, faults: Faults) -> None:
    if leaf.low > leaf.high:
        faults.add("schemes-bounds-order", (*path, "bounds"), low=plain(leaf.low), high=plain(leaf.high))
    if leaf.by == "rule" and scheme.standing == "reconstruction":
        faults.add("schemes-reconstruction-rule", (*path, "by"), item=leaf.id)
    if leaf.by == "rule" and leaf.rule is None:
        faults.add("schemes-rule-missing", path, item=leaf.id)
    if leaf.by == "rule" and isinstance(leaf.rule, Opinion):
        faults.add("schemes-rule-is-judgement", (*path, "by"), item=leaf.id)
    if leaf.continues is not None and leaf.continues.count("/") != 1:
        faults.add("schemes-continues-form", (*path, "continues"), found=leaf.continues)
