"""R8: 按比例."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from tests.scoring.ledger import Ledger, score

from duxue.values import SquareRoot

RULE = "{kind: proportional, figure: rate, target: 90}"


def test_points_are_in_proportion_to_the_target_and_rounded_once():
    found = score(RULE, Ledger().put("rate", 78))
    assert found.value == Decimal("4.33")
    assert found.explanation.zh == "指标rate 78.0%：5.00 × 78 ÷ 90 ≈ 4.3333，四舍五入得 4.33 分"


def test_more_than_the_target_gives_no_more_than_full_marks():
    assert score(RULE, Ledger().put("rate", 99)).value == Decimal("5.00")


def test_less_is_better_where_the_zero_lies_above_the_target():
    rule = "{kind: proportional, figure: rate, target: 1, zero_at: 3}"
    assert [score(rule, Ledger().put("rate", rate)).value for rate in ("1", "2", "3", "4")] == [
        Decimal("5.00"),
        Decimal("2.50"),
        Decimal("0.00"),
        Decimal("0.00"),
    ]


def test_each_point_short_takes_its_points():
    rule = "{kind: proportional, figure: rate, target: 98, each_short: {step: 1, points: 0.5}}"
    assert score(rule, Ledger().put("rate", "96.5")).value == Decimal("4.00")
    assert score(rule, Ledger().put("rate", "99")).value == Decimal("5.00")


@pytest.mark.parametrize("part", ["ignored", "in-proportion"])
def test_a_part_of_a_step_short_does_what_the_scheme_says(part):
    short = f"{{step: 1, points: 0.5, part_step: {part}}}"
    rule = f"{{kind: proportional, figure: rate, target: 98, each_short: {short}}}"
    expected = {"ignored": "4.50", "in-proportion": "4.25"}[part]
    assert score(rule, Ledger().put("rate", "96.5")).value == Decimal(expected)


def test_a_spread_takes_part_with_its_shown_decimal():
    root = Ledger().put("cv", SquareRoot.exact(Fraction(1, 3)), named="ratio", decimals=3)
    found = score("{kind: proportional, figure: cv, target: 0, zero_at: 1}", root)
    assert found.value == Decimal("2.12")  # 5 × (0.577 − 1) ÷ (0 − 1) = 2.115


def test_a_missing_figure_cannot_be_told():
    found = score(RULE, Ledger().put("rate", None))
    assert (found.value, found.low, found.high) == (None, Decimal("0.00"), Decimal("5.00"))


def test_a_target_that_is_missing_cannot_be_told_either():
    found = score("{kind: proportional, figure: rate, target: {figure: goal}}", Ledger().put("rate", 50))
    assert [why.code for why in found.reasons] == ["scoring-reason-missing"]


def test_a_target_that_happens_to_be_the_zero_cannot_be_told():
    ledger = Ledger().put("rate", 50).put("goal", 0)
    found = score("{kind: proportional, figure: rate, target: {figure: goal}}", ledger)
    assert [why.code for why in found.reasons] == ["scoring-reason-target"]
