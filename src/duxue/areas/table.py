"""The table of areas through time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from duxue.areas.hashing import table_hash
from duxue.areas.tree import AreasAt


@dataclass(frozen=True, eq=False)
class Areas:
    """Areas and schools with the dates from and to which they are valid, both included.

    `table` has the columns code, name, name_en, parent, kind (text), valid_from, valid_to (dates; null
    is open) and the attributes `attr_*` (text), sorted by code and valid_from. It has been checked: the
    dates of a code never overlap, and each area lies under an area of a higher kind all its time.
    No Python object is kept for an area, so half a million of them are no trouble.
    """

    table: pa.Table
    _eras: dict[int, AreasAt] = field(default_factory=dict, repr=False)

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 over the content; the order of the rows and the form of the file do not matter."""
        empty = [
            name for name in self.table.column_names if self.table[name].null_count == self.table.num_rows
        ]
        return table_hash(self.table.drop_columns(empty), "areas")

    def at(self, day: date) -> AreasAt:
        """The areas that are valid on that day."""
        era = bisect_right(self._changes, day)
        if era not in self._eras:
            self._eras[era] = AreasAt.of(self.table.filter(self._valid_on(day)))
        return self._eras[era]

    @cached_property
    def _changes(self) -> list[date]:
        """The days on which something begins or ceases to be valid, in order."""
        ends = [day for day in pc.unique(self.table["valid_to"]).to_pylist() if day is not None]
        starts = pc.unique(self.table["valid_from"]).to_pylist()
        return sorted({*starts, *(day + timedelta(days=1) for day in ends if day < date.max)})

    def _valid_on(self, day: date) -> pa.ChunkedArray:
        moment = pa.scalar(day, pa.date32())
        begun = pc.less_equal(self.table["valid_from"], moment)
        return pc.and_(begun, pc.fill_null(pc.greater_equal(self.table["valid_to"], moment), True))

    def was_valid(self, code: str, day: date) -> bool:
        """True when an area of that code is valid on the day. Reads a few rows, builds no tree."""
        codes, ends = self.table["code"], self.table["valid_to"]
        row = bisect_left(range(len(codes)), code, key=lambda index: codes[index].as_py())
        while row < len(codes) and codes[row].as_py() == code:
            end = ends[row].as_py()
            if self.table["valid_from"][row].as_py() <= day and (end is None or day <= end):
                return True
            row += 1
        return False
