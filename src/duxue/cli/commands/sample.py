"""`duxue sample`: made-up workspaces and made-up schools, from a seed."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated, Literal

import typer

from duxue.cli.options import Lang
from duxue.cli.screen import Screen
from duxue.messages import listed


def sample(
    context: typer.Context,
    kind: Annotated[Literal["city", "province", "country"], typer.Argument(metavar="city|province|country")],
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    seed: Annotated[str, typer.Option("--seed", metavar="SEED")] = "2021",
    schools: Annotated[int | None, typer.Option("--schools", metavar="N", min=1)] = None,
    area: Annotated[str | None, typer.Option("--area", metavar="CODE")] = None,
    lang: Lang = None,
) -> int:
    """Writes made-up data; with `--area` into a workspace that is there."""
    from duxue.cli.progress import progress
    from duxue.sampling import write_sample

    screen = Screen.of(context)
    number = int(seed) if seed.isdecimal() and str(int(seed)) == seed else seed
    with progress(screen) as bar:
        bar.step(screen.say("cli-sampling"))
        written = write_sample(folder, kind, number, schools, screen.lang, area)
    files = listed([str(path.relative_to(folder)) for path in written], 30)
    said = screen.say("cli-sample-written", files=files, count=len(written), folder=str(folder))
    screen.out.write(said + "\n")
    next_command = shlex.join(["duxue", "evaluate", str(folder)])
    screen.out.write(screen.say("cli-sample-next", command=next_command) + "\n")
    return 0
