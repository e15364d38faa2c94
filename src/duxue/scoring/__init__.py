"""How figures and judgements become points, totals and levels; every step explained."""

from __future__ import annotations

from duxue.scoring.entries import Judgement, Problem, StatedTotal
from duxue.scoring.layers import layers_in_use, score_id, score_object, score_objects
from duxue.scoring.order import Step, in_order, needs
from duxue.scoring.results import LayerResult, Outcome, Reason, Score, Span, Status, Verdict
from duxue.scoring.sources import FigureSource
from duxue.scoring.wording import qualified

__all__ = [
    "FigureSource",
    "Judgement",
    "LayerResult",
    "Outcome",
    "Problem",
    "Reason",
    "Score",
    "Span",
    "StatedTotal",
    "Status",
    "Step",
    "Verdict",
    "in_order",
    "layers_in_use",
    "needs",
    "qualified",
    "score_id",
    "score_object",
    "score_objects",
]
