"""Tables under a trace: the units of a spread or reach, and the rows of each leaf."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from duxue.cli.names import Names
from duxue.cli.pages import Block, Column, Heading, Line, Row, Table
from duxue.cli.screen import Screen
from duxue.cli.traces.story import LeafStory, Story, Teller
from duxue.cli.traces.units import UnitRow, shown

FILE, ROW, MADE_UP = "_file", "_row", "_made_up"
MOST_TITLES = 3
"""With more columns than this a table of units numbers them, and says above what each number is."""


def unit_blocks(screen: Screen, names: Names, story: Story, limit: int | None) -> Iterator[Block]:
    """The schools behind each spread and reach of the trace."""
    for part in story.walk():
        table = part.units
        if table is None:
            continue
        yield Heading(
            screen.text(names.measure(part.trace.figure.id)),
            screen.say("cli-units", count=f"{len(table.rows):,}"),
        )
        if part.trace.figure.made_up:
            yield Line(screen.word("made-up"), "warning")
        columns = [Column(screen.word("unit"), wraps=True)]
        titles = [screen.text(title) for title in table.columns]
        if len(titles) > MOST_TITLES:
            yield from (Line(f"({number}) {title}") for number, title in enumerate(titles, 1))
            titles = [f"({number})" for number in range(1, len(titles) + 1)]
        columns += [Column(title, right=True, wraps=len(titles) <= MOST_TITLES) for title in titles]
        if table.judged:
            columns.append(Column(screen.word("reached")))
        rows = [_unit_row(screen, names, row, table.judged) for row in table.rows[:limit]]
        yield Table(tuple(columns), tuple(rows))
        yield from cut_line(screen, limit, len(table.rows))


def _unit_row(screen: Screen, names: Names, row: UnitRow, judged: bool) -> Row:
    cells = [f"{row.unit} {screen.text(names.area(row.unit))}"]
    cells += [shown(cell.value) + (" ✗" if cell.met is False else "") for cell in row.cells]
    if judged:
        word = {True: "met", False: "not-met", None: "cannot-tell"}[row.passed]
        cells.append(screen.word(word))
    return Row(tuple(cells), "warning" if row.passed is False else "plain")


def row_blocks(
    screen: Screen, names: Names, teller: Teller, story: Story, limit: int | None
) -> Iterator[Block]:
    """The rows of every leaf, each leaf once."""
    seen = set()
    for part in story.walk():
        for leaf in part.leaves:
            if leaf.there and leaf.traced not in seen:
                seen.add(leaf.traced)
                yield from _leaf_rows(screen, names, teller, leaf, limit)


def _leaf_rows(
    screen: Screen, names: Names, teller: Teller, leaf: LeafStory, limit: int | None
) -> Iterator[Block]:
    rows = teller.rows(leaf)
    title = f"{screen.text(leaf.role)}  {leaf.traced.leaf.register} {leaf.traced.leaf.period}"
    yield Heading(title, screen.say("cli-rows", count=f"{rows.num_rows:,}"))
    fields = row_fields(leaf)
    columns = [Column(screen.word("file"), wraps=True), Column(screen.word("row"), right=True)]
    columns += [_column(screen, leaf, name) for name in fields]
    columns.append(Column(screen.word("mark"), wraps=True))
    listed = rows.slice(0, limit).to_pylist() if limit is not None else rows.to_pylist()
    yield Table(tuple(columns), tuple(_row(screen, names, leaf, fields, row) for row in listed))
    yield from cut_line(screen, limit, rows.num_rows)


def row_fields(leaf: LeafStory) -> list[str]:
    """What is shown of a row: its key, then the columns that the value and the condition read."""
    return list(dict.fromkeys([*leaf.contract.key, *leaf.columns]))


def _column(screen: Screen, leaf: LeafStory, name: str) -> Column:
    field = leaf.contract.fields[name]
    return Column(
        f"{screen.text(field.title)} {name}", right=field.type in ("integer", "decimal"), wraps=True
    )


def _row(screen: Screen, names: Names, leaf: LeafStory, fields: list[str], row: dict[str, Any]) -> Row:
    values = [cell_words(screen, names, leaf, name, row) for name in fields]
    mark = screen.word("made-up") if row[MADE_UP] else ""
    return Row((screen.text(str(row[FILE])), str(row[ROW]), *values, mark))


def cell_words(screen: Screen, names: Names, leaf: LeafStory, name: str, row: dict[str, Any]) -> str:
    """A cell in words: the title of a code, the name of a school; a split asset with its whole and its part."""
    value, field = row[name], leaf.contract.fields[name]
    if value is None:
        return screen.word("empty")
    if field.type == "area":
        return screen.text(f"{value} {screen.text(names.area(value))}")
    codes = getattr(field, "codes", {})
    if value in codes:
        return screen.text(codes[value])
    whole = row.get(f"_whole_{name}")
    if whole is not None and (row["_weight_n"], row["_weight_d"]) != (1, 1):
        share = Fraction(row["_weight_n"], row["_weight_d"])
        return f"{value} = {whole} × {share.numerator}/{share.denominator}"
    return screen.text(str(value))


def cut_line(screen: Screen, limit: int | None, whole: int) -> Iterator[Line]:
    if limit is not None and whole > limit:
        yield Line(screen.say("cli-rows-cut", shown=f"{limit:,}", all=f"{whole:,}"), "warning")
