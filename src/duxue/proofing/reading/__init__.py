"""Files to documents: text, Markdown, Word, PDF and HTML, each with the place of every character."""

from __future__ import annotations

from pathlib import Path

from duxue.messages import InputError
from duxue.proofing.document import Document
from duxue.proofing.reading.settings import limits

__all__ = ["read_bytes", "read_file"]

_MEGABYTE = 1 << 20


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
    ending = Path(name).suffix.lower().removeprefix(".")
    if ending in ("txt", "text"):
        from duxue.proofing.reading.plain import read_text

        return read_text(data, name)
    raise InputError.one("reading-format", name=name)


def _check_size(size: int, name: str) -> None:
    most = limits().file_megabytes
    if size > most * _MEGABYTE:
        raise InputError.one(
            "reading-too-large", name=name, size=f"{-(-size // _MEGABYTE):,}", most=f"{most:,}"
        )
