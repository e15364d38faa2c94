"""Files to documents: text, Markdown, Word, PDF and HTML, each with the place of every character."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from duxue.messages import InputError
from duxue.proofing.document import Document
from duxue.proofing.reading.settings import limits

__all__ = ["read_bytes", "read_file"]

_MEGABYTE = 1 << 20
_ENDINGS = ("txt", "text", "md", "markdown", "docx", "pdf", "html", "htm")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STARTS = (
    (b"%PDF-", "PDF", ("pdf",)),
    (b"PK\x03\x04", "ZIP", ("docx",)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 97", ("doc",)),
    (b"{\\rtf", "Word 97", ("rtf",)),
)


def read_file(path: Path) -> Document:
    """What stands in a file. InputError where it cannot be read, with what the user can do."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise InputError.one("reading-not-a-file", name=path.name)
        _check_size(size, path.name)
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError.one("reading-missing", name=str(path)) from None
    except OSError as refused:
        raise InputError.one("reading-refused", name=str(path), reason=refused.strerror or "") from None
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Document:
    """The document in those bytes; its format is told by the ending of the name. InputError as in `read_file`."""
    _check_size(len(data), name)
    if not data:
        raise InputError.one("reading-empty", name=name)
    _check_content(data, name)
    return _reader(name)(data, name)


def _reader(name: str) -> Callable[[bytes, str], Document]:
    """What reads a file with that ending. The parts that a format needs are imported with its reader."""
    match ending_of(name):
        case "txt" | "text":
            from duxue.proofing.reading.plain import read_text

            return read_text
        case "md" | "markdown":
            from duxue.proofing.reading.markdown import read_markdown

            return read_markdown
        case "docx":
            from duxue.proofing.reading.docx import read_docx

            return read_docx
        case "html" | "htm":
            from duxue.proofing.reading.html import read_html

            return read_html
        case "pdf":
            from duxue.proofing.reading.pdf import read_pdf

            return read_pdf
        case "doc" | "wps" | "rtf" | "dot" | "wpt":
            raise InputError.one("reading-old-word", name=name)
        case _:
            raise InputError.one("reading-format", name=name)


def ending_of(name: str) -> str:
    """The ending of a file's name, small, without its dot."""
    return Path(name).suffix.lower().removeprefix(".")


def _check_content(data: bytes, name: str) -> None:
    """InputError where the first bytes tell another kind of file than the ending does."""
    ending = ending_of(name)
    for start, kind, right in _STARTS:
        if data.startswith(start) and ending in _ENDINGS and ending not in right:
            if _ENCRYPTED in data:
                raise InputError.one("reading-encrypted", name=name)
            if kind == "Word 97":
                raise InputError.one("reading-old-word", name=name)
            raise InputError.one("reading-wrong-ending", name=name, found=kind, ending=f".{right[0]}")


def _check_size(size: int, name: str) -> None:
    most = limits().file_megabytes
    if size > most * _MEGABYTE:
        raise InputError.one(
            "reading-too-large", name=name, size=f"{-(-size // _MEGABYTE):,}", most=f"{most:,}"
        )
