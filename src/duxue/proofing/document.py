"""What was read from a file: its text, and the passages, tables and sentences in it, with their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["heading", "paragraph", "cell", "note"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A piece of the document's text: code points from `start` up to, not including, `end`."""

    start: int
    end: int

    def overlaps(self, other: Place) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, a paragraph, a cell or a note as one line of clean text.

    Clean means: broken lines joined, full-width letters and digits narrow, traditional characters simplified, no
    spaces beside Chinese characters, one form of punctuation (，；：（）“”《》 wide; `.`, `%`, and `:` between digits
    narrow). `offsets[i]` is where character i stands in the document's text.
    """

    kind: Kind
    text: str
    offsets: Sequence[int]
    level: int = 0
    """Of a heading: 1 is the highest, the title included; 0 elsewhere."""
    number: str = ""
    """The numbering as written, `一、`, `（二）`, `3.`, `①`; of a list in a .docx as Word shows it."""

    def place(self, start: int, end: int) -> Place:
        """Where the clean characters from `start` to `end` stand in the document's text."""
        return Place(self.offsets[start], self.offsets[end - 1] + 1)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; a merged one covers `rows` × `columns` places from (row, column), counted from 0."""

    row: int
    column: int
    passage: int
    """The number of its passage in the document."""
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A piece that was not read as prose; `reason` is the code of a label, such as `proof-unread-page-number`."""

    place: Place
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """`text` is what offsets point into: the decoded file for .txt and .md, the extracted text for other formats."""

    name: str
    format: Literal["txt", "md", "docx", "pdf", "html"]
    sha256: str
    text: str
    passages: tuple[Passage, ...]
    tables: tuple[Table, ...] = ()
    unread: tuple[Unread, ...] = ()
    source: bytes = field(default=b"", repr=False, compare=False)
    """The file as it came, for a commented copy."""
