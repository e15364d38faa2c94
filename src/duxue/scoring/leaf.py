"""One leaf: rule or judgement → clamp to its bounds → round once, half up. Entered and computed side by side."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from duxue.measures.findings import Finding
from duxue.messages import Text
from duxue.schemes import Leaf, Scheme
from duxue.scoring.case import LeafCase
from duxue.scoring.comparing import compare_entered
from duxue.scoring.results import Outcome, Reason, Score, Status
from duxue.scoring.rules import apply
from duxue.scoring.wording import both, equal_to, join, points
from duxue.values import half_up


@dataclass(frozen=True)
class Rounded:
    """An outcome after clamp and rounding: its value or its span, and the line that explains it."""

    value: Decimal | None
    low: Decimal
    high: Decimal
    explanation: Text
    outcome: Outcome


def score_leaf(scheme: Scheme, case: LeafCase, score_id: str) -> Score:
    """The score of the case's leaf. `by` decides what counts; a guessed rule never does."""
    leaf = case.leaf
    entered = rounded(apply(leaf.opinion, case), case)
    rule = leaf.computed_rule
    computed = None if rule is None else rounded(apply(rule, case), case)
    counts = entered if leaf.by == "judgement" or computed is None else computed
    status: Status = "final" if counts.value is not None else "cannot-tell"
    if status != "final" and leaf.guessed and computed is not None and computed.value is not None:
        status = "guessed"
    findings = compare_entered(scheme, leaf, entered, computed, score_id, case)
    return Score(
        id=score_id,
        item=leaf.id,
        layer=case.layer,
        full=half_up(leaf.points, case.decimals),
        by=leaf.by,
        status=status,
        value=counts.value,
        low=counts.low,
        high=counts.high,
        entered=entered.value,
        computed=None if computed is None else computed.value,
        certainty=leaf.certainty,
        figures=_figures(computed),
        explanation=counts.explanation,
        reasons=() if status == "final" else counts.outcome.reasons,
        computed_explanation=None if computed is None or computed is counts else computed.explanation,
        findings=findings,
    )


def rounded(outcome: Outcome, case: LeafCase) -> Rounded:
    """The outcome clamped to the leaf's bounds and rounded to the scheme's decimals, once."""
    low, high = (
        clamped(outcome.low, case.leaf.low, case.leaf),
        clamped(outcome.high, case.leaf.high, case.leaf),
    )
    decided = low == high and (not outcome.reasons or outcome.low is not None or outcome.high is not None)
    low_shown, high_shown = half_up(low, case.decimals), half_up(high, case.decimals)
    if not decided:
        return Rounded(None, low_shown, high_shown, _undecided(outcome, low_shown, high_shown), outcome)
    return Rounded(low_shown, low_shown, low_shown, _decided(outcome, low, low_shown, case), outcome)


def clamped(points_given: Fraction | None, open_end: Decimal, leaf: Leaf) -> Fraction:
    """Points within the leaf's bounds; a side without a bound takes the leaf's own."""
    if points_given is None:
        return Fraction(open_end)
    return min(max(points_given, Fraction(leaf.low)), Fraction(leaf.high))


def _undecided(outcome: Outcome, low: Decimal, high: Decimal) -> Text:
    why = _because(outcome.reasons)
    if outcome.working == why:
        return both("scoring-undecided-plainly", why=why, low=str(low), high=str(high))
    return both("scoring-undecided", working=outcome.working, why=why, low=str(low), high=str(high))


def _because(reasons: tuple[Reason, ...]) -> Text:
    return join([why.text for why in dict.fromkeys(reasons)], "；", "; ")


def _decided(outcome: Outcome, exact: Fraction, shown: Decimal, case: LeafCase) -> Text:
    raw = outcome.points
    given = points(shown, case.decimals)
    if not outcome.sums and raw == exact == Fraction(shown):
        return both("scoring-gives", working=outcome.working, points=given)
    if raw is None or raw != exact:
        bound = "scoring-not-below" if exact == Fraction(case.leaf.low) else "scoring-not-above"
        total = "= ?" if raw is None else equal_to(raw, case.decimals)
        return both(
            bound, working=outcome.working, raw=total, bound=points(exact, case.decimals), points=given
        )
    if exact != Fraction(shown):
        return both(
            "scoring-rounded", working=outcome.working, raw=equal_to(exact, case.decimals), points=given
        )
    return both("scoring-equals", working=outcome.working, points=given)


def _figures(computed: Rounded | None) -> tuple[str, ...]:
    return () if computed is None else tuple(dict.fromkeys(computed.outcome.figures))


def findings_of(scores: tuple[Score, ...]) -> list[Finding]:
    """The findings of all leaves, in the scheme's order."""
    return [finding for score in scores for finding in score.findings]
