"""All objects of an evaluation in one table, where there are several."""

from __future__ import annotations

from collections.abc import Iterator

from duxue.cli.names import Names
from duxue.cli.pages import Block, Column, Heading, Line, Row, Table
from duxue.cli.screen import Screen
from duxue.evaluation import EvaluationResult
from duxue.scoring import LayerResult, Span


def overview_blocks(screen: Screen, names: Names, evaluation: EvaluationResult) -> Iterator[Block]:
    if len(evaluation.objects) < 2:
        return
    yield Heading(screen.word("objects"), f"{len(evaluation.objects):,}")
    columns = ("area", "layer", "total", "level", "verdict")
    rows = [
        Row(
            (
                f"{screen.text(names.area(judged.area))} {judged.area}",
                screen.text(names.layer(layer.layer)),
                span_words(screen, layer.total),
                level_words(screen, names, layer),
                screen.word(f"verdict-{layer.verdict}"),
            )
        )
        for judged in evaluation.objects
        for layer in judged.layers
    ]
    yield Table(tuple(Column(screen.word(name), right=name == "total") for name in columns), tuple(rows))
    if screen.terminal:
        yield Line(screen.say("cli-sheets-apart", scheme=evaluation.scheme), "weak")


def span_words(screen: Screen, span: Span) -> str:
    """Points, or the two ends between which they lie."""
    return f"{span.value:f}" if span.value is not None else f"{span.low:f}–{span.high:f}"


def level_words(screen: Screen, names: Names, layer: LayerResult) -> str:
    levels = names.inputs.schemes[layer.scheme].levels
    found = next((level for level in levels if level.id == layer.level), None)
    return screen.text(found.title) if found else screen.word("cannot-tell")
