"""`duxue new`: a workspace to start from."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from duxue.cli.options import Lang
from duxue.cli.screen import Screen


def _named(screen: Screen, folder: Path, files: list[Path]) -> Iterator[str]:
    """The files by name; those of the library only counted, since they are nothing to fill in."""
    names = [path.relative_to(folder) for path in files]
    yield from (str(name) for name in names if name.parts[0] != "library")
    carried = [name for name in names if name.parts[0] == "library"]
    if carried:
        yield screen.say("cli-new-library", count=len(carried))


def new(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    scheme: Annotated[str | None, typer.Option("--scheme", metavar="SCHEME")] = None,
    area: Annotated[str | None, typer.Option("--area", metavar="CODE")] = None,
    last: Annotated[Path | None, typer.Option("--from", metavar="LASTYEAR")] = None,
    lang: Lang = None,
) -> int:
    """Writes a workspace that is valid at once; with `--from` it carries last year's definitions over."""
    from duxue.cli.pages import Bullet, Command, Heading, Line, Title
    from duxue.cli.starting import start, write_workspace

    screen = Screen.of(context)
    begun = start(scheme, area, last)
    files = write_workspace(folder, begun)
    screen.show(
        [
            Title(screen.say("cli-new-written", folder=str(folder), scheme=begun.scheme.id)),
            *map(Bullet, _named(screen, folder, files)),
            Line(screen.say("cli-new-fill-in")),
            Heading(screen.word("next")),
            Command(shlex.join(["duxue", "evaluate", str(folder)]), screen.word("next-evaluate")),
        ]
    )
    return 0
