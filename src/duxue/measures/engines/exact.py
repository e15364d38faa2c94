"""The weighted spread (差异系数) in exact arithmetic.

Source: 教督〔2012〕3号 and 教督〔2017〕6号, method of computing. With X the resource and P the weight of a unit,
x = X/P and X̄ = ΣX/ΣP, the spread is S/X̄ with S² = Σ(P/ΣP)(x − X̄)². So its square is ΣP·Σ(X²/P)/(ΣX)² − 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction


def squared_spread(units: Iterable[tuple[Fraction, Fraction]]) -> Fraction | None:
    """The square of the spread over (X, P) pairs with P > 0; None without pairs or where ΣX is 0."""
    squares: dict[Fraction, Fraction] = defaultdict(Fraction)
    resources = weights = Fraction(0)
    for resource, weight in units:
        squares[weight] += resource * resource
        resources += resource
        weights += weight
    if not resources:
        return None
    return weights * _balanced([square / weight for weight, square in squares.items()]) / resources**2 - 1


def _balanced(parts: list[Fraction]) -> Fraction:
    """The sum by halves, so that denominators grow together and not one by one."""
    while len(parts) > 1:
        parts = [sum(parts[i : i + 2], Fraction(0)) for i in range(0, len(parts), 2)]
    return parts[0] if parts else Fraction(0)
