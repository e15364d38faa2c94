from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duxue.values import grouped, parse_decimal, plain


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("96.150"), "96.15"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.00"), "0"),
        (Decimal("1E-7"), "0.0000001"),
        (Fraction(1, 8), "0.125"),
        (Fraction(-1, 40), "-0.025"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-2, 6), "-1/3"),
        (Fraction(7), "7"),
        (0, "0"),
        (-120, "-120"),
    ],
)
def test_a_number_has_one_plain_text(value, text):
    assert plain(value) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=9))
def test_equal_numbers_have_equal_texts_whatever_their_type(value):
    assert plain(value) == plain(Fraction(value))
    assert parse_decimal(plain(value)) == Fraction(value)


@given(st.fractions(max_denominator=10**6))
def test_a_plain_text_gives_the_number_back(value):
    assert Fraction(plain(value)) == value


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), Decimal("-Infinity")])
def test_what_is_no_number_has_no_plain_text(value):
    for shown in (plain, lambda one: grouped(one, "en")):
        with pytest.raises(ValueError, match="missing value has a reason"):
            shown(value)


@pytest.mark.parametrize(
    ("text", "value"), [("46.1", "461/10"), ("-3", "-3"), ("+0.50", "1/2"), ("007", "7")]
)
def test_digits_with_a_point_are_read_exactly(text, value):
    assert parse_decimal(text) == Fraction(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "1 ",
        "1,234.50",
        "１２",
        "٣",
        "1e5",
        ".5",
        "5.",
        "--1",
        "1/3",
        "NaN",
        "inf",
        "0x10",
        "1_000",
        "1\n",
        "46.1%",
    ],
)
def test_any_other_text_is_not_accepted_silently(text):
    assert parse_decimal(text) is None


def test_a_number_of_many_digits_is_read_exactly():
    assert parse_decimal("1" * 6000 + ".5") == Fraction(10**6000 - 1, 9) + Fraction(1, 2)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (23226, "23,226", "23,226"),
        (1431, "1431", "1,431"),
        (Decimal("1234.50"), "1234.50", "1,234.50"),
        (Decimal("-1234567.00"), "-1,234,567.00", "-1,234,567.00"),
        (Decimal("0.1234567"), "0.1234567", "0.1234567"),
        (Decimal(100), "100", "100"),
        (Decimal("1E+6"), "1,000,000", "1,000,000"),
    ],
)
def test_people_read_groups_of_three(value, zh, en):
    assert (grouped(value, "zh"), grouped(value, "en")) == (zh, en)
