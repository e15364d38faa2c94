"""What rates, changes and averages can be, given that every figure was rounded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from duxue.proofing.claims import Quantity
from duxue.proofing.relations.leads import change
from duxue.values import Interval

Side = Callable[[Quantity], Interval]


def narrow(quantity: Quantity) -> Interval:
    return quantity.interval


def wide(quantity: Quantity) -> Interval:
    """As `narrow`, where numbers that end in zeros may be rounded ones; heads are counted, so they need more zeros."""
    if quantity.exact and quantity.wide < change()["zeros_of_rounded_count"]:
        return quantity.interval
    return quantity.widest


def wide_beside(figures: Iterable[Quantity]) -> Side:
    """As `wide`, but no figure is rounded more coarsely than the others: beside 220万, 3500万 is no round number."""
    known = list(figures)

    def side(quantity: Quantity) -> Interval:
        beside = [one.wide for one in known if one is not quantity and one.unit == quantity.unit]
        coarsest = min(quantity.wide, max(beside, default=quantity.wide))
        return quantity.interval if coarsest < quantity.wide else wide(quantity)

    return side


def signed(quantity: Quantity, side: Side) -> Interval:
    """A change or a rate, a fall below 0; multiples and doublings in per cent."""
    value = side(quantity)
    if quantity.kind == "times":
        value = value.scale(100)
    elif quantity.kind == "doublings":
        value = _doubled(quantity, side)
    return -value if quantity.sign < 0 else value


def _doubled(quantity: Quantity, side: Side) -> Interval:
    """翻一番 is twice as much, more or less."""
    room = Fraction(change()["doubling"]["room" if side is narrow else "wide"], 100)
    factor = Fraction(2) ** min(int(quantity.value), 64)
    low, high = factor * (1 - room), factor * (1 + room)
    if quantity.hedge in ("near", "less", "about"):
        low = factor * (1 - 3 * room)
    return Interval((low - 1) * 100, None if quantity.hedge in ("more", "least") else (high - 1) * 100)


def rate_of_change(level: Interval, moved: Interval) -> Interval | None:
    """In per cent, by the level now and the signed change; None where nothing is left as base.

    m / (L - m) grows with m; it falls with L for a rise and grows with L for a fall.
    """
    fall = moved.high is not None and moved.high < 0
    if _base(level.high, moved.low) is not None and (_base(level.high, moved.low) or 0) <= 0:
        return None
    low = _over(moved.low, _base(level.low if fall else level.high, moved.low))
    high = _over(moved.high, _base(level.high if fall else level.low, moved.high))
    return _ordered(low, high)


def _base(level: Fraction | None, moved: Fraction | None) -> Fraction | None:
    return None if level is None or moved is None else level - moved


def _over(part: Fraction | None, whole: Fraction | None) -> Fraction | None:
    return None if part is None or whole is None or whole <= 0 else part / whole * 100


def rate_between(level: Interval, base: Interval) -> Interval:
    """In per cent, by the level now and the level before."""
    return (level.divide(base) - Interval.exact(1)).scale(100)


def rate_on_base(moved: Interval, base: Interval) -> Interval:
    return moved.divide(base).scale(100)


def _ordered(low: Fraction | None, high: Fraction | None) -> Interval:
    if low is not None and high is not None and low > high:
        return Interval(high, low)
    return Interval(low, high)


def grown(yearly: Interval, years: int) -> Interval:
    """How much is left of 1 after so many years at a yearly rate in per cent."""
    return Interval(_power(yearly.low, years), _power(yearly.high, years))


def _power(rate: Fraction | None, years: int) -> Fraction | None:
    if rate is None:
        return None
    return max(Fraction(0), 1 + rate / 100) ** years


def root(ratio: Fraction, years: int, decimals: int = 4) -> Fraction:
    """The yearly rate in per cent that makes the ratio of so many years, down to 10^-decimals."""
    scale = 10 ** (decimals + 2)
    target = ratio.numerator * scale**years // ratio.denominator
    low, high = 0, 1
    while high**years <= target:
        high *= 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**years <= target else (low, middle)
    return (Fraction(low, scale) - 1) * 100


def real_growth(rate: Interval, years: int = 1) -> Interval:
    """What growth at constant prices may be where it is so much at current prices, in per cent of all the years."""
    prices = change()["prices"]
    low, high = ((1 + Fraction(prices[way], 100)) ** years for way in ("least", "most"))
    factor = rate.scale(Fraction(1, 100)) + Interval.exact(1)
    return (factor.divide(Interval(low, high)) - Interval.exact(1)).scale(100)
