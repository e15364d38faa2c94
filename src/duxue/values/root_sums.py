"""Weighted sums of square roots (the mean of eight spreads), compared and rounded exactly."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from duxue.values.roots import SquareRoot
from duxue.values.rounding import half_up

_MOST_DIGITS = 2_000
"""Where two sums agree to so many digits they are taken as equal: only roots that cancel get here."""


class RootSum:
    """constant + Σ weight × root. Rational roots are moved into the constant when it is made.

    A sum of irrational roots with positive weights is never rational, so each question is decided by
    enough digits. No float decides anything.
    """

    __slots__ = ("constant", "terms")

    def __init__(
        self, terms: Iterable[tuple[Fraction, SquareRoot]], constant: Fraction = Fraction(0)
    ) -> None:
        kept: list[tuple[Fraction, SquareRoot]] = []
        for weight, root in terms:
            if not weight:
                continue
            rational = root.rational
            if rational is None:
                kept.append((weight, root))
            else:
                constant += weight * rational
        self.terms, self.constant = tuple(kept), constant

    def bounds(self, scale: int) -> tuple[Fraction, Fraction]:
        """Two rationals that hold the exact sum, closer as `scale` grows."""
        low = high = self.constant
        for weight, root in self.terms:
            below, above = root.bounds(scale)
            low += weight * (below if weight > 0 else above)
            high += weight * (above if weight > 0 else below)
        return low, high

    def compare(self, limit: Fraction | int) -> int:
        """-1, 0 or 1 as the sum is below, on or above the limit."""
        scale = 20
        while scale <= _MOST_DIGITS:
            low, high = self.bounds(scale)
            if low > limit:
                return 1
            if high < limit:
                return -1
            if low == high:
                return 0
            scale *= 2
        return 0

    def rounded(self, scale: int) -> Decimal:
        """The sum half up to `scale` decimals."""
        digits = scale + 20
        while digits <= _MOST_DIGITS:
            low, high = (half_up(bound, scale) for bound in self.bounds(digits))
            if low == high:
                return low
            digits *= 2
        return half_up(self.bounds(digits)[1], scale)

    def __float__(self) -> float:
        return float(self.bounds(30)[0])

    def __repr__(self) -> str:
        return f"RootSum({self.terms!r}, {self.constant!r})"
