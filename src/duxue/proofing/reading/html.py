"""HTML pages: what they show, as lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from duxue.messages import InputError
from duxue.proofing.document import Cell, Document, Table
from duxue.proofing.reading.decoding import decoded
from duxue.proofing.reading.drafting import Draft, Piece
from duxue.proofing.reading.folding import Range
from duxue.proofing.reading.headings import Heading, headings
from duxue.proofing.reading.list_forms import ListNumbers
from duxue.proofing.reading.numbering import numbering
from duxue.proofing.reading.settings import limits

HIDDEN = "reading-unread-hidden"

_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "head",
        "nav",
        "iframe",
        "object",
        "audio",
        "video",
        "canvas",
        "select",
        "button",
        "input",
        "textarea",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "address",
        "blockquote",
        "pre",
        "center",
        "form",
        "fieldset",
        "figure",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "hr",
        "body",
        "html",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "details",
        "summary",
    ]
)
_BLANKS = re.compile("[ \t\r\n\f]+")
_CHARSET = re.compile(
    rb"""<meta[^<>]{0,200}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_-]{2,30})""", re.IGNORECASE
)
_HIDDEN_STYLE = re.compile(r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden", re.IGNORECASE)
_WIDEST = 1000


@dataclass(slots=True)
class _Block:
    """A paragraph, or the words of a cell or heading: a range of the text."""

    start: int
    end: int
    level: int = 0
    number: str = ""


@dataclass(slots=True)
class _Grid:
    cells: list[tuple[Range, Cell]]


@dataclass(slots=True)
class _Page:
    """Writes the page out: runs of white space as one space, a line for each block."""

    chunks: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[_Block | _Grid] = field(default_factory=list)
    start: int = 0
    level: int = 0
    number: str = ""
    plain: bool = False
    """Whether line ends count, as within `pre`."""
    later: list[Any] = field(default_factory=list)
    in_cell: int = 0
    numbers: ListNumbers = field(default_factory=ListNumbers)

    def add(self, element: Any) -> None:
        """Writes an element, what stands in it and what follows it."""
        name = element.tag if isinstance(element.tag, str) else ""
        if name and name not in _DROPPED and not _is_hidden(element):
            self._add_shown(element, name)
        self.write(element.tail)

    def write(self, words: str | None) -> None:
        if not words:
            return
        words = words.replace("\r", "") if self.plain else _BLANKS.sub(" ", words)
        if (
            not self.plain
            and words[0] == " "
            and (self.length == self.start or self.chunks[-1].endswith(" "))
        ):
            words = words[1:]
        if words:
            self.chunks.append(words)
            self.length += len(words)

    def close(self) -> None:
        """Ends the block that is open; within a cell, sets the next one apart."""
        if self.in_cell:
            if self.length > self.start and not self.chunks[-1].endswith(" "):
                self._sign(" ")
            return
        if self.length > self.start:
            self.blocks.append(_Block(self.start, self.length, self.level, self.number))
            self._sign("\n")
        self.start, self.level, self.number = self.length, 0, ""

    def _add_shown(self, element: Any, name: str) -> None:
        if name == "table":
            self._table(element)
        elif name == "br":
            self._break()
        elif name in _BLOCKS:
            self.close()
            self._inside(element, name)
            self.close()
        else:
            self._inside(element, name)

    def _break(self) -> None:
        if self.in_cell:
            self._sign(" ")
        else:
            self._sign("\n")

    def _inside(self, element: Any, name: str) -> None:
        plain, self.plain = self.plain, self.plain or name == "pre"
        if len(name) == 2 and name[0] == "h" and name[1].isdigit():
            self.level = int(name[1])
        number = self.numbers.shown(element) if name == "li" else ""
        if number:
            self.number = number
            self.write(number)
        self.write(element.text)
        for one in element:
            self.add(one)
        self.plain = plain

    def _table(self, table: Any) -> None:
        self.close()
        if self.in_cell:
            self.later.append(table)
            return
        taken: dict[int, int] = {}
        cells: list[tuple[Range, Cell]] = []
        for caption in table:
            if caption.tag == "caption":
                self._inside(caption, "caption")
                self.close()
        rows = list(_rows(table))
        if len(rows) == 1 and len(rows[0]) == 1:
            # A frame around the page.
            self._inside(rows[0][0], "div")
            self.close()
            return
        for row, line in enumerate(rows):
            column = 0
            for cell in line:
                while taken.get(column, 0) > row:
                    column += 1
                wide = _span(cell, "colspan") if column < _WIDEST else 1
                high = min(_span(cell, "rowspan"), len(rows) - row)
                if high > 1 and column < 2 * _WIDEST:
                    taken |= dict.fromkeys(range(column, column + wide), row + high)
                cells.append((self._cell(cell), Cell(row, column, 0, high, wide)))
                column += wide
            if line:
                self.length -= 1
                self.chunks.pop()
                self._sign("\n")
        self.start = self.length
        if cells:
            self.blocks.append(_Grid(cells))
        later, self.later = self.later, []
        for one in later:
            self._table(one)

    def _cell(self, cell: Any) -> Range:
        start = self.start = self.length
        self.in_cell += 1
        if not _is_hidden(cell):
            self._inside(cell, "td")
        self.in_cell -= 1
        end = self.length
        self._sign("\t")
        return start, end

    def _sign(self, sign: str) -> None:
        self.chunks.append(sign)
        self.length += 1


def read_html(data: bytes, name: str) -> Document:
    """A document from the bytes of an HTML page. Its text has a line for each block and for each row of a table,
    the cells with tabs between them. Offsets count in that text."""
    page = _Page()
    root = _parsed(data, name)
    if root is not None:
        page.add(root)
        page.close()
    draft = Draft("".join(page.chunks))
    _add_blocks(draft, page)
    return draft.document(name, "html", data)


def _add_blocks(draft: Draft, page: _Page) -> None:
    for block, heading in zip(page.blocks, _headings(draft, page), strict=True):
        if isinstance(block, _Block):
            _add_paragraphs(draft, block, heading)
            continue
        cells = [
            Cell(cell.row, cell.column, draft.add(Piece("cell", [place])), cell.rows, cell.columns)
            for place, cell in block.cells
        ]
        draft.tables.append(Table(tuple(cells)))


def _add_paragraphs(draft: Draft, block: _Block, heading: Heading) -> None:
    """A heading or a paragraph; the lines that `br` breaks apart are paragraphs of their own."""
    if heading.level:
        draft.add(Piece("heading", [(block.start, block.end)], heading.level, heading.number))
        return
    start = block.start
    while start < block.end:
        cut = draft.text.find("\n", start, block.end)
        end = block.end if cut < 0 else cut
        said = draft.folded[start:end].strip(" \x00")
        if said:
            found = numbering(said)
            number = block.number if start == block.start and block.number else found.text if found else ""
            draft.add(Piece("paragraph", [(start, end)], 0, number.strip()))
        start = end + 1


def _headings(draft: Draft, page: _Page) -> list[Heading]:
    """As the page marks them; where it marks none but its title, as their words tell."""
    texts = [
        ""
        if isinstance(block, _Grid)
        else draft.folded[block.start : block.end].strip(" \x00").replace("\n", " ")
        for block in page.blocks
    ]
    levels = [0 if isinstance(block, _Grid) else block.level for block in page.blocks]
    marked = sum(level > 0 for level in levels)
    by_words = headings(texts, "any" if not marked else "numbered" if marked == 1 else "none")
    if not marked:
        return by_words
    used = sorted({level for level in levels if level})
    return [
        Heading(used.index(level) + 1, heading.number) if level else heading
        for level, heading in zip(levels, by_words, strict=True)
    ]


def _parsed(data: bytes, name: str) -> Any:
    charset = _CHARSET.search(data[:4096])
    text = _text(data, name, charset[1].decode("ascii").lower() if charset else "")
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
        recover=True,
    )
    try:
        root = etree.fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise InputError.one("reading-empty", name=name) from None
    if root is None:
        raise InputError.one("reading-empty", name=name)
    _check_depth(root, name)
    return root


def _text(data: bytes, name: str, charset: str) -> str:
    """The page as the encoding that it names has it; where it names none or that is wrong, as a text file."""
    if charset in ("gb2312", "gbk", "gb18030"):
        charset = "gb18030"
    if charset in ("gb18030", "big5", "big5-hkscs", "utf-8", "utf8"):
        text = data.decode("utf-8-sig" if charset.startswith("utf") else charset, "replace")
        # Pages live with a bad byte here and there, as browsers do.
        if text.count("\ufffd") * 10_000 <= limits().control_characters * len(text):
            return text
    return decoded(data, name)


def _check_depth(root: Any, name: str) -> None:
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > limits().depth:
            raise InputError.one("reading-too-deep", name=name, most=f"{limits().depth:,}")
        level = [child for element in level for child in element]


def _is_hidden(element: Any) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE.search((element.get("style") or "")[:500]))
    )


def _rows(table: Any) -> Iterator[list[Any]]:
    for one in table:
        if one.tag == "tr":
            yield [cell for cell in one if cell.tag in ("td", "th")]
        elif one.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(one)


def _span(cell: Any, name: str) -> int:
    said = (cell.get(name) or "1").strip()
    return min(max(int(said), 1), _WIDEST) if said.isascii() and said.isdigit() and len(said) < 6 else 1
