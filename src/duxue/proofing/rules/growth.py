"""A rate of growth against its figures: 29.48万所, 比上年增加3117所, 增长1.07%; 由28万人增加到40万人, 增长42.2%."""

from __future__ import annotations

from collections.abc import Iterator

from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.judging import meets
from duxue.proofing.relations.bounds import narrow, wide
from duxue.proofing.relations.leads import is_planned
from duxue.proofing.relations.movements import Movement, movements
from duxue.proofing.relations.outcomes import Found, is_real, outcomes, rate_shown
from duxue.proofing.relations.rates import (
    Others,
    as_written,
    computed,
    in_its_words,
    line,
    others_of,
    stated_rate,
    wanted,
)

RULE = "growth"


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each rate whose figures stand beside it."""
    for movement in movements(claims):
        for stated in (movement.rate, movement.factor):
            others = {} if stated is None else others_of(movement, stated)
            if stated is not None and others:
                found = _found(claims, movement, stated, others)
                if found is not None:
                    yield from outcomes(claims, found)


def _found(claims: Claims, movement: Movement, stated: Quantity, others: Others) -> Found | None:
    close, loose, exact = (computed(others, side) for side in (narrow, wide, as_written))
    if close is None or loose is None or exact is None or exact.low is None:
        return None
    by_factor = stated is movement.factor
    own, own_wide = (stated_rate(stated, side, by_factor) for side in (narrow, wide))
    if stated.kind == "share" and all(one.kind == "share" for one in others.values()) and "base" in others:
        # 由81.2%提高到84.2%, 提高3%: points are meant
        points = narrow(others["level"]) - narrow(others["base"])
        close = points if meets(own, points) else close
    told = in_its_words(exact, stated, by_factor)
    return Found(
        rule=RULE,
        kind="growth",
        code=f"proof-growth-{'-'.join(others)}",
        stated=stated,
        narrow=(own, close),
        wide=(own_wide, loose),
        shown=rate_shown(told.low or exact.low, stated, in_its_words(own, stated, by_factor)),
        arithmetic=line(others, by_factor or stated.kind == "doublings", stated.kind == "times"),
        others=tuple(others.items()),
        sure=movement.sure,
        tentative=is_planned(movement.basis),
        real=is_real(claims, movement),
        expected=in_its_words(close, stated, by_factor),
        wanted=wanted(others, own),
    )
