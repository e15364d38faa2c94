from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duxue.values import RootSum, SquareRoot

WEIGHTS = st.builds(Fraction, st.integers(-20, 20), st.integers(1, 8))
RADICANDS = st.builds(Fraction, st.integers(0, 400), st.integers(1, 50))
TERMS = st.lists(st.tuples(WEIGHTS, RADICANDS), max_size=8)
WIDE = Context(prec=150)


def summed(terms, constant=Fraction(0)) -> RootSum:
    return RootSum([(weight, SquareRoot.exact(radicand)) for weight, radicand in terms], constant)


def as_decimal(value: Fraction) -> Decimal:
    return WIDE.divide(Decimal(value.numerator), Decimal(value.denominator))


def slowly(terms, constant=Fraction(0)) -> Decimal:
    """The sum by decimal arithmetic of 150 digits."""
    total = as_decimal(constant)
    for weight, radicand in terms:
        total = WIDE.add(total, WIDE.multiply(as_decimal(weight), WIDE.sqrt(as_decimal(radicand))))
    return total


@given(TERMS, WEIGHTS, st.integers(0, 8))
def test_a_rounded_sum_agrees_with_decimal_arithmetic_of_high_precision(terms, constant, scale):
    total = slowly(terms, constant).quantize(Decimal(1).scaleb(-100), context=WIDE)
    expected = total.quantize(Decimal(1).scaleb(-scale), rounding=ROUND_HALF_UP, context=WIDE)
    assert summed(terms, constant).rounded(scale) == expected


@given(TERMS, WEIGHTS)
def test_a_sum_compares_as_its_digits_do(terms, limit):
    gap = slowly(terms) - as_decimal(limit)
    expected = 0 if abs(gap) < Decimal("1e-120") else 1 if gap > 0 else -1
    assert summed(terms).compare(limit) == expected


@given(st.lists(st.tuples(WEIGHTS, RADICANDS), min_size=1, max_size=4), st.integers(1, 9), WEIGHTS)
def test_roots_that_cancel_leave_exactly_the_rest(terms, times, rest):
    taken_away = [(-weight / times, radicand * times**2) for weight, radicand in terms]
    total = summed([*terms, *taken_away], rest)
    assert total.compare(rest) == 0
    assert total.bounds(1) == (rest, rest)


def test_a_rounding_boundary_that_only_cancelling_roots_reach_goes_up():
    total = summed([(Fraction(3), Fraction(2)), (Fraction(-1), Fraction(18))], Fraction("0.125"))
    assert str(total.rounded(2)) == "0.13"


def test_two_sums_that_agree_to_many_digits_are_told_apart():
    near = Fraction(10**400 + 1, 10**400)
    assert summed([(Fraction(1), Fraction(2)), (Fraction(-1), 2 * near)]).compare(0) == -1


def test_the_mean_of_eight_equal_spreads_is_that_spread():
    eighth = Fraction(1, 8)
    mean = summed([(eighth, Fraction("0.2116"))] * 8)
    assert mean.compare(Fraction("0.46")) == 0
    assert str(mean.rounded(3)) == "0.460"


def test_roots_are_settled_only_when_their_bounds_do_not_decide():
    calls = []

    def settle() -> Fraction:
        calls.append(1)
        return Fraction("0.25")

    root = SquareRoot.bounded(Fraction("0.2499999"), Fraction("0.2500001"), settle)
    mean = RootSum([(Fraction(1, 2), root), (Fraction(1, 2), SquareRoot.exact(Fraction("0.36")))])
    assert mean.compare(Fraction("0.65")) == -1
    assert str(mean.rounded(2)) == "0.55"
    assert calls == []
    assert mean.compare(Fraction("0.55")) == 0
    assert calls == [1]


@given(TERMS)
def test_the_float_of_a_sum_is_near_it(terms):
    assert float(summed(terms)) == pytest.approx(float(slowly(terms)), rel=1e-9, abs=1e-25)


@given(RADICANDS, st.integers(0, 20))
def test_an_enclosure_holds_the_root_without_settling(radicand, scale):
    def never() -> Fraction:
        raise AssertionError("settled")

    root = SquareRoot.bounded(radicand, radicand + Fraction(1, 10**6), never)
    low, high = root.enclosure(scale)
    assert low**2 <= radicand
    assert radicand + Fraction(1, 10**6) <= high**2
