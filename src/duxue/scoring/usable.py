"""Whether a figure may be judged at all. The one gate that every rule and every test goes through."""

from __future__ import annotations

from duxue.measures.figures import Figure, MeasureRef
from duxue.scoring.case import LeafCase
from duxue.scoring.results import Reason
from duxue.scoring.wording import both, reason


def obstacle(figure: Figure, ref: MeasureRef, case: LeafCase) -> Reason | None:
    """Why the figure cannot be judged: missing, made up, or not comparable. None when it can."""
    title = case.title(ref)
    if figure.made_up and not case.figures.made_up_counts:
        return reason("scoring-reason-made-up", figure=title)
    if figure.value is None or figure.shown is None:
        return _missing(figure, ref, case)
    if not figure.comparable:
        return reason("scoring-reason-not-comparable", figure=title)
    return None


def _missing(figure: Figure, ref: MeasureRef, case: LeafCase) -> Reason:
    title = case.title(ref)
    word = both(f"scoring-missing-{figure.missing or 'undefined'}")
    if figure.coverage is None:
        return reason("scoring-reason-missing", figure=title, why=word)
    filed, owed = figure.coverage
    return reason("scoring-reason-missing-part", figure=title, why=word, filed=filed, owed=owed)
