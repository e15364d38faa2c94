"""Pages on a terminal, drawn by Rich: wrapped to its width, with a little colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich.console import Console
from rich.text import Text

from duxue.cli.pages import Block, Bullet, Column, Command, Heading, Line, Page, Pairs, Table, Title, Tone
from duxue.cli.widths import left, right, width
from duxue.cli.wrapping import wrapped

STYLES: dict[Tone, str] = {
    "plain": "",
    "strong": "bold",
    "weak": "dim",
    "warning": "yellow",
    "good": "green",
    "bad": "red",
}
STEP, GAP = 2, 2
NARROWEST = 12
"""Columns that a cell which may wrap keeps in any case."""
WIDEST = 120
"""Lines longer than this are hard to read, however wide the terminal is."""


class Drawing:
    """Draws pages on one terminal; what stands in them is text, never markup."""

    def __init__(self, file: TextIO) -> None:
        self.console = Console(file=file, highlight=False, markup=False, emoji=False)
        self.columns = min(self.console.width, WIDEST)

    def draw(self, page: Page) -> None:
        before: Block | None = None
        for block in page:
            if before is not None and _apart(before, block):
                self.console.print()
            self._block(block)
            before = block

    def _block(self, block: Block) -> None:
        match block:
            case Title():
                self._lines(block.text, "bold reverse")
            case Heading():
                tail = f"  {block.tail}" if block.tail else ""
                self._print(Text.assemble((block.text, "bold cyan"), (tail, "dim")))
            case Line():
                self._lines(block.text, STYLES[block.tone], STEP * block.depth)
            case Bullet():
                self._lines(block.text, STYLES[block.tone], STEP * block.depth, "· ")
            case Command():
                # Never wrapped: it is there to be copied.
                self._print(Text("  " + block.text, style="bold"))
                self._lines(block.does, "dim", STEP * 3)
            case Pairs():
                self._pairs(block)
            case Table():
                self._table(block)

    def _print(self, text: Text) -> None:
        self.console.print(text, soft_wrap=True)

    def _lines(self, text: str, style: str, indent: int = 0, mark: str = "") -> None:
        lines = wrapped(text, self.columns - indent - width(mark))
        for number, line in enumerate(lines):
            start = mark if number == 0 else " " * width(mark)
            self._print(Text.assemble(" " * indent, (start, "dim"), (line, style)))

    def _pairs(self, block: Pairs) -> None:
        widest = max((width(name) for name, _ in block.rows), default=0)
        indent = STEP * block.depth
        for name, text in block.rows:
            lines = wrapped(text, self.columns - indent - widest - GAP)
            for number, line in enumerate(lines):
                shown = name if number == 0 else ""
                space = " " * (widest - width(shown) + GAP)
                self._print(Text.assemble(" " * indent, (shown, "dim"), space, line))

    def _table(self, block: Table) -> None:
        kept = [index for index, column in enumerate(block.columns) if not column.plain_only]
        columns = [block.columns[index] for index in kept]
        rows = [tuple(row.cells[index] for index in kept) for row in block.rows]
        space = self.columns - STEP * block.depth - GAP * (len(columns) - 1)
        widths = column_widths(columns, rows, space)
        self._row(columns, [column.title for column in columns], widths, "dim", block.depth)
        for row, cells in zip(block.rows, rows, strict=True):
            self._row(columns, cells, widths, STYLES[row.tone], block.depth)

    def _row(
        self, columns: Sequence[Column], cells: Sequence[str], widths: Sequence[int], style: str, depth: int
    ) -> None:
        """A row in as many lines as its longest cell; what does not fit at all makes a long line, never a cut one."""
        broken = [
            wrapped(cell, wide) if column.wraps or wide < width(cell) else [cell]
            for column, cell, wide in zip(columns, cells, widths, strict=True)
        ]
        for number in range(max(map(len, broken))):
            parts = [lines[number] if number < len(lines) else "" for lines in broken]
            padded = [
                right(part, wide) if column.right else left(part, wide)
                for column, part, wide in zip(columns, parts, widths, strict=True)
            ]
            line = (" " * GAP).join(padded).rstrip()
            self._print(Text.assemble(" " * (STEP * depth), (line, style)))


def column_widths(columns: Sequence[Column], rows: Sequence[tuple[str, ...]], space: int) -> list[int]:
    """What each column takes: all it needs where that fits, else those that may wrap share what the others leave."""
    needs = [
        max([width(column.title), *(width(row[index]) for row in rows)])
        for index, column in enumerate(columns)
    ]
    if sum(needs) <= space:
        return needs
    wrapping = [index for index, column in enumerate(columns) if column.wraps]
    left = space - sum(need for index, need in enumerate(needs) if index not in wrapping)
    given = list(needs)
    # The narrow ones first: what they do not need is left for the others.
    for number, index in enumerate(sorted(wrapping, key=lambda index: needs[index])):
        share = max(left // (len(wrapping) - number), NARROWEST)
        given[index] = min(needs[index], share)
        left -= given[index]
    return given


def _apart(before: Block, block: Block) -> bool:
    table = isinstance(block, Table) and not isinstance(before, Heading | Line)
    return table or isinstance(block, Heading) or isinstance(before, Table | Title)


def draw(page: Page, file: TextIO) -> None:
    """Draws a page on a terminal."""
    Drawing(file).draw(page)
