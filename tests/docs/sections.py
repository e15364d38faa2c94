"""Pages of the reference, read back: their sections and the words in the first column of their tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

_HEADING = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_WORD = re.compile(r"`([^`]+)`")


def section(page: Path, heading: str) -> str:
    """The text below a heading up to the next heading of any rank; AssertionError unless it is there once."""
    text = page.read_text(encoding="utf-8")
    hidden = _FENCED.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    places = list(_HEADING.finditer(hidden))
    fitting = [index for index, found in enumerate(places) if found[2] == heading]
    assert len(fitting) == 1, f"{page.name}: {len(fitting)} headings “{heading}”"
    ends = [found.start() for found in places[fitting[0] + 1 :]]
    return text[places[fitting[0]].end() : ends[0] if ends else len(text)]


def first_column(text: str, title: str = "key") -> list[str]:
    """Every word in backticks in the first column of the tables whose first title is that."""
    return [word for line in _rows(text, title) for word in _WORD.findall(line.split("|")[1])]


def _rows(text: str, title: str) -> Iterator[str]:
    wanted = False
    for line, before in zip(text.splitlines(), ["", *text.splitlines()], strict=False):
        if line.startswith("|") and not before.startswith("|"):
            wanted = line.split("|")[1].strip() == title
        elif wanted and line.startswith("|") and not line.startswith("| ---"):
            yield line


def keys_of(model: type[BaseModel]) -> set[str]:
    """The keys of a file's form as they are written in it."""
    return {field.alias or name for name, field in model.model_fields.items()}
