"""A score that is the full mark less what was taken off: 满分10分，扣1.5分，得8.5分."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duxue.proofing.causes import NOTHING, likely_cause
from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.judging import check, judge, said, shown, span, written
from duxue.values import plain

RULE = "score-deducted"
_FULL = re.compile("(?:满分|分值|标准分|应得分?|赋分|总分)[为是：]?$")
_LOST = re.compile("扣(?:除|减|去|掉|分|了)?[为：]?$")
_GOT = re.compile("(?:得分|实得|自评得分|自评分|自评|评分|得)[为是：]?$")


def checks(claims: Claims) -> Iterator[Check]:
    """Full mark, deduction and score of one item in a sentence."""
    for sentence in claims.sentences:
        yield from _deducted(
            claims, [quantity for quantity in sentence.quantities if quantity.kind == "score"]
        )


def _deducted(claims: Claims, scores: Sequence[Quantity]) -> Iterator[Check]:
    """满分10分，扣1.5分，得8.5分."""
    for full, lost, got in zip(scores, scores[1:], scores[2:], strict=False):
        if _GOT.search(lost.lead) and _LOST.search(got.lead):
            lost, got = got, lost
        if not (_FULL.search(full.lead) and _LOST.search(lost.lead) and _GOT.search(got.lead)):
            continue
        expected = full.interval - lost.interval
        judged = judge((got.interval, expected))
        value = full.value - lost.value
        cause, why = (
            ("", NOTHING) if judged == "holds" else likely_cause(got, expected, [full, lost], claims=claims)
        )
        code = "proof-score-deducted-holds" if judged == "holds" else "proof-score-deducted-fails"
        yield check(
            RULE,
            "score-total",
            judged,
            "impossible",
            [span(claims, "stated", got), span(claims, "whole", full), span(claims, "change", lost)],
            stated=written(claims, got),
            computed=shown(value, "分"),
            arithmetic=f"{plain(full.value)} - {plain(lost.value)} = {plain(value)}"
            + ("" if value == got.value else f" ≠ {plain(got.value)}"),
            message=said(
                code,
                full=written(claims, full),
                lost=written(claims, lost),
                stated=written(claims, got),
                computed=shown(value, "分"),
                cause=why,
            ),
            cause=cause,
        )
