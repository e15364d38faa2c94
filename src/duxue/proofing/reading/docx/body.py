"""Paragraphs, tables, text boxes and notes of Word parts, written out as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal, NamedTuple

from duxue.proofing.reading.docx.list_numbers import ListNumbers
from duxue.proofing.reading.docx.names import Element, child, is_on, name_of, value, whole
from duxue.proofing.reading.docx.styles import BODY, Styles
from duxue.proofing.reading.folding import Range

SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
"""Elements of a run that stand for one character."""
_WIDEST = 1000
_CONTAINERS = {
    "ins",
    "moveTo",
    "hyperlink",
    "smartTag",
    "sdt",
    "sdtContent",
    "fldSimple",
    "customXml",
    "dir",
    "bdo",
    "r",
}
_CONTAINERS |= {"rubyBase", "ruby", "mc:Choice", "mc:AlternateContent"}
_BLOCKS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "mc:AlternateContent", "mc:Choice"}


class Anchor(NamedTuple):
    """Characters of the text from `start` on come from that character of that paragraph of that part."""

    start: int
    length: int
    part: str
    paragraph: int
    character: int


@dataclass(slots=True)
class Paragraph:
    """A line of the text: its ranges that are shown, its number in a list, its level (see `styles`)."""

    ranges: list[Range]
    number: str = ""
    level: int = BODY
    use: Literal["body", "note", "page", "contents"] = "body"

    @property
    def start(self) -> int:
        return self.ranges[0][0]


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a table with its place in the grid."""

    row: int
    column: int
    ranges: tuple[Range, ...]
    columns: int
    rows: int


@dataclass(slots=True)
class Grid:
    cells: list[Box]


@dataclass(slots=True)
class Body:
    """Writes parts out, one after the other. `blocks` in order; `hidden`: what is in the text but not shown."""

    styles: Styles
    numbers: ListNumbers
    chunks: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Paragraph | Grid] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    hidden: list[Range] = field(default_factory=list)
    _part: str = ""
    _use: Literal["body", "note", "page"] = "body"
    _order: dict[Element, int] = field(default_factory=dict)
    _later: list[list[Element]] = field(default_factory=list)
    """Blocks that come after the one that holds them: of text boxes, and tables within cells."""

    def add_part(
        self, part: str, root: Element, holders: Sequence[Element], use: Literal["body", "note", "page"]
    ) -> None:
        """Writes what the holders hold: the body of a document, or notes, which are elements of one part."""
        self._part, self._use = part, use
        paragraphs = (one for one in root.iter() if name_of(one) == "p")
        self._order = {one: i for i, one in enumerate(paragraphs)}
        for holder in holders:
            self._add_blocks(_blocks(holder))

    def text(self) -> str:
        return "".join(self.chunks)

    def _add_blocks(self, blocks: Iterable[Element]) -> None:
        for one in blocks:
            if name_of(one) == "p":
                self._add_paragraph(one)
            else:
                self._add_table(one)
            later, self._later = self._later, []
            for held in later:
                self._add_blocks(held)

    def _add_paragraph(self, paragraph: Element) -> None:
        style = self.styles.of(paragraph)
        number = self._number(paragraph)
        ranges = [(self.length, self.length + len(number))] if number else []
        if number:
            self._write(number, self._order.get(paragraph, 0), 0)
        ranges += self._words(paragraph)
        if ranges:
            use = "contents" if style.contents and self._use == "body" else self._use
            self.blocks.append(Paragraph(ranges, number.strip(), style.level, use))
            self._sign("\n")

    def _number(self, paragraph: Element) -> str:
        style = self.styles.of(paragraph)
        # Word numbers no paragraph that was deleted, and shows no number where nothing else stands.
        if not style.number or is_deleted(paragraph):
            return ""
        return self.numbers.following(style.number, style.at)

    def _words(self, paragraph: Element) -> list[Range]:
        """Writes the words of a paragraph; comes back with the ranges that are shown."""
        walk = _Walk(self, self._order.get(paragraph, 0))
        for one in paragraph:
            walk.through(one, shown=True, run=False)
        return walk.ranges

    def _add_table(self, table: Element) -> None:
        only = _only_cell(table)
        if only is not None:
            # A frame around prose.
            self._add_blocks(_blocks(only))
            return
        open_cells: dict[int, int] = {}
        cells: list[Box] = []
        row = 0
        for line in _rows(table):
            column = whole(value(child(line, "trPr", "gridBefore")))
            merged: dict[int, int] = {}
            first = True
            for cell in _cells(line):
                properties = child(cell, "tcPr")
                span = min(max(whole(value(child(properties, "gridSpan")), 1), 1), _WIDEST)
                merge = child(properties, "vMerge")
                if not first:
                    self._sign("\t")
                first = False
                ranges = self._cell(cell)
                if merge is not None and value(merge) != "restart" and column in open_cells and not ranges:
                    at = open_cells[column]
                    cells[at] = _taller(cells[at], row)
                    merged[column] = at
                else:
                    if merge is not None:
                        merged[column] = len(cells)
                    cells.append(Box(row, column, tuple(ranges), span, 1))
                column += span
            open_cells = merged
            if not first:
                self._sign("\n")
                row += 1
        if cells:
            self.blocks.append(Grid(cells))

    def _cell(self, cell: Element) -> list[Range]:
        """The words of a cell, its paragraphs set apart by a space; tables within come after the whole table."""
        ranges: list[Range] = []
        for one in _blocks(cell):
            if name_of(one) != "p":
                self._later.append([one])
                continue
            if ranges:
                ranges.append((self.length, self.length + 1))
                self._sign(" ")
            number = self._number(one)
            if number:
                ranges.append((self.length, self.length + len(number)))
                self._write(number, self._order.get(one, 0), 0)
            ranges += self._words(one)
        return ranges

    def _sign(self, sign: str) -> None:
        self.chunks.append(sign)
        self.length += 1

    def _write(self, words: str, paragraph: int, character: int, spread: bool = False) -> None:
        """`spread`: each character comes from the next one of the paragraph; otherwise all stand for the first."""
        self.anchors.append(
            Anchor(self.length, len(words) if spread else 0, self._part, paragraph, character)
        )
        self.chunks.append(words)
        self.length += len(words)


@dataclass(slots=True)
class _Walk:
    """Goes through a paragraph and counts its characters, those too that are not shown."""

    body: Body
    paragraph: int
    ranges: list[Range] = field(default_factory=list)
    character: int = 0

    def through(self, element: Element, shown: bool, run: bool) -> None:
        name = name_of(element)
        if run and name == "t":
            self._said(element.text or "", shown)
        elif run and name in SIGNS:
            self._said(SIGNS[name], shown)
        elif name == "txbxContent":
            if shown:
                self.body._later.append(list(_blocks(element)))
        elif name not in ("p", "pPr", "rPr", "tbl"):
            inside = shown and (
                name in _CONTAINERS or name.startswith("other:") or name in ("drawing", "pict", "object")
            )
            if name == "r" and inside and is_on(child(element, "rPr", "vanish")):
                self._hidden(element)
                return
            kept = _chosen(element) if name == "mc:AlternateContent" else None
            for one in element:
                self.through(one, inside and kept in (None, one), run or name == "r")

    def _hidden(self, run: Element) -> None:
        start, shown_ranges = self.body.length, self.ranges
        self.ranges = []
        for one in run:
            self.through(one, shown=True, run=True)
        self.ranges = shown_ranges
        if start < self.body.length:
            self.body.hidden.append((start, self.body.length))

    def _said(self, words: str, shown: bool) -> None:
        if shown and words:
            start = self.body.length
            self.body._write(words, self.paragraph, self.character, spread=True)
            if self.ranges and self.ranges[-1][1] == start:
                self.ranges[-1] = (self.ranges[-1][0], self.body.length)
            else:
                self.ranges.append((start, self.body.length))
        self.character += len(words)


def is_deleted(paragraph: Element) -> bool:
    """Whether the end of the paragraph was deleted with all that is in it."""
    mark = child(paragraph, "pPr", "rPr", "del")
    return mark is not None and not any(name_of(one) == "t" for one in paragraph.iter())


def _chosen(alternatives: Element) -> Element | None:
    """Of the forms of one thing the first; the one for older programs where there is no other."""
    forms = [one for one in alternatives if name_of(one) in ("mc:Choice", "mc:Fallback")]
    return next((one for one in forms if name_of(one) == "mc:Choice"), forms[0] if forms else None)


def _blocks(holder: Element) -> Iterator[Element]:
    for one in holder:
        name = name_of(one)
        if name in ("p", "tbl"):
            yield one
        elif name == "mc:AlternateContent":
            form = _chosen(one)
            if form is not None:
                yield from _blocks(form)
        elif name in _BLOCKS:
            yield from _blocks(one)


def _only_cell(table: Element) -> Element | None:
    cells = list(islice((cell for row in _rows(table) for cell in _cells(row)), 2))
    return cells[0] if len(cells) == 1 else None


def _rows(table: Element) -> Iterator[Element]:
    for one in table:
        if name_of(one) == "tr":
            if child(one, "trPr", "del") is None:
                yield one
        elif name_of(one) in _BLOCKS:
            yield from _rows(one)


def _cells(row: Element) -> Iterator[Element]:
    for one in row:
        if name_of(one) == "tc":
            yield one
        elif name_of(one) in _BLOCKS:
            yield from _cells(one)


def _taller(box: Box, row: int) -> Box:
    return Box(box.row, box.column, box.ranges, box.columns, row - box.row + 1)
