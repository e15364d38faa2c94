"""Entered points beside computed ones: a difference is never settled in silence, it is a finding."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from duxue.measures.findings import Finding, Level
from duxue.schemes import Leaf, Scheme
from duxue.scoring.case import LeafCase
from duxue.scoring.rules.judgement import off_the_grid
from duxue.scoring.wording import both, points

if TYPE_CHECKING:
    from duxue.scoring.leaf import Rounded


def compare_entered(
    scheme: Scheme, leaf: Leaf, entered: Rounded, computed: Rounded | None, score_id: str, case: LeafCase
) -> tuple[Finding, ...]:
    """Entered points outside the bounds or off the grid, or other than the rule's.

    A difference from a rule that gives the points is inconsistent; from a guessed rule, a question.
    """
    found = [*_outside(leaf, score_id, case), *_off_grid(leaf, score_id, case)]
    if entered.value is not None and computed is not None:
        found.extend(_differs(scheme, leaf, entered.value, computed, score_id))
    return tuple(found)


def _differs(
    scheme: Scheme, leaf: Leaf, entered: Decimal, computed: Rounded, score_id: str
) -> Iterator[Finding]:
    if computed.low <= entered <= computed.high:
        return
    code = "scoring-guess-differs" if leaf.guessed else "scoring-entered-differs"
    level: Level = "question" if leaf.guessed else "inconsistent"
    result = str(computed.value) if computed.value is not None else f"{computed.low}–{computed.high}"
    facts = {"item": leaf.id, "entered": str(entered), "computed": result}
    message = both(code, **facts, title=leaf.title, working=computed.explanation)
    yield Finding(code, level, "score", score_id, facts, message)


def _outside(leaf: Leaf, score_id: str, case: LeafCase) -> Iterator[Finding]:
    for judgement in case.judgements:
        given = judgement.points
        if given is None or Fraction(leaf.low) <= given <= Fraction(leaf.high):
            continue
        facts = {
            "item": leaf.id,
            "entered": points(given, case.decimals),
            "low": points(leaf.low, case.decimals),
            "high": points(leaf.high, case.decimals),
        }
        message = both("scoring-entered-outside", **facts, title=leaf.title)
        yield Finding("scoring-entered-outside", "impossible", "score", score_id, facts, message)


def _off_grid(leaf: Leaf, score_id: str, case: LeafCase) -> Iterator[Finding]:
    for judgement in case.judgements:
        given = judgement.points
        if given is None or not off_the_grid(leaf.opinion, given):
            continue
        facts = {
            "item": leaf.id,
            "entered": points(given, case.decimals),
            "steps": points(leaf.opinion.steps or Decimal(1), case.decimals),
        }
        message = both("scoring-entered-off-grid", **facts, title=leaf.title)
        yield Finding("scoring-entered-off-grid", "question", "score", score_id, facts, message)
