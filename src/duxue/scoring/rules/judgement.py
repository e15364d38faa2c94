"""R26: points that people give, of one or combined from several."""

from __future__ import annotations

from fractions import Fraction
from statistics import median

from duxue.messages import Text
from duxue.schemes.rules import Opinion
from duxue.scoring.case import LeafCase
from duxue.scoring.entries import Judgement
from duxue.scoring.results import Outcome
from duxue.scoring.wording import both, points, reason

_FEWEST_WITH_EXTREMES = 3


def outcome(rule: Opinion, case: LeafCase) -> Outcome:
    """The points that were given; nothing entered, or several where one was asked for, is cannot tell."""
    given = [(judgement, judgement.points) for judgement in case.judgements if judgement.points is not None]
    values = sorted(value for _, value in given)
    if not values:
        return _open("scoring-reason-no-points")
    if rule.combine == "single":
        if values[0] != values[-1]:
            return _open("scoring-reason-several-points", given=_listed(values, case))
        return Outcome(values[0], values[0], _single(given[0][0], values[0], case), sums=False)
    if rule.drop_extremes:
        if len(values) < _FEWEST_WITH_EXTREMES:
            return _open("scoring-reason-too-few-points", given=len(values), needed=_FEWEST_WITH_EXTREMES)
        values = values[1:-1]
    if rule.combine == "median":
        middle = Fraction(median(values))
        return Outcome(middle, middle, both("scoring-median", given=_listed(values, case)))
    mean = sum(values, Fraction(0)) / len(values)
    working = Text.same(f"({_listed(values, case, ' + ')}) ÷ {len(values)}")
    return Outcome(mean, mean, working)


def off_the_grid(rule: Opinion, value: Fraction) -> bool:
    """Whether entered points lie between the steps that the scheme allows (R49)."""
    return rule.steps is not None and (value / Fraction(rule.steps)).denominator != 1


def _open(code: str, **facts: str | int) -> Outcome:
    why = reason(code, **facts)
    return Outcome(None, None, why.text, (why,), sums=False)


def _single(judgement: Judgement, value: Fraction, case: LeafCase) -> Text:
    shown = points(value, case.decimals)
    if judgement.reason is None:
        return both("scoring-judged-points", points=shown)
    return both("scoring-judged-points-because", points=shown, reason=judgement.reason)


def _listed(values: list[Fraction], case: LeafCase, between: str = "、") -> str:
    return between.join(points(value, case.decimals) for value in values)
