"""Marks that come in pairs: which of a document's stand alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from duxue.proofing.document import Document, Passage

_LISTED = re.compile(r"(?:^|[\s；。，、：.])(?:[0-9]{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3}|[①-⑳])$")
_FACE = tuple(":：;；^_=")
_NEAR = 24
"""The brackets of a half-open interval, `[0，1）`, are so near each other at most."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An opening and a closing mark, and over how many passages they may stand apart."""

    open: str
    close: str
    reach: int


@dataclass(frozen=True, slots=True)
class Alone:
    """The marks of one side in one passage that lack their other half, by their positions in its clean text."""

    passage: int
    opens: bool
    at: tuple[int, ...]


def alone(document: Document, numbers: Sequence[int], pair: Pair) -> list[Alone]:
    """Of the passages with those numbers, in the order of the text."""
    waiting: list[tuple[int, Alone]] = []
    found: list[Alone] = []
    for order, number in enumerate(numbers):
        text = document.passages[number].text
        if pair.open not in text and pair.close not in text:
            continue
        opened, closed = _in_passage(document, document.passages[number], pair)
        while closed and waiting and order - waiting[-1][0] <= pair.reach:
            waiting.pop()
            closed = closed[1:]
        if closed:
            found.append(Alone(number, False, tuple(closed)))
        follower = document.passages[numbers[order + 1]].text if order + 1 < len(numbers) else ""
        # A quotation of several paragraphs opens anew with each of them and closes with the last.
        if opened and not (pair.open == "“" and follower.startswith("“")):
            waiting.append((order, Alone(number, True, tuple(opened))))
    found += [stray for _, stray in waiting]
    return sorted(found, key=lambda stray: (stray.passage, stray.at))


def _in_passage(document: Document, passage: Passage, pair: Pair) -> tuple[list[int], list[int]]:
    """Opening and closing marks without their other half; none where one of two readings has none.

    Nor where a straight quote stands, which opens and closes.
    """
    lenient = _unmatched(passage.text, pair, items=False)
    if not any(lenient):
        return lenient
    if pair.open == "“" and '"' in passage.text:
        return [], []
    strict = _unmatched(passage.text, pair, items=True)
    opened = [at for at in strict[0] if not _meant(document, passage, at, pair)]
    closed = [at for at in strict[1] if not _meant(document, passage, at, pair)]
    return opened, closed


def _unmatched(text: str, pair: Pair, *, items: bool) -> tuple[list[int], list[int]]:
    """With `items`, the bracket of a number such as `1）` closes nothing."""
    opened: list[int] = []
    closed: list[int] = []
    for found in re.finditer(f"[{pair.open}{pair.close}]", text):
        at = found.start()
        if found.group() == pair.open:
            opened.append(at)
        elif items and pair.close == "）" and _LISTED.search(text, max(0, at - 5), at):
            continue
        elif opened:
            opened.pop()
        else:
            closed.append(at)
    return opened, closed


def _meant(document: Document, passage: Passage, at: int, pair: Pair) -> bool:
    """A straight quote or corner, seconds or inches, half of an interval, a face made of marks."""
    text, before = passage.text, passage.text[max(0, at - _NEAR) : at]
    if pair.open == "“":
        straight = document.text[passage.offsets[at]] in "\"'「」"
        return straight or (text[at] == "”" and before[-1:].isdigit())
    if pair.open != "（":
        return False
    if text[at] == "（":
        return "]" in text[at : at + _NEAR] or (
            before.endswith(_FACE) and not text[at + 1 : at + 2].isalnum()
        )
    return "[" in before or before.endswith(_FACE)
