from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duxue.proofing.claims.numerals import numerals

DIGITS = "零一二三四五六七八九"


def spelled(number: int) -> str:
    """A whole number below 10^12 in Chinese characters, written by another way than it is read."""
    if number == 0:
        return "零"
    words = ""
    for size, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group, number = divmod(number, size)
        if not group:
            continue
        part = ""
        for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit, rest = divmod(group, place)
            if digit:
                part += DIGITS[digit] + unit
            elif part and rest and not part.endswith("零"):
                part += "零"
            group = rest
        full = words and part[0] != "零" and not words.endswith("零") and len(part) < 7
        words += ("零" if full and part.count("千") == 0 else "") + part.rstrip("零") + name
    return words.rstrip("零")


@pytest.mark.parametrize(
    ("written", "value", "step"),
    [
        ("1,234.5", "1234.5", "0.1"),
        ("1.2万", "12000", "1000"),
        ("3亿5000万", "350000000", "10000"),
        ("8.2万亿", "8200000000000", "100000000000"),
        ("一千二百三十四", "1234", "1"),
        ("十万", "100000", "10000"),
        ("二万五千", "25000", "1000"),
        ("一百四十五亿七千七百万", "14577000000", "1000000"),
        ("六千零五十亿", "605000000000", "100000000"),
        ("二十九点四八万", "294800", "100"),
        ("一百二十万亿", "120000000000000", "100000000"),
        ("二〇二一", "2021", "1"),
    ],
)
def test_a_number_has_its_value_and_the_unit_of_its_last_place(written, value, step):
    (found,) = numerals(written)
    assert (found.value, found.step) == (Fraction(value), Fraction(step))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("百分之八", "8"),
        ("百分之十七点八", "17.8"),
        ("百分之百", "100"),
        ("千分之三点五", "0.35"),
        ("八成以上", "80"),
        ("三分之一", "100/3"),
    ],
)
def test_shares_in_words_are_read_per_cent(written, value):
    (found,) = numerals(written)
    assert found.per_cent
    assert found.value == Fraction(value)


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_a_number_in_chinese_characters_is_read_back(number):
    (found,) = numerals(spelled(number))
    assert found.value == number


@given(st.integers(0, 10**9), st.integers(0, 4), st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8)]))
def test_an_arabic_number_with_its_magnitude_is_read_back(digits, decimals, magnitude):
    word, size = magnitude
    whole, part = divmod(digits, 10**decimals)
    written = f"{whole}.{part:0{decimals}d}{word}" if decimals else f"{whole}{word}"
    (found,) = numerals(written)
    assert found.value == Fraction(digits, 10**decimals) * size
    assert found.step == Fraction(size, 10**decimals)


def test_a_number_of_a_million_digits_is_read_without_a_fault():
    (found,) = numerals("9" * 1_000_000)
    assert found.end == 1_000_000
