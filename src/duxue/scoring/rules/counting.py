"""How often something is deducted, and how much that makes: shared by R1 and the counted lines of R2."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from duxue.messages import Text
from duxue.schemes.rules import Counting, PartStep
from duxue.scoring.amounts import Number, amount
from duxue.scoring.case import LeafCase
from duxue.scoring.limits import Line, line
from duxue.scoring.results import Reason
from duxue.scoring.wording import both, number, points


@dataclass(frozen=True)
class Loss:
    """Points that go: between `low` and `high` (None: no bound), how they come about, why they are open."""

    low: Fraction
    high: Fraction | None
    working: Text
    reasons: tuple[Reason, ...] = ()
    figures: tuple[str, ...] = ()


def loss(rule: Counting, case: LeafCase) -> Loss:
    """The deduction of a counting rule; between nothing and its cap while the number is not known."""
    found = amount(rule, case)
    limit = _line(rule, found, case)
    figures = (*found.figures, *(limit.figures if limit else ()))
    why = (*found.reasons, *((limit.reason,) if limit and limit.reason else ()))
    cap = None if rule.at_most is None else Fraction(rule.at_most)
    norm = _norm(limit)
    each = points(rule.each, case.decimals)
    if why or found.value is None or norm is None:
        return Loss(Fraction(0), cap, Text.same(f"{each} × ?"), why, figures)
    over = norm - found.value if rule.below is not None else found.value - norm
    times = in_steps(max(Fraction(0), over), rule.step, rule.part_step)
    lost = Fraction(rule.each) * times
    working = _working(each, times, rule, found)
    if cap is not None and lost > cap:
        capped = both("scoring-loss-capped", most=points(cap, case.decimals), working=working)
        return Loss(cap, cap, capped, (), figures)
    return Loss(lost, lost, working, (), figures)


def in_steps(over: Fraction, step: Fraction | object | None, part: PartStep) -> Fraction:
    """How many steps an excess makes; a part of a step counts, is ignored, or counts in proportion."""
    if step is None:
        return over
    steps = over / Fraction(step)  # type: ignore[call-overload]
    if part == "counts":
        return Fraction(math.ceil(steps))
    if part == "ignored":
        return Fraction(math.floor(steps))
    return Fraction(steps)


def _line(rule: Counting, found: Number, case: LeafCase) -> Line | None:
    limit = rule.below if rule.below is not None else rule.beyond
    return None if limit is None else line(limit, found.ref, found.unit, case)


def _norm(limit: Line | None) -> Fraction | None:
    return Fraction(0) if limit is None else limit.number


def _working(each: str, times: Fraction, rule: Counting, found: Number) -> Text:
    count = number(times)
    if rule.step is not None:
        return both("scoring-steps", each=each, count=count)
    return Text(
        f"{each} × {count} {found.symbol.zh}".rstrip(), f"{each} × {count} {found.symbol.en}".rstrip()
    )
