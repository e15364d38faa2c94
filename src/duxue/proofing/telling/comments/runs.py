"""The characters of each paragraph of a Word part, with the bytes that they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
"""The namespace of Word's own elements, in either edition of the standard."""
BETWEEN = "\x1f"
ENTITY = re.compile(rb"&(?:#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|[a-z]{2,4});")
SIGNS = frozenset({"tab", "br", "cr", "noBreakHyphen"})
"""Elements of a run that stand for one character."""


@dataclass(slots=True)
class Run:
    """A run of characters alike: where its start tag begins, its properties as they are written, where it ends."""

    start: int
    space: str
    prefix: str
    depth: int
    properties: bytes = b""
    end: int = 0


@dataclass(slots=True)
class Character:
    """One character: the bytes it takes, its run, and the start tag of the element in which it stands."""

    start: int
    end: int
    run: Run
    element: int
    inside: bool
    """Whether the same element has a character before it."""
    solid: bool
    """Whether it stands deeper in its run, which then cannot be cut there."""


@dataclass(slots=True)
class _Open:
    """A paragraph that has begun and not ended."""

    characters: list[Character]
    runs: list[Run] = field(default_factory=list)
    text: int | None = None
    solid: bool = False
    fresh: bool = True
    properties: int | None = None


class Runs:
    """Reads a part of UTF-8 XML once. `paragraphs` holds the characters of each, in the order of their start tags;
    a paragraph inside another one, such as in a text box, stands by itself."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self.paragraphs: list[list[Character]] = []
        self.starts: list[int] = []
        """Where the start tag of each paragraph stands."""
        self.nested: list[bool] = []
        """Whether a paragraph stands inside another one, such as in a text box."""
        self._open: list[_Open] = []
        self._depth = 0
        parser = expat.ParserCreate(namespace_separator=BETWEEN)
        parser.namespace_prefixes = True
        parser.buffer_text = False
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        self._parser = parser
        parser.Parse(xml, True)

    def _start(self, name: str, attributes: Mapping[str, Any]) -> None:
        self._depth += 1
        space, local, prefix = _word(name)
        at = self._parser.CurrentByteIndex
        if local == "p":
            self.starts.append(at)
            self.nested.append(bool(self._open))
            self.paragraphs.append([])
            self._open.append(_Open(self.paragraphs[-1]))
        elif local and self._open:
            self._started(self._open[-1], local, at, Run(at, space, prefix, self._depth))

    def _started(self, here: _Open, local: str, at: int, run: Run) -> None:
        if local == "r":
            here.runs.append(run)
        elif here.runs and here.properties is None:
            solid = self._depth != here.runs[-1].depth + 1
            if local == "rPr" and not solid and not here.runs[-1].properties:
                here.properties = at
            elif local == "t":
                here.text, here.solid, here.fresh = at, solid, True
            elif local in SIGNS:
                sign = Character(at, self._behind(at), here.runs[-1], at, inside=False, solid=solid)
                here.characters.append(sign)

    def _end(self, name: str) -> None:
        self._depth -= 1
        _, local, _ = _word(name)
        if not self._open or not local:
            return
        here = self._open[-1]
        if local == "p":
            self._open.pop()
        elif local == "t":
            here.text = None
        elif local == "rPr" and here.properties is not None and self._depth == here.runs[-1].depth:
            here.runs[-1].properties = self.xml[here.properties : self._ended(here.properties)]
            here.properties = None
        elif local == "r" and here.runs:
            run = here.runs.pop()
            run.end = self._ended(run.start)

    def _data(self, text: str) -> None:
        here = self._open[-1] if self._open else None
        if here is None or here.text is None or not here.runs:
            return
        for start, end in self._bytes(text):
            here.characters.append(
                Character(start, end, here.runs[-1], here.text, inside=not here.fresh, solid=here.solid)
            )
            here.fresh = False

    def _bytes(self, text: str) -> Iterator[tuple[int, int]]:
        at = self._parser.CurrentByteIndex
        entity = ENTITY.match(self.xml, at)
        if entity is not None:
            yield entity.span()
            return
        for sign in text:
            end = at + len(sign.encode())
            yield at, end
            at = end

    def _ended(self, start: int) -> int:
        """Behind the end tag that is read now; an empty element has only its start tag."""
        at = self._parser.CurrentByteIndex
        return self._behind(max(start, at))

    def _behind(self, at: int) -> int:
        """Behind the tag that begins there. In the value of an attribute `>` may stand as it is."""
        quote = b""
        for place in range(at, len(self.xml)):
            sign = self.xml[place : place + 1]
            if quote:
                quote = b"" if sign == quote else quote
            elif sign in (b'"', b"'"):
                quote = sign
            elif sign == b">":
                return place + 1
        return len(self.xml)


def _word(name: str) -> tuple[str, str, str]:
    """Namespace, local name and prefix of one of Word's elements; empty for any other element."""
    space, _, rest = name.partition(BETWEEN)
    local, _, prefix = rest.partition(BETWEEN)
    return (space, local, prefix) if space in SPACES else ("", "", "")
