"""The rate that the figures of a movement give: by level and base, level and change, or base and change."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from duxue.proofing.claims import Quantity
from duxue.proofing.relations.bounds import Side, rate_between, rate_of_change, rate_on_base, signed
from duxue.proofing.relations.movement import Movement
from duxue.proofing.relations.outcomes import numbers
from duxue.values import Interval

HUNDREDTH = Fraction(1, 100)
Others = Mapping[str, Quantity]


def others_of(movement: Movement, stated: Quantity) -> Others:
    """The figures by which a rate is checked. A base that is said aloud comes before one that follows from a change."""
    level, base, moved = movement.level, movement.base, movement.change
    if level is not None and base is not None:
        return {"level": level, "base": base}
    if stated is movement.factor or moved is None:
        return {}
    if level is not None:
        return {"level": level, "change": moved}
    return {"base": base, "change": moved} if base is not None else {}


def computed(others: Others, side: Side) -> Interval | None:
    """The growth in per cent, a fall below 0; None where the figures leave no base above 0."""
    if set(others) == {"level", "base"}:
        return rate_between(side(others["level"]), side(others["base"]))
    if set(others) == {"level", "change"}:
        return rate_of_change(side(others["level"]), signed(others["change"], side))
    if set(others) == {"base", "change"}:
        return rate_on_base(signed(others["change"], side), side(others["base"]))
    return None


def as_written(quantity: Quantity) -> Interval:
    """The figure taken at its word."""
    return Interval.exact(quantity.value)


def stated_rate(stated: Quantity, side: Side, by_factor: bool) -> Interval:
    """The stated rate in per cent, a fall below 0; 是…的2.5倍 is a rise of 150 %."""
    return (side(stated) - Interval.exact(1)).scale(100) if by_factor else signed(stated, side)


def in_its_words(rate: Interval, stated: Quantity, by_factor: bool) -> Interval:
    """A rate in per cent as the stated figure tells it: a fall above 0, multiples for multiples."""
    if by_factor or stated.kind == "doublings":
        return rate.scale(HUNDREDTH) + Interval.exact(1)
    told = -rate if stated.sign < 0 else rate
    return told.scale(HUNDREDTH) if stated.kind == "times" else told


def line(others: Others, by_factor: bool, times: bool) -> str:
    """The arithmetic without what it gives."""
    value = dict(zip(others, numbers(list(others.values())), strict=True))
    per_cent = "" if by_factor or times else " × 100%"
    if "change" not in value:
        quotient = f"{value['level']} ÷ {value['base']}"
        return quotient if by_factor else f"({quotient} - 1){per_cent}"
    if "base" in value:
        return f"{value['change']} ÷ {value['base']}{per_cent}"
    joint = "+" if others["change"].sign < 0 else "-"
    return f"{value['change']} ÷ ({value['level']} {joint} {value['change']}){per_cent}"


def wanted(others: Others, rate: Interval) -> list[tuple[Quantity, Interval]]:
    """What each of the other figures would be if the stated rate is right."""
    share = rate.scale(HUNDREDTH)
    factor = share + Interval.exact(1)
    if factor.low is None or factor.low <= 0 or share.low is None or share.high is None:
        return []
    found: list[tuple[Quantity, Interval]] = []
    sizes = {role: Interval.exact(one.value) for role, one in others.items()}
    if set(others) == {"level", "base"}:
        found.append((others["level"], sizes["base"].times(factor)))
        found.append((others["base"], sizes["level"].divide(factor)))
    elif share.low > 0 or share.high < 0:
        size = share if share.low > 0 else -share
        base = sizes.get("base") or sizes["level"].divide(factor)
        found.append((others["change"], base.times(size)))
        known = sizes["change"].divide(size)
        found += [
            (others[role], known if role == "base" else known.times(factor))
            for role in others
            if role != "change"
        ]
    return found
