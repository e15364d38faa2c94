"""Word files: what they show, as lines of text, and the way back from the text into the file."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from duxue.proofing.document import Cell, Document, Kind, Table
from duxue.proofing.reading.docx.body import Body, Grid, Paragraph
from duxue.proofing.reading.docx.list_numbers import ListNumbers
from duxue.proofing.reading.docx.names import child, name_of, value
from duxue.proofing.reading.docx.package import Package
from duxue.proofing.reading.docx.styles import BODY, TITLE, Styles
from duxue.proofing.reading.drafting import Draft, Piece
from duxue.proofing.reading.folding import Range
from duxue.proofing.reading.furniture import CONTENTS, RUNNING_HEADER
from duxue.proofing.reading.headings import Heading, headings
from duxue.proofing.reading.marks import ends_sentence
from duxue.proofing.reading.numbering import numbering

__all__ = ["DocxMap", "DocxPlace", "read_docx"]

HIDDEN = "reading-unread-hidden"
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_MARKED = 3
"""From so many headings by style on, no other headings are told by their words."""


class DocxPlace(NamedTuple):
    """A character of a Word file.

    `part` is the path of its part in the file, `word/document.xml` or that of the notes. `paragraph` is the number of
    its `w:p` among all of the part, in the order of their start tags and counted from 0: those in tables, in text
    boxes and in forms for older programs count too. `character` counts, within that paragraph but not in paragraphs
    inside it, each character of `w:t` and one for each `w:tab`, `w:br`, `w:cr` and `w:noBreakHyphen` of a run, shown
    or not; what was deleted (`w:delText`) does not count.
    """

    part: str
    paragraph: int
    character: int


class DocxMap:
    """The way from the text of a document back to the characters of its Word file."""

    def __init__(self, document: Document) -> None:
        """Reads the source of a document of format docx once more."""
        body = _body(Package(document.source, document.name))
        self._anchors = body.anchors
        self._starts = [anchor.start for anchor in body.anchors]

    def paragraph_of(self, offset: int) -> DocxPlace | None:
        """Where a character of the text stands in the file.

        The number of a list, which no paragraph holds, stands for the first character after it. None for the line
        ends, tabs and spaces that are put between paragraphs and cells.
        """
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return None
        anchor = self._anchors[at]
        beyond = offset - anchor.start
        if anchor.length == 0:
            following = self._anchors[at + 1] if at + 1 < len(self._anchors) else None
            within = following is not None and following.paragraph == anchor.paragraph
            return DocxPlace(*anchor[2:]) if within else None
        return (
            DocxPlace(anchor.part, anchor.paragraph, anchor.character + beyond)
            if beyond < anchor.length
            else None
        )


def read_docx(data: bytes, name: str) -> Document:
    """A document from the bytes of a .docx file. Its text has a line for each paragraph and for each row of a table,
    the cells with tabs between them, then the notes, then the headers and footers. Offsets count in that text."""
    body = _body(Package(data, name))
    draft = Draft(body.text())
    for start, end in body.hidden:
        draft.leave_out(start, end, HIDDEN)
    _add_blocks(draft, body)
    return draft.document(name, "docx", data)


def _body(package: Package) -> Body:
    main = package.part(package.main)
    styles, numbers = (
        next((package.part(part) for part in package.related(package.main, kind)), None)
        for kind in ("styles", "numbering")
    )
    body = Body(Styles(styles), ListNumbers(numbers))
    held = child(main, "body")
    body.add_part(package.main, main, [held] if held is not None else [], "body")
    for kind in ("footnotes", "endnotes"):
        for part in package.related(package.main, kind):
            notes = package.part(part)
            if notes is not None:
                shown = [
                    one
                    for one in notes
                    if name_of(one) in ("footnote", "endnote") and value(one, "type") not in _SEPARATORS
                ]
                body.add_part(part, notes, shown, "note")
    for kind in ("header", "footer"):
        for part in sorted(set(package.related(package.main, kind))):
            root = package.part(part)
            if root is not None:
                body.add_part(part, root, [root], "page")
    return body


def _add_blocks(draft: Draft, body: Body) -> None:
    told = iter(_headings(draft, body))
    for block in body.blocks:
        if isinstance(block, Grid):
            next(told)
            _add_table(draft, block)
        elif block.use == "page":
            draft.leave_out(block.start, block.ranges[-1][1], RUNNING_HEADER)
        elif block.use == "contents":
            next(told)
            draft.leave_out(block.start, block.ranges[-1][1], CONTENTS)
        elif block.use == "note":
            draft.add(Piece("note", block.ranges))
        else:
            heading = next(told)
            _add_paragraph(draft, block, heading)


def _add_paragraph(draft: Draft, block: Paragraph, heading: Heading) -> None:
    kind: Kind = "heading" if heading.level else "paragraph"
    lines = [block.ranges] if heading.level else _lines(draft, block.ranges)
    for i, ranges in enumerate(lines):
        number = (block.number or heading.number) if i == 0 else _number(_said(draft, ranges))
        if any(draft.folded[start:end].strip() for start, end in ranges):
            draft.add(Piece(kind, ranges, heading.level, number))


def _lines(draft: Draft, ranges: list[Range]) -> list[list[Range]]:
    """The parts of a paragraph that line breaks within it set apart, where they end a sentence or start a number."""
    lines: list[list[Range]] = [[]]
    for start, end in ranges:
        at = start
        while (cut := draft.folded.find("\n", at, end)) >= 0:
            lines[-1].append((start, cut + 1))
            before, after = _said(draft, lines[-1]), draft.folded[cut + 1 : end]
            if ends_sentence(before) or numbering(after.strip()) is not None:
                lines.append([])
                start = cut + 1
            else:
                lines[-1].pop()
            at = cut + 1
        if start < end:
            lines[-1].append((start, end))
    return [line for line in lines if line]


def _number(text: str) -> str:
    found = numbering(text)
    return found.text if found else ""


def _said(draft: Draft, ranges: list[Range]) -> str:
    return "".join(draft.folded[start:end] for start, end in ranges).replace("\n", "").strip()


def _headings(draft: Draft, body: Body) -> list[Heading]:
    """For each block of the body, its level and number: by style where the document uses styles, else by its words."""
    blocks = [block for block in body.blocks if isinstance(block, Grid) or block.use in ("body", "contents")]
    texts = [
        "" if isinstance(block, Grid) or block.use == "contents" else _said(draft, block.ranges)
        for block in blocks
    ]
    levels = [BODY if isinstance(block, Grid) else block.level for block in blocks]
    styled = sum(level > TITLE for level in levels)
    by_words = headings(texts, "any" if styled < _MARKED else "none")
    if not any(level != BODY for level in levels):
        return by_words
    if styled < _MARKED:
        return _with_title(by_words, levels)
    return _by_style(by_words, levels, texts)


def _with_title(by_words: list[Heading], levels: list[int]) -> list[Heading]:
    """Headings told by their words, with those few that a style marks."""
    marked = [level != BODY for level in levels]
    others = [
        heading.level for heading, known in zip(by_words, marked, strict=True) if heading.level and not known
    ]
    deeper = 1 if TITLE in levels and 1 in others else 0
    told: list[Heading] = []
    for level, heading in zip(levels, by_words, strict=True):
        if level == TITLE:
            told.append(Heading(1, heading.number))
        elif heading.level:
            told.append(Heading(heading.level + deeper, heading.number))
        else:
            told.append(heading if level == BODY else Heading(level + (TITLE in levels), heading.number))
    return told


def _by_style(by_words: list[Heading], levels: list[int], texts: list[str]) -> list[Heading]:
    """Headings as styles mark them, and the title where it stands before them without a style."""
    highest = min(level for level in levels if level > TITLE)
    before = next(i for i, level in enumerate(levels) if level > TITLE)
    titles = [] if TITLE in levels else headings([*texts[:before], texts[before]], "any")[:before]
    titled = TITLE in levels or any(heading.level == 1 for heading in titles)
    told: list[Heading] = []
    for i, (level, heading) in enumerate(zip(levels, by_words, strict=True)):
        if level == TITLE or (i < len(titles) and titles[i].level == 1):
            told.append(Heading(1, heading.number))
        else:
            told.append(Heading(level - highest + 1 + titled if level > TITLE else 0, heading.number))
    return told


def _add_table(draft: Draft, grid: Grid) -> None:
    cells = [
        Cell(box.row, box.column, draft.add(Piece("cell", box.ranges)), box.rows, box.columns)
        for box in grid.cells
    ]
    draft.tables.append(Table(tuple(cells)))
