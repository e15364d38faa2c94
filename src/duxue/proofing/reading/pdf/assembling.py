"""Lines of pages to paragraphs and tables, in the order in which they are read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from duxue.proofing.reading.folding import fold
from duxue.proofing.reading.marks import counts_on, ends_sentence
from duxue.proofing.reading.numbering import numbering
from duxue.proofing.reading.pdf.glyphs import Page
from duxue.proofing.reading.pdf.grids import Box, Grid, grids_of
from duxue.proofing.reading.pdf.margins import margins
from duxue.proofing.reading.pdf.rows import Row, in_reading_order, rows_of

_LEADING = 1.75
"""In usual distances of lines: a larger one parts paragraphs."""
_LARGE = 1.15
"""In sizes of the body's type: larger type is that of headings."""
_CELL = 1.2
_INDENT = 1.2
_SLACK = 0.8
_RAGGED = 6.0
"""In widths of a character: the room that a full line may leave at its end beside its first word."""


_WORD = re.compile(
    "(?:[0-9A-Za-z.,:：%％‰/+-]{1,40}|[“‘（《〈〔【(]{0,3}.)[，。、；：！？”’）》〉〕】%％‰,.;:!?)]{0,3}"
)


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
    last_side: int
    """0 over the whole page, 1 and 2 in its left and right column."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """The edges of a column of text."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the body is set: edges by column, size of type, distance of lines, whether paragraphs are indented."""

    frames: dict[int, _Frame]
    size: float
    pitch: float
    indented: bool


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
    setting = _setting(body)
    flow = _Flow()
    for i, of_page in enumerate(rows):
        middle = pages[i].width / 2
        tables = sorted(grids[i], key=lambda grid: (_side(grid.down[0], grid.down[-1], middle), grid.top))
        for row in of_page:
            if id(row) in reasons:
                flow.waiting.append(Words([row], reasons[id(row)]))
                continue
            while tables and _stands_before(tables[0], row, middle):
                _add_grid(flow, tables.pop(0), i, middle)
            _add_row(flow, row, setting)
        for grid in tables:
            _add_grid(flow, grid, i, middle)
    flow.close()
    return flow.blocks


def _side(left: float, right: float, middle: float) -> int:
    """1 and 2 for what stands in the left and in the right half of the page, 0 for what goes over both."""
    return 1 if right <= middle else 2 if left >= middle else 0


def _stands_before(grid: Grid, row: Row, middle: float) -> bool:
    """Whether a table is read before a line: what stands in the left column before all of the right one."""
    own = _side(grid.down[0], grid.down[-1], middle)
    other = row.column or _side(row.left, row.right, middle)
    if 0 in (own, other):
        return grid.top < row.top
    return (own, grid.top) < (other, row.top)


def _add_grid(flow: _Flow, grid: Grid, page: int, middle: float) -> None:
    flow.paragraph = None
    last = flow.blocks[-1] if flow.blocks else None
    side = _side(grid.down[0], grid.down[-1], middle)
    if isinstance(last, GridBlock) and _same_columns(last.parts[-1], grid):
        next_column = last.last_page == page and (last.last_side, side) == (1, 2)
        if next_column or last.last_page == page - 1:
            last.parts.append(grid)
            last.last_page, last.last_side = page, side
            return
    flow.close()
    flow.blocks.append(GridBlock([grid], page, page, side))


def _same_columns(one: Grid, two: Grid) -> bool:
    if len(one.down) != len(two.down):
        return False
    return all(
        abs((a - one.down[0]) - (b - two.down[0])) <= 6 for a, b in zip(one.down, two.down, strict=True)
    )


def _add_row(flow: _Flow, row: Row, setting: _Setting) -> None:
    open_paragraph = flow.paragraph
    if open_paragraph is not None and _continues(open_paragraph, row, setting):
        open_paragraph.rows.append(row)
        return
    flow.close()
    flow.paragraph = Words([row])
    flow.blocks.append(flow.paragraph)


def _continues(paragraph: Words, row: Row, setting: _Setting) -> bool:
    last = paragraph.rows[-1]
    apart = (last.page, last.column) != (row.page, row.column)
    # What stands over both columns is no part of either.
    if not _alike(last, row) or (last.page == row.page and (last.column == 0) != (row.column == 0)):
        return False
    if not apart and row.top - last.top > _LEADING * setting.pitch * max(1.0, row.size / setting.size):
        return False
    here = setting.frames[row.column]
    said, text = fold(last.text), fold(row.text)
    if "\t" in said or "\t" in text or (numbering(text) is not None and not counts_on(said)):
        return False
    if last.size > _LARGE * setting.size:
        # Lines of a title stand in the middle; all but the last fill the width.
        width = setting.frames[last.column].right - setting.frames[last.column].left
        return not apart and width - (last.right - last.left) < _first_word(row) + _SLACK * last.size
    if row.left - here.left > _INDENT * row.size:
        return False
    # Where paragraphs are indented, a line that is not goes on with a sentence that has not ended.
    slack = _RAGGED if setting.indented and not ends_sentence(said) else _SLACK
    return setting.frames[last.column].right - last.right < _first_word(row) + slack * last.size


def _first_word(row: Row) -> float:
    """How wide the first word of a line is, with the marks that may not stand at the start of a line."""
    word = _WORD.match("".join(glyph.sign for glyph in row.glyphs[:60]))
    return row.glyphs[word.end() - 1].right - row.left if word else 0.0


def _alike(one: Row, two: Row) -> bool:
    """Whether two lines are in type of one size; Latin letters alone tell it only roughly."""
    if one.is_chinese and two.is_chinese:
        return 1 / _LARGE < two.size / one.size < _LARGE
    return 0.7 < two.size / one.size < 1.4


def _setting(rows: Sequence[Row]) -> _Setting:
    frames = _frames(rows)
    deeper = sum(_INDENT < (row.left - frames[row.column].left) / row.size < 3 for row in rows)
    return _Setting(frames, _usual_size(rows), _usual_pitch(rows), deeper * 20 >= len(rows))


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


def cell_text(grid: Grid, box: Box) -> str:
    """The words of a cell; a space where a line ends though the next word had room."""
    rows = rows_of(box.glyphs)
    said = ""
    for i, row in enumerate(rows):
        if (
            i
            and grid.down[box.column + box.columns] - rows[i - 1].right > _first_word(row) + _CELL * row.size
        ):
            said += " "
        said += row.text.replace("\t", " ")
    return said
