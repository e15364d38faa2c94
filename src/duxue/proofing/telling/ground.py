"""Where in a document a place stands, and the text around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
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
    """A sentence on one line, in pieces: words and figures by turns, beginning and ending with words."""

    place: Place
    """Of the first figure."""
    pieces: tuple[str, ...]

    def shortened(self, most: int) -> Excerpt:
        """At most so many characters on either side of each figure, with a mark where something was left out."""
        last = len(self.pieces) - 1
        shown = list(self.pieces)
        for index in range(0, last + 1, 2):
            words = shown[index]
            head = words[:most] if index > 0 else ""
            tail = words[len(words) - most :] if index < last else ""
            if len(words) > len(head) + len(tail):
                shown[index] = f"{head}…{tail}"
        return Excerpt(self.place, tuple(shown))

    def marked(self, lang: str) -> str:
        """One line with the figures in brackets."""
        opened, closed = ("【", "】") if lang == "zh" else ("[", "]")
        return "".join(
            f"{opened}{piece}{closed}" if index % 2 else piece for index, piece in enumerate(self.pieces)
        )


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

    def excerpts(self, places: Iterable[Place]) -> list[Excerpt]:
        """The sentences around the places, each once and in the order of the places; the figures as they stand in
        the document."""
        found: dict[tuple[int, int], list[Place]] = {}
        for place in dict.fromkeys(places):
            found.setdefault(self._sentence(place), []).append(place)
        return [self._excerpt(sentence, inside) for sentence, inside in found.items()]

    def _sentence(self, place: Place) -> tuple[int, int]:
        """The number of the passage, and where in its clean text the sentence begins."""
        number = bisect_right(self._starts, place.start) - 1
        if number < 0:
            return -1, place.start
        passage = self.passages[number]
        before = passage.text[: bisect_left(passage.offsets, place.start)]
        return number, max(before.rfind(mark) for mark in STOPS) + 1

    def _excerpt(self, sentence: tuple[int, int], places: Sequence[Place]) -> Excerpt:
        number, done = sentence
        pieces: list[str] = []
        passage = self.passages[number] if number >= 0 else None
        for place in sorted(places):
            figure = " ".join(self.document.text[place.start : place.end].split())
            at = bisect_left(passage.offsets, place.start) if passage else done
            if pieces and at < done:
                # It overlaps the one before and stands in it already.
                continue
            pieces += [passage.text[done:at] if passage else "", figure]
            done = bisect_left(passage.offsets, place.end) if passage else done
        after = passage.text[done:] if passage else ""
        stops = [at for at in map(after.find, STOPS) if at >= 0]
        pieces.append(after[: min(stops) + 1] if stops else after)
        pieces[0] = pieces[0].lstrip()
        return Excerpt(places[0], tuple(pieces))

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
