"""The head of a sheet: what is judged, where the scheme comes from, what in it is made up or replaced."""

from __future__ import annotations

from collections.abc import Iterator

from duxue.cli.names import Names
from duxue.cli.pages import Block, Bullet, Heading, Line, Pairs, Title
from duxue.cli.runs import Done
from duxue.cli.screen import Screen
from duxue.evaluation import EvaluationResult, Inputs
from duxue.messages import listed
from duxue.schemes import standing_notice


def head_blocks(screen: Screen, names: Names, done: Done) -> Iterator[Block]:
    inputs = done.record.inputs
    yield Title(screen.text(inputs.title))
    for evaluation in done.record.evaluations:
        yield from _evaluation(screen, names, evaluation, inputs)
    yield from made_up_blocks(screen, inputs)
    if inputs.overridden:
        yield Heading(screen.word("overridden"))
        for own in inputs.overridden:
            what = screen.words(f"part-{own.what}")
            yield Bullet(screen.say("cli-overridden", what=what, id=own.id, reason=own.reason), "warning")
    if done.notes:
        yield Heading(screen.word("notes"))
        for note in done.notes:
            yield Bullet(screen.text(note.shown(screen.lang)), "warning")


def _evaluation(
    screen: Screen, names: Names, evaluation: EvaluationResult, inputs: Inputs
) -> Iterator[Block]:
    scheme = inputs.schemes[evaluation.scheme]
    yield Pairs(
        (
            (screen.word("scheme"), f"{screen.text(scheme.title)}  {scheme.id}"),
            (screen.word("window"), screen.text(names.window(evaluation.window))),
        )
    )
    official = scheme.standing == "official"
    yield Line(screen.text(standing_notice(scheme)), "plain" if official else "warning")


def made_up_blocks(screen: Screen, inputs: Inputs) -> Iterator[Block]:
    """The line about made-up data, wherever any of it lies in the workspace."""
    made_up = sorted({r.register for r in inputs.registers.values() if "made-up" in r.origins})
    registers = [inputs.contracts[name].title for name in made_up]
    stated = [str(figure.id) for figure in inputs.stated if figure.made_up]
    if inputs.made_up:
        yield Line(screen.say("cli-made-up-workspace"), "warning")
    elif registers or stated:
        of = listed([*registers, *stated])
        yield Line(screen.say("cli-made-up-parts", parts=of), "warning")
