"""Where a command speaks: results to standard output, everything else to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TextIO

import typer

from duxue.cli.pages import Page
from duxue.messages import Fact, Text, label, sentence, shown_fact


@dataclass(frozen=True)
class Screen:
    """The language and the two streams of one command."""

    lang: str
    lang_asked: bool
    out: TextIO
    err: TextIO

    @classmethod
    def of(cls, context: typer.Context) -> Screen:
        """The screen of the command that runs."""
        screen = context.find_object(cls)
        assert screen is not None
        return screen

    @cached_property
    def terminal(self) -> bool:
        """Whether a person reads standard output as it comes."""
        return self.out.isatty()

    def word(self, code: str) -> str:
        """A few words of the screen: the label `cli-` and the code."""
        return label(f"cli-{code}", self.lang)

    def words(self, code: str) -> Text:
        return Text(label(f"cli-{code}", "zh"), label(f"cli-{code}", "en"))

    def say(self, code: str, /, **facts: Fact) -> str:
        """A sentence of the catalogue."""
        return sentence(code, self.lang, **facts)

    def text(self, words: Text | str) -> str:
        """Text from data as it may stand on a screen: on one line, nothing invisible in it."""
        chosen = words if isinstance(words, str) else words.in_(self.lang)
        return shown_fact(" ".join(chosen.split("\n")).strip(), self.lang)

    def show(self, page: Page) -> None:
        """A page on standard output: drawn on a terminal, else plain, unwrapped and uncut."""
        if self.terminal:
            from duxue.cli.terminal import draw

            draw(page, self.out)
        else:
            from duxue.cli.plain import plain_lines

            for line in plain_lines(page):
                self.out.write(line + "\n")

    def document(self, body: Any) -> None:
        """One JSON document on standard output, and nothing else."""
        self.out.write(self._json(body, indent=2) + "\n")

    def documents(self, bodies: Iterator[Any]) -> None:
        """One JSON document a line."""
        for body in bodies:
            self.out.write(self._json(body, indent=None) + "\n")

    def _json(self, body: Any, indent: int | None) -> str:
        plain = (self.out.encoding or "").lower().replace("-", "") == "utf8"
        return json.dumps(body, ensure_ascii=not plain, indent=indent, allow_nan=False)

    def note(self, text: str) -> None:
        """A sentence on standard error."""
        self.err.write(text + "\n")
        self.err.flush()


def streams() -> tuple[TextIO, TextIO]:
    """Standard output and error; a character that their encoding lacks is written as an escape, never an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    return sys.stdout, sys.stderr
