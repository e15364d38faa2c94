"""Spreads and reaches for every area of several kinds at once: a country in one reading of its schools.

Rounded spreads and verdicts are settled by the engine where the doubles' error bound decides them; the few
others are recomputed in fractions, so that the tables hold the same as the figures would.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

import pyarrow as pa
from sqlglot import exp

from duxue.measures.engines import trees as t
from duxue.measures.engines.duckdb_engine import DuckDBEngine
from duxue.measures.engines.spread_queries import TERM_STEPS
from duxue.measures.plan import ReachPlan, SpreadPlan
from duxue.values import SquareRoot

DOUBLE_STEP = 1.2e-16
"""A little more than 2^-53, so that the error of computing the bound itself is inside it."""
NEAR = 1e-15


@dataclass(frozen=True, slots=True)
class Wanted:
    """A spread to `decimals` decimals, and whether it is at most `limit`."""

    plan: SpreadPlan
    decimals: int
    limit: Fraction


@dataclass(frozen=True, slots=True)
class SpreadTable:
    """One row an area: for spread n `units_n`, `resources_n`, `weights_n`, `spread_n` (in steps of its last
    decimal; null without units or resources), `within_n`; `recomputed` counts what was settled in fractions."""

    table: pa.Table
    recomputed: int


def spreads_everywhere(engine: DuckDBEngine, wanted: Sequence[Wanted], kinds: Sequence[str]) -> SpreadTable:
    """Spreads that can share one query (one register, one kind of unit) for all areas of the kinds."""
    plans = [one.plan for one in wanted]
    tables = engine.over_spreads.tables(plans, kinds, None, partial(_settled_columns, wanted))
    (table,) = {id(table): table for _, table in tables.values()}.values()
    recomputed = 0
    for number, one in enumerate(wanted):
        cells = engine.over_spreads.cells(one.plan, number, table)
        for name in ("spread", "within"):
            column = table[f"{name}_{number}"]
            open_ = _open(table, number, column)
            if open_:
                table = _filled(table, f"{name}_{number}", open_, cells, one)
                recomputed += len(open_)
    return SpreadTable(table, recomputed)


def _open(table: pa.Table, number: int, column: pa.ChunkedArray) -> list[int]:
    """Rows where the bound did not decide although there is something to decide."""
    if column.null_count == 0:
        return []
    resources = table[f"resources_{number}"]
    missing = pa.compute.and_(pa.compute.is_null(column), pa.compute.is_valid(resources))
    rows: list[int] = pa.compute.indices_nonzero(missing).to_pylist()
    return [row for row in rows if resources[row].as_py()]


def _filled(
    table: pa.Table, name: str, rows: Sequence[int], cells: Mapping[str, Any], one: Wanted
) -> pa.Table:
    position = table.column_names.index(name)
    values = table[name].to_pylist()
    for row in rows:
        root: SquareRoot = cells[table["area"][row].as_py()].root
        if name.startswith("spread"):
            values[row] = int(root.rounded(one.decimals).scaleb(one.decimals))
        else:
            values[row] = root.compare(one.limit) <= 0
    return table.set_column(position, name, pa.array(values, table[name].type))


def _settled_columns(wanted: Sequence[Wanted], number: int, table: str) -> list[t.Sql]:
    """`spread_n` and `within_n` over a plan's totals, NULL where the error bound does not decide them."""
    one = wanted[number]

    def double(name: str) -> t.Sql:
        return t.cast(t.column(table, f"{name}_{number}"), t.DOUBLE)

    def literal(value: float) -> t.Sql:
        return t.cast(exp.Literal.number(repr(value)), t.DOUBLE)

    whole = exp.Div(
        this=t.times(double("weights"), double("squares")),
        expression=exp.paren(t.times(double("resources"), double("resources")), copy=False),
    )
    error = t.times(exp.Add(this=double("units"), expression=literal(2.0 * TERM_STEPS)), literal(DOUBLE_STEP))

    def bound(sign: type[exp.Binary]) -> t.Sql:
        factor = sign(this=literal(1.0), expression=exp.paren(error.copy(), copy=False))
        square = exp.Sub(this=t.times(whole.copy(), factor), expression=literal(1.0))
        return exp.Greatest(this=square, expressions=[literal(0.0)])

    def steps(square: t.Sql, near: float) -> t.Sql:
        root = t.times(exp.Sqrt(this=square), literal(near * 10.0**one.decimals))
        return t.cast(exp.Floor(this=exp.Add(this=root, expression=literal(0.5))), "BIGINT")

    low, high = bound(exp.Sub), bound(exp.Add)
    rounded = exp.EQ(this=steps(low.copy(), 1 - NEAR), expression=steps(high.copy(), 1 + NEAR))
    limit = float(one.limit**2)
    within = exp.Case(
        ifs=[
            exp.If(this=exp.LT(this=high, expression=literal(limit * (1 - NEAR))), true=exp.true()),
            exp.If(this=exp.GT(this=low, expression=literal(limit * (1 + NEAR))), true=exp.false()),
        ]
    )
    return [
        t.named(t.where(rounded, steps(low.copy(), 1 - NEAR)), f"spread_{number}"),
        t.named(within, f"within_{number}"),
    ]


def reaches_everywhere(
    engine: DuckDBEngine, plans: Sequence[ReachPlan], kinds: Sequence[str]
) -> list[pa.Table]:
    """For each plan one row an area: how many units passed, failed, are undecided."""
    return [engine.over_reaches.table(plan, kinds, None) for plan in plans]
