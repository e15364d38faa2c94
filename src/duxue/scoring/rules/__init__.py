"""The rules: one module a kind, each gives an Outcome for a leaf."""

from __future__ import annotations

from duxue.schemes.rules import (
    AddListed,
    AllOrNothing,
    Bands,
    DeductEach,
    DeductListed,
    Opinion,
    Pool,
    Proportional,
    Rule,
)
from duxue.scoring.case import LeafCase
from duxue.scoring.results import Outcome
from duxue.scoring.rules import (
    add_listed,
    all_or_nothing,
    bands,
    deduct_each,
    deduct_listed,
    judgement,
    pool,
    proportional,
)

__all__ = ["apply"]


def apply(rule: Rule, case: LeafCase) -> Outcome:
    """What the rule gives for the case, before clamp and rounding."""
    match rule:
        case DeductEach():
            return deduct_each.outcome(rule, case)
        case DeductListed():
            return deduct_listed.outcome(rule, case)
        case AddListed():
            return add_listed.outcome(rule, case)
        case AllOrNothing():
            return all_or_nothing.outcome(rule, case)
        case Proportional():
            return proportional.outcome(rule, case)
        case Pool():
            return pool.outcome(rule, case)
        case Bands():
            return bands.outcome(rule, case)
        case Opinion():
            return judgement.outcome(rule, case)
