"""Scores of the items of a self-assessment that add up to its total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from duxue.messages import Text
from duxue.proofing.causes import likely_cause
from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.judging import Judged, check, judge, said, shown, span, written
from duxue.proofing.relations.scores import Scoring, scored_count, scorings
from duxue.values import Interval, plain

RULE = "score-total"


def checks(claims: Claims) -> Iterator[Check]:
    """Totals over the lines of the whole report."""
    for scoring in scorings(claims):
        if scoring.total is not None:
            yield from _total(claims, scoring)


def _total(claims: Claims, scoring: Scoring) -> Iterator[Check]:
    lines = scoring.lines
    value = sum((line.value for line in lines), Fraction(0))
    # scores are given, not measured: 9.5分 is no rounded number
    total = Interval.exact(value)
    stated = scoring.total
    assert stated is not None
    for other in scoring.also:
        if _judged(stated, total) != "holds" and _judged(other, total) == "holds":
            stated = other
    judged = _judged(stated, total)
    different = {other.value for other in scoring.also} - {stated.value}
    if judged != "holds" and different:
        return
    cause, why = "", Text("", "")
    if judged != "holds":
        count = scored_count(claims, scoring)
        left_out = count is not None and count[0].value > len(lines)
        wanted = [] if left_out else [(line, line.value + stated.value - value) for line in lines]
        missing = stated.value - value if stated.value > value else None
        cause, why = likely_cause(stated, total, lines, wanted=wanted, claims=claims, missing=missing)
    computed, gap = shown(value, "分"), shown(abs(stated.value - value), "分")
    code = "proof-score-total-holds" if judged == "holds" else "proof-score-total-fails"
    words = written(claims, stated)
    message = said(code, stated=words, items=len(lines), computed=computed, gap=gap, cause=why)
    yield check(
        RULE,
        "score-total",
        judged,
        "inconsistent",
        [span(claims, "stated", stated), *(span(claims, "item", line) for line in lines)],
        stated=words,
        computed=computed,
        arithmetic=_sum([line.value for line in lines], value, stated.value),
        message=message,
        cause=cause,
    )


def _judged(stated: Quantity, total: Interval) -> Judged:
    """A total written to fewer places than its items may be rounded."""
    half = stated.step / 2
    rounded = Interval(stated.value - half, stated.value + half)
    exact = total.low is not None and (total.low / stated.step).denominator == 1
    return judge((Interval.exact(stated.value) if exact else rounded, total))


def _sum(values: Sequence[Fraction], value: Fraction, stated: Fraction) -> str:
    left = " + ".join(plain(one) for one in values)
    return f"{left} = {plain(value)}" + ("" if value == stated else f" ≠ {plain(stated)}")
