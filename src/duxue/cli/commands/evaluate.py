"""`duxue evaluate`: one run over a workspace, stored, and its score sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from duxue.cli.options import Engine, Json, Lang, WorkspaceWord
from duxue.cli.screen import Screen
from duxue.messages import InputError

if TYPE_CHECKING:
    from duxue.evaluation import Record


def evaluate(
    context: typer.Context,
    workspace: WorkspaceWord,
    as_json: Json = False,
    jsonl: Annotated[bool, typer.Option("--jsonl")] = False,
    strict: Annotated[bool, typer.Option("--strict")] = False,
    engine: Engine = "by-size",
    lang: Lang = None,
) -> int:
    """Evaluates a workspace; 1 with `--strict` where something is impossible or does not pass."""
    from duxue.cli.documents.evaluation import evaluation_document, object_lines
    from duxue.cli.engines import engine_named
    from duxue.cli.runs import evaluated
    from duxue.cli.sheet import score_sheet

    screen = Screen.of(context)
    if as_json and jsonl:
        raise InputError.one("cli-json-or-jsonl")
    done = evaluated(screen, workspace, engine_named(engine))
    if as_json:
        screen.document(evaluation_document(done))
    elif jsonl:
        screen.documents(object_lines(done))
    else:
        screen.show(score_sheet(screen, done))
    return 1 if strict and not_met(done.record) else 0


def not_met(record: Record) -> bool:
    """Whether anything is impossible, or a layer with a pass mark fails it."""
    impossible = any(finding.level == "impossible" for finding in record.findings)
    return impossible or any(
        layer.verdict == "fail"
        for evaluation in record.evaluations
        for judged in evaluation.objects
        for layer in judged.layers
    )
