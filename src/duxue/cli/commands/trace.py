"""`duxue trace`: how a figure came about, down to its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from duxue.cli.options import Json, Lang, Run, WorkspaceWord
from duxue.cli.screen import Screen

if TYPE_CHECKING:
    from duxue.cli.choosing import Chosen
    from duxue.cli.reading import Reading
    from duxue.measures import Figure

USUAL_LIMIT = 20


def trace(
    context: typer.Context,
    workspace: WorkspaceWord,
    figure: Annotated[str, typer.Argument(metavar="FIGURE")],
    run: Run = None,
    rows: Annotated[bool, typer.Option("--rows")] = False,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=0)] = None,
    as_json: Json = False,
    lang: Lang = None,
) -> int:
    """Traces one figure. Lists are cut on a terminal, or where `--limit` says so; 0 cuts nothing."""
    from duxue.cli.choosing import choose
    from duxue.cli.documents.trace import trace_document
    from duxue.cli.names import Names
    from duxue.cli.reading import ENGINE, reading
    from duxue.cli.traces.page import TracePage
    from duxue.cli.traces.story import Teller
    from duxue.evaluation import calculator
    from duxue.measures import MeasureRef
    from duxue.tracing import Tracer

    screen = Screen.of(context)
    with reading(screen, workspace, run) as found:
        counting = calculator(found.inputs, ENGINE, found.work)
        chosen = choose(figure, found, counting)
        ref = MeasureRef(chosen.figure.measure, chosen.figure.slice)
        traced = Tracer(counting).trace(ref, chosen.figure.area, chosen.moment, chosen.figure.source)
        _compare(screen, found, chosen, traced.figure)
        names = Names(found.inputs)
        teller = Teller(names, counting)
        story = teller.tell(traced, chosen.moment)
        cut = _limit(limit, screen, as_json)
        if as_json:
            screen.document(trace_document(found, chosen, teller, story, rows, cut))
        else:
            screen.show(TracePage(screen, names, found, chosen, teller, story).blocks(rows, cut))
    return 0


def _limit(asked: int | None, screen: Screen, as_json: bool) -> int | None:
    if asked is not None:
        return asked or None
    return USUAL_LIMIT if screen.terminal and not as_json else None


def _compare(screen: Screen, found: Reading, chosen: Chosen, figure: Figure) -> None:
    """Says so where today's code gives another figure than the run holds."""
    from duxue.evaluation.record import exact_text

    recorded = found.recorded(chosen.figure) if chosen.held else None
    if recorded is not None and (recorded["value"] or "") != exact_text(figure):
        facts = {
            "figure": str(chosen.figure),
            "old": recorded["shown"] or "—",
            "new": exact_text(figure) or "—",
        }
        screen.note(screen.say("cli-figure-differs", **facts, code=str(found.stored.body.get("code", "—"))))
