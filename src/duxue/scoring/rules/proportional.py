"""R8: in proportion to a target, or so many points for each step that a figure is short of it."""

from __future__ import annotations

from fractions import Fraction

from duxue.messages import Text
from duxue.schemes.rules import EachShort, Proportional
from duxue.scoring.amounts import Number, amount
from duxue.scoring.case import LeafCase
from duxue.scoring.limits import Line, line
from duxue.scoring.results import Outcome
from duxue.scoring.rules.counting import in_steps
from duxue.scoring.wording import both, number, points, reason


def outcome(rule: Proportional, case: LeafCase) -> Outcome:
    """full × (value − zero_at) ÷ (target − zero_at); the clamp of the leaf cuts what lies outside.

    A spread, being a root, takes part with its shown decimal.
    """
    found = amount(rule, case)
    target = line(rule.target, found.ref, found.unit, case)
    figures = (*found.figures, *target.figures)
    why = (*found.reasons, *((target.reason,) if target.reason is not None else ()))
    goal, zero = target.number, Fraction(rule.zero_at)
    if why or found.value is None or goal is None:
        return Outcome(None, None, _open(found, target), why, figures)
    if rule.each_short is not None:
        return _short(rule.each_short, found.value, goal, found, case, figures)
    if goal == zero:
        gone = reason("scoring-reason-target", target=target.shown)
        return Outcome(None, None, _open(found, target), (gone,), figures)
    full = Fraction(case.leaf.points)
    given = full * (found.value - zero) / (goal - zero)
    return Outcome(given, given, _working(full, found.value, zero, goal, found, case), (), figures)


def _open(found: Number, target: Line) -> Text:
    return both("scoring-toward-target", value=found.shown, target=target.shown)


def _working(
    full: Fraction, value: Fraction, zero: Fraction, goal: Fraction, found: Number, case: LeafCase
) -> Text:
    shown = points(full, case.decimals)
    if zero:
        start = number(zero)
        sum_ = f"{shown} × ({number(value)} − {start}) ÷ ({number(goal)} − {start})"
    else:
        sum_ = f"{shown} × {number(value)} ÷ {number(goal)}"
    return both("scoring-of-value", value=found.shown, sum=sum_)


def _short(
    rule: EachShort, value: Fraction, goal: Fraction, found: Number, case: LeafCase, figures: tuple[str, ...]
) -> Outcome:
    steps = in_steps(max(Fraction(0), goal - value), rule.step, rule.part_step)
    full = Fraction(case.leaf.points)
    given = full - Fraction(rule.points) * steps
    facts = {
        "full": points(full, case.decimals),
        "each": points(rule.points, case.decimals),
        "count": number(steps),
        "target": number(goal),
    }
    working = both("scoring-short-of-target", value=found.shown, **facts)
    return Outcome(given, given, working, (), figures)
