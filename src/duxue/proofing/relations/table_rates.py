"""Columns of a table that are reckoned from others: shares of the total, growth and change between two years."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from duxue.proofing.claims import Quantity
from duxue.proofing.judging import meets
from duxue.proofing.relations.grids import Grid, holds_word, is_added, is_named
from duxue.proofing.relations.sums import bare
from duxue.values import Interval

Kind = Literal["share", "growth", "change"]
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?=年|$|/)")
_PART = 2


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A cell that is reckoned from two others."""

    kind: Kind
    stated: Quantity
    inputs: tuple[Quantity, Quantity]
    value: Fraction
    own: Interval
    computed: Interval
    sure: bool

    @property
    def reckoning(self) -> str:
        """How the cell is reckoned, in one line."""
        one, other = (bare(figure.value, Fraction(1)) for figure in self.inputs)
        return {
            "share": f"{one} ÷ {other} × 100",
            "growth": f"({one} ÷ {other} - 1) × 100",
            "change": f"{one} - {other}",
        }[self.kind]

    @property
    def agrees(self) -> bool:
        return meets(self.own, self.computed)


def reckoned(grid: Grid) -> Iterator[Reckoned]:
    """The columns of shares, growth and change that mostly agree, cell by cell."""
    for column in range(grid.first_column, grid.columns):
        heading = grid.heading(column)
        last = heading.rpartition("/")[2]
        if not grid.column(column):
            continue
        if holds_word(last, "table_share"):
            yield from _mostly(_shares(grid, column))
        elif holds_word(last, "table_growth") and "百分点" not in last:
            yield from _mostly(_between_years(grid, column, "growth"))
        elif holds_word(last, "table_change") and "%" not in last and "率" not in last:
            yield from _mostly(_between_years(grid, column, "change"))


def _mostly(found: Iterator[Reckoned]) -> Iterator[Reckoned]:
    """All of them where at least half agree and more than one does, else none: the columns were not the ones meant."""
    cells = list(found)
    agreeing = sum(cell.agrees for cell in cells)
    if agreeing < _PART or 2 * agreeing < len(cells):
        yield from (cell for cell in cells if cell.agrees and agreeing == len(cells))
        return
    yield from cells


def _shares(grid: Grid, column: int) -> Iterator[Reckoned]:
    values = next((one for one in range(column - 1, grid.first_column - 1, -1) if _is_level(grid, one)), None)
    if values is None:
        return
    totals = [
        row
        for row in grid.column(values)
        if is_named(grid.name(row), "table_total") or is_named(grid.name(row), "table_total_rows")
    ]
    for row in grid.column(column):
        if len(totals) == 1 and row != totals[0] and (row, values) in grid.figures:
            yield from _cell(grid, "share", (row, column), (row, values), (totals[0], values))


def _is_level(grid: Grid, column: int) -> bool:
    return bool(grid.column(column)) and is_added(grid.heading(column))


def _between_years(grid: Grid, column: int, kind: Kind) -> Iterator[Reckoned]:
    years = _years(grid, column)
    if years is None:
        return
    before, now = years
    for row in grid.column(column):
        if (row, now) in grid.figures and (row, before) in grid.figures:
            yield from _cell(grid, kind, (row, column), (row, now), (row, before))


def _years(grid: Grid, column: int) -> tuple[int, int] | None:
    """The columns of the year before and of this year, nearest to the left of the column."""
    found: dict[int, int] = {}
    for one in range(column - 1, max(grid.first_column - 1, column - 4), -1):
        words = grid.heading(one)
        year = _YEAR.search(words)
        if year:
            found.setdefault(int(year[0]), one)
        elif holds_word(words, "table_before"):
            found.setdefault(0, one)
        elif holds_word(words, "table_now"):
            found.setdefault(1, one)
    return (found[min(found)], found[max(found)]) if len(found) == 2 else None


_RECKONING: dict[Kind, Callable[[Fraction, Fraction], Fraction]] = {
    "share": lambda part, whole: part / whole * 100,
    "growth": lambda now, before: (now / before - 1) * 100,
    "change": lambda now, before: now - before,
}


def _cell(
    grid: Grid, kind: Kind, at: tuple[int, int], one: tuple[int, int], other: tuple[int, int]
) -> Iterator[Reckoned]:
    stated, first, second = grid.figures[at], grid.figures[one], grid.figures[other]
    own, upper, lower = grid.interval(*at), grid.interval(*one), grid.interval(*other)
    text = grid.words[at]
    if text.startswith(("-", "－", "—", "−", "下降", "减")) and stated.value > 0:
        own = -own
    if kind == "change":
        yield Reckoned(kind, stated, (first, second), first.value - second.value, own, upper - lower, True)
    elif second.value > 0 and lower.low is not None and lower.low > 0:
        ratio = upper.divide(lower).scale(100)
        computed = ratio - Interval.exact(100) if kind == "growth" else ratio
        yield Reckoned(
            kind, stated, (first, second), _RECKONING[kind](first.value, second.value), own, computed, True
        )
