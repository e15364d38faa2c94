"""R11: 区间分段, half open."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from tests.scoring.ledger import Ledger, score

RULE = (
    "{kind: bands, figure: rate, bands: [{at_least: 90, points: 5}, {at_least: 80, points: 3}, {points: 0}]}"
)
DROPOUT = "{kind: bands, figure: rate, bands: [{at_most: 1, points: 5}, {below: 3, points: 2}, {points: 0}]}"


@pytest.mark.parametrize(
    ("rate", "points"),
    [("100", "5.00"), ("90", "5.00"), ("89.99", "3.00"), ("80", "3.00"), ("79.99", "0.00")],
)
def test_a_band_begins_at_its_limit(rate, points):
    assert score(RULE, Ledger().put("rate", rate)).value == Decimal(points)


@pytest.mark.parametrize(("rate", "points"), [("1", "5.00"), ("1.01", "2.00"), ("3", "0.00")])
def test_where_less_is_better_bands_go_up(rate, points):
    assert score(DROPOUT, Ledger().put("rate", rate)).value == Decimal(points)


def test_the_unrounded_value_decides():
    found = score(RULE, Ledger().put("rate", Fraction(89_999, 1000)))
    assert found.value == Decimal("3.00")
    assert found.explanation.en == "rate 90.0%, in the band ≥ 80%, gives 3.00 points"


def test_a_missing_figure_lies_between_the_least_and_the_most():
    found = score(RULE.replace("points: 0", "points: 1"), Ledger())
    assert (found.value, found.low, found.high) == (None, Decimal("1.00"), Decimal("5.00"))
