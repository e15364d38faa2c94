"""One document under two names or two numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from duxue.proofing.checks import TextFault
from duxue.proofing.document import Document, Place
from duxue.proofing.faults.wording import said, words

RULE = "two-names"
_TITLE = re.compile("《([^《》“”]{4,80})》")
_NUMBER = re.compile("[（(]?([\u4e00-\u9fff]{2,12})〔([0-9]{4})〕([0-9]{1,4})号")


def faults(document: Document) -> Iterator[TextFault]:
    titles: dict[str, Place] = {}
    numbers: dict[tuple[str, str, str], dict[str, Place]] = defaultdict(dict)
    for passage in document.passages:
        for found in _TITLE.finditer(passage.text):
            titles.setdefault(found[1], passage.place(*found.span(1)))
            number = _NUMBER.match(passage.text, found.end())
            if number:
                numbers[found[1], number[1], number[2]].setdefault(number[3], passage.place(*number.span(0)))
    yield from _one_title_two_numbers(numbers)
    yield from _one_character_apart(titles)


def _one_title_two_numbers(
    numbers: dict[tuple[str, str, str], dict[str, Place]],
) -> Iterator[TextFault]:
    for (title, office, year), given in numbers.items():
        if len(given) == 2:
            first, second = (f"{office}〔{year}〕{number}号" for number in given)
            message = said("faults-two-names-number", title=title, first=first, second=second)
            yield TextFault(RULE, tuple(given.values()), second, message)


def _one_character_apart(titles: dict[str, Place]) -> Iterator[TextFault]:
    limits = words("names")
    long = [title for title in titles if limits["shortest"] <= len(title) <= limits["longest"]]
    shortened: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for title in long:
        shortened[title].append((title, -1))
        for at in range(len(title)):
            shortened[title[:at] + title[at + 1 :]].append((title, at))
    seen: set[tuple[str, str]] = set()
    # More titles than that which differ in one place are a series: 一年级语文…, 二年级语文….
    for alike in shortened.values():
        different = dict(reversed(alike))
        if len(different) != 2:
            continue
        first, second = sorted(different, key=lambda title: titles[title])
        if (first, second) not in seen and not _by_right(first, second):
            seen.add((first, second))
            message = said("faults-two-names-title", first=first, second=second)
            yield TextFault(RULE, (titles[first], titles[second]), second, message, sure=False)


def _by_right(first: str, second: str) -> bool:
    """Whether what differs is a number, a level, a side: then both are right."""
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    end = 0
    while end < min(len(first), len(second)) - start and first[-1 - end] == second[-1 - end]:
        end += 1
    different = first[start : len(first) - end] + second[start : len(second) - end]
    return (
        not different
        or len(different) > 2
        or any(character in words("names")["by_right"] for character in different)
    )
