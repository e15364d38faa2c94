"""The reader's own Word document with what was found as comments; nothing else of it changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from duxue.messages import label, sentence
from duxue.proofing.checks import Proof
from duxue.proofing.document import Document, Place
from duxue.proofing.reading.docx import DocxMap, DocxPlace
from duxue.proofing.reading.docx.package import Package, undamaged
from duxue.proofing.telling.comments import parts
from duxue.proofing.telling.comments.package import rewritten
from duxue.proofing.telling.comments.splicing import Anchor, Splicing
from duxue.proofing.telling.comments.wording import Said, said
from duxue.proofing.telling.findings import findings
from duxue.proofing.telling.ground import Ground

INITIALS = "DX"
BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}

_ENCODING = re.compile(r"""^(<\?xml[^<>]{0,100}?)\sencoding\s?=\s?["']([A-Za-z0-9._-]{1,40})["']""")
_NOTE = re.compile(
    rb"""<(?:[A-Za-z0-9]{1,20}:)?(?:footnote|endnote)\s[^<>]{0,400}?\bid\s?=\s?["']([0-9-]{1,10})["']"""
)


def commented(document: Document, proof: Proof, lang: str) -> bytes:
    """The document's file with a comment on each finding's figure. Documents of format docx only."""
    told = list(said(findings(proof), Ground(document), lang))
    return _Commenting(document, lang).file(told)


@dataclass(frozen=True, slots=True)
class _Range:
    """Characters `first` to `last` of one paragraph of a part."""

    part: str
    paragraph: int
    first: int
    last: int


class _Commenting:
    def __init__(self, document: Document, lang: str) -> None:
        self.document, self.lang = document, lang
        self.map = DocxMap(document)
        self.ground = Ground(document)
        self.package = Package(document.source, document.name)
        # Also the parts that the reader had no need of, which may be spoilt alone.
        with undamaged(document.name), ZipFile(BytesIO(document.source)) as package:
            names = (name for name in package.namelist() if name.endswith((".xml", ".rels")))
            self.parts = {name: package.read(name) for name in names}
        self.main = self.package.main
        self.work = Splicing(in_utf8(self.parts[self.main]))

    def file(self, told: list[Said]) -> bytes:
        """The whole file; as it came where there is nothing to say."""
        relations = parts.relations_of(self.main)
        found = [part for part in self.package.related(self.main, "comments") if part in self.parts]
        target = found[0] if found else None
        known = in_utf8(self.parts[target]) if target is not None else None
        number = parts.next_number(known) if known is not None else 0
        comments = list(self._comments(told, number))
        if not comments:
            return self.document.source
        space = self.work.space
        changed = {self.main: self.work.spliced()}
        if target is None:
            target = self._free_name()
            changed[relations] = parts.with_relation(self.parts.get(relations), self.main, target, space)
            changed[parts.TYPES] = parts.with_type(self.parts[parts.TYPES], target)
        changed[target] = parts.with_comments(known, space, comments)
        with undamaged(self.document.name):
            return rewritten(self.document.source, changed)

    def _comments(self, told: list[Said], number: int) -> Iterator[parts.Comment]:
        author = label("proof-author", self.lang)
        for one in told:
            lines = one.lines
            range_ = self._range(one.place)
            if range_ is None or range_.part != self.main or not self.work.takes_comments(range_.paragraph):
                lines = (*lines, self._elsewhere(one.place))
                range_ = self._near(range_)
            if range_ is None:
                continue
            if self.work.put(Anchor(range_.paragraph, range_.first, range_.last + 1, number)):
                yield parts.Comment(number, author, INITIALS, lines)
                number += 1

    def _range(self, place: Place) -> _Range | None:
        """The characters of the place in its first paragraph."""
        found: DocxPlace | None = None
        last = 0
        for offset in range(place.start, place.end):
            here = self.map.paragraph_of(offset)
            if here is None:
                continue
            if found is None:
                found = here
            elif here[:2] != found[:2]:
                break
            last = max(last, here.character)
        return _Range(found.part, found.paragraph, found.character, last) if found else None

    def _near(self, range_: _Range | None) -> _Range | None:
        """The nearest character of the body that takes a comment."""
        at = 0
        if range_ is not None and range_.part == self.main:
            at = self.work.start(range_.paragraph)
        elif range_ is not None:
            at = self._reference(range_)
        near = self.work.nearest(at)
        return _Range(self.main, near[0], near[1], near[1]) if near else None

    def _reference(self, range_: _Range) -> int:
        """Where the body refers to the note that holds the paragraph; its beginning for headers and footers."""
        notes = Splicing(in_utf8(self.parts[range_.part]))
        before = notes.xml[: notes.start(range_.paragraph)]
        numbers = _NOTE.findall(before)
        if not numbers:
            return 0
        kind = b"endnote" if b"endnotes" in range_.part.encode() else b"footnote"
        reference = re.compile(
            rb"<(?:[A-Za-z0-9]{1,20}:)?%bReference\s[^<>]{0,200}?\bid\s?=\s?[\"']%b[\"']"
            % (kind, re.escape(numbers[-1]))
        )
        found = reference.search(self.work.xml)
        return found.start() if found else 0

    def _elsewhere(self, place: Place) -> str:
        text = " ".join(self.document.text[place.start : place.end].split())
        return sentence(
            "proof-comment-elsewhere", self.lang, text=text, where=self.ground.where(place, self.lang)
        )

    def _free_name(self) -> str:
        folder = self.main.rpartition("/")[0]
        names = ("comments.xml", *(f"comments{number}.xml" for number in range(1, len(self.parts) + 2)))
        paths = (f"{folder}/{name}" if folder else name for name in names)
        return next(path for path in paths if path not in self.parts)


def in_utf8(xml: bytes) -> bytes:
    """The part in UTF-8, in which nearly every one is; another encoding is declared away."""
    mark = next((encoding for start, encoding in BYTE_ORDER_MARKS.items() if xml.startswith(start)), None)
    declared = _ENCODING.match(xml[:200].decode("ascii", "replace"))
    encoding = mark or (declared[2].lower() if declared else "utf-8")
    if encoding in ("utf-8", "us-ascii", "ascii"):
        return xml
    return _ENCODING.sub(r'\1 encoding="UTF-8"', xml.decode(encoding), count=1).encode()
