"""Reads numerals in a Chinese report: a tokenizer of the tests' own, which knows nothing of the product's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
POWERS = {"十": 10, "百": 100, "千": 1000}
GROUPS = {"万": 10**4, "亿": 10**8}
CHINESE = "".join((*DIGITS, *POWERS, *GROUPS))
PARTS = "一二三四五六七八九"

# 19 万 is one numeral, but the 万 of 19 万元 belongs to the unit; the second 一 of 唯一一所 is a numeral of its own.
NUMERAL = re.compile(
    rf"(?P<arabic>\d+(?:\.\d+)?(?:\s*[千百万亿]+(?!元))?)(?:\s*[千百万亿]+元)?|(?P<chinese>(?<=唯)一|[{CHINESE}]+)"
)
PART_HEADING = re.compile(rf"([{PARTS}])、")
ITEM_HEADING = re.compile(r"(\d+)\.(?!\d)")


class Numeral(NamedTuple):
    """One occurrence in the report: part and item it stands in, and its characters without blanks."""

    section: str
    text: str


def numerals(report: str) -> Iterator[Numeral]:
    """Every numeral of the report in its order; sections are read from headings at the beginning of a line."""
    part = 0
    section = "0"
    for line in report.splitlines():
        if heading := PART_HEADING.match(line):
            part = PARTS.index(heading[1]) + 1
            section = f"{part}.0"
        elif part and (item := ITEM_HEADING.match(line)):
            section = f"{part}.{item[1]}"
        for match in NUMERAL.finditer(line):
            found = match["arabic"] or match["chinese"]
            yield Numeral(section, "".join(found.split()))


def value(text: str) -> Fraction:
    """What a numeral is worth: 96.15, 五, 十三, 五十六, 19万. ValueError for what is no number, such as 一一."""
    if arabic := re.fullmatch(rf"(\d+(?:\.\d+)?)([{''.join((*POWERS, *GROUPS))}]*)", text):
        worth = Fraction(arabic[1])
        for multiplier in arabic[2]:
            worth *= (POWERS | GROUPS)[multiplier]
        return worth
    if not text or set(text) - set(CHINESE):
        raise ValueError(text)
    total = below_group = 0
    digit: int | None = None
    for character in text:
        if character in DIGITS:
            if digit:
                raise ValueError(text)
            digit = DIGITS[character]
        elif character in POWERS:
            below_group += (1 if digit is None else digit) * POWERS[character]
            digit = None
        else:
            total = (total + below_group + (digit or 0)) * GROUPS[character]
            below_group, digit = 0, None
    return Fraction(total + below_group + (digit or 0))
