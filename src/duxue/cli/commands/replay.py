"""`duxue replay`: an old run computed again from what was frozen with it."""

from __future__ import annotations

from typing import Annotated

import typer

from duxue.cli.options import Json, Lang, OldEngine, WorkspaceWord
from duxue.cli.screen import Screen
from duxue.messages import InputError, Place


def replay(
    context: typer.Context,
    workspace: WorkspaceWord,
    run: Annotated[str, typer.Argument(metavar="RUN")],
    engine: OldEngine = None,
    as_json: Json = False,
    lang: Lang = None,
) -> int:
    """Replays a run and says whether the result is the same; a difference is said, with both versions."""
    import tempfile
    from pathlib import Path

    from duxue import __version__
    from duxue.cli.engines import engine_named
    from duxue.cli.pages import Line, Pairs, Title
    from duxue.cli.progress import progress
    from duxue.evaluation import find_run
    from duxue.evaluation import replay as again

    screen = Screen.of(context)
    if engine is not None:
        engine_named(engine)
    if not workspace.is_dir():
        raise InputError.one("workspace-not-there", Place(str(workspace)), file="evaluation.yaml")
    stored = find_run(workspace, run)
    assert stored is not None
    with progress(screen) as bar, tempfile.TemporaryDirectory(prefix="duxue-") as folder:
        bar.step(screen.say("cli-computing"))
        done = again(stored, engine, Path(folder))
        digest = done.record.digest
    old_code, old_engine = str(stored.body.get("code", "—")), str(stored.body.get("engine", "—"))
    if as_json:
        screen.document(
            {
                "run": stored.id,
                "inputs": stored.inputs,
                "recorded": {"digest": stored.result, "code": old_code, "engine": old_engine},
                "replayed": {"digest": digest, "code": __version__, "engine": done.record.engine},
                "same": done.same,
            }
        )
        return 0
    verdict = "same" if done.same else ("differs-code" if done.other_code else "differs")
    screen.show(
        [
            Title(screen.say("cli-replay-of", run=stored.id)),
            Pairs(
                (
                    (screen.word("recorded"), f"{stored.result}  duxue {old_code}  {old_engine}"),
                    (screen.word("replayed"), f"{digest}  duxue {__version__}  {done.record.engine}"),
                )
            ),
            Line(
                screen.say(f"cli-replay-{verdict}", old=old_code, new=__version__),
                "good" if done.same else "warning",
            ),
        ]
    )
    return 0
