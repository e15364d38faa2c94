"""Intervals: what is known of a value that is not known exactly."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

_ZERO = Fraction(0)


@dataclass(frozen=True)
class Interval:
    """All values from `low` to `high`, both included; None is "no bound on this side".

    Raises ValueError when `low` lies above `high`.
    """

    low: Fraction | None
    high: Fraction | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"an interval cannot run from {self.low} down to {self.high}")

    @classmethod
    def exact(cls, value: Fraction | int) -> Interval:
        """The interval that holds one value only."""
        return cls(Fraction(value), Fraction(value))

    @classmethod
    def unbounded(cls) -> Interval:
        """The interval that says nothing."""
        return cls(None, None)

    @property
    def is_exact(self) -> bool:
        return self.low is not None and self.low == self.high

    @property
    def is_bounded(self) -> bool:
        return self.low is not None and self.high is not None

    @property
    def width(self) -> Fraction | None:
        """`high - low`, or None when a side is open."""
        return None if self.low is None or self.high is None else self.high - self.low

    def __add__(self, other: Interval) -> Interval:
        return Interval(_sum(self.low, other.low), _sum(self.high, other.high))

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __neg__(self) -> Interval:
        return Interval(_negated(self.high), _negated(self.low))

    def scale(self, k: Fraction | int) -> Interval:
        """Every value times `k`; a negative `k` turns the interval round, 0 gives exactly 0."""
        if k == 0:
            return Interval.exact(0)
        low = None if self.low is None else self.low * k
        high = None if self.high is None else self.high * k
        return Interval(low, high) if k > 0 else Interval(high, low)

    def times(self, other: Interval) -> Interval:
        """The range of the products; an open side of either factor is open in the product.

        One exception: a factor that is exactly 0 gives exactly 0.
        """
        for one, another in ((self, other), (other, self)):
            if one.low is not None and one.is_exact:
                return another.scale(one.low)
        if self._at_or_above_zero and other._at_or_above_zero:
            return Interval(_product(self.low, other.low), _product(self.high, other.high))
        corners = [_product(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        known = [corner for corner in corners if corner is not None]
        return Interval(min(known), max(known)) if len(known) == len(corners) else Interval.unbounded()

    def divide(self, other: Interval) -> Interval:
        """The range of the quotients, for a divisor that is above 0; otherwise unbounded."""
        if other.low is None or other.low <= 0:
            return Interval.unbounded()
        inverse_low = _ZERO if other.high is None else 1 / other.high
        inverse_high = 1 / other.low
        low = high = None
        if self.low is not None:
            low = self.low * (inverse_low if self.low >= 0 else inverse_high)
        if self.high is not None:
            high = self.high * (inverse_high if self.high >= 0 else inverse_low)
        return Interval(low, high)

    def contains(self, value: Fraction | int) -> bool:
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def union(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Interval(low, high)

    def minimum(self, other: Interval) -> Interval:
        """The range of the smaller of one value from each."""
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        return Interval(low, _closest(self.high, other.high, smallest=True))

    def maximum(self, other: Interval) -> Interval:
        """The range of the larger of one value from each."""
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Interval(_closest(self.low, other.low, smallest=False), high)

    def at_least(self, limit: Fraction | int) -> bool | None:
        """True or False when every value agrees that it is >= `limit`, else None (cannot tell)."""
        return _decided(
            self.low is not None and self.low >= limit, self.high is not None and self.high < limit
        )

    def above(self, limit: Fraction | int) -> bool | None:
        """As `at_least`, for > `limit`."""
        return _decided(
            self.low is not None and self.low > limit, self.high is not None and self.high <= limit
        )

    def at_most(self, limit: Fraction | int) -> bool | None:
        """As `at_least`, for <= `limit`."""
        above = self.above(limit)
        return None if above is None else not above

    def below(self, limit: Fraction | int) -> bool | None:
        """As `at_least`, for < `limit`."""
        at_least = self.at_least(limit)
        return None if at_least is None else not at_least

    @property
    def _at_or_above_zero(self) -> bool:
        return self.low is not None and self.low >= 0


def _sum(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other


def _product(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one * other


def _negated(value: Fraction | None) -> Fraction | None:
    return None if value is None else -value


def _closest(one: Fraction | None, other: Fraction | None, *, smallest: bool) -> Fraction | None:
    known = [bound for bound in (one, other) if bound is not None]
    if not known:
        return None
    return min(known) if smallest else max(known)


def _decided(surely: bool, surely_not: bool) -> bool | None:
    if surely:
        return True
    return False if surely_not else None
