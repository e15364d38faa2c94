"""The only rounding of the product: half up, in integers, to a declared scale."""

from __future__ import annotations

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from fractions import Fraction

_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


def half_up(value: Fraction | Decimal | int, scale: int) -> Decimal:
    """Return `value` with exactly `scale` decimals, a half going up in magnitude.

    This is commercial rounding (四舍五入): 0.125 becomes 0.13 and -0.125 becomes -0.13 at scale 2; a
    negative value that rounds to nothing is plain 0, never -0. The result always carries `scale`
    decimals (`half_up(Fraction(5), 2)` is `5.00`). No float is accepted and none takes part.

    Raises TypeError for a float, ValueError for a negative scale: both are defects of the caller.
    """
    _check_scale(scale)
    if isinstance(value, float):
        raise TypeError("a float is not exact: give half_up a Fraction, a Decimal or an int")
    numerator, denominator = value.as_integer_ratio()
    steps = (2 * abs(numerator) * 10**scale + denominator) // (2 * denominator)
    return with_scale(-steps if numerator < 0 else steps, scale)


def with_scale(steps: int, scale: int) -> Decimal:
    """Return the exact Decimal `steps` × 10^-`scale`, written with `scale` decimals."""
    _check_scale(scale)
    return Decimal(steps).scaleb(-scale, _EXACT)


def _check_scale(scale: int) -> None:
    if scale < 0:
        raise ValueError(f"a scale is a number of decimals, 0 or more, not {scale}")
