from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duxue.values import SquareRoot

RADICANDS = st.builds(Fraction, st.integers(0, 10**12), st.integers(10**6, 10**9))
LIMITS = st.builds(Fraction, st.integers(-(10**4), 10**6), st.integers(1, 10**3))
SCALES = st.integers(0, 10)


class Settling:
    """Gives a radicand and counts how often it was asked."""

    def __init__(self, radicand: Fraction) -> None:
        self.radicand = radicand
        self.calls = 0

    def __call__(self) -> Fraction:
        self.calls += 1
        return self.radicand


@given(RADICANDS, SCALES)
def test_the_rounded_root_agrees_with_decimal_arithmetic_of_high_precision(radicand, scale):
    wide = Context(prec=120)
    root = wide.sqrt(wide.divide(Decimal(radicand.numerator), Decimal(radicand.denominator)))
    expected = root.quantize(Decimal(1).scaleb(-scale), rounding=ROUND_HALF_UP, context=wide)
    assert SquareRoot.exact(radicand).rounded(scale) == expected


@given(RADICANDS, LIMITS)
def test_comparing_a_root_is_comparing_squares(radicand, limit):
    expected = 1 if limit < 0 else (radicand > limit**2) - (radicand < limit**2)
    assert SquareRoot.exact(radicand).compare(limit) == expected


@given(st.fractions(min_value=0, max_value=100, max_denominator=10**4))
def test_a_root_on_the_limit_is_on_the_limit(limit):
    root = SquareRoot.exact(limit**2)
    assert root.compare(limit) == 0
    assert root.rational == limit
    assert root == limit
    assert hash(root) == hash(limit)


@given(st.integers(0, 10**6), SCALES)
def test_a_root_on_a_rounding_boundary_goes_up(steps, scale):
    half = Fraction(2 * steps + 1, 2 * 10**scale)
    assert Fraction(SquareRoot.exact(half**2).rounded(scale)) == half + Fraction(1, 2 * 10**scale)


@given(RADICANDS, st.integers(0, 10**6).map(lambda n: Fraction(n, 10**12)), SCALES, LIMITS)
def test_bounds_never_change_an_answer(radicand, error, scale, limit):
    settle = Settling(radicand)
    exact = SquareRoot.exact(radicand)
    assert SquareRoot.bounded(radicand - error, radicand + error, settle).rounded(scale) == exact.rounded(
        scale
    )
    assert SquareRoot.bounded(radicand - error, radicand + error, settle).compare(limit) == exact.compare(
        limit
    )


@given(RADICANDS, st.integers(1, 10**9).map(lambda n: Fraction(n, 10**12)), SCALES, LIMITS)
def test_the_exact_radicand_is_asked_for_only_when_the_bounds_disagree(radicand, error, scale, limit):
    low, high = max(Fraction(0), radicand - error), radicand + error
    settle = Settling(radicand)
    SquareRoot.bounded(low, high, settle).rounded(scale)
    apart = SquareRoot.exact(low).rounded(scale) != SquareRoot.exact(high).rounded(scale)
    assert settle.calls == int(apart)

    settle = Settling(radicand)
    SquareRoot.bounded(low, high, settle).compare(limit)
    on_both_sides = limit >= 0 and low <= limit**2 <= high
    assert settle.calls == int(on_both_sides)


def test_the_exact_radicand_is_asked_for_once():
    settle = Settling(Fraction(1, 4))
    root = SquareRoot.bounded(Fraction(24, 100), Fraction(26, 100), settle)
    assert not root.settled
    assert (root.compare(Fraction(1, 2)), root.compare(Fraction(1, 2)), str(root.rounded(3))) == (
        0,
        0,
        "0.500",
    )
    assert (settle.calls, root.settled) == (1, True)


def test_bounds_far_from_the_limit_and_from_a_boundary_never_ask():
    def never() -> Fraction:
        raise AssertionError("asked although the bounds decide")

    root = SquareRoot.bounded(Fraction("0.2655"), Fraction("0.2656"), never)
    assert root.compare(Fraction(1, 2)) == 1
    assert root.compare(Fraction("0.65")) == -1
    assert root.compare(-1) == 1
    assert str(root.rounded(2)) == "0.52"


def test_the_spread_of_the_ministrys_example_is_rounded_from_its_square():
    assert str(SquareRoot.exact(Fraction("0.26553409")).rounded(4)) == "0.5153"


def test_an_exact_value_outside_its_bounds_is_a_defect():
    with pytest.raises(ArithmeticError, match="lies outside"):
        SquareRoot.bounded(Fraction(1), Fraction(2), lambda: Fraction(3)).rounded(5)


def test_a_negative_radicand_is_refused_but_a_bound_just_below_zero_is_zero():
    with pytest.raises(ValueError, match="radicand"):
        SquareRoot.exact(Fraction(-1))
    with pytest.raises(ValueError, match="radicand"):
        SquareRoot.bounded(Fraction(2), Fraction(1), lambda: Fraction(1))
    assert str(SquareRoot.bounded(Fraction(-1, 10**9), Fraction(0), lambda: Fraction(0)).rounded(2)) == "0.00"


@given(RADICANDS, RADICANDS)
def test_roots_are_ordered_as_their_radicands(one, other):
    left, right = SquareRoot.exact(one), SquareRoot.exact(other)
    assert (left < right, left == right, left > right) == (one < other, one == other, one > other)
    assert left.compare(right) == (one > other) - (one < other)


def test_roots_of_separate_bounds_are_compared_without_asking():
    low, high = Settling(Fraction(1)), Settling(Fraction(4))
    assert SquareRoot.bounded(Fraction(1, 2), Fraction(2), low) < SquareRoot.bounded(
        Fraction(3), Fraction(5), high
    )
    assert (low.calls, high.calls) == (0, 0)


@given(RADICANDS, st.integers(0, 30))
def test_the_bounds_of_a_root_hold_it(radicand, scale):
    low, high = SquareRoot.exact(radicand).bounds(scale)
    assert low**2 <= radicand <= high**2
    assert high - low <= Fraction(1, 10**scale)


@given(st.fractions(min_value=0, max_value=10**12, max_denominator=10**15))
def test_the_float_of_a_root_is_the_nearest_or_next_to_it(radicand):
    assert math.isclose(float(SquareRoot.exact(radicand)), math.sqrt(radicand), rel_tol=1e-14, abs_tol=0)


def test_the_float_of_a_very_small_root_is_not_zero():
    assert float(SquareRoot.exact(Fraction(1, 10**80))) == pytest.approx(1e-40)
