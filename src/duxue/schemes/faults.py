"""Collecting the faults of a scheme, each with its line and the likely right word."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import SequenceMatcher

from duxue.messages import Fact, Fault, Place, Text, listed
from duxue.notation import Document, likely
from duxue.schemes.parts import Path


class Faults:
    """The faults found so far in one document, kept in the order of its lines."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._found: list[Fault] = []

    def add(self, code: str, path: Path, /, **facts: Fact) -> None:
        """Notes a fault at that path of the document."""
        self._found.append(Fault(code, self.place(path), facts))

    def unknown(self, code: str, path: Path, word: str, allowed: Iterable[str], /, **facts: Fact) -> None:
        """Notes a word that is not among the allowed ones, with the likely one where there is one."""
        known = sorted(allowed)
        self.add(code, path, word=word, hint=hint(word, known), allowed=offered(known, word), **facts)

    def extend(self, faults: Iterable[Fault]) -> None:
        """Takes faults over that were found elsewhere and already have their place."""
        self._found.extend(faults)

    def place(self, path: Path) -> Place:
        return self._document.place(path)

    def in_order(self) -> list[Fault]:
        """All faults by line, then by code."""
        return sorted(self._found, key=_line)


def _line(fault: Fault) -> tuple[int, int, str]:
    place = fault.place
    return ((place.line or 0, place.column or 0) if place else (0, 0)) + (fault.code,)


_ALL = 20
_NEAREST = 6


def offered(known: Collection[str], word: str) -> Text:
    """The words that may stand there: all of a few, of many those that look most like the one found."""
    if not known:
        return Text("（无）", "(none)")
    if len(known) <= _ALL:
        return listed(sorted(known))
    by_likeness = sorted(known, key=lambda one: (-SequenceMatcher(None, word, one).ratio(), one))
    return listed(by_likeness, _NEAREST)


def hint(word: str, allowed: Iterable[str]) -> Text:
    """The half sentence that offers the likely word; empty where nothing is near."""
    near = likely(word, allowed)
    return Text(f"，是否应为“{near}”？", f'; did you mean "{near}"?') if near else Text("。", ".")
