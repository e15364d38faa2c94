"""Units that reach a set of tests, in SQL: whole numbers are cross-multiplied, so that no quotient is computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pyarrow as pa
from sqlglot import exp

from duxue.measures.engines import trees as t
from duxue.measures.engines import units as u
from duxue.measures.engines.cells import ReachCell, Scope, UnitVerdict
from duxue.measures.engines.database import Database, LazyCells
from duxue.measures.engines.source import column_of
from duxue.measures.engines.verdicts import FLOORS
from duxue.measures.plan import Leaf, ReachPlan, leaves_of_reach


@dataclass(frozen=True)
class ReachQueries:
    """The reaches of plans over one database."""

    database: Database

    def reaches(
        self, plans: Sequence[ReachPlan], scope: Scope
    ) -> Mapping[ReachPlan, Mapping[str, ReachCell]]:
        return {plan: LazyCells(self.table(plan, [scope[0]], scope[1]), _reach_cell) for plan in plans}

    def table(self, plan: ReachPlan, kinds: Sequence[str], under: str | None) -> pa.Table:
        """For areas of several kinds: column `area`, and how many units passed, failed and are undecided."""
        verdicts = self._verdicts(plan, kinds, under)
        if verdicts is None:
            return pa.table({"area": pa.array([], pa.string())})
        met = t.column("v", "passed")
        marks = [
            *(t.column("v", column_of(kind)) for kind in kinds),
            t.named(t.where(t.is_true(met), exp.Literal.number(1)), "passed"),
            t.named(t.where(t.is_true(t.negated(met.copy())), exp.Literal.number(1)), "failed"),
            t.named(t.where(t.missing(met.copy()), exp.Literal.number(1)), "undecided"),
            t.column("v", "made_up"),
        ]
        return self.database.rolled_up(t.select(marks, t.subquery(verdicts, "v")), kinds, _reach_totals)

    def _verdicts(self, plan: ReachPlan, kinds: Sequence[str], under: str | None) -> exp.Select | None:
        """`SELECT unit, in_<kind>…, made_up, passed`: one row a unit of the whole."""
        tests = [test for tests in plan.rounds for test in tests]
        linears = u.linears_of(*(test.ratio for test in tests))
        table = self.database.unit_table(linears, plan.units, kinds, under, whole=True)
        if table is None:
            return None
        outside = t.any_of([u.outside_tree(table, test) for test in tests])
        names = ["unit", *map(column_of, kinds), "made_up"]
        tested: list[t.Sql] = [t.column("l", name) for name in names]
        rounds = []
        for tests_of_round in plan.rounds:
            met, floors = [], []
            for test in tests_of_round:
                met.append(_column_for(tested, u.test_tree(table, test, test.limit, test.operator)))
                if test.floor is not None:
                    floor = u.test_tree(table, test, test.floor, FLOORS[test.operator])
                    floors.append(_column_for(tested, floor))
            rounds.append(_reached_tree(met, floors, plan.needed))
        inside = [] if plan.everybody else [t.negated(outside)]
        inner = t.select(tested, t.subquery(table.query(), "l"), inside)
        columns = [*(t.column("t", name) for name in names), t.named(t.all_of(rounds), "passed")]
        query = t.select(columns, t.subquery(inner, "t"))
        if not plan.everybody:
            return query
        return self._with_absent(query, table, leaves_of_reach(plan)[0], plan.units, kinds)

    def _with_absent(
        self, query: exp.Select, table: u.UnitTable, leaf: Leaf, kind: str, kinds: Sequence[str]
    ) -> exp.Select:
        """Units of the kind without any row join the others, with nothing known of them."""
        areas = t.table(self.database.area_view(self.database.source.reference_date(leaf)), "a")
        code = t.column("a", "code")
        inside = [t.equal(t.column("a", column_of(kind)), code.copy())]
        if table.under:
            inside.append(t.equal(t.column("a", column_of(table.under[0])), t.text(table.under[1])))
        places = [t.named(t.column("a", column_of(k)), column_of(k)) for k in kinds]
        everybody = t.select([t.named(code, "unit"), *places], areas, inside)
        columns = [
            t.column("e", "unit"),
            *(t.column("e", column_of(k)) for k in kinds),
            t.column("k", "made_up"),
            t.column("k", "passed"),
        ]
        on = t.equal(t.column("e", "unit"), t.column("k", "unit"))
        return t.select(
            columns, t.subquery(everybody, "e"), joins=[t.joined(t.subquery(query, "k"), on, "LEFT")]
        )

    def unit_verdicts(self, plan: ReachPlan, area: str) -> list[UnitVerdict]:
        """Verdicts from SQL; the values of the tests beside them are computed in fractions for the people."""
        verdicts = self._verdicts(plan, [plan.units], area)
        if verdicts is None:
            return []
        rows = self.database.answer(verdicts).to_pylist()
        passed = {row["unit"]: row["passed"] for row in rows}
        values = self._unit_test_values(plan, area)
        empty = tuple(tuple(None for _ in tests) for tests in plan.rounds)
        return [UnitVerdict(unit, passed[unit], values.get(unit, empty)) for unit in sorted(passed)]

    def _unit_test_values(
        self, plan: ReachPlan, area: str
    ) -> dict[str, tuple[tuple[Fraction | None, ...], ...]]:
        tests = [test for tests in plan.rounds for test in tests]
        linears = u.linears_of(*(test.ratio for test in tests))
        table = self.database.unit_table(linears, plan.units, [plan.units], area, whole=True)
        if table is None:
            return {}
        columns: list[t.Sql] = [t.column("l", "unit")]
        worths: list[Fraction] = []
        for number, test in enumerate(tests):
            upper, lower = test.ratio.numerator, test.ratio.denominator
            known = u.judged_tree(table, test)
            columns.append(t.named(t.where(known, table.value(upper)), f"top_{number}"))
            columns.append(t.named(t.where(known.copy(), table.value(lower)), f"bottom_{number}"))
            worths.append(table.worth(upper) * test.ratio.factor / table.worth(lower))
        found = {}
        query = t.select(columns, t.subquery(table.query(), "l"))
        for row in self.database.answer(query).to_pylist():
            flat = iter(
                Fraction(int(row[f"top_{n}"])) / int(row[f"bottom_{n}"]) * worth
                if row[f"bottom_{n}"]
                else None
                for n, worth in enumerate(worths)
            )
            found[row["unit"]] = tuple(tuple(next(flat) for _ in tests) for tests in plan.rounds)
        return found


def _column_for(columns: list[t.Sql], value: t.Sql) -> t.Sql:
    """Adds the value as a column of the inner query, and names it for the outer one."""
    name = f"test_{len(columns)}"
    columns.append(t.named(value, name))
    return t.column("t", name)


def _reach_totals(table: str, again: bool) -> list[t.Sql]:
    names = ("passed", "failed", "undecided")
    columns = [t.column(table, name) for name in names]
    sums = [t.total(column) if again else exp.Count(this=column) for column in columns]
    counts = [t.named(t.cast(total, "BIGINT"), name) for total, name in zip(sums, names, strict=True)]
    return [*counts, t.named(t.ever(t.column(table, "made_up")), "made_up")]


def _reach_cell(row: dict[str, Any]) -> ReachCell:
    return ReachCell(row["passed"], row["failed"], row["undecided"], bool(row["made_up"]))


def _reached_tree(met: Sequence[t.Sql], floors: Sequence[t.Sql], needed: int) -> t.Sql:
    """At least `needed` tests and every floor, in three-valued logic; NULL where the unknown ones decide."""

    def count(tests: Sequence[t.Sql], unknown: t.Sql) -> t.Sql:
        one = exp.Literal.number(1)
        return t.added(
            [
                exp.Case(
                    ifs=[exp.If(this=t.filled(exp.paren(test, copy=False), unknown.copy()), true=one.copy())],
                    default=exp.Literal.number(0),
                )
                for test in tests
            ]
        )

    enough = exp.Literal.number(needed)
    fails: list[t.Sql] = [exp.LT(this=exp.paren(count(met, exp.true())), expression=enough)]
    fails += [exp.Not(this=t.filled(exp.paren(floor.copy(), copy=False), exp.true())) for floor in floors]
    passes: list[t.Sql] = [exp.GTE(this=exp.paren(count(met, exp.false())), expression=enough.copy())]
    passes += [t.is_true(exp.paren(floor.copy(), copy=False)) for floor in floors]
    return exp.Case(
        ifs=[exp.If(this=t.any_of(fails), true=exp.false()), exp.If(this=t.all_of(passes), true=exp.true())]
    )
