"""An index whose 100 is the year before against the rise or fall told with it: 价格指数为100.7, 同比上涨0.7%."""

from __future__ import annotations

from collections.abc import Iterator

from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims
from duxue.proofing.relations.bounds import narrow, signed, wide
from duxue.proofing.relations.leads import change
from duxue.proofing.relations.movement import Movement
from duxue.proofing.relations.movements import movements
from duxue.proofing.relations.outcomes import Found, number, outcomes, rate_shown
from duxue.values import Interval

RULE = "index-growth"
HUNDRED = Interval.exact(100)


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each index with its rate."""
    for movement in movements(claims):
        if _is_index(movement):
            yield from outcomes(claims, _found(movement))


def _is_index(movement: Movement) -> bool:
    level, rate = movement.level, movement.rate
    if level is None or rate is None or level.kind not in ("bare", "share") or rate.kind != "share":
        return False
    named = any(movement.subject.endswith(word) for word in change()["indices"])
    return named and movement.basis in ("", "same") and movement.base is None and level.value > 1


def _found(movement: Movement) -> Found:
    level, rate = movement.level, movement.rate
    assert level is not None
    assert rate is not None
    own = narrow(rate)
    close = narrow(level) - HUNDRED
    told = -close if rate.sign < 0 else close
    value = (level.value - 100) * (rate.sign or 1)
    return Found(
        rule=RULE,
        kind="growth",
        codes=("proof-growth-index-holds", "proof-growth-index-differs"),
        stated=rate,
        narrow=(signed(rate, narrow), close),
        wide=(signed(rate, wide), close),
        shown=rate_shown(value, rate, own),
        arithmetic=f"{number(level.value)} - 100" if level.value >= 100 else f"100 - {number(level.value)}",
        others=(("level", level),),
        sure=movement.sure,
        expected=told,
        wanted=[(level, signed(rate, narrow) + HUNDRED)],
    )
