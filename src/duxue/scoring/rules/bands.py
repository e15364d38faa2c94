"""R11: the points of the band that a value falls in; the unrounded value decides."""

from __future__ import annotations

from fractions import Fraction

from duxue.messages import Text
from duxue.schemes.rules import Band, Bands
from duxue.scoring.amounts import Number, amount
from duxue.scoring.case import LeafCase
from duxue.scoring.conditions import SIGNS, meets
from duxue.scoring.limits import shown_number
from duxue.scoring.results import Outcome
from duxue.scoring.wording import both


def outcome(rule: Bands, case: LeafCase) -> Outcome:
    """The points of the first band that the value meets; between the least and the most while it is missing."""
    found = amount(rule, case)
    if found.reasons or found.value is None:
        given = [Fraction(band.points) for band in rule.bands]
        return Outcome(min(given), max(given), found.shown, found.reasons, found.figures, sums=False)
    band = next(band for band in rule.bands if _in(band, found))
    given_points = Fraction(band.points)
    return Outcome(given_points, given_points, _words(band, found), (), found.figures, sums=False)


def _in(band: Band, found: Number) -> bool:
    if band.limit is None:
        return True
    name, limit = band.limit
    order = found.order(Fraction(limit))
    return order is not None and meets(order, name)


def _words(band: Band, found: Number) -> Text:
    if band.limit is None:
        return both("scoring-band-last", value=found.shown)
    name, limit = band.limit
    words = shown_number(Fraction(limit), found.unit)
    return both("scoring-band", value=found.shown, sign=SIGNS[name], limit=words)
