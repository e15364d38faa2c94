"""R9: full marks divided equally over last year's problems, each counting by its state (均摊)."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from duxue.messages import Text, listed
from duxue.schemes.rules import Pool, PoolShares
from duxue.scoring.case import LeafCase
from duxue.scoring.entries import State
from duxue.scoring.results import Outcome
from duxue.scoring.wording import both, join, number, points, reason

STATES: tuple[State, ...] = ("done", "under-way", "open")


def outcome(rule: Pool, case: LeafCase) -> Outcome:
    """full ÷ n × Σ shares; a problem whose state is not known lies between the smallest and largest share."""
    full, count = Fraction(case.leaf.points), len(case.problems)
    if not count:
        return _nothing(rule)
    states = Counter(problem.state for problem in case.problems)
    shares = {state: _share(rule.shares, state) for state in STATES}
    certain = sum((shares[state] * states[state] for state in STATES), Fraction(0))
    unknown = [problem.title for problem in case.problems if problem.state is None]
    least = certain + len(unknown) * min(shares.values())
    most = certain + len(unknown) * max(shares.values())
    parts = [_part(state, shares[state], states[state]) for state in STATES if states[state]]
    inner = join(parts, " + ", " + ") if parts else Text.same("?")
    shown = points(full, case.decimals)
    working = both("scoring-pool", full=shown, count=count, shares=inner)
    why = (reason("scoring-reason-problem-state", problems=listed(unknown)),) if unknown else ()
    return Outcome(full / count * least, full / count * most, working, why)


def _nothing(rule: Pool) -> Outcome:
    text = both("scoring-no-problems")
    if rule.when_none is None:
        return Outcome(None, None, text, (reason("scoring-reason-no-problems"),), sums=False)
    given = Fraction(rule.when_none)
    return Outcome(given, given, text, sums=False)


def _share(shares: PoolShares, state: State) -> Fraction:
    return Fraction({"done": shares.done, "under-way": shares.under_way, "open": shares.open}[state])


def _part(state: State, share: Fraction, count: int) -> Text:
    return both(f"scoring-pool-{state}", count=count, share=number(share))
