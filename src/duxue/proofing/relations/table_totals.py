"""Rows and columns of a table that are the sum of others; how a table is built shows where most of it agrees."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from operator import add

from duxue.proofing.claims import Quantity
from duxue.proofing.judging import meets
from duxue.proofing.relations.grids import Grid, Place, is_added, is_named, zero
from duxue.values import Interval

_LEVEL = re.compile(
    r"^(?:(?P<first>[一二三四五六七八九十]{1,3}、)|(?P<second>（[一二三四五六七八九十]{1,3}）)|(?P<third>[0-9]{1,2}[.、．]))"
)
_AMONG = re.compile("^(?:#|其中|＃)")
_NEAR = 20
_TOTALS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One sum in a table: a cell and those that make it."""

    total: Quantity
    parts: tuple[Quantity, ...]
    stated: Interval
    sum: Interval
    sure: bool
    """Whether the same sum agrees in other columns or rows."""
    also: tuple[Line, ...] = ()
    """The other columns, where a whole row was left out."""

    @property
    def value(self) -> Fraction:
        return sum((part.value for part in self.parts), Fraction(0))

    @property
    def stated_above(self) -> bool:
        return self.value < self.total.value and not self.agrees

    @property
    def agrees(self) -> bool:
        return meets(self.stated, self.sum)


def table_totals(grid: Grid) -> Iterator[Line]:
    """Every total of a row or a column with its parts."""
    columns = [column for column in range(grid.first_column, grid.columns) if _added(grid, column)]
    totals = [row for row, name in grid.names.items() if _is_total_row(name)]
    sums = [row for row in totals if not is_named(grid.names[row], "table_subtotal")]
    for row in totals:
        if is_named(grid.names[row], "table_subtotal") or len(sums) <= _TOTALS:
            yield from _best(grid, row, columns, _rows_of(grid, row), lambda one, other: (one, other))
    for column in columns:
        if is_named(grid.heading(column), "table_total") or is_named(grid.heading(column), "table_subtotal"):
            rows = grid.column(column)
            yield from _best(
                grid, column, rows, _columns_of(grid, column, columns), lambda one, other: (other, one)
            )


def _added(grid: Grid, column: int) -> bool:
    heading = grid.heading(column)
    figures = [grid.figures[row, column] for row in grid.column(column)]
    return bool(figures) and is_added(heading) and all(one.unit != "%" for one in figures)


def _is_total_row(name: str) -> bool:
    return any(is_named(name, kind) for kind in ("table_total", "table_total_rows", "table_subtotal"))


def _best(
    grid: Grid,
    total: int,
    lines: Sequence[int],
    readings: Sequence[Sequence[int]],
    at: Callable[[int, int], Place],
) -> Iterator[Line]:
    """The sums under the reading with which most of them agree; sure where it is borne out by others."""
    found: list[list[Line]] = []
    for reading in readings:
        made = [
            line
            for one in lines
            if (line := _line(grid, at(total, one), [at(part, one) for part in reading]))
        ]
        if made and len(reading) > 1:
            found.append(made)
    if not found:
        return
    best = max(found, key=lambda made: sum(line.agrees for line in made))
    agreeing = sum(line.agrees for line in best)
    simple = len(readings) == 1
    if not agreeing and _is_short(grid, total, best, at):
        yield replace(best[0], sure=True, also=tuple(best[1:]))
        return
    for line in best:
        near = abs(line.value - line.total.value) * _NEAR <= abs(line.total.value)
        sure = (
            2 * agreeing >= len(best)
            or (agreeing and 3 * agreeing >= len(best))
            or (simple and near and len(best) == 1)
        )
        if line.agrees or agreeing or (simple and near):
            yield replace(line, sure=bool(sure))


def _is_short(grid: Grid, total: int, lines: Sequence[Line], at: Callable[[int, int], Place]) -> bool:
    """Whether a last row 合计 is above the sum of its rows in every column: a row was left out."""
    is_row = at(0, 1) == (0, 1)
    last = total == max(grid.names, default=-1) and is_named(grid.name(total), "table_total")
    plain = not any(_among(grid.names, row) or _level(name) for row, name in grid.names.items())
    return is_row and last and plain and len(lines) > 1 and all(line.stated_above for line in lines)


def _line(grid: Grid, total: Place, parts: Sequence[Place]) -> Line | None:
    if total not in grid.figures or any(
        part not in grid.figures and part not in grid.blanks for part in parts
    ):
        return None
    known = [part for part in parts if part in grid.figures]
    figures = tuple(grid.figures[part] for part in known)
    if len(known) < 2 or len({figure.unit for figure in (grid.figures[total], *figures)} - {""}) > 1:
        return None
    whole = reduce(add, (grid.interval(*part) for part in known), zero())
    return Line(grid.figures[total], figures, grid.interval(*total), whole, False)


def _rows_of(grid: Grid, total: int) -> list[list[int]]:
    """The rows that a row of sums may be the sum of: all others, those above, those below, without rows of 其中."""
    names = grid.names
    if is_named(names[total], "table_subtotal"):
        return _different(
            [
                _back_to_total(names, range(total - 1, grid.first_row - 1, -1))[::-1],
                _back_to_total(names, range(total + 1, grid.rows)),
            ]
        )
    plain = [row for row in names if row != total and not _among(names, row)]
    above = _back_to_total(names, [row for row in reversed(plain) if row < total])
    below = _back_to_total(names, [row for row in plain if row > total])
    leaves = [row for row in plain if not is_named(names[row], "table_subtotal")]
    subtotals = [row for row in plain if is_named(names[row], "table_subtotal")]
    bounded = [row for row in leaves if not _is_total_row(names[row])]
    readings = [
        [row for row in bounded if row < total],
        [row for row in bounded if row > total],
        above,
        below,
        subtotals,
        [row for row in subtotals if row < total],
    ]
    readings += [
        [row for row in bounded if _level(names[row]) == level] for level in ("first", "second", "third")
    ]
    return _different(readings)


def _among(names: dict[int, str], row: int) -> bool:
    return any(_AMONG.match(piece) for piece in names[row].split("/"))


def _level(name: str) -> str:
    found = _LEVEL.match(name.split("/", maxsplit=1)[0])
    return found.lastgroup or "" if found else ""


def _back_to_total(names: dict[int, str], rows: Iterable[int]) -> list[int]:
    """The rows up to the next row of sums, without rows of 其中."""
    found: list[int] = []
    for row in rows:
        if _is_total_row(names[row]):
            break
        if not _among(names, row):
            found.append(row)
    return found


def _columns_of(grid: Grid, total: int, columns: Sequence[int]) -> list[list[int]]:
    """The columns that a column of sums may be the sum of: those beside it, up to the next one, under one heading."""
    headings = {column: grid.heading(column) for column in columns}
    others = [column for column in columns if column != total and "其中" not in headings[column]]
    parent = headings[total].rpartition("/")[0]
    siblings = [column for column in others if headings[column].rpartition("/")[0] == parent]
    sums = {
        column
        for column in others
        if is_named(headings[column], "table_total") or is_named(headings[column], "table_subtotal")
    }
    after = _until(sums, [column for column in others if column > total])
    before = _until(sums, [column for column in reversed(others) if column < total])[::-1]
    subtotals = [column for column in sums if is_named(headings[column], "table_subtotal")]
    readings = [
        siblings,
        [c for c in siblings if c > total],
        [c for c in siblings if c < total],
        after,
        before,
        subtotals,
    ]
    readings.append([column for column in others if column not in sums])
    return _different(readings)


def _until(stops: set[int], columns: Sequence[int]) -> list[int]:
    found: list[int] = []
    for column in columns:
        if column in stops:
            break
        found.append(column)
    return found


def _different(readings: Sequence[Sequence[int]]) -> list[list[int]]:
    found: list[list[int]] = []
    for reading in readings:
        if len(reading) > 1 and sorted(reading) not in found:
            found.append(sorted(reading))
    return found
