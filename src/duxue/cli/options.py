"""The words and options that several commands share. Their help is the labels `cli-help-…`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

WorkspaceWord = Annotated[Path, typer.Argument(metavar="WORKSPACE", show_default=False)]
Lang = Annotated[Literal["zh", "en"] | None, typer.Option("--lang", metavar="zh|en")]
Json = Annotated[bool, typer.Option("--json")]
Engine = Annotated[str, typer.Option("--engine", metavar="duckdb|fractions")]
OldEngine = Annotated[str | None, typer.Option("--engine", metavar="duckdb|fractions")]
Run = Annotated[str | None, typer.Option("--run", metavar="ID")]
