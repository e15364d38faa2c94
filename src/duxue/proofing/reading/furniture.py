"""Lines that belong to the page and not to the text: page numbers, running headers, rules, tables of contents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from duxue.proofing.reading.layout import heading_like
from duxue.proofing.reading.lines import Line
from duxue.proofing.reading.marks import ends_sentence
from duxue.proofing.reading.settings import line_settings, loaded

PAGE_NUMBER = "reading-unread-page-number"
RUNNING_HEADER = "reading-unread-running-header"
RULE = "reading-unread-rule"
CONTENTS = "reading-unread-contents"

_RULE = re.compile(r"[-=_~*#+|:.·—─-╿ ]{3,}")
_CONTENTS = re.compile(
    r"[^.…·]{1,80}(?:[.·]{4,200}|[…]{2,200}|(?:[.·] ){4,200})[ ….·]{0,20}[-—(（ ]{0,3}[0-9]{1,4}[-—)） ]{0,3}"
)
_DIGITS = re.compile(r"[0-9]+")


def furniture(lines: Sequence[Line]) -> dict[int, str]:
    """The numbers of the lines that belong to the page, each with the code of its reason."""
    found: dict[int, str] = {}
    lone: list[int] = []
    for i, line in enumerate(lines):
        if len(line.text) > 200:
            continue
        marked = line.text[0] in "-=_~*#+|:.·—" or "─" <= line.text[0] <= "╿"
        if marked and _RULE.fullmatch(line.text):
            found[i] = RULE
        elif _CONTENTS.fullmatch(line.text):
            found[i] = CONTENTS
        elif len(line.text) <= 24 and _DIGITS.search(line.text):
            shape = _DIGITS.sub("#", line.text.replace(" ", ""))
            if shape in _lone_shapes():
                lone.append(i)
            elif shape in _shapes():
                found[i] = PAGE_NUMBER
    found |= dict.fromkeys(_pages(lines, lone, found), PAGE_NUMBER)
    return found | dict.fromkeys(_headers(lines, found), RUNNING_HEADER)


def is_page_number(text: str) -> bool:
    """Whether a text without spaces is the number of a page, where it stands at the edge of one."""
    shape = _DIGITS.sub("#", text)
    return len(text) <= 24 and (shape in _shapes() or shape in _lone_shapes())


def is_contents(text: str) -> bool:
    """Whether a folded line is an entry of a table of contents."""
    return len(text) <= 200 and _CONTENTS.fullmatch(text) is not None


def _pages(lines: Sequence[Line], lone: Sequence[int], found: Mapping[int, str]) -> list[int]:
    """Of the lines that are only a number, those that number pages: within a broken sentence, or rising by one."""
    chosen = set(lone)
    alone = [i for i in lone if not {i - 1, i + 1} & chosen and len(lines[i].text) <= 9]
    numbers = {i: int(found_number.group()) for i in alone if (found_number := _DIGITS.search(lines[i].text))}
    rising = {
        i
        for one, two in pairwise(alone)
        if numbers[two] - numbers[one] == 1 and _text_between(lines, one, two)
        for i in (one, two)
    }
    return [i for i in alone if i in rising or _within_sentence(lines, i, found)]


def _text_between(lines: Sequence[Line], one: int, two: int) -> bool:
    """Whether a page of prose stands between, so that a table's column of 1, 2, 3 is not taken for pages."""
    longest = max((len(lines[i].text) for i in range(one + 1, two)), default=0)
    return longest > line_settings().cell and two - one >= 4


def _within_sentence(lines: Sequence[Line], i: int, found: Mapping[int, str]) -> bool:
    before, after = i - 1, i + 1
    while before in found:
        before -= 1
    while after in found:
        after += 1
    if before < 0 or after >= len(lines):
        return False
    one, two = lines[before].text, lines[after].text
    long = line_settings().cell
    return len(one) > long and len(two) > long and not ends_sentence(one)


def _headers(lines: Sequence[Line], found: Mapping[int, str]) -> list[int]:
    """The lines that come again at the break of every page."""
    settings = line_settings()
    places: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if i not in found and 2 <= len(line.text) <= settings.header_length:
            # A header may hold the number of its page.
            places[line.text.replace(" ", "").strip("0123456789-—·|")].append(i)
    headers: list[int] = []
    for again in places.values():
        # The first may be the title itself.
        breaks = [i for i in again if _at_break(lines, i, found)]
        if len(again) >= settings.header_times and len(breaks) * 100 >= settings.header_share * len(again):
            headers += [i for i in again if i in breaks or i != again[0]]
    return headers


def _at_break(lines: Sequence[Line], i: int, found: Mapping[int, str]) -> bool:
    beside = found.get(i - 1) == PAGE_NUMBER or found.get(i + 1) == PAGE_NUMBER
    if beside or lines[i].new_page or (i + 1 < len(lines) and lines[i + 1].new_page):
        return True
    if not 0 < i < len(lines) - 1:
        return False
    before, after = lines[i - 1].text, lines[i + 1].text
    long = line_settings().cell
    return (
        heading_like(lines[i].text) and len(before) > long and len(after) > long and not ends_sentence(before)
    )


@cache
def _shapes() -> frozenset[str]:
    return frozenset(loaded("reading")["page_numbers"]) - _lone_shapes()


@cache
def _lone_shapes() -> frozenset[str]:
    return frozenset(loaded("reading")["lone_page_numbers"])
