"""Nodes and totals: exact sums of what is shown, spans where something below cannot be told."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from duxue.messages import Text
from duxue.schemes import Node
from duxue.scoring.results import Score, Span
from duxue.scoring.wording import both, join
from duxue.values import half_up


def span_of(spans: Sequence[Span]) -> Span:
    """The sum of spans: exact, and decided only when every one of them is."""
    low = sum((span.low for span in spans), Decimal(0))
    high = sum((span.high for span in spans), Decimal(0))
    decided = all(span.value is not None for span in spans)
    return Span(low, high, low if decided else None)


def score_node(node: Node, parts: Sequence[Score], layer: str, decimals: int, score_id: str) -> Score:
    """The score of an indicator: the exact sum of its parts, as many decimals as the scheme has."""
    span = span_of([part.span for part in parts])
    reasons = tuple(dict.fromkeys(why for part in parts for why in part.reasons))
    return Score(
        id=score_id,
        item=node.id,
        layer=layer,
        full=half_up(node.points, decimals),
        by="sum",
        status="final" if span.value is not None else "cannot-tell",
        value=span.value,
        low=span.low,
        high=span.high,
        entered=_sum_of([part.entered for part in parts]),
        computed=_sum_of([part.computed for part in parts]),
        certainty=_weakest([part.certainty for part in parts]),
        figures=tuple(dict.fromkeys(figure for part in parts for figure in part.figures)),
        explanation=_words(parts, span),
        reasons=reasons,
    )


_CERTAINTIES = ("unverified", "secondary", "confirmed")


def _weakest(certainties: Sequence[str]) -> str:
    return min(certainties, key=_CERTAINTIES.index)


def _sum_of(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _words(parts: Sequence[Score], span: Span) -> Text:
    named = [Text.same(f"{part.item} {part.value if part.value is not None else '?'}") for part in parts]
    sum_ = join(named, " + ", " + ")
    if span.value is not None:
        return both("scoring-sum", sum=sum_, points=str(span.value))
    open_ = join([Text.same(part.item) for part in parts if part.value is None], "、", ", ")
    return both("scoring-sum-open", sum=sum_, low=str(span.low), high=str(span.high), open=open_)
