"""The parts of a .docx file, unpacked within limits and parsed without entities."""

from __future__ import annotations

import lzma
import posixpath
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from duxue.messages import InputError
from duxue.proofing.reading.docx.names import Element
from duxue.proofing.reading.settings import limits

_MEGABYTE = 1 << 20
_SMALL = _MEGABYTE
"""A member below this size may be packed as tightly as it likes."""
_MAIN = "word/document.xml"
_BROKEN = (
    BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError, NotImplementedError, RuntimeError,
    ValueError, OverflowError, IndexError,
)  # fmt: skip
"""What `zipfile` raises for archives that are spoilt."""


@contextmanager
def undamaged(name: str) -> Iterator[None]:
    """InputError where the archive that is read within is spoilt."""
    try:
        yield
    except _BROKEN:
        raise InputError.one("reading-damaged", name=name) from None


class Package:
    """An opened .docx. InputError where it is damaged, no Word file, or beyond the limits."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        with undamaged(name):
            self._zip = ZipFile(BytesIO(data))
        self._members = {info.filename: info for info in self._zip.infolist()}
        self._check()
        self.main = next(iter(self.related("", "officeDocument")), _MAIN)
        if self.main not in self._members:
            raise InputError.one("reading-not-word", name=name)

    def part(self, path: str) -> Element | None:
        """The root element of a part; None where there is none."""
        info = self._members.get(path)
        return None if info is None else self._parsed(self._content(info))

    def related(self, part: str, kind: str) -> list[str]:
        """The parts of that kind (`footnotes`, `header`) to which a part leads."""
        folder, base = posixpath.split(part)
        relations = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        if relations is None:
            return []
        return [
            posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            for relation in relations
            if relation.get("Type", "").endswith(f"/relationships/{kind}")
            and relation.get("TargetMode") != "External"
        ]

    def _check(self) -> None:
        most = limits()
        sizes = [info.file_size for info in self._members.values()]
        tight = any(
            info.file_size > _SMALL and info.file_size > most.ratio * max(info.compress_size, 1)
            for info in self._members.values()
        )
        if (
            len(sizes) > most.members
            or max(sizes, default=0) > most.member_megabytes * _MEGABYTE
            or sum(sizes) > most.unpacked_megabytes * _MEGABYTE
            or tight
        ):
            raise InputError.one(
                "reading-packed-too-large", name=self.name, most=f"{most.unpacked_megabytes:,}"
            )
        if any(info.flag_bits & 1 for info in self._members.values()):
            raise InputError.one("reading-encrypted", name=self.name)

    def _content(self, info: ZipInfo) -> bytes:
        with undamaged(self.name):
            return self._zip.read(info)

    def _parsed(self, content: bytes) -> Element:
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise InputError.one("reading-damaged", name=self.name) from None
        # No program writes a document type into these parts; it is how entities are smuggled in.
        if root.getroottree().docinfo.internalDTD is not None:
            raise InputError.one("reading-damaged", name=self.name)
        self._check_depth(root)
        return root

    def _check_depth(self, root: Element) -> None:
        level, depth = [root], 0
        while level:
            depth += 1
            if depth > limits().depth:
                raise InputError.one("reading-too-deep", name=self.name, most=f"{limits().depth:,}")
            level = [child for element in level for child in element]
