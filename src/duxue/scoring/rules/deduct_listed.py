"""R2: full marks less the deductions whose failing is found; lines may count events (R1 inside R2)."""

from __future__ import annotations

from fractions import Fraction

from duxue.messages import Text
from duxue.schemes.rules import CountedDeduction, Deduction, DeductListed
from duxue.scoring.case import LeafCase
from duxue.scoring.conditions import answer
from duxue.scoring.results import Outcome
from duxue.scoring.rules.counting import Loss, loss
from duxue.scoring.wording import both, join, points


def outcome(rule: DeductListed, case: LeafCase) -> Outcome:
    """Full marks less every deduction that applies; those that cannot be told widen the span."""
    full = Fraction(case.leaf.points)
    losses = [_loss(deduction, case) for deduction in rule.deductions]
    most = [lost.high for lost in losses]
    low = (
        None
        if any(high is None for high in most)
        else full - sum((high for high in most if high is not None), Fraction(0))
    )
    high = full - sum((lost.low for lost in losses), Fraction(0))
    named = [
        both("scoring-deduction", working=lost.working, title=line.title)
        for line, lost in zip(rule.deductions, losses, strict=True)
        if lost.high != 0
    ]
    start = Text.same(points(full, case.decimals))
    working = join([start, *named], " ", " ") if named else both("scoring-no-deduction", full=start)
    reasons = tuple(dict.fromkeys(why for lost in losses for why in lost.reasons))
    figures = tuple(figure for lost in losses for figure in lost.figures)
    return Outcome(low, high, working, reasons, figures)


def _loss(deduction: Deduction, case: LeafCase) -> Loss:
    if isinstance(deduction, CountedDeduction):
        return loss(deduction, case)
    found = answer(deduction.when, case)
    amount = Fraction(deduction.points)
    shown = points(amount, case.decimals)
    if found.holds is None:
        return Loss(Fraction(0), amount, Text.same(f"({shown} ?)"), found.reasons, found.figures)
    lost = amount if found.holds else Fraction(0)
    return Loss(lost, lost, Text.same(shown), (), found.figures)
