"""Weighted sums of square roots (the mean of eight spreads), compared and rounded exactly."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from duxue.values.roots import SquareRoot
from duxue.values.rounding import half_up

_FIRST_DIGITS = 20


class RootSum:
    """constant + Σ weight × root, with roots settled only where their bounds do not decide what is asked.

    Roots of which one is a rational multiple of another (√2 and √8) are put together; what is then left
    are roots that no rational combination of them makes rational, so the sum is rational exactly when
    none is left, and otherwise enough digits decide every question. No float decides anything.
    """

    __slots__ = ("_rational", "constant", "terms")

    def __init__(
        self, terms: Iterable[tuple[Fraction, SquareRoot]], constant: Fraction = Fraction(0)
    ) -> None:
        self.terms = tuple((weight, root) for weight, root in terms if weight)
        self.constant = constant
        self._rational: tuple[Fraction, tuple[tuple[Fraction, SquareRoot], ...]] | None = None

    def bounds(self, scale: int) -> tuple[Fraction, Fraction]:
        """Two rationals that hold the exact sum, closer as `scale` grows, equal where it is rational; settles."""
        constant, irrational = self._parts()
        return _enclosed(constant, [(weight, root.bounds(scale)) for weight, root in irrational])

    def enclosure(self, scale: int) -> tuple[Fraction, Fraction]:
        """Two rationals that hold the sum, as near as what is known of the roots allows; never settles."""
        return _enclosed(self.constant, [(weight, root.enclosure(scale)) for weight, root in self.terms])

    def _parts(self) -> tuple[Fraction, tuple[tuple[Fraction, SquareRoot], ...]]:
        """The rational part of the sum, and the irrational roots, like ones put together."""
        if self._rational is None:
            constant = self.constant
            weights: dict[SquareRoot, Fraction] = {}
            for weight, root in self.terms:
                rational = root.rational
                if rational is not None:
                    constant += weight * rational
                    continue
                first, multiple = _like(root, weights)
                weights[first] = weights.get(first, Fraction(0)) + weight * multiple
            kept = tuple((weight, root) for root, weight in weights.items() if weight)
            self._rational = constant, kept
        return self._rational

    def compare(self, limit: Fraction | int) -> int:
        """-1, 0 or 1 as the sum is below, on or above the limit."""
        low, high = self.enclosure(_FIRST_DIGITS)
        scale = _FIRST_DIGITS
        while True:
            if low > limit:
                return 1
            if high < limit:
                return -1
            if low == high:
                return 0
            low, high = self.bounds(scale)
            scale *= 2

    def rounded(self, scale: int) -> Decimal:
        """The sum half up to `scale` decimals."""
        bounds = self.enclosure(scale + _FIRST_DIGITS)
        digits = scale + _FIRST_DIGITS
        while True:
            low, high = (half_up(bound, scale) for bound in bounds)
            if low == high:
                return low
            bounds = self.bounds(digits)
            digits *= 2

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RootSum):
            return NotImplemented
        negated = [(-weight, root) for weight, root in other.terms]
        return RootSum([*self.terms, *negated], self.constant - other.constant).compare(0) == 0

    def __hash__(self) -> int:
        return hash(self.rounded(12))

    def __float__(self) -> float:
        return float(self.bounds(30)[0])

    def __repr__(self) -> str:
        return f"RootSum({self.terms!r}, {self.constant!r})"


def _enclosed(
    constant: Fraction, terms: list[tuple[Fraction, tuple[Fraction, Fraction]]]
) -> tuple[Fraction, Fraction]:
    low = high = constant
    for weight, (below, above) in terms:
        low += weight * (below if weight > 0 else above)
        high += weight * (above if weight > 0 else below)
    return low, high


def _like(root: SquareRoot, others: Iterable[SquareRoot]) -> tuple[SquareRoot, Fraction]:
    """The first of the others of which the root is a rational multiple, and the multiple; else itself, 1."""
    for other in others:
        common = SquareRoot.exact(root.radicand * other.radicand).rational
        if common is not None:
            return other, common / other.radicand
    return root, Fraction(1)
