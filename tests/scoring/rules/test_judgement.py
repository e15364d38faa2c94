"""R26: 专家评判, of one or several."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.scoring.ledger import given, leaf_scheme, result


def judgement(rule, *entries):
    return result(leaf_scheme(rule, by="judgement"), judgements=entries)


def test_points_of_one_person_count_with_the_reason():
    found = judgement("", given("4.5")).scores[0]
    assert (found.value, found.entered, found.computed) == (Decimal("4.50"), Decimal("4.50"), None)
    assert found.explanation.zh == "人工评分 4.50（见材料），得 4.50 分"


def test_no_points_are_not_zero_points():
    found = judgement("").scores[0]
    assert (found.value, found.low, found.high) == (None, Decimal("0.00"), Decimal("5.00"))
    assert [why.code for why in found.reasons] == ["scoring-reason-no-points"]
    assert found.explanation.zh == "暂无法判定（没有填报得分），得分在 0.00 至 5.00 分之间"


def test_zero_points_are_zero_points():
    assert judgement("", given(0)).scores[0].value == Decimal("0.00")


def test_two_people_who_differ_where_one_was_asked_for_cannot_be_told():
    found = judgement("", given(4, by="a"), given(5, by="b")).scores[0]
    assert [why.code for why in found.reasons] == ["scoring-reason-several-points"]


@pytest.mark.parametrize(
    ("rule", "points"),
    [
        ("{kind: judgement, combine: mean}", "3.67"),
        ("{kind: judgement, combine: median}", "4.00"),
        ("{kind: judgement, combine: mean, drop_extremes: true}", "4.00"),
    ],
)
def test_several_people_combine_as_the_scheme_says(rule, points):
    entries = [given(2, by="a"), given(5, by="b"), given(4, by="c")]
    assert judgement(rule, *entries).scores[0].value == Decimal(points)
    assert judgement(rule, *reversed(entries)).scores[0].value == Decimal(points)


def test_too_few_people_to_drop_the_extremes_cannot_be_told():
    rule = "{kind: judgement, combine: mean, drop_extremes: true}"
    found = judgement(rule, given(2, by="a"), given(5, by="b")).scores[0]
    assert [why.code for why in found.reasons] == ["scoring-reason-too-few-points"]


def test_points_off_the_grid_raise_a_question():
    (finding,) = judgement("{kind: judgement, steps: 0.1}", given("4.55")).findings
    assert (finding.code, finding.level) == ("scoring-entered-off-grid", "question")


def test_points_above_full_marks_are_cut_and_said_to_be_impossible():
    found = judgement("", given("5.5"))
    assert found.scores[0].value == Decimal("5.00")
    assert [(finding.code, finding.level) for finding in found.findings] == [
        ("scoring-entered-outside", "impossible")
    ]
