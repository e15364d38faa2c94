"""A change without a rate against two levels: 从81.2%提高到84.2%, 提高3个百分点; 收入12亿元, 支出10亿元, 结余2亿元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.relations.balances import balances
from duxue.proofing.relations.bounds import Side, narrow, wide
from duxue.proofing.relations.movement import Movement
from duxue.proofing.relations.movements import movements
from duxue.proofing.relations.outcomes import Found, amount, numbers, outcomes
from duxue.values import Interval

RULE = "difference"
_DOWN = re.compile("(?:低|少|慢|短)(?:了|出|约|近|于)?$")


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each change beside two levels, and for each balance beside its two sides."""
    for movement in movements(claims):
        level, base = movement.level, movement.base
        if level is None or base is None or level.unit != base.unit:
            continue
        for stated in (movement.change, movement.points):
            fits = stated is not None and (stated.unit == level.unit or level.kind == "share")
            if stated is not None and fits:
                yield from outcomes(claims, _found(stated, level, base, movement))
    for stated, more, less, sure in balances(claims):
        yield from outcomes(claims, _balance(stated, more, less, sure))


def _found(stated: Quantity, level: Quantity, base: Quantity, movement: Movement) -> Found:
    sign = stated.sign or (-1 if _DOWN.search(stated.lead) else 1)
    value = (level.value - base.value) * sign
    names = numbers([level, base])
    return Found(
        rule=RULE,
        kind="difference",
        codes=("proof-difference-levels-holds", "proof-difference-levels-differs"),
        stated=stated,
        narrow=(_signed(stated, sign, narrow), narrow(level) - narrow(base)),
        wide=(_signed(stated, sign, wide), wide(level) - wide(base)),
        shown=amount(value, stated),
        arithmetic=" - ".join(names if value * sign >= 0 else reversed(names)),
        others=(("level", level), ("base", base)),
        sure=movement.sure,
        expected=(narrow(level) - narrow(base)).scale(sign),
        wanted=[
            (level, narrow(base) + _signed(stated, sign, narrow)),
            (base, narrow(level) - _signed(stated, sign, narrow)),
        ],
    )


def _signed(stated: Quantity, sign: int, side: Side) -> Interval:
    return side(stated).scale(sign)


def _balance(stated: Quantity, more: Quantity, less: Quantity, sure: bool) -> Found:
    names = numbers([more, less])
    return Found(
        rule=RULE,
        kind="difference",
        codes=("proof-difference-balance-holds", "proof-difference-balance-differs"),
        stated=stated,
        narrow=(narrow(stated), narrow(more) - narrow(less)),
        wide=(wide(stated), wide(more) - wide(less)),
        shown=amount(more.value - less.value, stated),
        arithmetic=f"{names[0]} - {names[1]}",
        others=(("more", more), ("less", less)),
        sure=sure,
        wanted=[(more, narrow(less) + narrow(stated)), (less, narrow(more) - narrow(stated))],
    )
