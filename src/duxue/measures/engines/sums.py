"""Leaves over areas as one SQL query a register: `SELECT area, sums … GROUP BY area`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from sqlglot import exp

from duxue.measures.engines import trees as t
from duxue.measures.engines.cells import Cell
from duxue.measures.engines.source import Source, column_of
from duxue.measures.plan import Leaf
from duxue.values import Interval

PER_LEAF = ("known", "rows", "low", "high", "unvalued", "unmet", "undecided")


def sums_query(base: t.Placed, source: Source, leaves: Sequence[Leaf], kind: str) -> exp.Select:
    """One row an area: how many rows it has, whether any is made up, and seven columns a leaf."""
    rows = t.RowColumns(source, leaves)
    area = t.column("b", column_of(kind))
    inner = base.select(
        [
            t.named(t.column("a", column_of(kind)), column_of(kind)),
            t.named(t.column("r", "_made_up"), "_made_up"),
            *rows.columns,
        ]
    )
    selected: list[t.Sql] = [
        t.named(area, "area"),
        t.named(exp.Count(this=exp.Star()), "seen"),
        t.named(t.ever(t.column("b", "_made_up")), "made_up"),
    ]
    for number, leaf in enumerate(leaves):
        tree = rows.leaf(leaf)
        unmet = t.missing(tree.met)
        open_value = t.all_of([unmet, t.present(tree.value)])
        zero = exp.Literal.number(0)
        columns = (
            t.total(t.where(tree.decided, tree.value)),
            t.counted(tree.decided),
            t.total(t.where(open_value, exp.Least(this=zero, expressions=[tree.value]))),
            t.total(t.where(open_value, exp.Greatest(this=zero, expressions=[tree.value]))),
            t.counted(t.all_of([tree.met, t.missing(tree.value)])),
            t.counted(t.all_of([unmet, t.missing(tree.value)])),
            t.counted(tree.undecided),
        )
        named = zip(PER_LEAF, columns, strict=True)
        selected += [t.named(value, f"{name}_{number}") for name, value in named]
    return t.select(selected, t.subquery(inner, "b"), groups=[area.copy()])


def cell_of(row: Mapping[str, Any], number: int, span: Interval) -> Cell:
    """The cell of one leaf from one row of the query's answer; `span` is what a row without value can add."""
    known, rows, low, high, unvalued, unmet, undecided = (row[f"{name}_{number}"] for name in PER_LEAF)
    sure = Fraction(known or 0)
    least = _with_unknown(sure + Fraction(low or 0), span.low, unvalued, unmet, min)
    most = _with_unknown(sure + Fraction(high or 0), span.high, unvalued, unmet, max)
    return Cell(sure, rows, row["seen"], undecided, least, most, bool(row["made_up"]))


def _with_unknown(
    start: Fraction, bound: Fraction | None, unvalued: int, unmet: int, choose: Any
) -> Fraction | None:
    if bound is None:
        return None if unvalued or unmet else start
    return start + unvalued * bound + unmet * Fraction(choose(Fraction(0), bound))
