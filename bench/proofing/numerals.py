"""Numerals as reports write them, read and rewritten in the same notation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

DIGITS = "零一二三四五六七八九"
PLACES = {"十": 10, "百": 100, "千": 1000}
SCALES = {"万亿": Decimal(10) ** 12, "亿": Decimal(10) ** 8, "万": Decimal(10) ** 4}

_ARABIC = re.compile(r"(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d{1,18})(?:\.\d{1,9})?")
_CHINESE = re.compile(
    r"[零〇○一二两三四五六七八九十百千万亿]{1,40}(?:点[零〇○一二三四五六七八九]{1,9})?[万亿]{0,2}"
)
_THOUSANDFOLD = ("瓦", "克", "米", "伏", "卡")
"""What 千 before it makes a unit of: 万千瓦, 千克."""
_SCALE = re.compile(r"\s?(万亿|亿|万)")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral in a text; `shown` × `scale` is its value, and `shown` has the decimals that are written."""

    start: int
    end: int
    shown: Decimal
    scale: Decimal
    chinese: bool = False
    grouped: bool = False
    suffix: str = ""
    """亿, 万 or 万亿 where it is part of a Chinese numeral."""
    composite: bool = False
    """一百四十五亿七千七百万: more than one scale."""
    by_digit: bool = False
    """一九五八: digit by digit."""

    @property
    def value(self) -> Decimal:
        return self.shown * self.scale

    @property
    def step(self) -> Decimal:
        """One unit in the last place that is written."""
        return Decimal(1).scaleb(_exponent(self.shown))

    @property
    def last_place(self) -> Decimal:
        """The place of the last digit that is not nothing: a number in words ends with it, and may be rounded to it."""
        if not self.chinese or self.by_digit or self.step < 1:
            return self.step
        digits = f"{self.shown:f}"
        return Decimal(10) ** (len(digits) - len(digits.rstrip("0")))

    def written(self, shown: Decimal) -> str:
        """Another value in this notation."""
        if not self.chinese:
            return f"{shown:,f}" if self.grouped else f"{shown:f}"
        if self.by_digit:
            return "".join(DIGITS[int(sign)] for sign in f"{shown:f}")
        if self.composite:
            return chinese_whole(int(shown * self.scale))
        return chinese(shown) + self.suffix


def numerals(text: str) -> Iterator[Numeral]:
    """All numerals of the text, in order."""
    found = [*_arabic(text), *_chinese(text)]
    return iter(sorted(found, key=lambda numeral: numeral.start))


def _arabic(text: str) -> Iterator[Numeral]:
    for match in _ARABIC.finditer(text):
        grouped = "," in match[0]
        scale = _SCALE.match(text, match.end())
        yield Numeral(
            match.start(),
            match.end(),
            Decimal(match[0].replace(",", "")),
            SCALES[scale[1]] if scale else Decimal(1),
            grouped=grouped,
        )


def _chinese(text: str) -> Iterator[Numeral]:
    for match in _CHINESE.finditer(text):
        start, words = match.start(), match[0]
        if words[0] in "万亿" and start and text[start - 1].isdigit():
            continue
        if text.startswith("分之", match.end()):
            words = words.removesuffix("百")
        if text.startswith(_THOUSANDFOLD, match.end()):
            words = words.removesuffix("千")
        numeral = _read_chinese(start, words)
        if numeral is not None:
            yield numeral


def _read_chinese(start: int, words: str) -> Numeral | None:
    end = start + len(words)
    whole, point, decimals = words.partition("点")
    suffix = _last_scale(decimals or whole)
    if point:
        digits = decimals.removesuffix(suffix)
        number = _whole(whole)
        if number is None or not digits:
            return None
        shown = Decimal(f"{number}.{''.join(str(_digit(sign)) for sign in digits)}")
        return Numeral(start, end, shown, SCALES.get(suffix, Decimal(1)), True, suffix=suffix)
    if not whole:
        return None
    body = whole.removesuffix(suffix)
    number = _whole(body) if body else None
    if number is None:
        return None
    if any(sign in "万亿" for sign in body):
        scale = SCALES.get(suffix, Decimal(1))
        full = _whole(whole)
        return None if full is None else Numeral(start, end, full / scale, scale, True, composite=True)
    if "十" not in body and "百" not in body and "千" not in body and len(body) > 1:
        return None if suffix else Numeral(start, end, number, Decimal(1), True, by_digit=True)
    return Numeral(start, end, Decimal(number), SCALES.get(suffix, Decimal(1)), True, suffix=suffix)


def _last_scale(words: str) -> str:
    return next((scale for scale in SCALES if words.endswith(scale)), "")


def _digit(sign: str) -> int:
    return 0 if sign in "〇○" else 2 if sign == "两" else DIGITS.index(sign)


def _whole(words: str) -> Decimal | None:
    """A whole number in words, digit by digit (一九八〇) or with places; nothing where it is no number."""
    if not words:
        return None
    if len(words) > 1 and all(sign in DIGITS + "〇○两" for sign in words):
        return Decimal("".join(str(_digit(sign)) for sign in words))
    total = section = digit = Decimal(0)
    for sign in words:
        if sign in PLACES:
            section += (digit or (1 if sign == "十" and not section else digit)) * PLACES[sign]
            digit = Decimal(0)
        elif sign == "万":
            total, section, digit = total + (section + digit) * 10**4, Decimal(0), Decimal(0)
        elif sign == "亿":
            total, section, digit = (total + section + digit) * 10**8, Decimal(0), Decimal(0)
        else:
            digit = Decimal(_digit(sign))
    return total + section + digit


def chinese(number: Decimal) -> str:
    """四十二点二: the whole part with places, the decimals digit by digit."""
    whole, _, decimals = f"{number:f}".partition(".")
    return chinese_whole(int(whole)) + ("点" + "".join(DIGITS[int(d)] for d in decimals) if decimals else "")


def chinese_whole(number: int) -> str:
    """一千零五, 十二, 三亿零五十万."""
    if number == 0:
        return "零"
    parts: list[str] = []
    for scale, power in (("亿", 8), ("万", 4), ("", 0)):
        section = number // 10**power % (10**8 if power == 8 else 10**4)
        if not section:
            continue
        gap = bool(parts) and section < 1000
        words = chinese_whole(section) if section >= 10**4 else _section(section)
        if parts and words.startswith("十"):
            words = "一" + words
        parts.append(("零" if gap else "") + words + scale)
    return "".join(parts)


def _section(number: int) -> str:
    words, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return words.removeprefix("一") if words.startswith("一十") else words


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return min(exponent, 0)
