"""The fast engine: plans to SQL trees to DuckDB over Parquet, exact where it matters.

Sums are integers or DECIMAL, tests on units are cross-multiplied whole numbers. A spread's squares are added as
doubles with a proven error bound; where that bound does not decide a rounding or a limit, the area is
recomputed in fractions from its units.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import pyarrow as pa
from sqlglot import exp

from duxue.measures.engines import trees as t
from duxue.measures.engines.cells import Cell, ReachCell, Scope, SpreadCell, UnitValue, UnitVerdict
from duxue.measures.engines.database import Database, LazyCells, by_register
from duxue.measures.engines.reach_queries import ReachQueries
from duxue.measures.engines.source import Source, key_of
from duxue.measures.engines.spread_queries import SpreadQueries
from duxue.measures.engines.sums import cell_of, sums_query
from duxue.measures.plan import Leaf, ReachPlan, SpreadPlan


class DuckDBEngine:
    """Everything that plans ask for, from one open connection; close it when done."""

    name = "duckdb"

    def __init__(self, source: Source, temporary: Path | None = None) -> None:
        self.source = source
        self.database = Database(source, temporary)
        self.over_spreads = SpreadQueries(self.database)
        self.over_reaches = ReachQueries(self.database)

    def close(self) -> None:
        self.database.close()

    def sums(self, leaves: Sequence[Leaf], scope: Scope) -> Mapping[Leaf, Mapping[str, Cell]]:
        found: dict[Leaf, Mapping[str, Cell]] = {leaf: {} for leaf in leaves}
        for key, own in by_register(leaf for leaf in leaves if self.database.source.has([leaf])).items():
            tree = self.database.source.tree(own[0])
            if self.database.nowhere(tree, scope):
                continue
            rows, areas = self.database.views(key, own[0])
            field_name = self.database.source.contracts[key[0]].area
            base = t.Placed(rows, areas, field_name, (scope[0],), self.database.under(tree, scope[1]))
            table = self.database.answer(sums_query(base, self.database.source, own, scope[0]))
            for number, leaf in enumerate(own):
                make = partial(cell_of, number=number, span=self.database.source.bounds(leaf))
                found[leaf] = LazyCells(table, make)
        return found

    def spreads(
        self, plans: Sequence[SpreadPlan], scope: Scope
    ) -> Mapping[SpreadPlan, Mapping[str, SpreadCell]]:
        return self.over_spreads.spreads(plans, scope)

    def reaches(
        self, plans: Sequence[ReachPlan], scope: Scope
    ) -> Mapping[ReachPlan, Mapping[str, ReachCell]]:
        return self.over_reaches.reaches(plans, scope)

    def unit_values(self, plan: SpreadPlan, area: str) -> list[UnitValue]:
        return self.over_spreads.unit_values(plan, area)

    def unit_verdicts(self, plan: ReachPlan, area: str) -> list[UnitVerdict]:
        return self.over_reaches.unit_verdicts(plan, area)

    def rows(self, leaf: Leaf, area: str) -> pa.Table:
        tree = self.database.source.tree(leaf)
        found = tree.get(area)
        if found is None:
            return self.database.source.table(leaf).slice(0, 0)
        views = self.database.views(key_of(leaf), leaf)
        contract = self.database.source.contract(leaf)
        base = t.Placed(*views, contract.area, (found.kind,), (found.kind, area))
        met = t.filled(t.condition(self.database.source, leaf), exp.true())
        every = exp.Column(this=exp.Star(), table=exp.to_identifier("r"))
        order = [("_file", "ascending"), ("_row", "ascending")]
        return self.database.answer(base.select([every], [met])).sort_by(order)

    def reports(self, leaf: Leaf) -> frozenset[tuple[str, str]]:
        rows, contract = self.database.row_view(key_of(leaf), leaf), self.database.source.contract(leaf)
        by, place = t.column("r", contract.reported_by), t.column("r", contract.area)
        columns: list[t.Sql] = [t.named(by, "reporter"), t.named(place, "place")]
        found = self.database.answer(t.select(columns, t.table(rows, "r"), groups=[by.copy(), place.copy()]))
        return frozenset(zip(found["reporter"].to_pylist(), found["place"].to_pylist(), strict=True))
