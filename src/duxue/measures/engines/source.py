"""What engines read: registers by period, their contracts, and the tree of areas at each register's date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from duxue.areas import Areas, AreasAt
from duxue.expressions import FieldType, bounds, evaluate, fields_of, parse
from duxue.measures.plan import Leaf
from duxue.periods import Period
from duxue.registers import Contract, Register
from duxue.values import Interval

RegisterKey = tuple[str, Period]
_ONLY_SUMS = re.compile(r"[a-z_0-9 ()+-]+")


def key_of(leaf: Leaf) -> RegisterKey:
    return (leaf.register, leaf.period)


@lru_cache(maxsize=4096)
def _reference_date(period: Period, as_of: str | None) -> date:
    """Every figure asks for the day of its leaves; there are few periods."""
    return period.reference_date(as_of)


def column_of(kind: str) -> str:
    """The column of an area table that names the ancestor (or self) of a kind."""
    return "in_" + kind.replace("-", "_")


@dataclass(frozen=True)
class Source:
    """Registers as handles, never as rows; areas as a table."""

    registers: Mapping[RegisterKey, Register]
    contracts: Mapping[str, Contract]
    areas: Areas
    _trees: dict[date, AreasAt] = field(default_factory=dict)
    _everywhere: dict[tuple[AreasAt, str], dict[str, str]] = field(default_factory=dict)

    def has(self, leaves: Iterable[Leaf]) -> bool:
        return all(key_of(leaf) in self.registers for leaf in leaves)

    def contract(self, leaf: Leaf) -> Contract:
        return self.contracts[leaf.register]

    @cached_property
    def field_types(self) -> dict[str, dict[str, FieldType]]:
        return {name: contract.field_types() for name, contract in self.contracts.items()}

    def register(self, leaf: Leaf) -> Register:
        return self.registers[key_of(leaf)]

    def table(self, leaf: Leaf) -> pa.Table:
        return pq.read_table(self.register(leaf).path)

    def reference_date(self, leaf: Leaf) -> date:
        return _reference_date(leaf.period, self.contract(leaf).as_of)

    def tree(self, leaf: Leaf) -> AreasAt:
        return self.tree_at(self.reference_date(leaf))

    def tree_at(self, day: date) -> AreasAt:
        if day not in self._trees:
            self._trees[day] = self.areas.at(day)
        return self._trees[day]

    def bounds(self, leaf: Leaf) -> Interval:
        """What one row can add: from the minimum and maximum of the fields."""
        if leaf.value is None:
            return Interval(Fraction(1), Fraction(1))
        return bounds(parse(leaf.value, None), self.field_types[leaf.register])

    def inside(self, tree: AreasAt, kind: str, under: str | None) -> Mapping[str, str]:
        """Area → the area of `kind` that it lies in, for all areas under `under`."""
        if under is not None:
            return self._inside(tree, kind, under)
        if (tree, kind) not in self._everywhere:
            self._everywhere[tree, kind] = self._inside(tree, kind, None)
        return self._everywhere[tree, kind]

    def _inside(self, tree: AreasAt, kind: str, under: str | None) -> dict[str, str]:
        table = tree.table
        name = column_of(kind)
        if name not in table.column_names:
            return {}
        kept = pc.is_valid(table[name])
        if under is not None:
            kept = pc.and_(kept, self._under(table, under))
        table = table.filter(kept)
        return dict(zip(table["code"].to_pylist(), table[name].to_pylist(), strict=True))

    def _under(self, table: pa.Table, under: str) -> pa.ChunkedArray:
        columns = [name for name in table.column_names if name.startswith("in_")]
        found = pc.fill_null(pc.equal(table[columns[0]], under), False)
        for name in columns[1:]:
            found = pc.or_(found, pc.fill_null(pc.equal(table[name], under), False))
        return found

    def split_coefficients(self, leaf: Leaf) -> dict[str, int]:
        """Shared assets in the leaf's value with their signs, where the value is only a sum of such (rule R54).

        Empty where the register is not derived, or the value holds anything else: then the rounded parts count.
        """
        derived = self.contract(leaf).derived
        if derived is None or leaf.value is None or not _ONLY_SUMS.fullmatch(leaf.value):
            return {}
        expression = parse(leaf.value, None)
        names = fields_of(expression)
        if not names or not names <= set(derived.shared):
            return {}
        found = {}
        for name in names:
            one = {other: Fraction(int(other == name)) for other in names}
            found[name] = int(Fraction(evaluate(expression, one)))  # type: ignore[arg-type]
        return found
