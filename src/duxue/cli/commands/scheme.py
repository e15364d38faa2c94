"""`duxue scheme check|show|new`: the tools of the scheme language."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from duxue.cli.options import Lang
from duxue.cli.screen import Screen

SchemeWord = Annotated[str, typer.Argument(metavar="SCHEME")]


def check(context: typer.Context, scheme: SchemeWord, lang: Lang = None) -> int:
    """Says that a scheme is right, or everything that is wrong with it."""
    from duxue.cli.schemes_there import scheme_there
    from duxue.schemes import check_scheme

    screen = Screen.of(context)
    found = scheme_there(scheme)
    check_scheme(found.loaded, found.definitions.catalogue.definitions, found.definitions.standards)
    own = found.loaded.scheme
    items = len(list(own.leaves()))
    screen.out.write(screen.say("cli-scheme-ok", items=items, total=f"{own.total:f}") + "\n")
    return 0


def show(context: typer.Context, scheme: SchemeWord, lang: Lang = None) -> int:
    """Prints a scheme: its tree with points, its rules in words, and where it comes from."""
    from duxue.cli.rule_words import RuleWords
    from duxue.cli.scheme_page import scheme_blocks
    from duxue.cli.schemes_there import scheme_there
    from duxue.schemes import check_scheme

    screen = Screen.of(context)
    found = scheme_there(scheme)
    definitions = found.definitions
    check_scheme(found.loaded, definitions.catalogue.definitions, definitions.standards)
    words = RuleWords(definitions.catalogue, lambda name: definitions.standards[name].title)
    screen.show(scheme_blocks(screen, found.loaded.scheme, words))
    return 0


def new(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    name: Annotated[str | None, typer.Option("--id", metavar="ID")] = None,
    lang: Lang = None,
) -> int:
    """Writes a small valid scheme to start from; its id is the folder's name unless it is given."""
    from duxue.schemes import new_scheme

    screen = Screen.of(context)
    file = new_scheme(folder, name or folder.resolve().name, screen.lang)
    screen.out.write(screen.say("cli-written", file=str(file)) + "\n")
    screen.out.write(
        screen.say("cli-scheme-next", command=shlex.join(["duxue", "scheme", "check", str(folder)])) + "\n"
    )
    return 0
