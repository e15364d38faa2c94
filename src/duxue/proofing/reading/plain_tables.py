"""Tables in plain text: lines with the same number of cells, set apart by tabs, bars or wide blanks."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from duxue.proofing.reading.folding import Range
from duxue.proofing.reading.lines import Line
from duxue.proofing.reading.numbering import numbering
from duxue.proofing.reading.settings import line_settings

_SEPARATORS = {
    "tab": re.compile(r" {0,40}\t {0,40}"),
    "bar": re.compile(r"[|｜│┃║]"),
    "blank": re.compile("[ \u3000\xa0]{2,}"),
}
_HAN = re.compile("[\u4e00-\u9fff]")
_BLANK = " \u3000\t\xa0"


@dataclass(frozen=True, slots=True)
class Rows:
    """Lines from `first` up to `last`, that one included, which are the rows of a table."""

    first: int
    last: int
    rows: tuple[tuple[Range, ...], ...]


def plain_tables(text: str, lines: Sequence[Line], left_out: Collection[int]) -> list[Rows]:
    """The tables among the lines; lines that are left out (rules between rows) may stand within one."""
    tables: list[Rows] = []
    at = 0
    while at < len(lines):
        table = None if at in left_out else _table_at(text, lines, left_out, at)
        if table is not None:
            tables.append(table)
        at = table.last + 1 if table else at + 1
    return tables


def _table_at(text: str, lines: Sequence[Line], left_out: Collection[int], first: int) -> Rows | None:
    kind = _kind(text, lines[first])
    if kind is None:
        return None
    rows = [_cells(text, lines[first], kind)]
    last, gap = first, None
    for i in range(first + 1, len(lines)):
        if i in left_out:
            continue
        line = lines[i]
        gap = line.gap if gap is None else gap
        if line.gap > max(gap, 0) or line.gap > 1 or not _SEPARATORS[kind].search(text, line.start, line.end):
            break
        cells = _cells(text, line, kind)
        if len(cells) != len(rows[0]):
            break
        rows.append(cells)
        last = i
    return Rows(first, last, tuple(rows)) if _is_table(text, rows, kind) else None


def _kind(text: str, line: Line) -> str | None:
    said = text[line.start : line.end]
    if "\t" in said:
        return "tab"
    if _SEPARATORS["bar"].search(said):
        return "bar"
    return "blank" if _SEPARATORS["blank"].search(said) else None


def _cells(text: str, line: Line, kind: str) -> tuple[Range, ...]:
    start, end = line.start, line.end
    cells: list[Range] = []
    for found in _SEPARATORS[kind].finditer(text, start, end):
        cells.append(_stripped(text, start, found.start()))
        start = found.end()
    cells.append(_stripped(text, start, end))
    if kind == "bar":
        # The bars at the edges of a row stand beside nothing.
        cells = cells[1:] if cells[0][0] == cells[0][1] else cells
        cells = cells[:-1] if cells and cells[-1][0] == cells[-1][1] else cells
    return tuple(_unspaced(text, cells) if kind == "blank" else cells)


def _unspaced(text: str, cells: Sequence[Range]) -> list[Range]:
    """The cells, with `合  计` for one."""
    found: list[Range] = []
    for start, end in cells:
        if found and end - start == 1 and found[-1][1] - found[-1][0] == 1 and _HAN.match(text, start):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _stripped(text: str, start: int, end: int) -> Range:
    while start < end and text[start] in _BLANK:
        start += 1
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    return start, end


def _is_table(text: str, rows: Sequence[Sequence[Range]], kind: str) -> bool:
    columns = len(rows[0])
    if columns < 2 or len(rows) < (3 if kind == "blank" and columns == 2 else 2):
        return False
    if columns == 2 and all(_is_numbering(text[row[0][0] : row[0][1]]) for row in rows):
        return False
    if kind != "blank":
        return True
    cells = [place for row in rows for place in row]
    return sum(end - start for start, end in cells) <= line_settings().cells_mean * len(cells)


def _is_numbering(cell: str) -> bool:
    found = numbering(cell)
    return found is not None and len(found.text) == len(cell.strip())
