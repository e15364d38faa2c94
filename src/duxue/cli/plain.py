"""Pages as plain text, unwrapped and uncut: for files, pipes and other programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duxue.cli.pages import Block, Bullet, Command, Heading, Line, Page, Pairs, Table, Title
from duxue.cli.widths import left, right, width

STEP = "  "
GAP = "  "


def plain_lines(page: Page) -> Iterator[str]:
    """The lines of a page, columns aligned by what characters take in a terminal."""
    before: Block | None = None
    for block in page:
        if before is not None and _apart(before, block):
            yield ""
        yield from _lines(block)
        before = block


def _apart(before: Block, block: Block) -> bool:
    """Whether an empty line stands between two blocks."""
    table = isinstance(block, Table) and not isinstance(before, Heading | Line)
    return table or isinstance(block, Title | Heading) or isinstance(before, Table)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Title():
            yield block.text
        case Heading():
            yield f"{block.text}{GAP}{block.tail}".rstrip()
        case Line():
            yield STEP * block.depth + block.text
        case Bullet():
            yield f"{STEP * block.depth}· {block.text}"
        case Command():
            yield f"{STEP}{block.text}"
            yield f"{STEP * 3}{block.does}"
        case Pairs():
            widest = max((width(name) for name, _ in block.rows), default=0)
            for name, text in block.rows:
                yield f"{STEP * block.depth}{left(name, widest)}{GAP}{text}".rstrip()
        case Table():
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    rows = [tuple(column.title for column in table.columns), *(row.cells for row in table.rows)]
    widths = [max(width(row[index]) for row in rows) for index in range(len(table.columns))]
    for row in rows:
        yield STEP * table.depth + _row(table, row, widths)


def _row(table: Table, cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        right(cell, columns) if column.right else left(cell, columns)
        for column, cell, columns in zip(table.columns, cells, widths, strict=True)
    ]
    return GAP.join(padded).rstrip()
