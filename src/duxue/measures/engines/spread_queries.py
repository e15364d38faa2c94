"""Spreads between units in SQL: squares as doubles with a proven error bound, settled in fractions where it matters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any, TypeVar

import pyarrow as pa

from duxue.measures.engines import trees as t
from duxue.measures.engines import units as u
from duxue.measures.engines.cells import Scope, SpreadCell, UnitValue
from duxue.measures.engines.database import Database, LazyCells
from duxue.measures.engines.exact import squared_spread
from duxue.measures.engines.source import column_of
from duxue.measures.plan import SpreadPlan, leaves_of_ratio
from duxue.values import SquareRoot

DOUBLE_STEP = Fraction(1, 2**53)
TERM_STEPS = 40
"""Roundings in one term X²/P and its place in the sum, generously counted; each unit adds one more."""


@dataclass(frozen=True)
class SpreadQueries:
    """The spreads of plans over one database."""

    database: Database

    def spreads(
        self, plans: Sequence[SpreadPlan], scope: Scope
    ) -> Mapping[SpreadPlan, Mapping[str, SpreadCell]]:
        tables = self.tables(plans, [scope[0]], scope[1])
        return {plan: self.cells(plan, number, table) for plan, (number, table) in tables.items()}

    def tables(
        self,
        plans: Sequence[SpreadPlan],
        kinds: Sequence[str],
        under: str | None,
        more: Callable[[int, str], list[t.Sql]] | None = None,
    ) -> dict[SpreadPlan, tuple[int, pa.Table]]:
        """For areas of several kinds at once: column `area`, and seven columns a plan that end in its number.

        Units are read once; their terms are added up to the finest areas, and these to the coarser ones.
        `more` adds columns to the totals of a plan, by its number and the name of their table.
        """
        found: dict[SpreadPlan, tuple[int, pa.Table]] = {}
        for own in alike(
            plans, lambda plan: (plan.between, self.database.unit_key(leaves_of_ratio(plan.ratio)))
        ):
            linears = u.linears_of(*(plan.ratio for plan in own))
            direct = self.database.unit_key(leaves_of_ratio(own[0].ratio))[1]
            table = self.database.unit_table(linears, own[0].between, kinds, under, rows_are_units=direct)
            if table is None:
                empty = pa.table({"area": pa.array([], pa.string())})
                found.update({plan: (number, empty) for number, plan in enumerate(own)})
                continue
            columns: list[t.Sql] = [t.column("l", column_of(kind)) for kind in kinds]
            for number, plan in enumerate(own):
                columns += u.spread_columns(table, plan, number)
            terms = t.select(columns, t.subquery(table.query(), "l"))
            numbers = range(len(own))
            extra = [column for number in numbers for column in more(number, "s")] if more else []
            answer = self.database.rolled_up(terms, kinds, partial(_totals, u.spread_totals, numbers), extra)
            found.update({plan: (number, answer) for number, plan in enumerate(own)})
        return found

    def cells(self, plan: SpreadPlan, number: int, table: pa.Table) -> Mapping[str, SpreadCell]:
        upper, lower = (u.multiplier(linear) for linear in (plan.ratio.numerator, plan.ratio.denominator))

        def make(row: dict[str, Any]) -> SpreadCell:
            values = {name: row[f"{name}_{number}"] for name in u.SPREAD}
            return SpreadCell(
                int(values["units"]),
                int(values["left_out"]),
                int(values["undecided"]),
                Fraction(values["resources"] or 0) / upper,
                Fraction(values["weights"] or 0) / lower,
                self._root(plan, row["area"], values),
                bool(values["made_up"]),
            )

        return LazyCells(table, make)

    def _root(self, plan: SpreadPlan, area: str, values: Mapping[str, Any]) -> SquareRoot | None:
        resources, weights = Fraction(values["resources"] or 0), Fraction(values["weights"] or 0)
        if not resources or not values["units"]:
            return None
        whole = weights * Fraction(values["squares"]) / resources**2
        error = whole * (int(values["units"]) + TERM_STEPS) * DOUBLE_STEP
        return SquareRoot.bounded(whole - 1 - error, whole - 1 + error, lambda: self._settled(plan, area))

    def _settled(self, plan: SpreadPlan, area: str) -> Fraction:
        pairs = [
            (unit.numerator, unit.denominator)
            for unit in self.unit_values(plan, area)
            if unit.numerator is not None and unit.denominator is not None and unit.denominator > 0
        ]
        square = squared_spread(pairs)
        assert square is not None, "an area whose double result has resources has them in fractions too"
        return square

    def unit_values(self, plan: SpreadPlan, area: str) -> list[UnitValue]:
        table = self.database.unit_table(u.linears_of(plan.ratio), plan.between, [plan.between], area)
        if table is None:
            return []
        upper, lower = plan.ratio.numerator, plan.ratio.denominator
        columns = [
            t.column("l", "unit"),
            t.named(t.where(table.known(upper), table.value(upper)), "upper"),
            t.named(t.where(table.known(lower), table.value(lower)), "lower"),
        ]
        query = t.select(columns, t.subquery(table.query(), "l"), [table.scope(lower)])
        scales = (u.multiplier(upper), u.multiplier(lower))
        return [
            UnitValue(row["unit"], _scaled(row["upper"], scales[0]), _scaled(row["lower"], scales[1]))
            for row in self.database.answer(query).sort_by("unit").to_pylist()
        ]


def _scaled(value: Any, multiplier: int) -> Fraction | None:
    return None if value is None else Fraction(value) / multiplier


def _totals(
    make: Callable[[int, str, bool], list[t.Sql]], numbers: Sequence[int], table: str, again: bool
) -> list[t.Sql]:
    return [column for number in numbers for column in make(number, table, again)]


Plan = TypeVar("Plan")


def alike(plans: Sequence[Plan], key: Callable[[Plan], Any]) -> list[list[Plan]]:
    """The plans in groups that can share one query."""
    groups: dict[Any, list[Plan]] = {}
    for plan in dict.fromkeys(plans):
        groups.setdefault(key(plan), []).append(plan)
    return list(groups.values())
