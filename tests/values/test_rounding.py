from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duxue.values import half_up, plain, with_scale

FRACTIONS = st.builds(Fraction, st.integers(-(10**15), 10**15), st.integers(1, 10**9))
SCALES = st.integers(0, 12)


@pytest.mark.parametrize(
    ("value", "scale", "shown"),
    [
        ("0.125", 2, "0.13"),
        ("-0.125", 2, "-0.13"),
        ("0.1249999999999999999999999", 2, "0.12"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("0.5", 0, "1"),
        ("5", 2, "5.00"),
        ("-0.001", 2, "0.00"),
        ("96.145", 2, "96.15"),
        ("1.005", 2, "1.01"),
        ("0", 3, "0.000"),
        ("99999999999999999999999999999999999.995", 2, "100000000000000000000000000000000000.00"),
    ],
)
def test_a_half_goes_up_in_magnitude(value, scale, shown):
    assert str(half_up(Fraction(value), scale)) == shown


def test_a_negative_value_that_rounds_to_nothing_is_plain_zero():
    assert not half_up(Fraction(-1, 1000), 2).is_signed()


def test_the_books_of_the_nine_year_school_round_to_9712_and_13514():
    primary = Fraction(23226 * 166 * 10, 166 * 10 + 210 * 11)
    assert str(half_up(primary, 3)) == "9711.627"
    assert half_up(primary, 0) == 9712
    assert half_up(23226 - primary, 0) == 13514


@given(FRACTIONS, SCALES)
def test_rounding_agrees_with_decimal_arithmetic_of_high_precision(value, scale):
    wide = Context(prec=200)
    quotient = wide.divide(Decimal(value.numerator), Decimal(value.denominator))
    expected = quotient.quantize(Decimal(1).scaleb(-scale), rounding=ROUND_HALF_UP, context=wide)
    assert half_up(value, scale) == expected


@given(FRACTIONS, SCALES)
def test_the_result_is_never_further_than_half_a_step_and_carries_its_scale(value, scale):
    rounded = half_up(value, scale)
    assert abs(Fraction(rounded) - value) * 2 * 10**scale <= 1
    assert rounded.as_tuple().exponent == -scale


@given(st.integers(-(10**12), 10**12), SCALES)
def test_every_exact_half_goes_away_from_zero(steps, scale):
    half = Fraction(2 * steps + 1, 2 * 10**scale)
    assert abs(Fraction(half_up(half, scale))) > abs(half)


@given(FRACTIONS, SCALES)
def test_rounding_mirrors_at_zero_and_a_second_time_changes_nothing(value, scale):
    rounded = half_up(value, scale)
    assert half_up(-value, scale) == -rounded
    assert half_up(rounded, scale) == rounded


def test_numbers_of_ten_thousand_digits_are_rounded_exactly():
    huge = 10**10_000 + 1
    assert plain(half_up(Fraction(huge), 2)) == "1" + "0" * 9_999 + "1"


def test_a_float_is_refused():
    with pytest.raises(TypeError, match="not exact"):
        half_up(0.125, 2)  # type: ignore[arg-type]


def test_a_negative_scale_is_refused():
    with pytest.raises(ValueError, match="number of decimals"):
        half_up(Fraction(1), -1)


def test_steps_become_a_decimal_of_that_scale():
    assert str(with_scale(915, 2)) == "9.15"
    assert str(with_scale(-7, 3)) == "-0.007"
