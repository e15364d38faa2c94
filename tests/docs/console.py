"""Pages that run: files are written, edits made and commands typed, in the order in which a reader meets them."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryFile

from duxue.cli import main

FENCE = re.compile(r"^```(?P<head>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
CUT = "…"


@dataclass(frozen=True)
class Block:
    """A fenced block: `kind`, the settings behind it (`file=…`, `status=…`), and its text."""

    kind: str
    settings: dict[str, str]
    body: str


def blocks(page: Path) -> Iterator[Block]:
    for found in FENCE.finditer(page.read_text(encoding="utf-8")):
        kind, *rest = found["head"].split() or [""]
        yield Block(kind, dict(word.split("=", 1) for word in rest if "=" in word), found["body"])


def follow(page: Path, lang: str, folder: Path) -> None:
    """Does what the page says, in the folder; AssertionError where its commands answer otherwise."""
    for block in blocks(page):
        if block.kind == "console":
            for command, shown in commands(block.body):
                _type(command, shown, int(block.settings.get("status", "0")), lang, folder)
        elif block.kind == "diff":
            edit(folder / block.settings["file"], block.body)
        elif "file" in block.settings:
            write(folder / block.settings["file"], block.body)


def commands(text: str) -> list[tuple[str, list[str]]]:
    """Each command with the lines that are shown below it."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line.strip():
            found[-1][1].append(line)
    return found


def edit(file: Path, difference: str) -> None:
    """Lines with `-` go, lines with `+` come in their place or after the line above them."""
    lines = difference.splitlines()
    before = "".join(f"{line[1:]}\n" for line in lines if line[0] in "- ")
    after = "".join(f"{line[1:]}\n" for line in lines if line[0] in "+ ")
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{file.name} does not hold once:\n{before}"
    file.write_text(text.replace(before, after), encoding="utf-8")


def _type(command: str, shown: list[str], status: int, lang: str, folder: Path) -> None:
    program, *arguments = shlex.split(command)
    assert program == "duxue", command
    given, answer = answer_of([*arguments, "--lang", lang], folder)
    assert given == status, f"{command}: status {given}\n{answer}"
    place = 0
    for line in shown:
        for piece in filter(None, map(plain, line.split(CUT))):
            at = plain(answer).find(piece, place)
            assert at >= 0, f"{command}: not shown (or not in this order):\n{piece}\n\n{answer}"
            place = at + len(piece)


def plain(text: str) -> str:
    """One space for every run of blanks: how wide columns are is not what a page promises."""
    return " ".join(text.split())


def answer_of(arguments: list[str], folder: Path) -> tuple[int, str]:
    """The status of a command in a folder, and what it writes on both streams."""
    with TemporaryFile("w+", encoding="utf-8") as file, _inside(folder):
        assert isinstance(file, TextIOWrapper)
        with redirect_stdout(file), redirect_stderr(file):
            status = main(arguments)
            sys.stdout.flush()
        file.seek(0)
        return status, file.read()


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def files_of(page: Path, folder: Path, edits: int) -> None:
    """Writes the files of a page and makes its first edits, without typing a command."""
    for block in blocks(page):
        if block.kind == "diff":
            if edits:
                edit(folder / block.settings["file"], block.body)
                edits -= 1
        elif "file" in block.settings:
            write(folder / block.settings["file"], block.body)


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
