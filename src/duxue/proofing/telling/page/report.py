"""The left side of the page: the report as it stands, its figures marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from duxue.messages import shown_fact
from duxue.proofing.document import Document, Passage, Table, Unread
from duxue.proofing.telling.findings import GROUPS, reason_words
from duxue.proofing.telling.ground import Ground
from duxue.proofing.telling.page.marks import LINKED, Mark, Stretch, by_passage, stretched

LOWEST_HEADING = 6
KEPT = frozenset("\n\t\r ")


class Report:
    """Writes a document as HTML. Each place of a finding gets its id once."""

    def __init__(self, document: Document, marks: Iterable[Mark], lang: str) -> None:
        self.document = document
        self.lang = lang
        self.passages = Ground(document).passages
        self._marks = by_passage(marks, self.passages)
        self._anchored: set[str] = set()
        self._tables = {
            id(document.passages[cell.passage]): table for table in document.tables for cell in table.cells
        }

    def html(self) -> Iterator[str]:
        """The blocks in the order of the text."""
        numbers = {id(passage): number for number, passage in enumerate(self.passages)}
        drawn: set[int] = set()
        unread = sorted(self.document.unread, key=lambda piece: piece.place)
        for number, passage in enumerate(self.passages):
            while unread and unread[0].place.start < passage.offsets[0]:
                yield from self._unread(unread.pop(0))
            table = self._tables.get(id(passage))
            if table is None:
                yield self._block(number, passage)
            elif id(table) not in drawn:
                drawn.add(id(table))
                yield self._table(table, numbers)
        for piece in unread:
            yield from self._unread(piece)

    def _block(self, number: int, passage: Passage) -> str:
        inner = self._numbered(number, passage)
        if passage.kind == "heading":
            rank = min(max(passage.level, 1) + 1, LOWEST_HEADING)
            return f"<h{rank}>{inner}</h{rank}>"
        return f'<p class="note">{inner}</p>' if passage.kind == "note" else f"<p>{inner}</p>"

    def _numbered(self, number: int, passage: Passage) -> str:
        inner = self._marked(number, passage)
        apart = passage.number and not passage.text.startswith(passage.number)
        return f'<span class="n">{_shown(passage.number)}</span> {inner}' if apart else inner

    def _table(self, table: Table, numbers: dict[int, int]) -> str:
        rows: dict[int, list[str]] = {}
        for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
            passage = self.document.passages[cell.passage]
            number = numbers.get(id(passage))
            inner = "" if number is None else self._numbered(number, passage)
            spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
            spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
            rows.setdefault(cell.row, []).append(f"<td{spans}>{inner}</td>")
        body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows.values())
        return f'<div class="table"><table>{body}</table></div>'

    def _unread(self, piece: Unread) -> Iterator[str]:
        text = self.document.text[piece.place.start : piece.place.end].strip()
        if text:
            yield f'<p class="unread" title="{escape(reason_words(piece.reason, self.lang))}">{_shown(text)}</p>'

    def _marked(self, number: int, passage: Passage) -> str:
        """The characters of a passage as they stand in the document, cut where what is told of them changes."""
        offsets = list(dict.fromkeys(passage.offsets))
        stretches = stretched(self._characters(offsets), offsets, self._marks.get(number, []))
        return "".join(map(self._stretch, stretches))

    def _characters(self, offsets: Sequence[int]) -> str:
        text, first, last = self.document.text, offsets[0], offsets[-1]
        if last - first + 1 == len(offsets):
            return text[first : last + 1]
        return "".join(map(text.__getitem__, offsets))

    def _stretch(self, stretch: Stretch) -> str:
        first = stretch.first
        own = first.anchor if first is not None and first.anchor not in self._anchored else ""
        self._anchored.add(own)
        anchors = "".join(f'<b id="{anchor}"></b>' for anchor in self._anchors(stretch))
        return self._references(stretch.ended) + anchors + _told(_shown(stretch.text), stretch, own)

    def _anchors(self, stretch: Stretch) -> Iterator[str]:
        """Ids of places that are not shown by themselves: under another mark, or without a character of their own."""
        for mark in (*stretch.ended, *stretch.marks):
            if mark.anchor and mark.anchor not in self._anchored:
                self._anchored.add(mark.anchor)
                yield mark.anchor

    def _references(self, ended: Sequence[Mark]) -> str:
        """The numbers of the findings whose place ends here, each a link to it."""
        found = {mark.finding.number: mark for mark in ended if mark.finding is not None}
        links = [
            f'<a class="{GROUPS[mark.rank]}" href="#f{number}">{number}</a>'
            for number, mark in sorted(found.items())
        ]
        return f"<sup>{' '.join(links)}</sup>" if links else ""


def _told(shown: str, stretch: Stretch, own: str) -> str:
    first = stretch.first
    if first is None or not shown:
        return shown
    if first.finding is not None:
        names = f"mark {GROUPS[first.rank]}{' part' if first.index else ''}"
        place = f' id="{own}"' if own else ""
        link = f'href="#f{first.finding.number}" title="{escape(first.note)}"'
        return f'<a class="{names}"{place} {link}>{shown}</a>'
    if first.rank == LINKED:
        notes = dict.fromkeys(mark.note for mark in stretch.marks if mark.rank == LINKED)
        return f'<span class="linked" title="{escape(chr(10).join(notes))}">{shown}</span>'
    return f'<span class="fact">{shown}</span>'


def _shown(text: str) -> str:
    """Text as text: no markup, and what would be invisible written out."""
    if text.isprintable():
        return escape(text)
    return escape("".join(sign if sign in KEPT else shown_fact(sign, "en") for sign in text))
