"""The end of a sheet: which run it was, and three commands to try next."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from duxue.cli.pages import Block, Command, Heading, Pairs
from duxue.cli.runs import Done
from duxue.cli.screen import Screen
from duxue.evaluation import Record
from duxue.scoring import Score

SHORT = 12


def tail_blocks(screen: Screen, done: Done) -> Iterator[Block]:
    stored = done.stored
    yield Heading(screen.word("run"))
    yield Pairs(
        (
            (screen.word("run-id"), stored.id),
            (screen.word("result-digest"), stored.result[:SHORT]),
            (screen.word("inputs-digest"), stored.inputs[:SHORT]),
            (screen.word("engine"), done.record.engine),
        )
    )
    yield Heading(screen.word("next"))
    yield from next_commands(screen, done)


def next_commands(screen: Screen, done: Done) -> Iterator[Command]:
    """How a figure came about, how a score came about, and the scheme itself."""
    workspace = str(done.workspace)
    figure, score = figure_to_trace(done.record), score_to_explain(done.record)
    scheme = done.record.evaluations[0].scheme
    if figure is not None:
        yield _command(screen, ["trace", workspace, figure], "next-trace")
    if score is not None:
        yield _command(screen, ["explain", workspace, score], "next-explain")
    if figure is None or score is None:
        yield _command(screen, ["replay", workspace, done.stored.id], "next-replay")
    own = done.workspace / "library" / "schemes" / scheme
    shown = str(own) if (own / "scheme.yaml").is_file() else scheme
    yield _command(screen, ["scheme", "show", shown], "next-scheme")


def _command(screen: Screen, words: list[str], does: str) -> Command:
    tail = ["--lang", screen.lang] if screen.lang_asked else []
    return Command(shlex.join(["duxue", *words, *tail]), screen.word(does))


def figure_to_trace(record: Record) -> str | None:
    """The figure of the first thing that falls short, else the first one behind a score, else any."""
    below = [finding.about for finding in record.findings if finding.level == "below-standard"]
    used = [name for score in _scores(record) for name in score.figures]
    return next(iter([*reversed(below), *used, *(str(figure.id) for figure in record.figures)]), None)


def score_to_explain(record: Record) -> str | None:
    """A score whose rule says something beside what people entered, else one with figures, else any."""
    scores = list(_scores(record))
    telling = [s for s in scores if s.findings] or [
        s for s in scores if s.computed is not None and s.entered is not None
    ]
    resting = [s for s in scores if s.figures]
    return next((score.id for score in [*telling, *resting, *scores]), None)


def _scores(record: Record) -> Iterator[Score]:
    for evaluation in record.evaluations:
        for judged in evaluation.objects:
            for layer in judged.layers:
                yield from (score for score in layer.scores if score.by != "sum")
