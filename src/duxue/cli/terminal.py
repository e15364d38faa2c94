"""Pages on a terminal, drawn by Rich: wrapped to its width, with a little colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from duxue.cli.pages import Block, Bullet, Column, Command, Heading, Line, Page, Pairs, Table, Title, Tone
from duxue.cli.widths import width
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
        grid = Grid(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="dim")
        for column, columns_wide in zip(columns, widths, strict=True):
            title = "\n".join(wrapped(column.title, columns_wide))
            justify = "right" if column.right else "left"
            grid.add_column(Text(title), justify=justify, no_wrap=True, width=columns_wide)  # type: ignore[arg-type]
        for row, cells in zip(block.rows, rows, strict=True):
            broken = [Text("\n".join(wrapped(c, w))) for c, w in zip(cells, widths, strict=True)]
            grid.add_row(*broken, style=STYLES[row.tone])
        self.console.print(Padding(grid, (0, 0, 0, STEP * block.depth)), soft_wrap=True)


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
