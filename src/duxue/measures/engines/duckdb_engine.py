"""The fast engine: plans to SQL trees to DuckDB over Parquet, exact where it matters.

Sums are integers or DECIMAL, tests on units are cross-multiplied whole numbers. A spread's squares are added as
doubles with a proven error bound; where that bound does not decide a rounding or a limit, the area is
recomputed in fractions from its units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

import duckdb
import pyarrow as pa
from sqlglot import exp

from duxue.areas import AreasAt
from duxue.measures.engines import trees as t
from duxue.measures.engines import units as u
from duxue.measures.engines.cells import Cell, ReachCell, Scope, SpreadCell, UnitValue, UnitVerdict
from duxue.measures.engines.connection import vetted_connection
from duxue.measures.engines.exact import squared_spread
from duxue.measures.engines.source import RegisterKey, Source, column_of, key_of
from duxue.measures.engines.sums import cell_of, sums_query
from duxue.measures.engines.verdicts import FLOORS
from duxue.measures.plan import (
    Leaf,
    Linear,
    ReachPlan,
    SpreadPlan,
    leaves_of,
    leaves_of_ratio,
    leaves_of_reach,
)
from duxue.values import SquareRoot

Made = TypeVar("Made")
DOUBLE_STEP = Fraction(1, 2**53)
FEW = 2_000
"""Areas whose cells are all read at once."""
TERM_STEPS = 40
"""Roundings in one term X²/P and its place in the sum, generously counted; each unit adds one more."""


class LazyCells(Mapping[str, Made], Generic[Made]):
    """Cells made from a table's rows when they are asked for: a country has too many to make them all."""

    def __init__(self, table: pa.Table, make: Callable[[dict[str, Any]], Made]) -> None:
        self.table, self._make = table, make
        self._index: dict[str, int] | None = None
        self._read: list[dict[str, Any]] | None = None

    def _positions(self) -> dict[str, int]:
        if self._index is None:
            self._index = {str(area): row for row, area in enumerate(self.table["area"].to_pylist())}
        return self._index

    def __getitem__(self, area: str) -> Made:
        return self._make(self._row(self._positions()[area]))

    def _row(self, position: int) -> dict[str, Any]:
        if len(self) > FEW:
            (row,) = self.table.slice(position, 1).to_pylist()
            return dict(row)
        if self._read is None:
            self._read = self.table.to_pylist()
        return self._read[position]

    def __iter__(self) -> Iterator[str]:
        return iter(self._positions())

    def __len__(self) -> int:
        return int(self.table.num_rows)


class DuckDBEngine:
    """One open connection over the registers of a source; close it when done."""

    name = "duckdb"

    def __init__(self, source: Source, temporary: Path | None = None) -> None:
        self.source = source
        self.connection: duckdb.DuckDBPyConnection = vetted_connection(
            (register.path for register in source.registers.values()), temporary
        )
        self._rows: dict[RegisterKey, str] = {}
        self._areas: dict[date, str] = {}

    def close(self) -> None:
        self.connection.close()

    def _views(self, key: RegisterKey, leaf: Leaf) -> tuple[str, str]:
        return self._row_view(key, leaf), self._area_view(self.source.reference_date(leaf))

    def _row_view(self, key: RegisterKey, leaf: Leaf) -> str:
        if key not in self._rows:
            name = f"register_{len(self._rows)}"
            path = str(self.source.register(leaf).path.resolve())
            file = exp.Anonymous(this="read_parquet", expressions=[t.text(path)])
            query = exp.select("*").from_(file)
            made = exp.Create(this=exp.to_table(name), kind="VIEW", expression=query)
            self.connection.execute(made.sql("duckdb"))
            self._rows[key] = name
        return self._rows[key]

    def _area_view(self, day: date) -> str:
        if day not in self._areas:
            name = f"areas_{len(self._areas)}"
            self.connection.register(name, self.source.tree_at(day).table)
            self._areas[day] = name
        return self._areas[day]

    def _answer(self, query: exp.Query) -> pa.Table:
        found: pa.Table = self.connection.sql(query.sql("duckdb", copy=False)).to_arrow_table()
        return found

    def _under(self, tree: AreasAt, under: str | None) -> tuple[str, str] | None:
        found = tree.get(under) if under is not None else None
        return (found.kind, found.code) if found else None

    def _nowhere(self, tree: AreasAt, scope: Scope) -> bool:
        kind, under = scope
        unknown = under is not None and tree.get(under) is None
        return unknown or column_of(kind) not in tree.table.column_names

    def sums(self, leaves: Sequence[Leaf], scope: Scope) -> Mapping[Leaf, Mapping[str, Cell]]:
        found: dict[Leaf, Mapping[str, Cell]] = {leaf: {} for leaf in leaves}
        for key, own in _by_register(leaf for leaf in leaves if self.source.has([leaf])).items():
            tree = self.source.tree(own[0])
            if self._nowhere(tree, scope):
                continue
            rows, areas = self._views(key, own[0])
            field_name = self.source.contracts[key[0]].area
            base = t.Placed(rows, areas, field_name, (scope[0],), self._under(tree, scope[1]))
            table = self._answer(sums_query(base, self.source, own, scope[0]))
            for number, leaf in enumerate(own):
                make = partial(cell_of, number=number, span=self.source.bounds(leaf))
                found[leaf] = LazyCells(table, make)
        return found

    def spreads(
        self, plans: Sequence[SpreadPlan], scope: Scope
    ) -> Mapping[SpreadPlan, Mapping[str, SpreadCell]]:
        tables = self.spread_tables(plans, [scope[0]], scope[1])
        return {plan: self.spread_cells(plan, number, table) for plan, (number, table) in tables.items()}

    def spread_tables(
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
        for own in _alike(plans, lambda plan: (plan.between, self._unit_key(leaves_of_ratio(plan.ratio)))):
            linears = u.linears_of(*(plan.ratio for plan in own))
            direct = self._unit_key(leaves_of_ratio(own[0].ratio))[1]
            table = self._unit_table(linears, own[0].between, kinds, under, rows_are_units=direct)
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
            answer = self._rolled_up(terms, kinds, partial(_totals, u.spread_totals, numbers), extra)
            found.update({plan: (number, answer) for number, plan in enumerate(own)})
        return found

    def _rolled_up(
        self,
        terms: exp.Select,
        kinds: Sequence[str],
        totals: Callable[[str, bool], list[t.Sql]],
        more: Sequence[t.Sql] = (),
    ) -> pa.Table:
        def columns(table: str) -> list[t.Sql]:
            return [t.column(table, column_of(kind)) for kind in kinds]

        parts = t.select([*columns("t"), *totals("t", False)], t.subquery(terms, "t"), groups=columns("t"))
        queries: list[exp.Query] = [
            t.select(
                [t.named(area, "area"), *totals("p", True)],
                exp.to_table("p"),
                [t.present(area.copy())],
                [area.copy()],
            )
            for area in columns("p")
        ]
        query = queries[0]
        for other in queries[1:]:
            query = exp.union(query, other, distinct=False, copy=False)
        if more:
            every = exp.Column(this=exp.Star(), table=exp.to_identifier("s"))
            query = t.select([every, *more], t.subquery(query, "s"))
        return self._answer(query.with_("p", as_=parts, materialized=True, copy=False))

    def spread_cells(self, plan: SpreadPlan, number: int, table: pa.Table) -> Mapping[str, SpreadCell]:
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
        table = self._unit_table(u.linears_of(plan.ratio), plan.between, [plan.between], area)
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
            for row in self._answer(query).sort_by("unit").to_pylist()
        ]

    def reaches(
        self, plans: Sequence[ReachPlan], scope: Scope
    ) -> Mapping[ReachPlan, Mapping[str, ReachCell]]:
        return {plan: LazyCells(self.reach_table(plan, [scope[0]], scope[1]), _reach_cell) for plan in plans}

    def reach_table(self, plan: ReachPlan, kinds: Sequence[str], under: str | None) -> pa.Table:
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
        return self._rolled_up(t.select(marks, t.subquery(verdicts, "v")), kinds, _reach_totals)

    def _verdicts(self, plan: ReachPlan, kinds: Sequence[str], under: str | None) -> exp.Select | None:
        """`SELECT unit, in_<kind>…, made_up, passed`: one row a unit of the whole."""
        tests = [test for tests in plan.rounds for test in tests]
        linears = u.linears_of(*(test.ratio for test in tests))
        table = self._unit_table(linears, plan.units, kinds, under, whole=True)
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
        areas = t.table(self._area_view(self.source.reference_date(leaf)), "a")
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
        rows = self._answer(verdicts).to_pylist()
        passed = {row["unit"]: row["passed"] for row in rows}
        values = self._unit_test_values(plan, area)
        empty = tuple(tuple(None for _ in tests) for tests in plan.rounds)
        return [UnitVerdict(unit, passed[unit], values.get(unit, empty)) for unit in sorted(passed)]

    def _unit_test_values(
        self, plan: ReachPlan, area: str
    ) -> dict[str, tuple[tuple[Fraction | None, ...], ...]]:
        tests = [test for tests in plan.rounds for test in tests]
        linears = u.linears_of(*(test.ratio for test in tests))
        table = self._unit_table(linears, plan.units, [plan.units], area, whole=True)
        if table is None:
            return {}
        columns: list[t.Sql] = [t.column("l", "unit")]
        worths: list[Fraction] = []
        for number, test in enumerate(tests):
            upper, lower = test.ratio.numerator, test.ratio.denominator
            known = table.known(upper, lower)
            columns.append(t.named(t.where(known, table.value(upper)), f"top_{number}"))
            columns.append(t.named(t.where(known.copy(), table.value(lower)), f"bottom_{number}"))
            worths.append(table.worth(upper) * test.ratio.factor / table.worth(lower))
        found = {}
        query = t.select(columns, t.subquery(table.query(), "l"))
        for row in self._answer(query).to_pylist():
            flat = iter(
                Fraction(int(row[f"top_{n}"])) / int(row[f"bottom_{n}"]) * worth
                if row[f"bottom_{n}"]
                else None
                for n, worth in enumerate(worths)
            )
            found[row["unit"]] = tuple(tuple(next(flat) for _ in tests) for tests in plan.rounds)
        return found

    def _unit_table(
        self,
        linears: Sequence[Linear],
        kind: str,
        kinds: Sequence[str],
        under: str | None,
        *,
        whole: bool = False,
        rows_are_units: bool | None = None,
    ) -> u.UnitTable | None:
        """The table of units, or None where a register is missing or no such area is known."""
        leaves = [leaf for linear in linears for leaf in leaves_of(linear)]
        if not self.source.has(leaves):
            return None
        tree = self.source.tree(leaves[0])
        if self._nowhere(tree, (kind, under)) or any(self._nowhere(tree, (k, None)) for k in kinds):
            return None
        views = {key: self._views(key, own[0]) for key, own in _by_register(leaves).items()}
        if rows_are_units is None:
            rows_are_units = self._unit_key(leaves)[1]
        direct = rows_are_units and self._flat(tree, kind)
        found = self._under(tree, under)
        return u.UnitTable(self.source, tuple(linears), kind, tuple(kinds), views, direct, found, whole)

    def _flat(self, tree: AreasAt, kind: str) -> bool:
        """Whether no area lies below the unit's kind: then a row's area is the unit itself."""
        table = tree.table
        column = column_of(kind)
        inside = table.filter(pa.compute.is_valid(table[column]))
        return bool(pa.compute.all(pa.compute.equal(inside[column], inside["code"])).as_py())

    def _unit_key(self, leaves: Sequence[Leaf]) -> tuple[frozenset[RegisterKey], bool]:
        """The registers that are read, and whether the slice makes each row a unit of its own."""
        keys = frozenset(key_of(leaf) for leaf in leaves)
        slices = {leaf.slice for leaf in leaves}
        if len(keys) > 1 or len(slices) > 1:
            return keys, False
        contract = self.source.contract(leaves[0])
        pinned = {name for name, _ in next(iter(slices))}
        return keys, set(contract.key) - pinned == {contract.area}

    def rows(self, leaf: Leaf, area: str) -> pa.Table:
        tree = self.source.tree(leaf)
        found = tree.get(area)
        if found is None:
            return self.source.table(leaf).slice(0, 0)
        views = self._views(key_of(leaf), leaf)
        contract = self.source.contract(leaf)
        base = t.Placed(*views, contract.area, (found.kind,), (found.kind, area))
        met = t.filled(t.condition(self.source, leaf), exp.true())
        every = exp.Column(this=exp.Star(), table=exp.to_identifier("r"))
        order = [("_file", "ascending"), ("_row", "ascending")]
        return self._answer(base.select([every], [met])).sort_by(order)

    def reports(self, leaf: Leaf) -> frozenset[tuple[str, str]]:
        rows, contract = self._row_view(key_of(leaf), leaf), self.source.contract(leaf)
        by, place = t.column("r", contract.reported_by), t.column("r", contract.area)
        columns: list[t.Sql] = [t.named(by, "reporter"), t.named(place, "place")]
        found = self._answer(t.select(columns, t.table(rows, "r"), groups=[by.copy(), place.copy()]))
        return frozenset(zip(found["reporter"].to_pylist(), found["place"].to_pylist(), strict=True))


def _column_for(columns: list[t.Sql], value: t.Sql) -> t.Sql:
    """Adds the value as a column of the inner query, and names it for the outer one."""
    name = f"test_{len(columns)}"
    columns.append(t.named(value, name))
    return t.column("t", name)


def _scaled(value: Any, multiplier: int) -> Fraction | None:
    return None if value is None else Fraction(value) / multiplier


def _reach_totals(table: str, again: bool) -> list[t.Sql]:
    names = ("passed", "failed", "undecided")
    columns = [t.column(table, name) for name in names]
    sums = [t.total(column) if again else exp.Count(this=column) for column in columns]
    counts = [t.named(t.cast(total, "BIGINT"), name) for total, name in zip(sums, names, strict=True)]
    return [*counts, t.named(t.ever(t.column(table, "made_up")), "made_up")]


def _reach_cell(row: dict[str, Any]) -> ReachCell:
    return ReachCell(row["passed"], row["failed"], row["undecided"], bool(row["made_up"]))


def _totals(
    make: Callable[[int, str, bool], list[t.Sql]], numbers: Sequence[int], table: str, again: bool
) -> list[t.Sql]:
    return [column for number in numbers for column in make(number, table, again)]


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


def _by_register(leaves: Iterator[Leaf] | Sequence[Leaf]) -> dict[RegisterKey, list[Leaf]]:
    found: dict[RegisterKey, list[Leaf]] = {}
    for leaf in dict.fromkeys(leaves):
        found.setdefault(key_of(leaf), []).append(leaf)
    return found


Plan = TypeVar("Plan")


def _alike(plans: Sequence[Plan], key: Callable[[Plan], Any]) -> list[list[Plan]]:
    """The plans in groups that can share one query."""
    groups: dict[Any, list[Plan]] = {}
    for plan in dict.fromkeys(plans):
        groups.setdefault(key(plan), []).append(plan)
    return list(groups.values())
