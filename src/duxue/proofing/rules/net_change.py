"""Rises and falls that together make a rate: 税收收入46.8亿元, 下降6%。…合计增收2.5亿元; …合计减收5.5亿元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.relations.bounds import narrow, rate_of_change, signed, wide
from duxue.proofing.relations.movement import Movement
from duxue.proofing.relations.movements import movements
from duxue.proofing.relations.outcomes import Found, is_real, numbers, outcomes, rate_shown
from duxue.proofing.relations.rates import as_written, in_its_words

RULE = "net-change"


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each rate that is followed by a sentence with all that rose and all that fell."""
    for movement in movements(claims):
        level, rate = movement.level, movement.rate
        if level is None or rate is None or movement.change is not None or movement.base is not None:
            continue
        pair = _pair(claims, level)
        found = None if pair is None else _found(claims, movement, *pair)
        if found is not None:
            yield from outcomes(claims, found)


def _pair(claims: Claims, level: Quantity) -> tuple[Quantity, Quantity, bool] | None:
    """The one rise and the one fall of the next sentence, each a total, and whether its counts say that this is all."""
    if level.sentence + 1 >= len(claims.sentences):
        return None
    following = claims.sentences[level.sentence + 1]
    if following.passage != level.passage:
        return None
    totals = [
        one
        for one in following.quantities
        if one.fact and one.role == "change" and one.unit == level.unit and "合计" in one.lead
    ]
    if len(totals) != 2 or {one.sign for one in totals} != {1, -1}:
        return None
    return totals[0], totals[1], _is_all(following.quantities)


def _is_all(quantities: Sequence[Quantity]) -> bool:
    """13个…, 6个…增长, 7个…下降: the parts are as many as the whole."""
    counts = [one.value for one in quantities if one.fact and one.kind == "count"]
    return len(counts) == 3 and counts[0] == counts[1] + counts[2]


def _found(claims: Claims, movement: Movement, one: Quantity, other: Quantity, sure: bool) -> Found | None:
    level, rate = movement.level, movement.rate
    assert level is not None
    assert rate is not None
    close, loose, exact = (
        rate_of_change(side(level), signed(one, side) + signed(other, side))
        for side in (narrow, wide, as_written)
    )
    if close is None or loose is None or exact is None or exact.low is None:
        return None
    told = in_its_words(exact, rate, by_factor=False)
    base, up, down = numbers([level, *((one, other) if one.sign > 0 else (other, one))])
    return Found(
        rule=RULE,
        kind="growth",
        codes=("proof-net-change-holds", "proof-net-change-differs"),
        stated=rate,
        narrow=(signed(rate, narrow), close),
        wide=(signed(rate, wide), loose),
        shown=rate_shown(told.low or exact.low, rate, narrow(rate)),
        arithmetic=f"({up} - {down}) ÷ ({base} - {up} + {down}) × 100%",
        others=(("level", level), ("rise", one), ("fall", other))
        if one.sign > 0
        else (("level", level), ("rise", other), ("fall", one)),
        sure=sure and movement.sure,
        real=is_real(claims, movement),
        expected=in_its_words(close, rate, by_factor=False),
    )
