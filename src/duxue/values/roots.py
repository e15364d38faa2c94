"""Square roots that are rounded and compared without ever being computed."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import total_ordering

from duxue.values.rounding import with_scale


@total_ordering
class SquareRoot:
    """The root of a non-negative rational number (a spread is one).

    The radicand is either known exactly, or known to lie between two bounds (from a float result and
    its error bound) with a function that gives it exactly. The function is called at most once, and
    only when the bounds do not decide what was asked. No float decides anything.
    """

    __slots__ = ("_high", "_low", "_settle")

    def __init__(self, low: Fraction, high: Fraction, settle: Callable[[], Fraction] | None) -> None:
        if low < 0 or high < low:
            raise ValueError(f"a radicand cannot lie between {low} and {high}")
        self._low, self._high, self._settle = low, high, settle

    @classmethod
    def exact(cls, radicand: Fraction | int) -> SquareRoot:
        """The root of a radicand that is known. Raises ValueError for a negative one."""
        return cls(Fraction(radicand), Fraction(radicand), None)

    @classmethod
    def bounded(cls, low: Fraction, high: Fraction, settle: Callable[[], Fraction]) -> SquareRoot:
        """The root of a radicand between `low` and `high`; `settle` gives it exactly when needed.

        A `low` below 0 is read as 0, since the radicand itself is not negative.
        """
        low = max(Fraction(0), Fraction(low))
        return cls(low, Fraction(high), None if low == high else settle)

    @property
    def radicand(self) -> Fraction:
        """The exact number under the root; settles."""
        if self._settle is not None:
            value = Fraction(self._settle())
            if not self._low <= value <= self._high:
                raise ArithmeticError(f"the radicand {value} lies outside {self._low} to {self._high}")
            self._low = self._high = value
            self._settle = None
        return self._low

    @property
    def settled(self) -> bool:
        """True when the radicand is known exactly."""
        return self._settle is None

    def rounded(self, scale: int) -> Decimal:
        """The root half up to `scale` decimals; settles only when the bounds round differently."""
        low = _rounded_steps(self._low, scale)
        if not self.settled and low != _rounded_steps(self._high, scale):
            low = _rounded_steps(self.radicand, scale)
        return with_scale(low, scale)

    def compare(self, limit: Fraction | int | SquareRoot) -> int:
        """-1, 0 or 1 as the root is below, on or above `limit`; settles only when needed."""
        if isinstance(limit, SquareRoot):
            return self._compare_with_root(limit)
        if limit < 0:
            return 1
        square = Fraction(limit) ** 2
        if self._low > square:
            return 1
        if self._high < square:
            return -1
        return _sign(self.radicand - square)

    def _compare_with_root(self, other: SquareRoot) -> int:
        if self._low > other._high:
            return 1
        if self._high < other._low:
            return -1
        return _sign(self.radicand - other.radicand)

    def enclosure(self, scale: int) -> tuple[Fraction, Fraction]:
        """Two rationals that hold the root, as near as what is known allows; never settles."""
        unit = Fraction(1, 10**scale)
        low = math.isqrt(math.floor(self._low * 100**scale)) * unit
        high = (math.isqrt(math.floor(self._high * 100**scale)) + 1) * unit
        return low, high

    def bounds(self, scale: int) -> tuple[Fraction, Fraction]:
        """Two rationals at most 10^-`scale` apart that hold the exact root; settles."""
        steps = math.isqrt(math.floor(self.radicand * 100**scale))
        unit = Fraction(1, 10**scale)
        low = steps * unit
        return (low, low) if low * low == self.radicand else (low, low + unit)

    def __float__(self) -> float:
        """For charts and for people only: the nearest float or the one beside it."""
        return float(self.bounds(max(20, _leading_zeros(self.radicand) + 20))[0])

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (SquareRoot, Fraction, int)):
            return self.compare(other) == 0
        return NotImplemented

    def __lt__(self, other: SquareRoot | Fraction | int) -> bool:
        return self.compare(other) < 0

    def __hash__(self) -> int:
        root = self.rational
        return hash(root) if root is not None else hash(("SquareRoot", self.radicand))

    @property
    def rational(self) -> Fraction | None:
        """The root itself where it is rational (as of 9/4), else None; settles."""
        top, bottom = self.radicand.as_integer_ratio()
        root = Fraction(math.isqrt(top), math.isqrt(bottom))
        return root if root * root == self.radicand else None

    def __repr__(self) -> str:
        inner = str(self._low) if self.settled else f"{self._low}..{self._high}"
        return f"SquareRoot({inner})"


def _rounded_steps(radicand: Fraction, scale: int) -> int:
    """How many steps of 10^-scale the root rounds to: floor(√q·10^s + ½) by an integer root."""
    twice = math.isqrt(math.floor(4 * radicand * 100**scale))
    return (twice + 1) // 2


def _leading_zeros(radicand: Fraction) -> int:
    top, bottom = radicand.as_integer_ratio()
    return max(0, (bottom.bit_length() - top.bit_length()) // 6 + 1)


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)
