"""Where the words of a list stand in a text: looked up once a text, however many figures ask."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import accumulate

from duxue.proofing.claims.vocabulary import alternatives, words


class Spotted:
    """The places of the words of any list in one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, tuple[list[int], list[int]]] = {}

    def within(self, name: str, start: int, end: int) -> bool:
        """Whether a whole word of that list stands between the two places."""
        if name not in self._found:
            self._found[name] = self._places(name)
        ends, latest = self._found[name]
        place = bisect_right(ends, end)
        return place > 0 and latest[place - 1] >= start

    def _places(self, name: str) -> tuple[list[int], list[int]]:
        """Where the words end, in order, and where the latest of those up to it begins."""
        spans = sorted((match.end(1), match.start()) for match in _anywhere(name).finditer(self._text))
        return [end for end, _ in spans], list(accumulate((start for _, start in spans), max))


@cache
def _anywhere(name: str) -> re.Pattern[str]:
    """Every place where a word begins, also within another; of two that begin there the shorter one."""
    short = [
        word
        for word in words(name)
        if not any(other != word and word.startswith(other) for other in words(name))
    ]
    return re.compile(f"(?=({alternatives(short)}))")
