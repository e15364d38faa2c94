"""The registers of a source in DuckDB: views over vetted files, answers as tables, units and their roll-up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

import duckdb
import pyarrow as pa
from sqlglot import exp

from duxue.areas import AreasAt
from duxue.measures.engines import trees as t
from duxue.measures.engines.cells import Scope
from duxue.measures.engines.connection import vetted_connection
from duxue.measures.engines.source import RegisterKey, Source, column_of, key_of
from duxue.measures.engines.units import UnitTable
from duxue.measures.plan import Leaf, Linear, leaves_of

Made = TypeVar("Made")
FEW = 2_000
"""Areas whose cells are all read at once."""


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


class Database:
    """One open connection over the registers of a source; close it when done."""

    def __init__(self, source: Source, temporary: Path | None = None) -> None:
        self.source = source
        self.connection: duckdb.DuckDBPyConnection = vetted_connection(
            (register.path for register in source.registers.values()), temporary
        )
        self._rows: dict[RegisterKey, str] = {}
        self._areas: dict[date, str] = {}

    def close(self) -> None:
        self.connection.close()

    def views(self, key: RegisterKey, leaf: Leaf) -> tuple[str, str]:
        return self.row_view(key, leaf), self.area_view(self.source.reference_date(leaf))

    def row_view(self, key: RegisterKey, leaf: Leaf) -> str:
        if key not in self._rows:
            name = f"register_{len(self._rows)}"
            path = str(self.source.register(leaf).path.resolve())
            file = exp.Anonymous(this="read_parquet", expressions=[t.text(path)])
            query = exp.select("*").from_(file)
            made = exp.Create(this=exp.to_table(name), kind="VIEW", expression=query)
            self.connection.execute(made.sql("duckdb"))
            self._rows[key] = name
        return self._rows[key]

    def area_view(self, day: date) -> str:
        if day not in self._areas:
            name = f"areas_{len(self._areas)}"
            self.connection.register(name, self.source.tree_at(day).table)
            self._areas[day] = name
        return self._areas[day]

    def answer(self, query: exp.Query) -> pa.Table:
        found: pa.Table = self.connection.sql(query.sql("duckdb", copy=False)).to_arrow_table()
        return found

    def under(self, tree: AreasAt, under: str | None) -> tuple[str, str] | None:
        found = tree.get(under) if under is not None else None
        return (found.kind, found.code) if found else None

    def nowhere(self, tree: AreasAt, scope: Scope) -> bool:
        kind, under = scope
        unknown = under is not None and tree.get(under) is None
        return unknown or column_of(kind) not in tree.table.column_names

    def rolled_up(
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
        return self.answer(query.with_("p", as_=parts, materialized=True, copy=False))

    def unit_table(
        self,
        linears: Sequence[Linear],
        kind: str,
        kinds: Sequence[str],
        under: str | None,
        *,
        whole: bool = False,
        rows_are_units: bool | None = None,
    ) -> UnitTable | None:
        """The table of units, or None where a register is missing or no such area is known."""
        leaves = [leaf for linear in linears for leaf in leaves_of(linear)]
        if not self.source.has(leaves):
            return None
        tree = self.source.tree(leaves[0])
        if self.nowhere(tree, (kind, under)) or any(self.nowhere(tree, (k, None)) for k in kinds):
            return None
        views = {key: self.views(key, own[0]) for key, own in by_register(leaves).items()}
        if rows_are_units is None:
            rows_are_units = self.unit_key(leaves)[1]
        direct = rows_are_units and self._flat(tree, kind)
        found = self.under(tree, under)
        return UnitTable(self.source, tuple(linears), kind, tuple(kinds), views, direct, found, whole)

    def _flat(self, tree: AreasAt, kind: str) -> bool:
        """Whether no area lies below the unit's kind: then a row's area is the unit itself."""
        areas = tree.table
        # Areas outside every unit compare as null, and `all` passes over them: no row is copied.
        return bool(pa.compute.all(pa.compute.equal(areas[column_of(kind)], areas["code"])).as_py())

    def unit_key(self, leaves: Sequence[Leaf]) -> tuple[frozenset[RegisterKey], bool]:
        """The registers that are read, and whether the slice makes each row a unit of its own."""
        keys = frozenset(key_of(leaf) for leaf in leaves)
        slices = {leaf.slice for leaf in leaves}
        if len(keys) > 1 or len(slices) > 1:
            return keys, False
        contract = self.source.contract(leaves[0])
        pinned = {name for name, _ in next(iter(slices))}
        return keys, set(contract.key) - pinned == {contract.area}


def by_register(leaves: Iterable[Leaf]) -> dict[RegisterKey, list[Leaf]]:
    found: dict[RegisterKey, list[Leaf]] = {}
    for leaf in dict.fromkeys(leaves):
        found.setdefault(key_of(leaf), []).append(leaf)
    return found
