"""R1: 计次扣分，扣完为止."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from tests.scoring.ledger import CITY, Ledger, score

from duxue.scoring import Judgement

EVENTS = "{kind: deduct-each, figure: incidents, each: 0.2}"


def incidents(count, named="time"):
    return Ledger().put("incidents", count, named=named, decimals=0)


def test_each_event_takes_its_points():
    found = score(EVENTS, incidents(3))
    assert (found.value, found.status) == (Decimal("4.40"), "final")
    assert found.explanation.zh == "5.00 − 0.20 × 3 次 = 4.40 分"
    assert found.explanation.en == "5.00 − 0.20 × 3 times = 4.40 points"


def test_no_event_gives_full_marks():
    assert score(EVENTS, incidents(0)).value == Decimal("5.00")


def test_deductions_stop_when_nothing_is_left():
    found = score(EVENTS, incidents(30))
    assert found.value == Decimal("0.00")
    assert found.explanation.zh == "5.00 − 0.20 × 30 次 = −1.00，最低计 0.00，得 0.00 分"


def test_a_lower_bound_of_the_scheme_lets_the_item_fall_below_zero():
    assert score(EVENTS, incidents(30), more=", bounds: {low: -2}").value == Decimal("-1.00")


def test_only_what_goes_beyond_counts():
    rule = "{kind: deduct-each, figure: incidents, each: 1, beyond: 2}"
    assert score(rule, incidents(2)).value == Decimal("5.00")
    assert score(rule, incidents(4)).value == Decimal("3.00")


def test_each_one_short_of_a_norm_takes_its_points():
    rule = "{kind: deduct-each, figure: incidents, each: 0.5, below: 4}"
    assert score(rule, incidents(1), points="2").value == Decimal("0.50")
    assert score(rule, incidents(9), points="2").value == Decimal("2.00")


@pytest.mark.parametrize(
    ("part", "points"), [("counts", "4.00"), ("ignored", "4.50"), ("in-proportion", "4.25")]
)
def test_a_part_of_a_step_does_what_the_scheme_says(part, points):
    rule = f"{{kind: deduct-each, figure: incidents, each: 0.5, step: 2, part_step: {part}}}"
    assert score(rule, incidents(3)).value == Decimal(points)


def test_a_cap_stops_the_loss():
    rule = "{kind: deduct-each, figure: incidents, each: 1, at_most: 1.5}"
    found = score(rule, incidents(4))
    assert found.value == Decimal("3.50")
    assert "至多扣 1.50" in found.explanation.zh


def test_a_number_that_a_person_counted_is_as_good_as_a_figure():
    counted = Judgement("A1", CITY, "self", counted={"meetings": Fraction(1)})
    rule = "{kind: deduct-each, counted: meetings, each: 0.2, below: 2}"
    assert score(rule, points="2", judgements=[counted]).value == Decimal("1.80")


def test_a_number_that_nobody_counted_cannot_be_told():
    found = score("{kind: deduct-each, counted: meetings, each: 0.2, below: 2}", points="2")
    assert (found.value, found.low, found.high) == (None, Decimal("0.00"), Decimal("2.00"))
    assert [why.code for why in found.reasons] == ["scoring-reason-not-counted"]


def test_numbers_that_differ_cannot_be_told():
    entries = [Judgement("A1", CITY, "self", counted={"meetings": Fraction(n)}, by=str(n)) for n in (1, 2)]
    found = score("{kind: deduct-each, counted: meetings, each: 0.2, below: 2}", judgements=entries)
    assert [why.code for why in found.reasons] == ["scoring-reason-counted-differently"]


def test_a_missing_figure_cannot_be_told_and_takes_nothing():
    found = score(EVENTS, incidents(None))
    assert (found.value, found.low, found.high) == (None, Decimal("0.00"), Decimal("5.00"))
    assert found.status == "cannot-tell"
    assert found.explanation.zh == (
        "5.00 − 0.20 × ?：暂无法判定（缺“指标incidents”：未报送），得分在 0.00 至 5.00 分之间"
    )


def test_a_missing_figure_under_a_cap_leaves_only_the_cap_open():
    rule = "{kind: deduct-each, figure: incidents, each: 1, at_most: 1.5}"
    found = score(rule, incidents(None))
    assert (found.value, found.low, found.high) == (None, Decimal("3.50"), Decimal("5.00"))


def test_the_norm_may_be_another_figure():
    ledger = incidents(7).put("norm", 5, named="time", decimals=0)
    rule = "{kind: deduct-each, figure: incidents, each: 1, beyond: {figure: norm}}"
    found = score(rule, ledger)
    assert found.value == Decimal("3.00")
    assert found.figures == ("incidents@210400@SY2021", "norm@210400@SY2021")
