"""The numbers of a ratio against the figures of its members: 三次产业比为3.9:59.5:36.6."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from duxue.messages import Text
from duxue.proofing.causes import NOTHING, likely_cause
from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.judging import check, judge, said, span, written
from duxue.proofing.relations.proportions import bounds, decimals_of
from duxue.proofing.relations.ratios import Ratio, ratios
from duxue.values import Interval, half_up, plain

RULE = "ratio"


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each number; where none agrees, the members were not the ones meant."""
    for ratio in ratios(claims):
        holding = ratio.holding
        if any(holding):
            for place in range(len(holding)):
                yield _check(claims, ratio, place)


def _check(claims: Claims, ratio: Ratio, place: int) -> Check:
    stated, part, whole, computed = ratio.stated[place], ratio.parts[place], ratio.whole, ratio.shares[place]
    judged = judge((stated.interval, computed))
    others = [whole] if whole is not None else [one for one in ratio.parts if one is not part]
    total = whole.value if whole is not None else sum((one.value for one in ratio.parts), Fraction(0))
    value = part.value / total * 100
    cause, why = ("", NOTHING) if judged == "holds" else _cause(claims, ratio, place, computed)
    words = (
        written(claims, whole)
        if whole is not None
        else " + ".join(written(claims, one) for one in ratio.parts)
    )
    decimals = decimals_of(stated) + 1
    sign = "=" if value == stated.value else "≈" if judged == "holds" else "≠"
    shown = f"{plain(half_up(value, decimals))}%"
    return check(
        RULE,
        "share",
        judged,
        "inconsistent",
        [
            span(claims, "stated", stated),
            span(claims, "part", part),
            *(span(claims, "whole", one) for one in others),
        ],
        stated=f"{plain(stated.value)}%",
        computed=bounds(computed, decimals - 1),
        arithmetic=f"{written(claims, part)} ÷ {words} = {shown} {sign} {plain(stated.value)}%",
        message=said(
            f"proof-ratio-{'holds' if judged == 'holds' else 'fails'}",
            part=written(claims, part),
            whole=words,
            computed=shown,
            stated=_ratio(claims, ratio.stated),
            member=plain(stated.value),
            cause=why,
        ),
        cause=cause,
    )


def _cause(claims: Claims, ratio: Ratio, place: int, computed: Interval) -> tuple[str, Text]:
    stated, part = ratio.stated[place], ratio.parts[place]
    wanted = (
        [(part, stated.interval.times(ratio.total).scale(Fraction(1, 100)))]
        if ratio.whole is not None
        else []
    )
    return likely_cause(stated, computed, ratio.parts, wanted=wanted, claims=claims)


def _ratio(claims: Claims, stated: tuple[Quantity, ...]) -> str:
    text = claims.document.passages[stated[0].passage].text
    return text[stated[0].start : stated[-1].end]
