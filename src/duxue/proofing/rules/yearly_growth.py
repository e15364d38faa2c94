"""A yearly rate against two levels or a total growth: 从8.2万亿元增加到23.8万亿元、年均增长24%; 增长21.7%, 平均每年递增4%."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.judging import meets
from duxue.proofing.relations.bounds import Side, grown, narrow, real_growth, root, signed, wide
from duxue.proofing.relations.movement import Movement
from duxue.proofing.relations.movements import movements
from duxue.proofing.relations.outcomes import Found, is_real, number, numbers, outcomes, rate_shown
from duxue.proofing.relations.year_spans import Years, is_nominal, spans_all, yearly_others, years_of
from duxue.values import Interval

RULE = "yearly-growth"


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each yearly rate, and each yearly change, with the figures of its first and last year."""
    for movement in movements(claims):
        for stated in (movement.yearly_rate, movement.yearly_change):
            if stated is None or not yearly_others(movement, stated):
                continue
            span = years_of(claims, movement, stated)
            if span is not None and spans_all(claims, movement, span):
                yield from outcomes(claims, _best(claims, movement, stated, span))


def _best(claims: Claims, movement: Movement, stated: Quantity, span: Years) -> Found:
    """By the number of years with which it holds, else by the likeliest."""
    found = [_found(claims, movement, stated, count, span.sure) for count in span.counts]
    holding = [one for one in found if meets(*one.narrow)]
    return (holding or found)[0]


def _found(claims: Claims, movement: Movement, stated: Quantity, count: int, sure: bool) -> Found:
    others = yearly_others(movement, stated)
    # both are at the same prices where a rate stands against a rate
    real = "base" in others and is_real(claims, movement) and not is_nominal(claims, movement, stated, count)
    if stated is movement.yearly_change:
        return _even(movement, stated, others, count, sure)
    ratio = {side: _ratio(others, side) for side in (narrow, wide)}
    own = {side: grown(signed(stated, side), count) for side in (narrow, wide)}
    exact = _ratio(others, lambda quantity: Interval.exact(quantity.value)).low or Fraction(1)
    sign = -1 if stated.sign < 0 else 1
    value = sign * root(max(exact, Fraction(1, 1000)), count)
    low, high = (
        None if end is None or end <= 0 else sign * root(end, count)
        for end in (ratio[narrow].low, ratio[narrow].high)
    )
    ends = sorted(end for end in (low, high) if end is not None)
    names = numbers(list(others.values()))
    line = (
        f"({names[0]} ÷ {names[1]})"
        if "base" in others
        else f"(1 {'-' if others['rate'].sign < 0 else '+'} {names[0]}%)"
    )
    return Found(
        rule=RULE, kind="growth", codes=(f"proof-yearly-growth-{'-'.join(others)}-holds", f"proof-yearly-growth-{'-'.join(others)}-differs"), stated=stated,
        narrow=(own[narrow], ratio[narrow]), wide=(own[wide], ratio[wide]),
        shown=rate_shown(value, stated, narrow(stated)), arithmetic=f"{line}^(1/{count}) - 1",
        others=tuple(others.items()), sure=sure and movement.sure, real=real, beyond=_beyond(ratio[narrow], count),
        expected=Interval(ends[0], ends[-1]) if len(ends) == 2 else Interval.exact(value), years=count,
    )  # fmt: skip


def _beyond(ratio: Interval, count: int) -> Interval:
    """What is left of 1 at constant prices."""
    growth = real_growth((ratio - Interval.exact(1)).scale(100), count)
    return growth.scale(Fraction(1, 100)) + Interval.exact(1)


def _ratio(others: dict[str, Quantity], side: Side) -> Interval:
    if "base" in others:
        return side(others["level"]).divide(side(others["base"]))
    return signed(others["rate"], side).scale(Fraction(1, 100)) + Interval.exact(1)


def _even(movement: Movement, stated: Quantity, others: dict[str, Quantity], count: int, sure: bool) -> Found:
    """平均每年增加42亿元: the difference in equal steps."""
    close, loose = (
        (side(others["level"]) - side(others["base"])).scale(Fraction(1, count)) for side in (narrow, wide)
    )
    names = numbers(list(others.values()))
    value = (others["level"].value - others["base"].value) / count * (-1 if stated.sign < 0 else 1)
    return Found(
        rule=RULE, kind="average", codes=("proof-yearly-growth-steps-holds", "proof-yearly-growth-steps-differs"), stated=stated,
        narrow=(signed(stated, narrow), close), wide=(signed(stated, wide), loose),
        shown=f"{number(value)}{stated.unit}", arithmetic=f"({names[0]} - {names[1]}) ÷ {count}",
        others=tuple(others.items()), sure=sure and movement.sure,
        expected=-close if stated.sign < 0 else close, years=count,
    )  # fmt: skip
