"""Plain text: lines become paragraphs, headings and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from duxue.proofing.document import Document, Kind
from duxue.proofing.reading.decoding import decoded
from duxue.proofing.reading.drafting import Draft, Piece, check_length
from duxue.proofing.reading.folding import Range
from duxue.proofing.reading.furniture import PAGE_NUMBER, RUNNING_HEADER, furniture
from duxue.proofing.reading.headings import Sought, headings
from duxue.proofing.reading.layout import continues, layout_of, runs_on
from duxue.proofing.reading.lines import Line, lines_of
from duxue.proofing.reading.plain_tables import Rows, plain_tables

_BLANKS = (" ", "\n")

Block = list[Line] | Rows


def read_text(data: bytes, name: str) -> Document:
    """A document from the bytes of a text file. Offsets count code points of the decoded file."""
    text = decoded(data, name)
    check_length(text, name)
    draft = Draft(text)
    blocks = blocks_of(draft, lines_of(draft.text, draft.folded))
    add_blocks(draft, blocks)
    return draft.document(name, "txt", data)


def blocks_of(draft: Draft, lines: Sequence[Line], soft: bool = False) -> list[Block]:
    """Paragraphs (their lines) and tables in order; what belongs to the page goes to `draft.unread`.

    `soft`: lines with no blank line between are one paragraph, unless a sentence or a numbering shows otherwise.
    """
    left_out = furniture(lines)
    for i, reason in left_out.items():
        draft.leave_out(lines[i].start, lines[i].end, reason)
    tables = {table.first: table for table in plain_tables(draft.text, lines, left_out)}
    prose = _prose(lines, left_out, tables)
    layout = layout_of([lines[i] for i in prose])
    blocks: list[Block] = []
    gap, new_page = 0, False
    open_paragraph: list[Line] | None = None
    last = -1
    for i, line in enumerate(lines):
        gap += line.gap
        new_page = new_page or line.new_page or left_out.get(i) in (PAGE_NUMBER, RUNNING_HEADER)
        if i in left_out or i <= last:
            continue
        if i in tables:
            blocks.append(tables[i])
            last, open_paragraph = tables[i].last, None
        else:
            line.gap = gap
            if open_paragraph is not None and (
                (soft and gap == 0 and runs_on(open_paragraph[-1], line))
                or continues(open_paragraph, line, layout, new_page)
            ):
                open_paragraph.append(line)
            else:
                open_paragraph = [line]
                blocks.append(open_paragraph)
        gap, new_page = 0, False
    return blocks


def _prose(lines: Sequence[Line], left_out: Mapping[int, str], tables: Mapping[int, Rows]) -> list[int]:
    rows = {i for table in tables.values() for i in range(table.first, table.last + 1)}
    return [i for i in range(len(lines)) if i not in left_out and i not in rows]


def add_blocks(draft: Draft, blocks: Sequence[Block], sought: Sought = "any") -> None:
    """Passages and tables of the blocks, with headings told by their words."""
    texts = ["" if isinstance(block, Rows) else "".join(line.text for line in block) for block in blocks]
    for block, heading in zip(blocks, headings(texts, sought), strict=True):
        if isinstance(block, Rows):
            draft.add_rows(block.rows)
            continue
        kind: Kind = "heading" if heading.level else "paragraph"
        draft.add(Piece(kind, joined(draft, block), heading.level, heading.number))


def joined(draft: Draft, lines: Sequence[Line]) -> list[Range]:
    """The ranges of a paragraph's lines, each with the line end that follows it, which `clean` may keep as a space."""
    ranges: list[Range] = []
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        end = line.end
        if following is not None and draft.folded[end] in _BLANKS:
            end += 1
        ranges.append((line.start, end))
    return ranges
