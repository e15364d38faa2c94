"""The lines of a text, with their widths and indents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_WIDE = re.compile("[\u1100-\u11ff\u2018-\u201d\u2026\u2014\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]")  # fmt: skip


@dataclass(slots=True)
class Line:
    """A line that is not blank: what it says, without the blanks around it, stands from `start` up to `end`."""

    start: int
    end: int
    text: str
    """Folded, without the blanks around it."""
    indent: int
    """Columns before the first character; a Chinese character takes two."""
    gap: int
    """How many blank lines stand before it."""
    new_page: bool = False
    """Whether a form feed stands before it."""
    margin: int = 0
    """Characters before the first one that is no blank."""

    @property
    def columns(self) -> int:
        """Its width, the indent included; a Chinese character takes two."""
        return self.indent + columns(self.text)

    @property
    def characters(self) -> int:
        """Its length, the indent included."""
        return self.margin + len(self.text)


def columns(text: str) -> int:
    """How many columns a text takes; a Chinese character takes two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def lines_of(text: str, folded: str) -> list[Line]:
    """The lines that are not blank, in order."""
    return list(_lines(text, folded))


def _lines(text: str, folded: str) -> Iterator[Line]:
    gap, page = 0, False
    for start, end, mark in _split(text):
        part = folded[start:end]
        said = part.strip(" \x00\n")
        if said:
            indent = len(part) - len(part.lstrip(" \x00\n"))
            first = start + indent
            wide = columns(text[start:first].replace("\t", "    "))
            yield Line(first, first + len(said), said, wide, gap, page, indent)
            gap, page = 0, False
        else:
            gap += 1
        page = page or mark == "\x0c"


def _split(text: str) -> Iterator[tuple[int, int, str]]:
    """The start and end of every line, and what ends it."""
    start = 0
    for found in _LINE_END.finditer(text):
        yield start, found.start(), found.group()
        start = found.end()
    yield start, len(text), ""
