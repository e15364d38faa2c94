"""The tree of commands."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from duxue import __version__
from duxue.cli.commands import evaluate, trace
from duxue.cli.options import Lang
from duxue.cli.screen import Screen
from duxue.cli.usage import Command, Group


def application() -> Any:
    """The command `duxue` with all its commands; what each needs is imported when it runs."""
    app = typer.Typer(name="duxue", cls=Group, add_completion=True, pretty_exceptions_enable=False)
    app.callback(invoke_without_command=True)(_duxue)
    app.command("evaluate", cls=Command)(evaluate.evaluate)
    app.command("trace", cls=Command)(trace.trace)
    return typer.main.get_command(app)


def _duxue(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version")] = False,
    lang: Lang = None,
) -> int:
    screen = Screen.of(context)
    if version:
        screen.out.write(f"duxue {__version__}\n")
        raise typer.Exit(0)
    if context.invoked_subcommand is None:
        screen.out.write(context.get_help() + "\n")
    return 0
