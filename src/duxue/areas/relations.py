"""What must hold between the rows of a table of areas: dates of one code, parents, ranks, circles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from duxue.areas.circles import circles
from duxue.areas.kinds import KINDS
from duxue.areas.reading import ROW
from duxue.areas.tree import rows_of
from duxue.messages import Fact, Fault, Place, Text, listed, shortened
from duxue.notation import likely

GUESSES = 20
"""For so many missing parents a likely code is looked for; it is slow, and more would not be read."""

_SPAN = 4_000_000
"""More days than there are from year 1 to 9999."""


@dataclass(frozen=True)
class Relations:
    """Rows whose own cells are right: code, parent, kind, from_, until (open is `date.max`), rank, _row.

    Sorted by code and from_.
    """

    rows: pa.Table
    shown: str

    @classmethod
    def of(cls, cells: pa.Table, shown: str) -> Relations:
        """Take the cells as read, their kinds and dates known to be right."""
        kinds = list(KINDS)
        ranks = pa.array([KINDS[kind].rank for kind in kinds], pa.int8())
        rows = cells.select(["code", "parent", "kind", "from_", ROW])
        rows = rows.append_column("until", pc.fill_null(cells["to_"], pa.scalar(date.max, pa.date32())))
        rows = rows.append_column("rank", pc.take(ranks, pc.index_in(cells["kind"], pa.array(kinds))))
        return cls(rows.combine_chunks(), shown)

    def faults(self) -> list[Fault]:
        """All faults between rows. Codes with overlapping dates are not used to judge their children's dates."""
        overlapping = self._overlaps()
        found = list(self._overlap_faults(overlapping))
        found += self._missing_parents()
        found += self._rank_faults()
        found += self._uncovered(overlapping)
        return found

    @cached_property
    def _days(self) -> pa.ChunkedArray:
        return self.rows["from_"].cast(pa.int32()).cast(pa.int64())

    @cached_property
    def _last_days(self) -> pa.ChunkedArray:
        return self.rows["until"].cast(pa.int32()).cast(pa.int64())

    @cached_property
    def _group(self) -> pa.ChunkedArray:
        """A number for each code, rising with the sorted rows."""
        return pc.cumulative_sum(self._first_of_code.cast(pa.int64()))

    @cached_property
    def _first_of_code(self) -> pa.ChunkedArray:
        code = self.rows["code"]
        return _prepended(True, pc.not_equal(code.slice(1), code.slice(0, max(len(code) - 1, 0))), len(code))

    def _overlaps(self) -> pa.Array:
        """The codes with a row that begins before an earlier row of theirs has ended, as distinct texts."""
        if self.rows.num_rows < 2:
            return pa.array([], pa.string())
        base = pc.multiply(self._group, _SPAN)
        reached = pc.cumulative_max(pc.add(base, self._last_days))
        before = reached.slice(0, len(reached) - 1)
        early = pc.less_equal(pc.add(base, self._days).slice(1), before)
        bad = _prepended(False, early, len(reached))
        return pc.unique(self.rows["code"].filter(bad))

    def _overlap_faults(self, codes: pa.Array) -> Iterator[Fault]:
        if len(codes) == 0:
            return
        seen: dict[str, list[Mapping[str, Any]]] = {}
        for row in self.rows.filter(pc.is_in(self.rows["code"], codes)).to_pylist():
            earlier = seen.setdefault(row["code"], [])
            other = next((one for one in earlier if one["until"] >= row["from_"]), None)
            earlier.append(row)
            if other is not None:
                first, second = sorted((other, row), key=lambda one: one[ROW])
                facts: dict[str, Fact] = {
                    "code": row["code"],
                    "row": str(first[ROW]),
                    "first": _span(first["from_"], first["until"]),
                    "second": _span(second["from_"], second["until"]),
                }
                yield Fault(
                    "areas-dates-overlap", Place(self.shown, row=second[ROW], field="valid_from"), facts
                )

    def _missing_parents(self) -> Iterator[Fault]:
        parent = self.rows["parent"]
        absent = pc.and_(pc.is_valid(parent), pc.is_null(self._parent_number))
        if not pc.any(absent, min_count=0).as_py():
            return
        known = pc.take(self._codes, pc.unique(self._parent_number.drop_null())).to_pylist()
        bad = self.rows.filter(absent).sort_by(ROW)
        for number, row in enumerate(bad.select(["code", "parent", ROW]).to_pylist()):
            guess = likely(row["parent"], known) if number < GUESSES else None
            facts: dict[str, Fact] = {"code": row["code"], "parent": shortened(row["parent"])}
            place = Place(self.shown, row=row[ROW], field="parent")
            if guess is None:
                yield Fault("areas-parent-missing", place, facts)
            else:
                yield Fault("areas-parent-likely", place, facts | {"likely": guess})

    def _rank_faults(self) -> Iterator[Fault]:
        """Rows that lie under an area of no higher kind, for any of their time; circles are told as such."""
        rows = self.rows
        bad = _all(False, rows.num_rows)
        for other in self._parents():
            together = pc.and_(
                pc.less_equal(pc.take(rows["from_"], other), rows["until"]),
                pc.greater_equal(pc.take(rows["until"], other), rows["from_"]),
            )
            not_above = pc.greater_equal(pc.take(rows["rank"], other), rows["rank"])
            bad = pc.or_(bad, pc.fill_null(pc.and_(together, not_above), False))
        if not pc.any(bad, min_count=0).as_py():
            return
        wrong = rows.filter(bad).sort_by(ROW).to_pylist()
        parents = rows.filter(pc.is_in(rows["code"], pc.unique(rows["parent"].drop_null()))).to_pylist()
        in_circle: set[str] = set()
        for circle in circles(wrong, parents):
            in_circle.update(circle.codes)
            place = Place(self.shown, row=circle.row, field="parent")
            yield Fault("areas-circle", place, {"path": " → ".join([*circle.codes, circle.codes[0]])})
        kinds: dict[str, list[str]] = {}
        for parent in parents:
            kinds.setdefault(parent["code"], []).append(parent["kind"])
        for row in wrong:
            if row["code"] not in in_circle:
                yield self._rank_fault(row, kinds[row["parent"]])

    def _rank_fault(self, row: Mapping[str, Any], parents: list[str]) -> Fault:
        kind = KINDS[row["kind"]]
        parent = next(KINDS[one] for one in parents if KINDS[one].rank >= kind.rank)
        above = listed(one.id for one in KINDS.values() if one.rank < kind.rank)
        facts: dict[str, Fact] = {
            "code": row["code"],
            "kind": Text(f"{kind.title.zh}（{kind.id}）", kind.id),
            "parent": row["parent"],
            "parent_kind": Text(f"{parent.title.zh}（{parent.id}）", parent.id),
            "allowed": above if above.en else Text("没有上级（parent留空）", "no parent (leave it empty)"),
        }
        return Fault("areas-parent-rank", Place(self.shown, row=row[ROW], field="parent"), facts)

    def _uncovered(self, overlapping: pa.Array) -> Iterator[Fault]:
        """Rows whose parent exists but is not valid for the whole of their time."""
        rows = self.rows
        start, end = self._unbroken()
        covered = _all(False, rows.num_rows)
        for other in self._parents():
            inside = pc.and_(
                pc.less_equal(pc.take(start, other), self._days),
                pc.greater_equal(pc.take(end, other), self._last_days),
            )
            covered = pc.or_(covered, pc.fill_null(inside, False))
        judged = pc.and_(pc.is_valid(self._parent_number), pc.invert(pc.is_in(rows["parent"], overlapping)))
        bad = rows.filter(pc.and_(judged, pc.invert(covered))).sort_by(ROW)
        if bad.num_rows == 0:
            return
        spans: dict[str, list[Text]] = {}
        for row in rows.filter(pc.is_in(rows["code"], pc.unique(bad["parent"]))).to_pylist():
            spans.setdefault(row["code"], []).append(_span(row["from_"], row["until"]))
        for row in bad.to_pylist():
            facts: dict[str, Fact] = {
                "code": row["code"],
                "needed": _span(row["from_"], row["until"]),
                "parent": row["parent"],
                "valid": listed(spans[row["parent"]], limit=8),
            }
            yield Fault("areas-parent-dates", Place(self.shown, row=row[ROW], field="parent"), facts)

    def _unbroken(self) -> tuple[pa.Array, pa.Array]:
        """For each row the first and last day of the unbroken time around it: rows of its code that adjoin."""
        count = self.rows.num_rows
        if count == 0:
            return self._days, self._last_days
        gap = pc.greater(self._days.slice(1), pc.add(self._last_days.slice(0, count - 1), 1))
        begins = pc.or_(self._first_of_code, _prepended(True, gap, count))
        run = pc.subtract(pc.cumulative_sum(begins.cast(pa.int64())), 1)
        ends = pa.table({"run": run, "end": self._last_days}).group_by("run", use_threads=False)
        last = ends.aggregate([("end", "max")])["end_max"]
        return pc.take(self._days.filter(begins), run), pc.take(last, run)

    @cached_property
    def _first_rows(self) -> pa.ChunkedArray:
        """The number of the first row of each code."""
        return pc.cast(pc.indices_nonzero(self._first_of_code), pa.int64())

    @cached_property
    def _codes(self) -> pa.ChunkedArray:
        return pc.take(self.rows["code"], self._first_rows)

    @cached_property
    def _parent_number(self) -> pa.ChunkedArray:
        """Which of `_codes` the parent is; null without a parent and where it is missing."""
        parents = pc.unique(self.rows["parent"].drop_null())
        number = pc.cast(rows_of(self._codes, parents), pa.int64())
        return pc.take(number, pc.index_in(self.rows["parent"], parents, skip_nulls=True))

    def _parents(self) -> Iterator[pa.ChunkedArray]:
        """For k = 0, 1, …: for each row the number of the k-th row of its parent, or null."""
        if self.rows.num_rows == 0:
            return
        past = pa.chunked_array(
            [*_chunks(self._first_rows.slice(1)), pa.array([self.rows.num_rows], pa.int64())]
        )
        row, stop = pc.take(self._first_rows, self._parent_number), pc.take(past, self._parent_number)
        while True:
            row = pc.if_else(pc.less(row, stop), row, pa.scalar(None, pa.int64()))
            if row.null_count == len(row):
                return
            yield row
            row = pc.add(row, 1)


def _span(start: date, end: date) -> Text:
    if end == date.max:
        return Text(f"{start} 起", f"from {start}")
    return Text(f"{start} 至 {end}", f"{start} to {end}")


def _all(value: bool, count: int) -> pa.Array:
    return pa.repeat(pa.scalar(value), count)


def _prepended(first: bool, rest: pa.ChunkedArray, count: int) -> pa.ChunkedArray:
    """`rest` with one value before it, cut to `count`."""
    chunks = [pa.array([first]), *_chunks(rest)]
    return pa.chunked_array(chunks, pa.bool_()).slice(0, count).combine_chunks()


def _chunks(values: pa.ChunkedArray | pa.Array) -> list[pa.Array]:
    return values.chunks if isinstance(values, pa.ChunkedArray) else [values]
