"""Characters of a page to lines, and lines to columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from duxue.proofing.reading.pdf.glyphs import Glyph

_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_GAP = 2.2
"""In widths of a character: a wider gap within a line is that between two cells or two columns."""
_WORD = 0.3
_FEW = 5
_GUTTER = 0.8
_STEPS = 60
_FULL = 0.72


@dataclass
class Row:
    """Characters on one line, from left to right; they stay as they are."""

    glyphs: list[Glyph]
    page: int = 0
    column: int = 0

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return self.glyphs[-1].right

    @cached_property
    def top(self) -> float:
        return min(glyph.top for glyph in self.glyphs)

    @cached_property
    def bottom(self) -> float:
        return max(glyph.bottom for glyph in self.glyphs)

    @cached_property
    def is_chinese(self) -> bool:
        return any(_WIDE.match(glyph.sign) for glyph in self.glyphs)

    @cached_property
    def size(self) -> float:
        """The width of a Chinese character; where there is none, a guess from the height."""
        wide = [glyph.right - glyph.left for glyph in self.glyphs if _WIDE.match(glyph.sign)]
        if wide:
            return max(median(wide), 1.0)
        return max(0.85 * median(glyph.bottom - glyph.top for glyph in self.glyphs), 1.0)

    @cached_property
    def gaps(self) -> list[tuple[float, float]]:
        """Where nothing stands for about the width of a character."""
        enough = _GUTTER * self.size
        return [(one.right, two.left) for one, two in pairwise(self.glyphs) if two.left - one.right >= enough]

    @cached_property
    def text(self) -> str:
        """What it says, with a space for a gap between Latin words and a tab for a wide one."""
        size = self.size
        said = [self.glyphs[0].sign]
        for i in range(1, len(self.glyphs)):
            before, glyph = self.glyphs[i - 1], self.glyphs[i]
            gap = glyph.left - before.right
            if gap > _GAP * size:
                said.append("\t")
            elif (
                gap > size
                or (glyph.spaced and gap > -size)
                or (gap > _WORD * size and not _both_wide(before, glyph))
            ):
                said.append(" ")
            said.append(glyph.sign)
        return "".join(said)


def _both_wide(one: Glyph, two: Glyph) -> bool:
    return bool(_WIDE.match(one.sign) and _WIDE.match(two.sign))


def rows_of(glyphs: Iterable[Glyph], page: int = 0) -> list[Row]:
    """The lines from top to bottom. Raised and lowered characters stay in the line that they overlap."""
    rows: list[list[Glyph]] = []
    middle = height = 0.0
    for glyph in sorted(glyphs, key=lambda one: one.middle):
        high = glyph.bottom - glyph.top
        if rows and glyph.middle - middle <= 0.45 * max(min(height, high), 1.0):
            rows[-1].append(glyph)
            if high > height:
                middle, height = glyph.middle, high
        else:
            rows.append([glyph])
            middle, height = glyph.middle, high
    for row in rows:
        row.sort(key=lambda one: one.left)
    return [Row(row, page) for row in rows]


def in_reading_order(glyphs: Sequence[Glyph], page: int) -> list[Row]:
    """The lines as they are read: on a page of two columns the left one before the right one."""
    rows = rows_of(glyphs, page)
    gutter = _gutter(rows)
    if gutter is None:
        return rows
    ordered: list[Row] = []
    band: list[Glyph] = []
    for row in rows:
        if any(glyph.left < gutter < glyph.right for glyph in row.glyphs) or not _is_cut(row, gutter):
            ordered += _columns(band, gutter, page)
            band = []
            ordered.append(row)
        else:
            band += row.glyphs
    return ordered + _columns(band, gutter, page)


def _columns(band: Sequence[Glyph], gutter: float, page: int) -> list[Row]:
    left = rows_of((glyph for glyph in band if glyph.right <= gutter), page)
    right = rows_of((glyph for glyph in band if glyph.right > gutter), page)
    for row in left:
        row.column = 1
    for row in right:
        row.column = 2
    return left + right


def _is_cut(row: Row, gutter: float) -> bool:
    """Whether the row has a gap at the gutter, or stands on one side of it."""
    if row.right <= gutter or row.left >= gutter:
        return True
    return any(start <= gutter <= end for start, end in row.gaps)


def _gutter(rows: Sequence[Row]) -> float | None:
    """Where the page is parted into two columns of prose; None where it is not."""
    if len(rows) < _FEW:
        return None
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    width = right - left
    best, place = 0, None
    for step in range(_STEPS + 1):
        gutter = left + width * (0.35 + 0.3 * step / _STEPS)
        cut = [row for row in rows if _is_cut(row, gutter)]
        beside = [sum(row.right <= gutter for row in cut), sum(row.left >= gutter for row in cut)]
        apart = len(cut) - sum(beside) + min(beside)
        if apart > best:
            best, place = apart, gutter
    if place is None or best < _FEW or sum(not _is_cut(row, place) for row in rows) > best:
        return None
    # In a table the cells are short; in columns of prose most lines fill their half.
    halves = [half for row in rows if _is_cut(row, place) for half in _halves(row, place)]
    full = sum(
        high - low > _FULL * ((place - left) if low < place else (right - place)) for low, high in halves
    )
    return place if full * 2 >= len(halves) else None


def _halves(row: Row, gutter: float) -> Iterator[tuple[float, float]]:
    for glyphs in (
        [glyph for glyph in row.glyphs if glyph.right <= gutter],
        [glyph for glyph in row.glyphs if glyph.right > gutter],
    ):
        if glyphs:
            yield glyphs[0].left, glyphs[-1].right
