"""A stated share against its part and its whole: 普惠性幼儿园24.47万所，占全国幼儿园的83.00%."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import reduce
from operator import add

from duxue.proofing.causes import NOTHING, likely_cause
from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims
from duxue.proofing.judging import Judged, check, judge, meets, said, shown, span, written
from duxue.proofing.relations.proportions import Shared, bounds, decimals_of, proportions, roomy
from duxue.values import Interval, half_up, plain

RULE = "share"


def checks(claims: Claims) -> Iterator[Check]:
    """Shares of what the text gives both figures of; those that are not sure are told only where they agree."""
    for shared in proportions(claims):
        computed = quotient(shared.part.interval, [whole.interval for whole in shared.wholes])
        widest = quotient(roomy(shared.part), [roomy(whole) for whole in shared.wholes])
        judged = judge((shared.stated.interval, computed), (shared.stated.interval, widest))
        if judged == "holds" or (shared.sure and not _is_of_others(shared, computed)):
            yield _check(claims, shared, judged, computed)


def _is_of_others(shared: Shared, computed: Interval) -> bool:
    """Whether the figures are surely not those of the share: it is that of the rest (812家压减至29家，压减率96.4%),
    or the whole was sought in another sentence and is smaller than the part."""
    rest = Interval.exact(100) - computed
    elsewhere = any(one.sentence != shared.stated.sentence for one in shared.wholes)
    of_the_rest = not shared.stated.of and meets(shared.stated.interval, rest)
    return of_the_rest or (elsewhere and computed.above(100) is True)


def quotient(part: Interval, wholes: list[Interval]) -> Interval:
    """The share in per cent that the unrounded figures can make."""
    return part.divide(reduce(add, wholes)).scale(100)


def _check(claims: Claims, shared: Shared, judged: Judged, computed: Interval) -> Check:
    stated, part, wholes = shared.stated, shared.part, shared.wholes
    whole = sum((one.value for one in wholes), Fraction(0))
    value = part.value / whole * 100 if whole else Fraction(0)
    decimals = decimals_of(stated)
    whole_words = " + ".join(written(claims, one) for one in wholes)
    cause, why = "", NOTHING
    if judged == "fails":
        wanted = (
            [(part, stated.interval.times(wholes[0].interval).scale(Fraction(1, 100)))]
            if len(wholes) == 1
            else []
        )
        cause, why = likely_cause(stated, computed, (part, *wholes), wanted=wanted, claims=claims)
    one_sentence = all(one.sentence == stated.sentence for one in (part, *wholes))
    sign = "=" if half_up(value, decimals) == stated.value else "≈" if judged == "holds" else "≠"
    return check(
        RULE,
        "share",
        judged,
        "impossible" if one_sentence else "inconsistent",
        [
            span(claims, "stated", stated),
            span(claims, "part", part),
            *(span(claims, "whole", one) for one in wholes),
        ],
        stated=written(claims, stated),
        computed=bounds(computed, decimals),
        arithmetic=f"{written(claims, part)} ÷ {whole_words} = {plain(half_up(value, decimals + 1))}% {sign} {written(claims, stated)}",
        message=said(
            f"proof-share-{'holds' if judged == 'holds' else 'fails'}",
            part=written(claims, part),
            whole=whole_words,
            computed=shown(value, "%", decimals=decimals + 1),
            stated=written(claims, stated),
            cause=why,
        ),
        cause=cause,
    )
