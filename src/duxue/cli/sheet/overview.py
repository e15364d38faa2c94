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
    scheme = names.inputs.schemes[evaluation.scheme]
    columns = ["area", "layer", "total"]
    columns += ["level"] if scheme.levels else []
    columns += ["verdict"] if scheme.pass_ is not None else []
    rows = [
        Row(tuple(_cell(screen, names, layer, name) for name in columns))
        for judged in evaluation.objects
        for layer in judged.layers
    ]
    yield Table(tuple(Column(screen.word(name), right=name == "total") for name in columns), tuple(rows))
    if screen.terminal:
        yield Line(screen.say("cli-sheets-apart", scheme=evaluation.scheme), "weak")


def _cell(screen: Screen, names: Names, layer: LayerResult, column: str) -> str:
    match column:
        case "area":
            return f"{screen.text(names.area(layer.area))} {layer.area}"
        case "layer":
            return screen.text(names.layer(layer.layer))
        case "total":
            return span_words(layer.total)
        case "level":
            return level_words(screen, names, layer)
        case _:
            return screen.word(f"verdict-{layer.verdict}")


def span_words(span: Span) -> str:
    """Points, or the two ends between which they lie."""
    return f"{span.value:f}" if span.value is not None else f"{span.low:f}–{span.high:f}"


def level_words(screen: Screen, names: Names, layer: LayerResult) -> str:
    levels = names.inputs.schemes[layer.scheme].levels
    found = next((level for level in levels if level.id == layer.level), None)
    return screen.text(found.title) if found else screen.word("cannot-tell")
