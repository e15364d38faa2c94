"""The tree of commands."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from duxue import __version__
from duxue.cli.commands import evaluate, explain, new, proof, replay, sample, scheme, trace
from duxue.cli.options import Lang
from duxue.cli.screen import Screen
from duxue.cli.usage import Command, Group


def application() -> Any:
    """The command `duxue` with all its commands; what each needs is imported when it runs."""
    app = typer.Typer(name="duxue", cls=Group, add_completion=True, pretty_exceptions_enable=False)
    app.callback(invoke_without_command=True)(_duxue)
    app.command("new", cls=Command)(new.new)
    app.command("evaluate", cls=Command)(evaluate.evaluate)
    app.command("trace", cls=Command)(trace.trace)
    app.command("explain", cls=Command)(explain.explain)
    app.command("proof", cls=Command)(proof.proof)
    app.command("replay", cls=Command)(replay.replay)
    app.add_typer(_scheme(), name="scheme")
    app.command("sample", cls=Command)(sample.sample)
    return typer.main.get_command(app)


def _scheme() -> typer.Typer:
    tools = typer.Typer(cls=Group)
    tools.callback(invoke_without_command=True)(_only_help)
    tools.command("check", cls=Command)(scheme.check)
    tools.command("show", cls=Command)(scheme.show)
    tools.command("new", cls=Command)(scheme.new)
    return tools


def _only_help(context: typer.Context, lang: Lang = None) -> int:
    if context.invoked_subcommand is None:
        Screen.of(context).out.write(context.get_help() + "\n")
    return 0


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
