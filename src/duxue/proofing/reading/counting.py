"""Numbers as lists write them."""

from __future__ import annotations

_HAN = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """一, 十, 十一, 二十, 一百零五; below 10,000."""
    if number <= 0 or number >= 10_000:
        return str(number)
    said = ""
    zero = False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            said += ("零" if zero and said else "") + _HAN[digit] + unit
            zero = False
        else:
            zero = True
    return said[1:] if said.startswith("一十") else said


def roman(number: int) -> str:
    """IV, XII."""
    said = ""
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    for size, letters in zip(
        values, ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"], strict=True
    ):
        while number >= size and len(said) < 40:
            said += letters
            number -= size
    return said


def letters(number: int) -> str:
    """a, b … z, aa, bb."""
    return chr(97 + (number - 1) % 26) * min((number - 1) // 26 + 1, 9) if number > 0 else ""


def circled(number: int) -> str:
    """① to ⑳."""
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


def one_by_one(number: int) -> str:
    """Digit by digit: 二〇二一."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(abs(number)))


def stem(number: int) -> str:
    """甲 to 癸."""
    return "甲乙丙丁戊己庚辛壬癸"[number - 1] if 1 <= number <= 10 else str(number)
