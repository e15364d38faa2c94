"""Pages on a terminal, drawn by Rich: wrapped to its width, with a little colour."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from duxue.cli.pages import Block, Bullet, Command, Heading, Line, Page, Pairs, Table, Title, Tone

STYLES: dict[Tone, str] = {
    "plain": "",
    "strong": "bold",
    "weak": "dim",
    "warning": "yellow",
    "good": "green",
    "bad": "red",
}
STEP = 2


def draw(page: Page, file: TextIO) -> None:
    """Draws a page; what stands in it is text, never markup."""
    console = Console(file=file, highlight=False, markup=False, emoji=False)
    before: Block | None = None
    for block in page:
        if before is not None and _apart(before, block):
            console.print()
        console.print(_drawn(block))
        before = block


def _apart(before: Block, block: Block) -> bool:
    table = isinstance(block, Table) and not isinstance(before, Heading)
    return table or isinstance(block, Heading) or isinstance(before, Table | Title)


def _drawn(block: Block) -> RenderableType:
    match block:
        case Title():
            return Text(block.text, style="bold reverse")
        case Heading():
            return Text.assemble((block.text, "bold cyan"), (f"  {block.tail}" if block.tail else "", "dim"))
        case Line():
            return Padding(Text(block.text, style=STYLES[block.tone]), (0, 0, 0, STEP * block.depth))
        case Bullet():
            return _grid([("·", "dim"), (block.text, STYLES[block.tone])], STEP * block.depth)
        case Command():
            return Text.assemble(("  " + block.text, "bold"), "\n", ("      " + block.does, "dim"))
        case Pairs():
            return _pairs(block)
        case Table():
            return _table(block)


def _grid(cells: list[tuple[str, str]], depth: int) -> RenderableType:
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(*(Text(text, style=style) for text, style in cells))
    return Padding(grid, (0, 0, 0, depth))


def _pairs(block: Pairs) -> RenderableType:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(ratio=1, overflow="fold")
    for name, text in block.rows:
        grid.add_row(Text(name), Text(text))
    return Padding(grid, (0, 0, 0, STEP * block.depth))


def _table(block: Table) -> RenderableType:
    grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in block.columns:
        grid.add_column(
            Text(column.title),
            justify="right" if column.right else "left",
            no_wrap=not column.wraps,
            overflow="fold",
        )
    for row in block.rows:
        grid.add_row(*(Text(cell) for cell in row.cells), style=STYLES[row.tone])
    return Padding(grid, (0, 0, 0, STEP * block.depth))
