"""Which paragraphs are headings, and of which level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from duxue.proofing.reading.layout import heading_like
from duxue.proofing.reading.marks import ends_sentence
from duxue.proofing.reading.numbering import Numbering, decimal_numbering, numbering
from duxue.proofing.reading.settings import line_settings

_DATE = re.compile(r"[（(]?[0-9〇零一二三四五六七八九]{4}年.{0,30}")
_DATE_END = re.compile(r"[日月）)]$")
_FIRST = re.compile("[（(第]?[一1][）)、.章节编]?")
_CAPTION = re.compile("[附图表]{1,2} {0,2}[0-9一二三四五六七八九十]")
_STOPS = re.compile("[。！？；]")
_FIGURE = re.compile(r"[0-9]\s?[%分元人所个名亿万]")
_SUBTITLE = ("—", "-", "（", "(")
_SHORT = 14
_ITEM_RANK = 6
"""From `1.` on, numbered short lines one after the other may be a list and not headings."""


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    """1 is the highest; 0: no heading."""
    number: str


Sought = Literal["any", "numbered", "none"]
"""Which headings are told by their words: all; numbered ones below a title that is marked; or none."""


def headings(texts: Sequence[str], sought: Sought = "any") -> list[Heading]:
    """For each paragraph, folded and in order, whether it is a heading, and its numbering either way.

    An empty text stands for a table.
    """
    numbers = [_numbering(text) for text in texts]
    if sought == "none":
        return [Heading(0, number.text if number else "") for number in numbers]
    found = _found(texts, numbers)
    _drop_lists(texts, numbers, found)
    titles = _titles(texts, numbers, found) if sought == "any" else set()
    if sought == "numbered":
        found = [heading and number is not None for heading, number in zip(found, numbers, strict=True)]
    levels = _Levels(1 if sought == "any" and not titles else 2)
    told: list[Heading] = []
    for i, number in enumerate(numbers):
        level = 1 if i in titles else levels.of(number) if found[i] and i >= len(titles) else 0
        told.append(Heading(level, number.text if number else ""))
    return told


class _Levels:
    """The level of each heading in turn: a rank not open goes one deeper, after lower ranks are closed."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.open: list[int] = []
        self.seen: set[int] = set()

    def of(self, number: Numbering | None) -> int:
        if number is None:
            return self.first + len(self.open)
        rank = number.rank
        if rank in self.open:
            del self.open[self.open.index(rank) :]
        # Some reports count `（一）` above `一、`: then `一、` first appears below it.
        elif rank in self.seen or not _FIRST.fullmatch(number.text) or self.open[-1:] >= [_ITEM_RANK]:
            while self.open and self.open[-1] > rank:
                self.open.pop()
        self.open.append(rank)
        self.seen.add(rank)
        return self.first + len(self.open) - 1


def _numbering(text: str) -> Numbering | None:
    found = numbering(text)
    if found is not None and found.text[-1].isdigit() is False:
        return found
    if len(text) <= line_settings().numbered_heading and not ends_sentence(text):
        return decimal_numbering(text) or found
    return found


def _titles(texts: Sequence[str], numbers: Sequence[Numbering | None], found: Sequence[bool]) -> set[int]:
    """The lines of the title: short, at the start, before the first prose."""
    titles: list[int] = []
    for i, text in enumerate(texts[: line_settings().title_lines]):
        if text.startswith("#"):
            continue
        if not text or _CAPTION.match(text):
            break
        if titles and (text.startswith(_SUBTITLE) or _is_date(text)):
            break
        if numbers[i] or not heading_like(text):
            if titles or len(text) > line_settings().heading:
                break
            continue
        if not text.startswith(_SUBTITLE) and not _is_date(text):
            titles.append(i)
    if (
        len(titles) > 1
        and found[titles[-1]]
        and len(texts[titles[-1]]) <= _SHORT
        and _untitled(numbers, found, titles[-1])
    ):
        # The first heading of a text whose headings have no numbers.
        titles.pop()
    # Verses and lists have no prose after their first lines.
    return set(titles) if len(titles) <= 4 and len(texts) > len(titles) else set()


def _untitled(numbers: Sequence[Numbering | None], found: Sequence[bool], after: int) -> bool:
    return any(found[i] and numbers[i] is None for i in range(after + 1, len(found)))


def _is_date(text: str) -> bool:
    return bool(_DATE.fullmatch(text) and _DATE_END.search(text))


def _found(texts: Sequence[str], numbers: Sequence[Numbering | None]) -> list[bool]:
    """Which paragraphs are headings, each taken with its neighbours and the one numbered likewise before it."""
    found: list[bool] = []
    before: dict[int, bool] = {}
    for i, number in enumerate(numbers):
        if number is None:
            found.append(_is_unnumbered_heading(texts, numbers, i))
            continue
        heading = _is_numbered_heading(texts, number, i, before.get(number.rank, True))
        found.append(heading)
        before = {rank: seen for rank, seen in before.items() if rank < number.rank}
        before[number.rank] = heading
    return found


def _is_unnumbered_heading(texts: Sequence[str], numbers: Sequence[Numbering | None], i: int) -> bool:
    text = texts[i]
    return (
        heading_like(text)
        and not _CAPTION.match(text)
        and not _is_date(text)
        and not _FIGURE.search(text)
        and _prose(texts, i + 1)
        and (i == 0 or _prose(texts, i - 1) or numbers[i - 1] is not None or i < line_settings().title_lines)
    )


def _is_numbered_heading(texts: Sequence[str], number: Numbering, i: int, likewise: bool) -> bool:
    text = texts[i]
    rest = text[len(number.text) :].strip()
    if not rest:
        return False
    settings = line_settings()
    if len(text) <= settings.numbered_heading and not _STOPS.search(rest):
        return rest[-1] not in "，、：:,"
    # With a full stop it is one where those numbered likewise are: elsewhere it is an item of a list.
    stopped = rest[-1] == "。" and not _STOPS.search(rest[:-1])
    short = number.rank < _ITEM_RANK and len(text) <= settings.stopped_heading
    return likewise and stopped and short and _prose(texts, i + 1)


def _prose(texts: Sequence[str], i: int) -> bool:
    """Whether a paragraph stands there that is a sentence or longer; `各位代表：` is none."""
    if not 0 <= i < len(texts):
        return False
    return len(texts[i]) > line_settings().heading or (ends_sentence(texts[i]) and texts[i][-1] not in "：:")


def _drop_lists(texts: Sequence[str], numbers: Sequence[Numbering | None], found: list[bool]) -> None:
    """Numbered short lines with nothing between them are a list."""
    start = 0
    while start < len(texts):
        end = start + 1
        first = numbers[start]
        if found[start] and first is not None and first.rank >= _ITEM_RANK:
            while end < len(texts) and found[end] and _same_rank(numbers[end], first):
                end += 1
            followed = end < len(texts) and numbers[end] is None and not found[end]
            if end - start >= 3 or (end - start == 2 and not followed):
                found[start:end] = [False] * (end - start)
        start = end


def _same_rank(number: Numbering | None, first: Numbering) -> bool:
    return number is not None and number.rank == first.rank
