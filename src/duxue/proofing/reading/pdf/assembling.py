"""Lines of pages to paragraphs and tables, in the order in which they are read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from duxue.proofing.reading.folding import fold
from duxue.proofing.reading.marks import ends_sentence
from duxue.proofing.reading.numbering import numbering
from duxue.proofing.reading.pdf.glyphs import Page
from duxue.proofing.reading.pdf.grids import Grid, grids_of
from duxue.proofing.reading.pdf.margins import margins
from duxue.proofing.reading.pdf.rows import Row, in_reading_order, rows_of

_LEADING = 1.75
"""In usual distances of lines: a larger one parts paragraphs."""
_LARGE = 1.15
"""In sizes of the body's type: larger type is that of headings."""


_WORD = re.compile("[0-9A-Za-z.,%/+-]{1,40}")


@dataclass(slots=True)
class Words:
    """A paragraph: its lines. Or a single line that belongs to the page, with the reason."""

    rows: list[Row]
    reason: str = ""


@dataclass(slots=True)
class GridBlock:
    """A table, over all the pages that it goes on."""

    parts: list[Grid]
    page: int
    last_page: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """The edges of a column of text, and the size of its type."""

    left: float
    right: float


@dataclass(slots=True)
class _Flow:
    blocks: list[Words | GridBlock] = field(default_factory=list)
    waiting: list[Words] = field(default_factory=list)
    """Headers and page numbers, which come behind the paragraph that they stand in."""
    paragraph: Words | None = None

    def close(self) -> None:
        self.paragraph = None
        self.blocks += self.waiting
        self.waiting = []


def assembled(pages: Sequence[Page]) -> list[Words | GridBlock]:
    """Paragraphs, tables, and what belongs to the page, in reading order."""
    grids = [grids_of(page) for page in pages]
    rows = [
        in_reading_order([glyph for glyph in page.glyphs if not any(grid.holds(glyph) for grid in tables)], i)
        for i, (page, tables) in enumerate(zip(pages, grids, strict=True))
    ]
    reasons = margins(pages, rows)
    body = [row for of_page in rows for row in of_page if id(row) not in reasons]
    frames, size, pitch = _frames(body), _usual_size(body), _usual_pitch(body)
    flow = _Flow()
    for i, of_page in enumerate(rows):
        tables = list(grids[i])
        for row in of_page:
            if id(row) in reasons:
                flow.waiting.append(Words([row], reasons[id(row)]))
                continue
            while tables and tables[0].top < row.top:
                _add_grid(flow, tables.pop(0), i)
            _add_row(flow, row, frames, size, pitch)
        for grid in tables:
            _add_grid(flow, grid, i)
    flow.close()
    return flow.blocks


def _add_grid(flow: _Flow, grid: Grid, page: int) -> None:
    flow.paragraph = None
    last = flow.blocks[-1] if flow.blocks else None
    if isinstance(last, GridBlock) and last.last_page == page - 1 and _same_columns(last.parts[-1], grid):
        last.parts.append(grid)
        last.last_page = page
        return
    flow.close()
    flow.blocks.append(GridBlock([grid], page, page))


def _same_columns(one: Grid, two: Grid) -> bool:
    if len(one.down) != len(two.down):
        return False
    return all(
        abs((a - one.down[0]) - (b - two.down[0])) <= 6 for a, b in zip(one.down, two.down, strict=True)
    )


def _add_row(flow: _Flow, row: Row, frames: dict[int, _Frame], size: float, pitch: float) -> None:
    open_paragraph = flow.paragraph
    if open_paragraph is not None and _continues(open_paragraph, row, frames, size, pitch):
        open_paragraph.rows.append(row)
        return
    flow.close()
    flow.paragraph = Words([row])
    flow.blocks.append(flow.paragraph)


def _continues(paragraph: Words, row: Row, frames: dict[int, _Frame], size: float, pitch: float) -> bool:
    last = paragraph.rows[-1]
    apart = (last.page, last.column) != (row.page, row.column)
    if not _alike(last, row):
        return False
    if not apart and row.top - last.top > _LEADING * pitch * max(1.0, row.size / size):
        return False
    frame, here = frames[last.column], frames[row.column]
    if last.size > _LARGE * size:
        # Lines of a title in large type.
        return not apart and row.left - here.left > row.size and numbering(fold(row.text())) is None
    said, text = fold(last.text()), fold(row.text())
    if "\t" in said or "\t" in text:
        return False
    indented = row.left - here.left > 1.2 * row.size
    if numbering(text) is not None and (indented or ends_sentence(said)):
        return False
    word = _WORD.match(text)
    # The first word of the line, as far as it would have had to fit at the end of the one before.
    needed = min(len(word.group()) / 2, 12) + 0.5 if word else 1.8
    return not indented and frame.right - last.right < needed * last.size


def _alike(one: Row, two: Row) -> bool:
    """Whether two lines are in type of one size; Latin letters alone tell it only roughly."""
    if one.is_chinese and two.is_chinese:
        return 1 / _LARGE < two.size / one.size < _LARGE
    return 0.7 < two.size / one.size < 1.4


def _frames(rows: Sequence[Row]) -> dict[int, _Frame]:
    """The edges of the page's text (0) and of its left and right columns (1, 2)."""
    frames = {}
    for column in (0, 1, 2):
        own = [row for row in rows if row.column == column]
        if not own:
            continue
        lefts = Counter(round(row.left / 3) for row in own)
        enough = max(2, len(own) // 20)
        left = min((at for at, count in lefts.items() if count >= enough), default=min(lefts)) * 3 - 1.5
        rights = sorted(row.right for row in own)
        frames[column] = _Frame(left, rights[-1 - len(rights) // 20])
    return frames


def _usual_size(rows: Sequence[Row]) -> float:
    sizes = [round(row.size, 1) for row in rows for _ in range(min(len(row.glyphs), 40))]
    return median(sizes) if sizes else 10.0


def _usual_pitch(rows: Sequence[Row]) -> float:
    """The usual distance from one line to the next."""
    steps = [
        round(two.top - one.top)
        for one, two in pairwise(rows)
        if one.page == two.page and one.column == two.column and two.top > one.top
    ]
    return Counter(steps).most_common(1)[0][0] if steps else 16.0


def cell_rows(grid: Grid) -> list[tuple[int, int, int, int, list[Row]]]:
    """The cells of a table: row, column, rows, columns, lines."""
    return [(box.row, box.column, box.rows, box.columns, rows_of(box.glyphs)) for box in grid.boxes]
