"""Rows of numbers, of headings and items, and within sentences: 一是…二是…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duxue.proofing.document import Document, Passage, Place
from duxue.proofing.faults.wording import words

_DIGITS = "零一二三四五六七八九"
_NUMBER = re.compile("[0-9]{1,3}(?![0-9.]*[0-9])|[〇零一二三四五六七八九十百]{1,5}|[①-⑳]")
_INLINE = re.compile(
    "(?:^|(?<=[。；，：、！]))(第?)([一二三四五六七八九十]{1,3})(是|要|，(?=[^第])|、(?=[^第一二三四五六七八九十]))"
)
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Item:
    """A number as written; `maybe` where it may be no numbering (二、三年级)."""

    value: int
    shown: str
    place: Place
    pattern: str
    """The number with # for its value."""
    maybe: bool = False

    def written(self, value: int) -> str:
        """Another value in the way of this one."""
        if self.shown[:1] in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
            return chr(ord("①") + value - 1) if value <= 20 else str(value)
        shown = str(value) if re.search("[0-9]", self.shown) else chinese(value)
        return self.pattern.replace("#", shown)


@dataclass(frozen=True, slots=True)
class Row:
    items: tuple[Item, ...]
    quoted: bool
    """Whether such numbers are often quoted out of a longer row."""


def rows(document: Document) -> Iterator[Row]:
    """Rows of headings and items; one ends where its number begins again or a higher row goes on."""
    open_rows: list[list[Item]] = []
    paused: list[list[Item]] = []
    for passage in document.passages:
        item = _item(passage) if passage.number and passage.kind in ("heading", "paragraph") else None
        if item is None:
            continue
        level = next((i for i, row in enumerate(open_rows) if row[0].pattern == item.pattern), len(open_rows))
        yield from map(_row, open_rows[level + 1 :])
        del open_rows[level + 1 :]
        if level == len(open_rows):
            open_rows.append([item])
            if level >= _DEEPEST:
                yield _row(open_rows.pop(0))
            continue
        row = open_rows[level]
        # A row within a row, numbered in the same way: 四、 stands above 一、二、三、, and 五、 goes on with it.
        outer = next((old for old in reversed(paused) if _goes_on(old, item)), None)
        if item.value == 1 or item.value < row[-1].value:
            paused.append(row)
            if len(paused) > _DEEPEST:
                yield _row(paused.pop(0))
            open_rows[level] = [item]
        elif outer is not None and item.value != row[-1].value + 1:
            yield _row(row)
            paused.remove(outer)
            open_rows[level] = [*outer, item]
        else:
            row.append(item)
    yield from map(_row, [*paused, *open_rows])


def _goes_on(row: list[Item], item: Item) -> bool:
    return row[0].pattern == item.pattern and row[-1].value + 1 == item.value


def inline_rows(document: Document) -> Iterator[Row]:
    """Rows within sentences; they may run over several paragraphs but not over a heading."""
    row: list[Item] = []
    for passage in document.passages:
        if passage.kind == "heading" and row:
            yield _row(row)
            row = []
        if passage.kind != "paragraph":
            continue
        for found in _INLINE.finditer(passage.text):
            item = _inline_item(passage, found)
            if row and (item.value == 1 or item.pattern != row[0].pattern or item.value < row[-1].value):
                yield _row(row)
                row = []
            row.append(item)
    if row:
        yield _row(row)


def _row(items: list[Item]) -> Row:
    quoted = any(mark in items[0].pattern for mark in words("numbering")["quoted"])
    return Row(tuple(items), quoted)


def _item(passage: Passage) -> Item | None:
    number = passage.number.strip()
    found = _NUMBER.search(number)
    if found is None:
        return None
    within = passage.text.startswith(passage.number)
    rest = passage.text[len(passage.number) :] if within else passage.text
    shown = max(1, min(len(passage.number) if within else 6, len(passage.text)))
    pattern = f"{number[: found.start()]}#{number[found.end() :]}"
    maybe = bool(re.match("[0-9〇一二三四五六七八九十百]", rest))
    kind = "①" if "①" <= found.group() <= "⑳" else "0" if found.group().isdigit() else ""
    return Item(_value(found.group()), number, passage.place(0, shown), pattern + kind * 0, maybe)


def _inline_item(passage: Passage, found: re.Match[str]) -> Item:
    ordinal, value, follows = found.groups()
    start, end = found.span()
    return Item(_value(value), found.group(), passage.place(start, end), f"{ordinal}#{follows}")


def _value(written: str) -> int:
    if written.isdecimal() and written.isascii():
        return int(written)
    if "①" <= written <= "⑳":
        return ord(written) - ord("①") + 1
    hundreds, _, rest = written.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    total = 100 * (_DIGITS.find(hundreds) if hundreds else 0)
    total += 10 * (_DIGITS.find(tens[-1]) if tens else 1) if ten else 0
    return total + (max(0, _DIGITS.find(ones[-1])) if ones else 0)


def chinese(value: int) -> str:
    """A number below 100 in Chinese, 一 to 九十九; larger ones in digits."""
    tens, ones = divmod(value, 10)
    if tens > 9:
        return str(value)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
