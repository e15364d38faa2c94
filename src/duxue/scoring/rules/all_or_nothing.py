"""R5, and by its test R12 to R16: full marks when the test is met, else what `else` says."""

from __future__ import annotations

from fractions import Fraction

from duxue.schemes.rules import AllOrNothing
from duxue.scoring.case import LeafCase
from duxue.scoring.conditions import answer
from duxue.scoring.results import Outcome


def outcome(rule: AllOrNothing, case: LeafCase) -> Outcome:
    """Full marks or `else`; between the two while the test cannot be told."""
    found = answer(rule.when, case)
    full, other = Fraction(case.leaf.points), Fraction(rule.else_)
    if found.holds is None:
        low, high = min(full, other), max(full, other)
        return Outcome(low, high, found.shown, found.reasons, found.figures, sums=False)
    given = full if found.holds else other
    return Outcome(given, given, found.shown, (), found.figures, sums=False)
