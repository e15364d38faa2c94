"""The figures that a workspace wants to see beside those that count."""

from __future__ import annotations

from collections.abc import Iterator

from duxue.cli.names import Names
from duxue.cli.pages import Block, Column, Heading, Line, Row, Table, Tone
from duxue.cli.screen import Screen
from duxue.evaluation import ObjectResult, Record
from duxue.measures import Figure
from duxue.messages import Text, labels

COLUMNS = ("figure", "period", "value", "source-and-mark", "figure-id")


def shown_blocks(screen: Screen, names: Names, record: Record, judged: ObjectResult) -> Iterator[Block]:
    """Each figure with its sources; one that nobody reported is left out where another source has it."""
    wanted = {(r.figure.measure, r.figure.slice): index for index, r in enumerate(record.inputs.show)}
    figures = [f for f in record.figures if (f.id.measure, f.id.slice) in wanted]
    own = [figure for figure in figures if figure.id.area == judged.area]
    told = {_name(figure) for figure in own if figure.value is not None}
    periods = {str(p) for window in record.inputs.windows.values() for p in window.periods.values()}
    missing = {_name(figure) for figure in own if figure.id.period in periods} - told
    kept = [figure for figure in own if figure.value is not None or _name(figure) in missing]
    kept.sort(key=lambda figure: (wanted[figure.id.measure, figure.id.slice], figure.id.period))
    if not kept:
        return
    yield Heading(screen.word("figures"), f"{len(kept):,}")
    yield Table(
        tuple(
            Column(
                screen.word(name),
                right=name == "value",
                wraps=name in ("figure", "source-and-mark"),
                plain_only=name == "figure-id",
            )
            for name in COLUMNS
        ),
        tuple(_row(screen, names, figure) for figure in kept),
    )
    below = sum(figure.id.area != judged.area for figure in figures)
    if below:
        yield Line(screen.say("cli-figures-below", count=f"{below:,}"), "weak")


def _name(figure: Figure) -> tuple[object, ...]:
    return (figure.id.measure, figure.id.slice, figure.id.period)


def _row(screen: Screen, names: Names, figure: Figure) -> Row:
    marks = [screen.text(mark) for mark in [_source(names, figure), *names.flags(figure)]]
    cells = (
        screen.text(names.measure(figure.id)),
        figure.id.period,
        screen.text(names.value(figure)),
        screen.word("and").join(mark for mark in marks if mark),
        str(figure.id),
    )
    tone: Tone = "weak" if figure.made_up or figure.value is None else "plain"
    return Row(cells, tone)


def _source(names: Names, figure: Figure) -> Text:
    if figure.value is None:
        return Text.same("")
    form = names.inputs.sources.get((figure.id.source or "").removeprefix("stated:"))
    return labels()["cli-source-computed"] if form is None else labels()[f"cli-source-{form.kind}"]
