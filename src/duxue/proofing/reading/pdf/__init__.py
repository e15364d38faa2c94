"""PDF files with a text layer: paragraphs, columns and tables by their places on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as raw

from duxue.messages import InputError, label
from duxue.proofing.document import Cell, Document, Kind, Table
from duxue.proofing.reading.drafting import Draft, Piece
from duxue.proofing.reading.folding import Range, fold
from duxue.proofing.reading.furniture import CONTENTS, RUNNING_HEADER, is_contents
from duxue.proofing.reading.headings import headings
from duxue.proofing.reading.lines import Line
from duxue.proofing.reading.pdf.assembling import GridBlock, Words, assembled, cell_text
from duxue.proofing.reading.pdf.glyphs import Page, page_of
from duxue.proofing.reading.pdf.rows import Row
from duxue.proofing.reading.plain_tables import plain_tables
from duxue.proofing.reading.settings import limits

IMAGE = "reading-unread-image-page"


@dataclass(slots=True)
class _Writing:
    """The text with a line for each paragraph, and what the lines are."""

    chunks: list[str] = field(default_factory=list)
    length: int = 0
    lines: list[Line] = field(default_factory=list)
    tables: dict[int, list[list[tuple[Range, Cell]]]] = field(default_factory=dict)
    """By the number of lines before them."""
    unread: list[tuple[int, int, str]] = field(default_factory=list)

    def write(self, words: str) -> Range:
        start = self.length
        self.chunks.append(words)
        self.length += len(words)
        return start, self.length


def read_pdf(data: bytes, name: str) -> Document:
    """A document from the bytes of a PDF file. Its text has a line for each paragraph and for each row of a table,
    the cells with tabs between them. Offsets count in that text. InputError where it has no text layer."""
    pages = _pages(data, name)
    _check_layer(pages, name)
    writing = _Writing()
    for i, page in enumerate(pages, start=1):
        if page.pictures and not page.glyphs:
            start, end = writing.write(label("reading-image-page", "zh").format(page=i))
            writing.unread.append((start, end, IMAGE))
            writing.write("\n")
    for block in assembled(pages):
        if isinstance(block, GridBlock):
            _write_grid(writing, block)
        else:
            _write_words(writing, block)
    draft = Draft("".join(writing.chunks))
    _add(draft, writing)
    return draft.document(name, "pdf", data)


def _pages(data: bytes, name: str) -> list[Page]:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as wrong:
        locked = getattr(wrong, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise InputError.one("reading-encrypted" if locked else "reading-damaged", name=name) from None
    most = limits()
    try:
        if len(pdf) > most.pages:
            raise InputError.one(
                "reading-too-many-pages", name=name, pages=f"{len(pdf):,}", most=f"{most.pages:,}"
            )
        pages: list[Page] = []
        characters = 0
        for i in range(len(pdf)):
            page = pdf[i]
            pages.append(page_of(page))
            page.close()
            characters += len(pages[-1].glyphs)
            if characters > most.characters:
                facts = {"characters": f"{characters:,}", "most": f"{most.characters:,}"}
                raise InputError.one("reading-too-long", name=name, **facts)
    except pypdfium2.PdfiumError:
        raise InputError.one("reading-damaged", name=name) from None
    finally:
        pdf.close()
    return pages


def _check_layer(pages: Sequence[Page], name: str) -> None:
    known = sum(len(page.glyphs) for page in pages)
    unknown = sum(page.unknown for page in pages)
    if unknown * 2 > known and unknown > 20:
        raise InputError.one("reading-pdf-unknown-characters", name=name)
    if not any(glyph.sign.isalnum() for page in pages for glyph in page.glyphs):
        raise InputError.one("reading-pdf-no-text", name=name)


def _write_words(writing: _Writing, block: Words) -> None:
    said = _joined(block.rows)
    start, end = writing.write(said)
    writing.write("\n")
    reason = block.reason or (CONTENTS if is_contents(fold(said)) else "")
    if reason:
        writing.unread.append((start, end, reason))
    else:
        writing.lines.append(Line(start, end, "", 0, 0))


def _joined(rows: Sequence[Row]) -> str:
    """The words of lines as one, with a space where Latin words meet."""
    said = rows[0].text
    for row in rows[1:]:
        text = row.text
        latin = said[-1].isascii() and said[-1].isalnum() and text[0].isascii() and text[0].isalpha()
        said += f" {text}" if latin or (said[-1] == "," and text[0].isascii()) else text
    return said


def _write_grid(writing: _Writing, block: GridBlock) -> None:
    """Writes the rows of a table; the header that comes again on a following page is left out of it."""
    cells: list[tuple[Range, Cell]] = []
    header: list[str] = []
    row = 0
    for part in block.parts:
        said = [(box, cell_text(part, box)) for box in part.boxes]
        first = [words for box, words in said if box.row == 0]
        again = first == header
        header = header or first
        before = -1
        for box, words in said:
            if before >= 0:
                writing.write("\n" if box.row > before else "\t")
            before = box.row
            place = writing.write(words)
            if again and box.row == 0:
                writing.unread.append((*place, RUNNING_HEADER))
            else:
                cells.append((place, Cell(row + box.row - again, box.column, 0, box.rows, box.columns)))
        writing.write("\n")
        row += len(part.across) - 1 - again
    writing.tables.setdefault(len(writing.lines), []).append(cells)


def _add(draft: Draft, writing: _Writing) -> None:
    for start, end, reason in writing.unread:
        if start < end:
            draft.leave_out(start, end, reason)
    for line in writing.lines:
        line.text = draft.folded[line.start : line.end]
    plain = {table.first: table for table in plain_tables(draft.text, writing.lines, ())}
    within = {i for table in plain.values() for i in range(table.first, table.last + 1)}
    texts = ["" if i in within else line.text for i, line in enumerate(writing.lines)]
    told = headings(texts)
    for i, line in enumerate(writing.lines):
        for cells in writing.tables.get(i, ()):
            _add_cells(draft, cells)
        if i in plain:
            draft.add_rows(plain[i].rows)
        elif i not in within:
            kind: Kind = "heading" if told[i].level else "paragraph"
            draft.add(Piece(kind, [(line.start, line.end)], told[i].level, told[i].number))
    for cells in writing.tables.get(len(writing.lines), ()):
        _add_cells(draft, cells)


def _add_cells(draft: Draft, cells: Sequence[tuple[Range, Cell]]) -> None:
    added = tuple(
        Cell(cell.row, cell.column, draft.add(Piece("cell", [place])), cell.rows, cell.columns)
        for place, cell in cells
    )
    draft.tables.append(Table(added))
