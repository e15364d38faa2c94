"""Brackets, quotation marks and title marks that lack their other half: `《抚《抚顺市…》`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from duxue.proofing.checks import TextFault
from duxue.proofing.document import Document, Place
from duxue.proofing.faults.pairs import Alone, Pair, alone
from duxue.proofing.faults.wording import said, words

RULE = "unbalanced-mark"
_APART = (("heading", "paragraph"), ("cell",), ("note",))


def faults(document: Document) -> Iterator[TextFault]:
    """One for each passage and side of a pair; prose, cells and notes do not close each other's marks."""
    for kinds in _APART:
        numbers = [i for i, passage in enumerate(document.passages) if passage.kind in kinds]
        for pair in _pairs():
            for stray in alone(document, numbers, pair):
                yield _opening(document, stray, pair) if stray.opens else _closing(document, stray, pair)


@cache
def _pairs() -> tuple[Pair, ...]:
    return tuple(Pair(**pair) for pair in words("marks")["pairs"])


def _opening(document: Document, stray: Alone, pair: Pair) -> TextFault:
    """With what follows; a second opening mark near by, in the next passage too, belongs to the same slip."""
    limits, passage = words("marks"), document.passages[stray.passage]
    first = stray.at[0]
    end = min(first + 1 + limits["shown_after"], len(passage.text))
    second = passage.text.find(pair.open, first + 1, first + limits["near"])
    if second >= 0:
        end = min(second + 1 + limits["shown_after_second"], len(passage.text))
    text, place = passage.text[first:end], passage.place(first, end)
    follower = document.passages[stray.passage + 1 :][:1]
    if second < 0 and end == len(passage.text) and follower and follower[0].text.startswith(pair.open):
        shown = min(1 + limits["shown_after_second"], len(follower[0].text))
        text += follower[0].text[:shown]
        place = Place(place.start, follower[0].place(0, shown).end)
    others = tuple(passage.place(at, at + 1) for at in stray.at[1:] if at >= end)
    message = said("faults-unbalanced-open", text=text, mark=pair.open, partner=pair.close)
    return TextFault(RULE, (place, *others), text, message)


def _closing(document: Document, stray: Alone, pair: Pair) -> TextFault:
    """With what stands before; of two near each other, the first should have been an opening mark."""
    limits, passage = words("marks"), document.passages[stray.passage]
    first = stray.at[0]
    start, end = max(0, first - limits["shown_before"]), first + 1
    if len(stray.at) > 1 and stray.at[1] - first <= limits["near"]:
        start, end = first, stray.at[1] + 1
    text = passage.text[start:end]
    others = tuple(passage.place(at, at + 1) for at in stray.at[1:] if at >= end)
    message = said("faults-unbalanced-close", text=text, mark=pair.close, partner=pair.open)
    return TextFault(RULE, (passage.place(start, end), *others), text, message)
