"""Numbers of headings and items that jump or come twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from duxue.proofing.checks import TextFault
from duxue.proofing.document import Document
from duxue.proofing.faults.rows import Item, Row, chinese, inline_rows, rows
from duxue.proofing.faults.wording import said, words
from duxue.proofing.reading.folding import fold

RULE = "numbering"


def faults(document: Document) -> Iterator[TextFault]:
    for row in (*rows(document), *inline_rows(document)):
        yield from _gaps(document, row)
        yield from _doubles(row)


def _gaps(document: Document, row: Row) -> Iterator[TextFault]:
    limits, items = words("numbering"), row.items
    present = {item.value for item in items}
    for i, (before, after) in enumerate(pairwise(items)):
        jump = after.value - before.value
        missing = [value for value in range(before.value + 1, after.value) if value not in present]
        if not 2 <= jump <= limits["longest_jump"] or len(missing) != jump - 1 or before.maybe or after.maybe:
            continue
        # `2、2、4` ranks two alike, and the place after them stays free.
        if i and items[i - 1].value == before.value:
            continue
        if any(_stands_between(document, before, after, value) for value in missing):
            continue
        led = _led(items, i) >= limits["certain_after"]
        followed = i + 2 >= len(items) or items[i + 2].value == after.value + 1
        if not led and not (i + 2 < len(items) and followed):
            continue
        sure = led and followed and jump == 2 and not row.quoted
        message = said(
            "faults-numbering-gap", before=before.shown, after=after.shown, missing=_listed(before, missing)
        )
        yield TextFault(RULE, (before.place, after.place), after.shown, message, sure)


def _stands_between(document: Document, before: Item, after: Item, value: int) -> bool:
    """Whether the number stands there all the same, not told from a figure (`4.60岁以上`) or within a line."""
    between = fold(document.text[before.place.end : after.place.start])
    ways = f"{value}|{chinese(value)}" + (f"|{chr(ord('①') + value - 1)}" if value <= 20 else "")
    at_the_start = rf"^[ \x00]*[（(第]?(?:{ways})(?![0-9])"
    return bool(
        re.search(
            rf"{at_the_start}|(?<![0-9.一二三四五六七八九十]){re.escape(before.written(value))}",
            between,
            re.MULTILINE,
        )
    )


def _doubles(row: Row) -> Iterator[TextFault]:
    items = row.items
    for i, (first, second) in enumerate(pairwise(items)):
        if first.value != second.value or first.maybe or second.maybe:
            continue
        goes_on = i + 2 >= len(items) or items[i + 2].value == first.value + 1
        if _led(items, i) >= words("numbering")["certain_after"] and goes_on:
            message = said("faults-numbering-double", number=second.shown)
            yield TextFault(RULE, (first.place, second.place), second.shown, message, not row.quoted)


def _led(items: tuple[Item, ...], i: int) -> int:
    """How many numbers in a row end with item i."""
    start = i
    while start and items[start - 1].value == items[start].value - 1:
        start -= 1
    return i - start + 1


def _listed(before: Item, missing: list[int]) -> str:
    """The missing numbers as the text writes its own."""
    return "、".join(f"“{before.written(value)}”" for value in missing)
