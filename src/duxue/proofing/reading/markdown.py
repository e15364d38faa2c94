"""Markdown: the marks are left out of the clean text, the words keep their places."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

from duxue.proofing.document import Document, Kind
from duxue.proofing.reading.decoding import decoded
from duxue.proofing.reading.drafting import Draft, Piece, check_length
from duxue.proofing.reading.folding import Range
from duxue.proofing.reading.headings import Sought
from duxue.proofing.reading.lines import Line, lines_of
from duxue.proofing.reading.markdown_marks import without_marks
from duxue.proofing.reading.numbering import decimal_numbering, numbering
from duxue.proofing.reading.plain import add_blocks, blocks_of, joined
from duxue.proofing.reading.plain_tables import Rows

CODE = "reading-unread-code"
FRONT = "reading-unread-front-matter"

_HEADING = re.compile(r"(#{1,6})[ \t\u3000]+(?=\S)")
_CLOSING_MARKS = re.compile(r"[ \t]+#{1,6}[ \t]*$")
_UNDERLINE = re.compile(r"=+|-{2,}")
_FENCE = re.compile(r"`{3,}|~{3,}")
_ITEM = re.compile(r"[-*+](?:[ \t]+\[[ xX]\])?[ \t]+(?=\S)")
_QUOTE = re.compile(r"(?:>[ \t]?){1,10}")
_NOTE = re.compile(r"\[\^[^\]\n]{1,60}\]:[ \t]*")
_DIVIDER = re.compile(r"[ \t|:-]*-[ \t|:-]*")
_BREAK = re.compile(r"(?:[-*_][ \t]*){3,}")


@dataclass(slots=True)
class _Block:
    kind: Kind
    lines: list[Line]
    level: int = 0
    first: bool = False
    """Whether it is one block however its lines are broken: a heading, an entry of a list, a note."""


def read_markdown(data: bytes, name: str) -> Document:
    """A document from the bytes of a Markdown file. Offsets count code points of the decoded file."""
    text = decoded(data, name)
    check_length(text, name)
    draft = Draft(text)
    found = list(_blocks(draft, lines_of(draft.text, draft.folded)))
    marked = sum(isinstance(block, _Block) and block.kind == "heading" for block in found)
    prose: list[Line] = []
    for block in found:
        if isinstance(block, Line):
            prose.append(block)
            continue
        _add_prose(draft, prose, marked)
        prose = []
        if isinstance(block, Rows):
            _add_table(draft, block)
        else:
            _add(draft, block)
    _add_prose(draft, prose, marked)
    _unmark(draft)
    return draft.document(name, "md", data)


def _add_prose(draft: Draft, lines: Sequence[Line], marked: int) -> None:
    """Lines that Markdown does not mark. A file with no more than its title marked has headings among them."""
    if not lines:
        return
    sought: Sought = "any" if not marked else "numbered" if marked == 1 else "none"
    add_blocks(draft, blocks_of(draft, lines, soft=True), sought)


def _add(draft: Draft, block: _Block) -> None:
    said = "".join(line.text for line in block.lines)
    found = numbering(said) or (decimal_numbering(said) if block.kind == "heading" else None)
    draft.add(Piece(block.kind, joined(draft, block.lines), block.level, found.text if found else ""))


def _add_table(draft: Draft, table: Rows) -> None:
    columns = max(len(row) for row in table.rows)
    empty = (table.rows[0][0][0],) * 2
    draft.add_rows([[*row, *[empty] * (columns - len(row))] for row in table.rows])


def _unmark(draft: Draft) -> None:
    """Takes the marks of emphasis, links and code out of every piece."""
    for piece in draft.pieces:
        piece.ranges = without_marks(draft.text, piece.ranges)


def _blocks(draft: Draft, lines: Sequence[Line]) -> Iterator[_Block | Rows | Line]:
    """Blocks that Markdown marks as such, and lines of prose, which are joined as in a plain text."""
    at = _front_matter(draft, lines)
    while at < len(lines):
        line = lines[at]
        fence = _FENCE.match(line.text)
        if fence:
            end = _fenced(lines, at, fence.group()[:3])
            draft.leave_out(line.start, lines[end].end, CODE)
            at = end + 1
        elif _is_table(lines, at):
            table = _table(draft.text, lines, at)
            yield table
            at = table.last + 1
        elif _BREAK.fullmatch(line.text):
            at += 1
        elif _is_underlined(lines, at):
            yield _Block("heading", [line], 1 if lines[at + 1].text[0] == "=" else 2)
            at += 2
        else:
            at = yield from _words(draft, lines, at)


def _words(draft: Draft, lines: Sequence[Line], at: int) -> Generator[_Block | Rows | Line, None, int]:
    """A heading, an entry of a list, a note or a line of prose; comes back with the number of the line after it."""
    line = lines[at]
    heading = _HEADING.match(draft.text, line.start, line.end)
    note = _NOTE.match(draft.text, line.start, line.end)
    mark = _ITEM.match(draft.text, line.start, line.end) or _QUOTE.match(draft.text, line.start, line.end)
    if heading:
        closing = _CLOSING_MARKS.search(draft.text, max(heading.end(), line.end - 40), line.end)
        yield _Block(
            "heading",
            [_part(draft, line, heading.end(), closing.start() if closing else line.end)],
            len(heading[1]),
        )
        return at + 1
    if note:
        yield _Block("note", [_part(draft, line, note.end(), line.end)])
        return at + 1
    if not mark:
        yield line
        return at + 1
    if mark.end() >= line.end:
        return at + 1
    entry = [_part(draft, line, mark.end(), line.end)]
    at += 1
    while at < len(lines) and _goes_on(draft, lines[at], line):
        entry.append(lines[at])
        at += 1
    yield _Block("paragraph", entry)
    return at


def _goes_on(draft: Draft, line: Line, first: Line) -> bool:
    """Whether a line belongs to the entry of a list above it: no blank line between, further in, and no mark."""
    marks = (_ITEM, _HEADING, _QUOTE, _NOTE)
    return (
        line.gap == 0
        and line.indent > first.indent
        and not any(mark.match(draft.text, line.start, line.end) for mark in marks)
        and numbering(line.text) is None
    )


def _part(draft: Draft, line: Line, start: int, end: int) -> Line:
    """The line without the marks at its start and end."""
    return Line(start, end, draft.folded[start:end], line.indent, line.gap, line.new_page, line.margin)


def _front_matter(draft: Draft, lines: Sequence[Line]) -> int:
    """The number of the first line behind what `---` encloses at the start of the file."""
    if not lines or lines[0].text != "---" or lines[0].start > 0:
        return 0
    for i, line in enumerate(lines[1:60], start=1):
        if line.text in ("---", "..."):
            draft.leave_out(lines[0].start, line.end, FRONT)
            return i + 1
    return 0


def _fenced(lines: Sequence[Line], at: int, fence: str) -> int:
    """The number of the line that closes the fence; the last one where nothing does."""
    return next((i for i in range(at + 1, len(lines)) if lines[i].text.startswith(fence)), len(lines) - 1)


def _is_underlined(lines: Sequence[Line], at: int) -> bool:
    if at + 1 >= len(lines):
        return False
    below = lines[at + 1]
    return below.gap == 0 and bool(_UNDERLINE.fullmatch(below.text)) and not _ITEM.match(lines[at].text)


def _is_table(lines: Sequence[Line], at: int) -> bool:
    if at + 1 >= len(lines) or "|" not in lines[at].text:
        return False
    below = lines[at + 1]
    return below.gap == 0 and "|" in below.text and bool(_DIVIDER.fullmatch(below.text))


def _table(text: str, lines: Sequence[Line], at: int) -> Rows:
    last = at + 1
    while last + 1 < len(lines) and lines[last + 1].gap == 0 and "|" in lines[last + 1].text:
        last += 1
    rows = [tuple(_cells(text, lines[i])) for i in (at, *range(at + 2, last + 1))]
    return Rows(at, last, tuple(rows))


def _cells(text: str, line: Line) -> Iterator[Range]:
    """The cells of a row of a table; `\\|` does not end one."""
    start = line.start + 1 if text[line.start] == "|" else line.start
    at = start
    while at < line.end:
        if text[at] == "\\":
            at += 1
        elif text[at] == "|":
            yield start, at
            start = at + 1
        at += 1
    if start < line.end:
        yield start, line.end
