"""R3: the sum of the points of the elements that are there."""

from __future__ import annotations

from fractions import Fraction

from duxue.messages import Text
from duxue.schemes.rules import AddListed, Element
from duxue.scoring.case import LeafCase
from duxue.scoring.conditions import Answer, answer
from duxue.scoring.results import Outcome
from duxue.scoring.wording import both, join, points


def outcome(rule: AddListed, case: LeafCase) -> Outcome:
    """The sum; an element that cannot be told lies between its `else` and its points."""
    found = [(element, answer(element.when, case)) for element in rule.elements]
    spans = [_span(element, one.holds) for element, one in found]
    working = join([_words(element, one, case.decimals) for element, one in found], " + ", " + ")
    reasons = tuple(dict.fromkeys(why for _, one in found for why in one.reasons))
    figures = tuple(figure for _, one in found for figure in one.figures)
    low = sum((low for low, _ in spans), Fraction(0))
    high = sum((high for _, high in spans), Fraction(0))
    return Outcome(low, high, working, reasons, figures)


def _span(element: Element, holds: bool | None) -> tuple[Fraction, Fraction]:
    met, unmet = Fraction(element.points), Fraction(element.else_)
    if holds is None:
        return min(met, unmet), max(met, unmet)
    points_given = met if holds else unmet
    return points_given, points_given


def _words(element: Element, found: Answer, decimals: int) -> Text:
    given = (
        points(element.points if found.holds else element.else_, decimals) if found.holds is not None else "?"
    )
    return both("scoring-element", points=given, title=element.title)
