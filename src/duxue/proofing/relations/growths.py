"""A rate of growth and the figures that give it, as a relation to be judged."""

from __future__ import annotations

from fractions import Fraction

from duxue.proofing.claims import Quantity
from duxue.proofing.judging import meets
from duxue.proofing.relations.bounds import narrow, real_growth, wide, wide_beside
from duxue.proofing.relations.leads import is_planned
from duxue.proofing.relations.movement import Movement
from duxue.proofing.relations.outcomes import Found, numbers, rate_shown
from duxue.proofing.relations.rates import (
    Others,
    as_written,
    computed,
    in_its_words,
    line,
    stated_rate,
    wanted,
)
from duxue.values import Interval


def growth(rule: str, movement: Movement, stated: Quantity, others: Others, real: bool) -> Found | None:
    """The relation of a rate to the figures that it is computed from; None where nothing can be computed."""
    close, loose, exact = (
        computed(others, side) for side in (narrow, wide_beside(others.values()), as_written)
    )
    if close is None or loose is None or exact is None or exact.low is None:
        return _more_than_all(rule, movement, stated, others)
    by_factor = stated is movement.factor
    own, own_wide = (stated_rate(stated, side, by_factor) for side in (narrow, wide))
    if stated.kind == "share" and all(one.kind == "share" for one in others.values()) and "base" in others:
        # 由81.2%提高到84.2%, 提高3%: points are meant
        points = narrow(others["level"]) - narrow(others["base"])
        close = points if meets(own, points) else close
    told = in_its_words(exact, stated, by_factor)
    return Found(
        rule=rule,
        kind="growth",
        codes=(f"proof-growth-{'-'.join(others)}-holds", f"proof-growth-{'-'.join(others)}-differs"),
        stated=stated,
        narrow=(own, close),
        wide=(own_wide, loose),
        shown=rate_shown(told.low or exact.low, stated, in_its_words(own, stated, by_factor)),
        arithmetic=line(others, by_factor or stated.kind == "doublings", stated.kind == "times"),
        others=tuple(others.items()),
        sure=movement.sure,
        tentative=is_planned(movement.basis),
        real=real,
        expected=in_its_words(close, stated, by_factor),
        wanted=wanted(others, own),
        beyond=real_growth(close) if movement.basis == "same" else None,
    )


def _more_than_all(rule: str, movement: Movement, stated: Quantity, others: Others) -> Found | None:
    """比上年增加220亿元 where there are only 145亿元 now."""
    level, change = others.get("level"), others.get("change")
    if level is None or change is None or change.sign < 0 or change.hedge or level.hedge:
        return None
    names = numbers([change, level])
    nothing = Interval.exact(Fraction(0))
    return Found(
        rule=rule,
        kind="growth",
        codes=("", "proof-growth-more-than-all-differs"),
        stated=stated,
        narrow=(Interval.exact(Fraction(1)), nothing),
        wide=(Interval.exact(Fraction(1)), nothing),
        shown=f"{names[0]} ≥ {names[1]}",
        arithmetic="",
        others=tuple(others.items()),
        sure=movement.sure,
        expected=Interval.unbounded(),
    )
