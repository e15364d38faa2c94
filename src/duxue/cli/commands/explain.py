"""`duxue explain`: how a score came about."""

from __future__ import annotations

from typing import Annotated

import typer

from duxue.cli.options import Json, Lang, Run, WorkspaceWord
from duxue.cli.screen import Screen


def explain(
    context: typer.Context,
    workspace: WorkspaceWord,
    score: Annotated[str, typer.Argument(metavar="SCORE")],
    run: Run = None,
    as_json: Json = False,
    lang: Lang = None,
) -> int:
    """Explains a score of an item or indicator, or the total, level or findings of a layer."""
    from duxue.cli.documents.score import score_document
    from duxue.cli.explanations import Explanation
    from duxue.cli.reading import reading
    from duxue.tracing import ScoreSketch, explained, find_score

    screen = Screen.of(context)
    sketch = ScoreSketch.parse(score)
    with reading(screen, workspace, run) as found:
        record = found.record()
        if record.digest != found.stored.result:
            code = str(found.stored.body.get("code", "—"))
            screen.note(screen.say("cli-run-differs", run=found.stored.id, code=code))
        objects = [judged for evaluation in record.evaluations for judged in evaluation.objects]
        result = find_score(sketch, score, [layer for judged in objects for layer in judged.layers])
        told = explained(sketch, result, found.inputs.schemes[result.scheme], found.inputs.judgements)
        judged = next(judged for judged in objects if result in judged.layers)
        explanation = Explanation(screen, found, record, judged, sketch.item, told)
        if as_json:
            screen.document(score_document(explanation))
        else:
            screen.show(explanation.blocks())
    return 0
