"""Numbers as Chinese reports write them: 1,234.5 · 3亿5000万 · 一千二百三十四 · 百分之八点五 · 三分之一 · 两成."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from duxue.proofing.claims.vocabulary import ONE

Notation = Literal["arabic", "chinese", "mixed", "percent", "fraction", "tenths"]

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
}
PLACES = {"十": 10, "百": 100, "千": 1000}
GROUPS = {"万": 10**4, "亿": 10**8}
MAGNITUDES = {
    "百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
    "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12, "亿亿": 10**16,
}  # fmt: skip

_SHORT = 12
"""Numbers up to that many characters are kept in mind: most of them come again."""
_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_MAGNITUDE = r"(?:万亿|[十百千]?[万亿]|[百千](?![克瓦米分伏卡公万亿]))"
_HAN = "零〇○一二三四五六七八九十百千万亿两"
_CHINESE = (
    rf"(?:(?!(?<=[万亿])千[瓦克米伏卡])[{_HAN}])+(?:点[零〇○一二三四五六七八九]+(?:万亿|[十百千]?[万亿])?)?"
)
PATTERN = re.compile(
    rf"(?P<percent>[百千]分之(?P<part>{_CHINESE}|{_ARABIC}))"
    rf"|(?P<fraction>(?P<lower>[{_HAN}]+|[0-9]+)分之(?P<upper>[{_HAN}]+|[0-9]+))"
    rf"|(?P<tenths>[一两二三四五六七八九]成(?:[一二三四五六七八九半])?(?=以上|以下|左右|多|的|，|。|；|、|$|股))"
    rf"|(?P<arabic>{_ARABIC})(?P<tail>(?:{_MAGNITUDE}(?:{_ARABIC}(?={_MAGNITUDE}))?)*)"
    rf"|(?P<chinese>{_CHINESE})"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a clean text. `step` is one unit of its last place as written; `wide` the place of its last
    digit that is not 0, which is what a rounded number may be rounded to."""

    start: int
    end: int
    value: Fraction
    step: Fraction
    wide: Fraction
    notation: Notation
    per_cent: bool = False
    """Whether 百分之 was written, so that the value is in per cent."""


def numerals(text: str) -> list[Numeral]:
    """Every number in the text, in order. Whether it is a figure at all is decided elsewhere."""
    return [found for match in PATTERN.finditer(text) if (found := _numeral(match)) is not None]


def _numeral(match: re.Match[str]) -> Numeral | None:
    start, end = match.span()
    if match["percent"] is not None:
        value, step, wide = _plain(match["part"])
        scale = Fraction(1, 10) if match["percent"][0] == "千" else Fraction(1)
        return Numeral(start, end, value * scale, step * scale, wide * scale, "percent", per_cent=True)
    if match["fraction"] is not None:
        upper, lower = _plain(match["upper"])[0], _plain(match["lower"])[0]
        if lower <= upper:
            return None
        value = upper / lower * 100
        return Numeral(start, end, value, Fraction(5), Fraction(5), "fraction", per_cent=True)
    if match["tenths"] is not None:
        word = match["tenths"]
        half = 5 if word.endswith("半") else DIGITS[word[-1]] if len(word) == 3 else 0
        step = Fraction(1 if len(word) == 3 else 10)
        return Numeral(start, end, Fraction(DIGITS[word[0]] * 10 + half), step, step, "tenths", per_cent=True)
    if match["arabic"] is not None:
        return _arabic(match, start, end)
    value, step, wide = chinese(match["chinese"])
    return Numeral(start, end, value, step, wide, "chinese")


def _plain(word: str) -> tuple[Fraction, Fraction, Fraction]:
    return _decimal(word) if word[0].isascii() else chinese(word)


def _decimal(word: str) -> tuple[Fraction, Fraction, Fraction]:
    return _short_decimal(word) if len(word) <= _SHORT else _long_decimal(word)


def _long_decimal(word: str) -> tuple[Fraction, Fraction, Fraction]:
    whole, _, decimals = word.replace(",", "").partition(".")
    number = int((whole + decimals)[:400])
    if not decimals:
        return Fraction(number), ONE, _power(_trailing_zeros(number))
    # zeros behind the point are written on purpose: 20.0 is no rounded 20
    step = _power(-len(decimals[:400]))
    return Fraction(number, step.denominator), step, step


_short_decimal = lru_cache(maxsize=4096)(_long_decimal)


@lru_cache(maxsize=64)
def _power(zeros: int) -> Fraction:
    """Ten to that power."""
    return ONE if zeros == 0 else Fraction(10**zeros) if zeros > 0 else Fraction(1, 10**-zeros)


def _trailing_zeros(number: int) -> int:
    written = str(number)
    return len(written) - len(written.rstrip("0")) if number else 0


def _arabic(match: re.Match[str], start: int, end: int) -> Numeral:
    """`3亿5000万` is read group by group; `1.2万` is one group."""
    if not match["tail"]:
        return Numeral(start, end, *_decimal(match["arabic"]), "arabic")
    value, step, wide = Fraction(0), Fraction(1), Fraction(1)
    notation: Notation = "arabic"
    for group in re.finditer(rf"({_ARABIC})((?:{_MAGNITUDE})?)", match[0]):
        number, place, zeros = _decimal(group[1])
        times = MAGNITUDES.get(group[2], 1)
        if times != 1:
            notation = "mixed"
        value, step, wide = value + number * times, place * times, zeros * times
    return Numeral(start, end, value, step, wide, notation)


def chinese(word: str) -> tuple[Fraction, Fraction, Fraction]:
    """Value, step and widest step of a number in Chinese characters, with or without a decimal point.

    一千二百三十四, 十万, 二〇二一, 一百四十五亿七千七百万, 五十一点八. A row of digits is read digit by digit.
    """
    return _short_chinese(word) if len(word) <= _SHORT else _long_chinese(word)


def _long_chinese(word: str) -> tuple[Fraction, Fraction, Fraction]:
    whole, point, decimals = word.partition("点")
    if point:
        digits = decimals.rstrip("十百千万亿")
        times = MAGNITUDES.get(decimals[len(digits) :], 1)
        step = Fraction(1, 10 ** len(digits))
        part = int("".join(str(DIGITS[character]) for character in digits))
        return (_whole(whole)[0] + part * step) * times, step * times, step * times
    value, last, groups = _whole(whole)
    step = last if groups > 1 else _group_of(whole)
    number = int(value)
    return value, step, Fraction(max(int(step), 10 ** _trailing_zeros(number)))


_short_chinese = lru_cache(maxsize=1024)(_long_chinese)


def _group_of(word: str) -> Fraction:
    return Fraction(10**12 if word.endswith("万亿") else GROUPS.get(word[-1], 1))


def _whole(word: str) -> tuple[Fraction, Fraction, int]:
    """The value, the place of the last digit spelled, and how many groups of 万 and 亿 there are."""
    if len(word) > 1 and not set(word) & (PLACES.keys() | GROUPS.keys()):
        return Fraction(int("".join(str(DIGITS[character]) for character in word[:400]))), Fraction(1), 1
    total = section = digit = groups = 0
    last = 1
    for character in word:
        if character in DIGITS:
            digit, last = DIGITS[character], 1
        elif character in PLACES:
            section += (digit or (1 if not section or character == "十" else 0)) * PLACES[character]
            digit, last = 0, PLACES[character]
        else:
            spelled = section + digit or (0 if total else 1)
            times = GROUPS[character]
            total = (total + spelled) * times if times > total else total + spelled * times
            last = last * times if section or digit else times
            section = digit = 0
            groups += 1
    return Fraction(total + section + digit), Fraction(last), groups + (1 if section or digit else 0)
