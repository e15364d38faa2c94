"""By how much a share changed, against its parts: 4218.20万人 (+135.37) of 4805.21万人 (-13.06), 比上年提高3.05个百分点."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.relations.bounds import Side, narrow, signed, wide
from duxue.proofing.relations.movement import Movement
from duxue.proofing.relations.movements import movements
from duxue.proofing.relations.outcomes import Found, numbers, outcomes, rate_shown
from duxue.proofing.relations.share_parts import NEAR, parts_of
from duxue.values import Interval

RULE = "share-change"


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each share with points, whose part and whole stand before it with their changes."""
    found = movements(claims)
    for place, movement in enumerate(found):
        share, points = movement.level, movement.points
        if share is None or points is None or share.role != "share" or movement.base is not None:
            continue
        parts = parts_of(claims, movement, found[max(0, place - NEAR) : place], share)
        if parts is not None:
            yield from outcomes(claims, _found(movement, points, *parts))


def _found(movement: Movement, points: Quantity, part: Movement, whole: Movement) -> Found:
    assert part.level
    assert part.change
    assert whole.level
    assert whole.change
    figures = (part.level, part.change, whole.level, whole.change)
    sign = points.sign or 1
    close, loose = (_range(figures, side) for side in (narrow, wide))
    exact = _moved(
        *(signed(one, lambda quantity: Interval.exact(quantity.value)).low or Fraction(0) for one in figures)
    )
    one, change, other, moved = numbers(figures)
    joint = ["+" if figure.sign < 0 else "-" for figure in (part.change, whole.change)]
    return Found(
        rule=RULE,
        kind="growth",
        codes=("proof-share-change-holds", "proof-share-change-differs"),
        stated=points,
        narrow=(signed(points, narrow), close),
        wide=(signed(points, wide), loose),
        shown=rate_shown(exact * sign, points, narrow(points)),
        arithmetic=f"{one} ÷ {other} - ({one} {joint[0]} {change}) ÷ ({other} {joint[1]} {moved})",
        others=(
            ("part", part.level),
            ("whole", whole.level),
            ("change", part.change),
            ("moved", whole.change),
        ),
        sure=movement.sure and part.sure and whole.sure,
        expected=close.scale(sign),
    )


def _range(figures: Sequence[Quantity], side: Side) -> Interval:
    """The points at every corner of what the four figures may be; open where one of them is."""
    ends: list[tuple[Fraction, Fraction]] = []
    for figure in figures:
        interval = signed(figure, side)
        if interval.low is None or interval.high is None:
            return Interval.unbounded()
        ends.append((interval.low, interval.high))
    if ends[2][0] <= 0 or ends[2][0] - ends[3][1] <= 0:
        return Interval.unbounded()
    corners = [_moved(*corner) for corner in product(*ends)]
    return Interval(min(corners), max(corners))


def _moved(part: Fraction, change: Fraction, whole: Fraction, moved: Fraction) -> Fraction:
    return (part / whole - (part - change) / (whole - moved)) * 100
