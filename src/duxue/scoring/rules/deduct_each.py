"""R1: full marks less so many points for every event, or for every one short of a norm."""

from __future__ import annotations

from fractions import Fraction

from duxue.messages import Text
from duxue.schemes.rules import DeductEach
from duxue.scoring.case import LeafCase
from duxue.scoring.results import Outcome
from duxue.scoring.rules.counting import loss
from duxue.scoring.wording import points


def outcome(rule: DeductEach, case: LeafCase) -> Outcome:
    """Full marks less the loss; the clamp of the leaf stops at its lower bound (扣完为止)."""
    full = Fraction(case.leaf.points)
    lost = loss(rule, case)
    shown = points(full, case.decimals)
    working = Text(f"{shown} − {lost.working.zh}", f"{shown} − {lost.working.en}")
    low = None if lost.high is None else full - lost.high
    return Outcome(low, full - lost.low, working, lost.reasons, lost.figures)
