"""The tree of areas on one day, as a table in which each area names all that it lies in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from duxue.areas.kinds import KINDS
from duxue.messages import Text

ATTRIBUTE = "attr_"


@dataclass(frozen=True)
class Area:
    """One area. `parent` is None for a root; attributes that are not filled in are absent."""

    code: str
    name: Text
    parent: str | None
    kind: str
    counted: bool
    attributes: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class AreasAt:
    """The areas of one day.

    `table`, sorted by code, has the columns code, name, name_en, kind, parent, counted (boolean), for
    each kind that is present one column "in_<kind>" with the code of the ancestor-or-self of that kind
    (null if there is none; "in_teaching_point"), and the attributes `attr_*`.
    """

    table: pa.Table
    _read: dict[str, Area | None] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, valid: pa.Table) -> AreasAt:
        """Build the tree from the rows that are valid on one day, sorted by code, one a code."""
        valid = valid.combine_chunks()
        present = set(pc.unique(valid["kind"]).to_pylist())
        kinds = [kind for kind in KINDS.values() if kind.id in present]
        uncounted = pa.array([kind.id for kind in kinds if not kind.counted], pa.string())
        columns = {name: valid[name] for name in ("code", "name", "name_en", "kind", "parent")}
        columns["counted"] = pc.invert(pc.is_in(valid["kind"], uncounted))
        columns |= _inside(valid, [kind.id for kind in kinds])
        columns |= {name: valid[name] for name in valid.column_names if name.startswith(ATTRIBUTE)}
        return cls(pa.table(columns))

    def get(self, code: str) -> Area | None:
        """The area of that code, or None when none is valid that day; kept once it was asked for."""
        if code not in self._read:
            self._read[code] = self._area(code)
        return self._read[code]

    def _area(self, code: str) -> Area | None:
        row = self._row(code)
        if row is None:
            return None
        cells = self.table.slice(row, 1).to_pylist()[0]
        attributes = {
            name.removeprefix(ATTRIBUTE): text
            for name, text in cells.items()
            if name.startswith(ATTRIBUTE) and text is not None
        }
        name = Text(cells["name"], cells["name_en"] or cells["name"])
        return Area(cells["code"], name, cells["parent"], cells["kind"], cells["counted"], attributes)

    def under(self, code: str, kind: str, counted_only: bool = True) -> list[str]:
        """Codes, sorted, of the areas of that kind in `code` (which may be the area itself).

        With `counted_only=False` also those of the kind's rank that are not counted: counties and the
        reporting units beside them. Empty for a code that is not valid that day.
        """
        inside = self._inside(code)
        if inside is None:
            return []
        kinds = [kind] if counted_only else KINDS.beside(kind)
        wanted = pc.and_(inside, pc.is_in(self.table["kind"], pa.array(kinds, pa.string())))
        found: list[str] = self.table["code"].filter(wanted).to_pylist()
        return found

    def ancestors(self, code: str) -> list[str]:
        """Codes of all that the area lies in, the nearest first, itself not among them."""
        found: list[str] = []
        parent = self._parent(code)
        while parent is not None:
            found.append(parent)
            parent = self._parent(parent)
        return found

    def contains(self, outer: str, inner: str) -> bool:
        """True when `inner` is `outer` or lies in it; False too when either is not valid that day."""
        if self._row(outer) is None or self._row(inner) is None:
            return False
        return outer == inner or outer in self.ancestors(inner)

    def _inside(self, code: str) -> pa.ChunkedArray | None:
        row = self._row(code)
        if row is None:
            return None
        column = KINDS.column(self.table["kind"][row].as_py())
        return pc.fill_null(pc.equal(self.table[column], code), False)

    def _parent(self, code: str) -> str | None:
        row = self._row(code)
        if row is None:
            return None
        parent: str | None = self.table["parent"][row].as_py()
        return parent

    def _row(self, code: str) -> int | None:
        codes = self.table["code"]
        row = bisect_left(range(len(codes)), code, key=lambda index: codes[index].as_py())
        return row if row < len(codes) and codes[row].as_py() == code else None


def _inside(valid: pa.Table, kinds: list[str]) -> dict[str, pa.ChunkedArray]:
    """The columns "in_<kind>". Those that something lies under are few: they are placed first, the rest from them."""
    parents = pc.unique(valid["parent"].drop_null())
    above = _placed(valid.take(rows_of(valid["code"], parents)), kinds)
    parent = pc.index_in(valid["parent"], parents, skip_nulls=True)
    return {
        KINDS.column(kind): pc.if_else(
            pc.equal(valid["kind"], kind), valid["code"], pc.take(above[kind], parent)
        )
        for kind in kinds
    }


def rows_of(codes: pa.ChunkedArray, wanted: pa.Array) -> pa.Array:
    """The row of each wanted code among the codes, which are distinct; null for one that is not there."""
    # Looking the many up among the few is much faster than the other way round.
    which = pc.index_in(codes, wanted)
    rows = pc.indices_nonzero(pc.is_valid(which))
    return pc.take(rows, pc.index_in(pa.array(range(len(wanted)), pa.int32()), pc.take(which, rows)))


def _placed(areas: pa.Table, kinds: list[str]) -> dict[str, pa.ChunkedArray]:
    """For each kind, for each area, the code of the ancestor-or-self of that kind, or null.

    All walk up together, one step at a time; ranks fall at each step, so the walk ends.
    """
    code, kind = areas["code"], areas["kind"]
    above = pc.index_in(areas["parent"], code, skip_nulls=True)
    here = pa.array(range(areas.num_rows), pa.int32())
    found = {name: pa.nulls(areas.num_rows, pa.string()) for name in kinds}
    while here.null_count < len(here):
        kind_here, code_here = pc.take(kind, here), pc.take(code, here)
        for name in kinds:
            found[name] = pc.if_else(pc.fill_null(pc.equal(kind_here, name), False), code_here, found[name])
        here = pc.take(above, here)
    return found
