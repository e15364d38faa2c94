"""The figures that a workspace wants to see beside those that count."""

from __future__ import annotations

from collections.abc import Iterator

from duxue.cli.names import Names
from duxue.cli.pages import Block, Column, Heading, Row, Table
from duxue.cli.screen import Screen
from duxue.evaluation import ObjectResult, Record
from duxue.measures import Figure


def shown_blocks(screen: Screen, names: Names, record: Record, judged: ObjectResult) -> Iterator[Block]:
    wanted = {(r.figure.measure, r.figure.slice) for r in record.inputs.show}
    figures = [
        figure
        for figure in record.figures
        if figure.id.area == judged.area and (figure.id.measure, figure.id.slice) in wanted
    ]
    if not figures:
        return
    yield Heading(screen.word("figures"))
    columns = ("figure", "value", "mark", "figure-id")
    rows = tuple(_row(screen, names, figure) for figure in figures)
    yield Table(
        tuple(Column(screen.word(name), right=name == "value", wraps=name == "figure") for name in columns),
        rows,
    )


def _row(screen: Screen, names: Names, figure: Figure) -> Row:
    marks = [screen.text(mark) for mark in names.flags(figure)]
    if figure.id.source is not None:
        marks.append(screen.word("stated"))
    cells = (
        screen.text(names.measure(figure.id)),
        screen.text(names.value(figure)),
        screen.word("and").join(marks),
        str(figure.id),
    )
    return Row(cells, "weak" if figure.made_up or figure.value is None else "plain")
