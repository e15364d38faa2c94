"""A rate in per cent that one figure makes of another, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from duxue.proofing.causes import NOTHING, likely_cause, slips
from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.judging import Judged, check, judge, said, span, written
from duxue.proofing.relations.proportions import bounds, decimals_of, roomy
from duxue.values import Interval, half_up, plain

Sense = Literal["of", "rest", "above"]
"""of: part over whole · rest: what the part leaves of the whole · above: by how much the part is more than the whole"""
Certainty = Literal["sure", "slip", "open"]
"""sure: the words say that it is this rate · slip: they nearly do, so that only a slip of the pen speaks against it ·
open: only a rate that agrees is worth telling"""
HUNDRED = Interval.exact(100)
SLIPS = frozenset({"digits-swapped", "decimal-point"})


@dataclass(frozen=True, slots=True)
class Quotient:
    """A stated rate, and the two figures that it is of."""

    stated: Quantity
    part: Quantity
    whole: Quantity
    sense: Sense = "of"
    certainty: Certainty = "open"

    def computed(self, *, coarse: bool = False) -> Interval:
        """The rate in per cent that the unrounded figures can make; `coarse` where round numbers may be rounded ones."""
        part, whole = (roomy(one) if coarse else one.interval for one in (self.part, self.whole))
        return self._turned(part.divide(whole).scale(100))

    @property
    def value(self) -> Fraction:
        """The rate of the figures as they are written."""
        exact = Interval.exact(self.part.value / self.whole.value * 100)
        return self._turned(exact).low or Fraction(0)

    @property
    def wanted(self) -> list[tuple[Quantity, Interval]]:
        """What each figure would have to be if the rate is right."""
        share = self.stated.interval
        share = HUNDRED - share if self.sense == "rest" else share
        share = (HUNDRED + share if self.sense == "above" else share).scale(Fraction(1, 100))
        return [(self.part, share.times(self.whole.interval)), (self.whole, self.part.interval.divide(share))]

    @property
    def judged(self) -> Judged:
        return judge(
            (self.stated.interval, self.computed()), (self.stated.interval, self.computed(coarse=True))
        )

    @property
    def slipped(self) -> bool:
        """Whether two digits swapped or a decimal point moved in one of the figures explains the difference."""
        figures = ((self.stated, self.computed()), *self.wanted)
        return any(
            code in SLIPS and meets_middle for figure in figures for code, meets_middle in _slips(*figure)
        )

    def _turned(self, share: Interval) -> Interval:
        if self.sense == "rest":
            return HUNDRED - share
        return share - HUNDRED if self.sense == "above" else share


def _slips(figure: Quantity, target: Interval) -> list[tuple[str, bool]]:
    return [(code, target.contains(value) or not target.is_exact) for code, value in slips(figure, target)]


def told(rule: str, claims: Claims, found: Quotient, code: Callable[[str], str]) -> Check | None:
    """The check of a rate, with the message of the code that ends so; None where the words are not sure enough for what the figures say."""
    judged = found.judged
    if judged != "holds" and (found.certainty == "open" or (found.certainty == "slip" and not found.slipped)):
        return None
    stated, part, whole = found.stated, found.part, found.whole
    computed, decimals = found.computed(), decimals_of(stated)
    value = f"{plain(half_up(found.value, decimals + 1))}%"
    cause, why = "", NOTHING
    if judged == "fails":
        cause, why = likely_cause(stated, computed, (part, whole), wanted=found.wanted, claims=claims)
    sign = "=" if half_up(found.value, decimals) == stated.value else "≈" if judged == "holds" else "≠"
    figures = f"{written(claims, part)} ÷ {written(claims, whole)}"
    sums = {"of": figures, "rest": f"100% − {figures}", "above": f"{figures} − 100%"}
    return check(
        rule,
        "share",
        judged,
        "impossible" if part.sentence == whole.sentence == stated.sentence else "inconsistent",
        [span(claims, "stated", stated), span(claims, "part", part), span(claims, "whole", whole)],
        stated=written(claims, stated),
        computed=bounds(computed, decimals),
        arithmetic=f"{sums[found.sense]} = {value} {sign} {written(claims, stated)}",
        message=said(
            code(f"{found.sense}-{'holds' if judged == 'holds' else 'fails'}"),
            part=written(claims, part),
            whole=written(claims, whole),
            computed=value,
            stated=written(claims, stated),
            cause=why,
        ),
        cause=cause,
    )
