"""Documents and proofs made by hand, to show without reading a file."""

from __future__ import annotations

import hashlib
from typing import Literal

from duxue.messages import Text
from duxue.proofing.checks import Check, Coverage, Level, Proof, Span, TextFault, Verdict
from duxue.proofing.document import Cell, Document, Passage, Place, Table, Unread

Format = Literal["txt", "md", "docx", "pdf", "html"]


def document_of(text: str, name: str = "report.md", form: Format = "md", unread: str = "") -> Document:
    """A document of headings (`#`), tables (`|`) and paragraphs; a line that is `unread` is not read."""
    passages: list[Passage] = []
    tables: list[list[Cell]] = []
    pieces: list[Unread] = []
    offset, before = 0, ""
    for line in text.splitlines(keepends=True):
        body = line.strip("\r\n")
        if unread and body == unread:
            pieces.append(Unread(Place(offset, offset + len(body)), "proof-unread-page-number"))
        elif body.startswith("|"):
            if not before.startswith("|"):
                tables.append([])
            if set(body) - set("|- "):
                row = max((cell.row for cell in tables[-1]), default=-1) + 1
                tables[-1] += _row(body, offset, row, passages)
        elif body.strip():
            marks = len(body) - len(body.lstrip("#"))
            start = marks + 1 if marks else 0
            offsets = range(offset + start, offset + len(body))
            kind: Literal["heading", "paragraph"] = "heading" if marks else "paragraph"
            passages.append(Passage(kind, body[start:], offsets, marks))
        before = body
        offset += len(line)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    made = tuple(Table(tuple(cells)) for cells in tables)
    return Document(name, form, sha256, text, tuple(passages), made, tuple(pieces), text.encode())


def _row(line: str, offset: int, row: int, passages: list[Passage]) -> list[Cell]:
    cells: list[Cell] = []
    place = 1
    for column, content in enumerate(line.strip("|").split("|")):
        start = offset + place + len(content) - len(content.lstrip())
        passages.append(Passage("cell", content.strip(), range(start, start + len(content.strip()))))
        cells.append(Cell(row, column, len(passages) - 1))
        place += len(content) + 1
    return cells


def span(document: Document, text: str, role: str = "part", after: str = "") -> Span:
    """The first place of the text, or the first behind `after`."""
    start = document.text.index(text, document.text.index(after) + len(after) if after else 0)
    return Span(role, Place(start, start + len(text)), text)


def check(
    spans: tuple[Span, ...],
    verdict: Verdict = "holds",
    level: Level | None = None,
    *,
    kind: str = "sum",
    arithmetic: str = "",
    message: str = "相符。",
    english: str = "agrees.",
    cause: str = "",
) -> Check:
    return Check(
        "sum-of-parts",
        kind,
        verdict,
        spans,
        spans[0].text,
        "",
        arithmetic,
        Text(message, english),
        level,
        cause,
    )


def proof_of(*checks: Check, faults: tuple[TextFault, ...] = (), facts: tuple[Place, ...] = ()) -> Proof:
    return Proof(checks, faults, Coverage(12, 9, 7), facts=facts)
