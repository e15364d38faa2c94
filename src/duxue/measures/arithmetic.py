"""Sums, quotients and comparisons of figures' values, where a value may be a root."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from duxue.measures.figures import Value
from duxue.values import Interval, RootSum, SquareRoot, half_up, plain

ANYTHING = Interval(None, None)


def weighted_sum(terms: Sequence[tuple[Fraction, Value]]) -> Value:
    """Σ weight × value, exact whatever the values are."""
    constant = sum((weight * value for weight, value in terms if isinstance(value, Fraction)), Fraction(0))
    roots: list[tuple[Fraction, SquareRoot]] = []
    for weight, value in terms:
        if isinstance(value, SquareRoot):
            roots.append((weight, value))
        elif isinstance(value, RootSum):
            constant += weight * value.constant
            roots.extend((weight * inner, root) for inner, root in value.terms)
    if not roots:
        return constant
    if len(roots) == 1 and roots[0][0] == 1 and constant == 0:
        return roots[0][1]
    return RootSum(roots, constant)


def rounded(value: Value, decimals: int) -> Decimal:
    """The value half up to its declared scale: the one place where a figure is rounded."""
    return half_up(value, decimals) if isinstance(value, Fraction) else value.rounded(decimals)


def rational(value: Value) -> Fraction | None:
    """The value where it is a fraction; None for a root."""
    return value if isinstance(value, Fraction) else None


def compared(left: Value, right: Value) -> int:
    """-1, 0 or 1, exact."""
    difference = weighted_sum([(Fraction(1), left), (Fraction(-1), right)])
    if isinstance(difference, Fraction):
        return (difference > 0) - (difference < 0)
    return difference.compare(Fraction(0))


def written(value: Value | None) -> str:
    """For a trace: exact where it is a fraction, twelve decimals of a root."""
    if value is None:
        return "—"
    return plain(value) if isinstance(value, Fraction) else f"≈{plain(value.rounded(12))}"


def interval_sum(parts: Iterable[tuple[Fraction, Interval]]) -> Interval:
    total = Interval(Fraction(0), Fraction(0))
    for weight, interval in parts:
        total = total + interval.scale(weight)
    return total
