"""The score sheet of a run: what an inspector reads."""

from __future__ import annotations

from collections.abc import Iterator

from duxue.cli.names import Names
from duxue.cli.pages import Block, Heading
from duxue.cli.runs import Done
from duxue.cli.screen import Screen
from duxue.cli.sheet.findings import finding_blocks
from duxue.cli.sheet.head import head_blocks
from duxue.cli.sheet.overview import overview_blocks
from duxue.cli.sheet.scores import layer_blocks
from duxue.cli.sheet.shown import shown_blocks
from duxue.cli.sheet.standards import standard_blocks
from duxue.cli.sheet.tail import tail_blocks

MOST_SHEETS_ON_A_TERMINAL = 5


def score_sheet(screen: Screen, done: Done) -> Iterator[Block]:
    """The page: head, one sheet an object, what was found, what could not be judged, and what to do next."""
    names = Names(done.record.inputs)
    yield from head_blocks(screen, names, done)
    for evaluation in done.record.evaluations:
        yield from overview_blocks(screen, names, evaluation)
        sheets = evaluation.objects
        if screen.terminal and len(sheets) > MOST_SHEETS_ON_A_TERMINAL:
            sheets = ()
        for judged in sheets:
            for layer in judged.layers:
                title = f"{screen.text(names.area(judged.area))} {judged.area}"
                yield Heading(title, screen.text(names.layer(layer.layer)))
                yield from layer_blocks(screen, names, layer)
            yield from finding_blocks(screen, names, done.record, judged)
            yield from standard_blocks(screen, names, judged)
            yield from shown_blocks(screen, names, done.record, judged)
    yield from tail_blocks(screen, done)
