from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from duxue.values import Interval

NUMBERS = st.integers(-300, 300).map(lambda sixths: Fraction(sixths, 6))


@st.composite
def intervals_with_a_member(draw: st.DrawFn, least: int = -50) -> tuple[Interval, Fraction]:
    low, value, high = sorted(
        draw(st.lists(NUMBERS.map(lambda x: max(x, Fraction(least))), min_size=3, max_size=3))
    )
    open_low, open_high = draw(st.booleans()), draw(st.booleans())
    return Interval(None if open_low and least < 0 else low, None if open_high else high), value


PAIRS = intervals_with_a_member()


@given(PAIRS, PAIRS, NUMBERS)
def test_the_result_of_a_member_of_each_lies_in_the_result_of_the_intervals(left, right, k):
    (a, x), (b, y) = left, right
    assert (a + b).contains(x + y)
    assert (a - b).contains(x - y)
    assert (-a).contains(-x)
    assert a.scale(k).contains(x * k)
    assert a.times(b).contains(x * y)
    assert a.minimum(b).contains(min(x, y))
    assert a.maximum(b).contains(max(x, y))
    assert a.union(b).contains(x)
    assert a.union(b).contains(y)


@given(PAIRS, PAIRS)
def test_a_quotient_of_members_lies_in_the_quotient(left, right):
    (a, x), (b, y) = left, right
    assume(y != 0)
    assert a.divide(b).contains(x / y)


@given(intervals_with_a_member(least=0), intervals_with_a_member(least=1))
def test_a_share_of_amounts_is_as_narrow_as_it_can_be(left, right):
    a, b = left[0], right[0]
    quotient = a.divide(b)
    assert a.low is not None
    assert b.low is not None
    assert quotient.low == (0 if b.high is None else a.low / b.high)
    assert quotient.high == (None if a.high is None else a.high / b.low)


@pytest.mark.parametrize(
    "divisor", [Interval(Fraction(0), Fraction(5)), Interval(None, Fraction(1)), Interval.exact(-2)]
)
def test_a_divisor_that_may_be_nothing_leaves_the_quotient_open(divisor):
    assert Interval.exact(1).divide(divisor) == Interval.unbounded()


@given(PAIRS, NUMBERS)
def test_a_limit_is_decided_only_where_every_member_agrees(pair, limit):
    interval, value = pair
    for decided, holds in (
        (interval.at_least(limit), value >= limit),
        (interval.above(limit), value > limit),
        (interval.at_most(limit), value <= limit),
        (interval.below(limit), value < limit),
    ):
        assert decided in (None, holds)


@given(NUMBERS, NUMBERS)
def test_a_single_value_decides_every_limit(value, limit):
    exact = Interval.exact(value)
    assert exact.is_exact
    assert (exact.at_least(limit), exact.above(limit)) == (value >= limit, value > limit)
    assert (exact.at_most(limit), exact.below(limit)) == (value <= limit, value < limit)


def test_a_limit_on_the_lower_end_is_met():
    between = Interval(Fraction("91.15"), Fraction("96.15"))
    assert between.at_least(Fraction("91.15")) is True
    assert between.above(Fraction("91.15")) is None
    assert between.at_least(Fraction("96.16")) is False


def test_nothing_times_an_unknown_is_nothing():
    assert Interval.exact(0).times(Interval.unbounded()) == Interval.exact(0)
    assert Interval.unbounded().scale(0) == Interval.exact(0)


def test_width_and_bounds_are_told():
    assert Interval(Fraction(1), Fraction(3)).width == 2
    assert Interval(None, Fraction(3)).width is None
    assert not Interval(None, Fraction(3)).is_bounded


def test_an_interval_that_runs_backwards_is_a_defect():
    with pytest.raises(ValueError, match="cannot run"):
        Interval(Fraction(2), Fraction(1))
