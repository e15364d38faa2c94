"""Where in a document a place stands, and the text around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from duxue.messages import sentence
from duxue.proofing.document import Cell, Document, Passage, Place

STOPS = "。；！？"
"""A sentence ends behind one of these."""
LINED = ("txt", "md")
"""Formats in which a reader can look for a line by its number."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The sentence in which a figure stands, in three parts, on one line."""

    before: str
    figure: str
    after: str

    def shortened(self, most: int) -> Excerpt:
        """At most so many characters on either side, with a mark where something was left out."""
        before = self.before if len(self.before) <= most else "…" + self.before[-most:]
        after = self.after if len(self.after) <= most else self.after[:most] + "…"
        return Excerpt(before, self.figure, after)

    def marked(self, lang: str) -> str:
        """One line with the figure in brackets."""
        opened, closed = ("【", "】") if lang == "zh" else ("[", "]")
        return f"{self.before}{opened}{self.figure}{closed}{self.after}"


class Ground:
    """The lines, headings and passages of one document, by where they stand."""

    def __init__(self, document: Document) -> None:
        self.document = document
        passages = (passage for passage in document.passages if passage.text and len(passage.offsets))
        self.passages: list[Passage] = sorted(passages, key=lambda passage: passage.offsets[0])
        self._starts = [passage.offsets[0] for passage in self.passages]
        self._headings = [passage for passage in self.passages if passage.kind == "heading"]
        self._heading_starts = [passage.offsets[0] for passage in self._headings]

    def line(self, offset: int) -> int:
        """The number of the line, counted from 1."""
        return bisect_right(self._line_starts, offset)

    def heading(self, offset: int) -> str:
        """The heading over the place, empty above the first one."""
        index = bisect_right(self._heading_starts, offset) - 1
        return titled(self._headings[index]) if index >= 0 else ""

    def passage(self, offset: int) -> Passage | None:
        """The passage in which the place stands, or the one before it."""
        index = bisect_right(self._starts, offset) - 1
        return self.passages[index] if index >= 0 else None

    def where(self, place: Place, lang: str) -> str:
        """In words: heading, table with row and column, line."""
        parts = []
        heading = self.heading(place.start)
        if heading:
            parts.append(heading)
        cell = self._cell(place)
        if cell is not None:
            facts = {"table": cell[0], "row": cell[1].row + 1, "column": cell[1].column + 1}
            parts.append(sentence("proof-in-table", lang, **facts))
        if self.document.format in LINED or not parts:
            parts.append(sentence("proof-in-line", lang, line=self.line(place.start)))
        return ("，" if lang == "zh" else ", ").join(parts)

    def excerpt(self, place: Place) -> Excerpt:
        """The sentence around the place; the figure itself as it stands in the document."""
        figure = " ".join(self.document.text[place.start : place.end].split())
        passage = self.passage(place.start)
        if passage is None:
            return Excerpt("", figure, "")
        before = passage.text[: bisect_left(passage.offsets, place.start)]
        after = passage.text[bisect_left(passage.offsets, place.end) :]
        stops = [at for at in map(after.find, STOPS) if at >= 0]
        last = max(before.rfind(mark) for mark in STOPS)
        return Excerpt(before[last + 1 :].lstrip(), figure, after[: min(stops) + 1] if stops else after)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts, offset = [], 0
        for line in self.document.text.splitlines(keepends=True):
            starts.append(offset)
            offset += len(line)
        return starts or [0]

    @cached_property
    def _cells(self) -> dict[int, tuple[int, Cell]]:
        """Table (counted from 1) and cell by the number of the passage's first offset."""
        found: dict[int, tuple[int, Cell]] = {}
        for number, table in enumerate(self.document.tables, start=1):
            for cell in table.cells:
                passage = self.document.passages[cell.passage]
                if len(passage.offsets):
                    found[passage.offsets[0]] = (number, cell)
        return found

    def _cell(self, place: Place) -> tuple[int, Cell] | None:
        passage = self.passage(place.start)
        return self._cells.get(passage.offsets[0]) if passage is not None else None


def titled(passage: Passage) -> str:
    """The text of a heading or a list item with its number, which Word keeps apart from the text."""
    return passage.text if passage.text.startswith(passage.number) else f"{passage.number} {passage.text}"
