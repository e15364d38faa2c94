from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from duxue.messages import Fault, InputError, Place
from duxue.notation.composing import Mark, Path, compose

LARGEST = 8 * 1024 * 1024

# What YAML forbids, and what it would count as the end of a line where no editor does.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Document:
    """A YAML file that was read: its value (str, int, Decimal, bool, date, None, list, dict) and its places."""

    file: str
    value: Any
    _marks: dict[Path, Mark] = field(default_factory=dict, repr=False, compare=False)
    _keys: dict[Path, Mark] = field(default_factory=dict, repr=False, compare=False)

    def place(self, path: Path = ()) -> Place:
        """Where the value at that path begins, or the nearest value around it that is known."""
        return self._nearest(path, self._marks)

    def key_place(self, path: Path) -> Place:
        """Where the key begins that the path ends with; for an item of a list, where the item begins."""
        if path in self._keys:
            return Place(self.file, *self._keys[path])
        return self._nearest(path, self._marks)

    def _nearest(self, path: Path, marks: dict[Path, Mark]) -> Place:
        for length in range(len(path), -1, -1):
            if path[:length] in marks:
                return Place(self.file, *marks[path[:length]])
        return Place(self.file)

    def at(self, path: Path) -> Any:
        """The value at that path; KeyError or IndexError where there is none."""
        value = self.value
        for step in path:
            value = value[step]
        return value


def read(path: FilePath, shown: str | None = None) -> Document:
    """Reads a strict YAML file; `shown` names it in faults instead of the path. InputError with all its faults."""
    name = shown if shown is not None else str(path)
    return _read_bytes(_bytes(path, name), name)


def read_text(text: str, shown: str) -> Document:
    """Reads strict YAML from a text. InputError with all its faults."""
    text = text.removeprefix("\ufeff")
    control = _CONTROL.search(text)
    if control:
        raise InputError.one(
            "yaml-control-character",
            _place_at(text, control.start(), shown),
            character=f"U+{ord(control.group()):04X}",
        )
    composed = compose(text, shown)
    return Document(shown, composed.value, composed.marks, composed.keys)


def _bytes(path: FilePath, name: str) -> bytes:
    place = Place(name)
    try:
        # Not blocking: a pipe in place of a file must not hang the command.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except (FileNotFoundError, NotADirectoryError):
        raise InputError.one("yaml-file-missing", place, name=name) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError.one("yaml-unreadable", place, name=name, reason=reason) from None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise InputError.one("yaml-not-a-file", place, name=name)
    with os.fdopen(descriptor, "rb") as opened:
        data = opened.read(LARGEST + 1)
    if len(data) > LARGEST:
        size, most = f"{status.st_size:,}", f"{LARGEST:,}"
        raise InputError.one("yaml-too-large", place, name=name, size=size, most=most)
    return data


def _read_bytes(data: bytes, name: str) -> Document:
    try:
        return read_text(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        raise InputError([_encoding_fault(data, error.start, name)]) from None


def _encoding_fault(data: bytes, start: int, name: str) -> Fault:
    before = data[:start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    place = Place(name, line, column)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Fault("yaml-encoding", Place(name, 1, 1), {"encoding": "UTF-16"})
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return Fault("yaml-not-utf-8", place, {"byte": f"0x{data[start]:02X}"})
    return Fault("yaml-encoding", place, {"encoding": "GBK"})


def _place_at(text: str, position: int, name: str) -> Place:
    before = text[:position].replace("\r\n", "\n").replace("\r", "\n")
    return Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
