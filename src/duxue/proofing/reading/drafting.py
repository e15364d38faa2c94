"""A document while it is being read: pieces of the text in order, tables over them, and what was left out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from duxue.messages import InputError
from duxue.proofing.document import Cell, Document, Kind, Passage, Place, Table, Unread
from duxue.proofing.reading.folding import Range, clean, fold
from duxue.proofing.reading.settings import limits

Format = Literal["txt", "md", "docx", "pdf", "html"]


@dataclass(slots=True)
class Piece:
    """What becomes a passage: the ranges of the text that it is made of."""

    kind: Kind
    ranges: Sequence[Range]
    level: int = 0
    number: str = ""


@dataclass(slots=True)
class Draft:
    """Collects what a reader finds. `folded` is the text with one form for each character, at the same places."""

    text: str
    folded: str = ""
    pieces: list[Piece] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folded = self.folded or fold(self.text)

    def add(self, piece: Piece) -> int:
        """The number of its passage."""
        self.pieces.append(piece)
        return len(self.pieces) - 1

    def leave_out(self, start: int, end: int, reason: str) -> None:
        self.unread.append(Unread(Place(start, end), reason))

    def add_rows(self, rows: Sequence[Sequence[Range]]) -> None:
        """A plain table: one range for each cell, the rows equally long."""
        cells = [
            Cell(i, k, self.add(Piece("cell", [place])))
            for i, row in enumerate(rows)
            for k, place in enumerate(row)
        ]
        self.tables.append(Table(tuple(cells)))

    def document(self, name: str, form: Format, source: bytes) -> Document:
        """The document; InputError where it holds nothing to read."""
        check_length(self.text, name)
        if not any(mark.isalnum() for mark in self.text):
            raise InputError.one("reading-empty", name=name)
        return Document(
            name=name,
            format=form,
            sha256=hashlib.sha256(source).hexdigest(),
            text=self.text,
            passages=tuple(self._passage(piece) for piece in self.pieces),
            tables=tuple(self.tables),
            unread=tuple(sorted(self.unread, key=lambda unread: unread.place)),
            source=source,
        )

    def _passage(self, piece: Piece) -> Passage:
        text, offsets = clean(self.text, self.folded, piece.ranges)
        return Passage(piece.kind, text, offsets, piece.level, piece.number)


def check_length(text: str, name: str) -> None:
    """InputError for a text with more characters than are read."""
    most = limits().characters
    if len(text) > most:
        raise InputError.one("reading-too-long", name=name, characters=f"{len(text):,}", most=f"{most:,}")
