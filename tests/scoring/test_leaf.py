"""A leaf: who gives the points, entered and computed side by side, made-up figures, rounding."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.scoring.ledger import Ledger, given, leaf_scheme, result, scheme_of, the_score

SHARE = "{kind: all-or-nothing, when: {figure: public-share, at_least: 50}}"
LOW = Ledger().put("public-share", "46.1")


def test_a_rule_counts_and_what_people_entered_stands_beside_it():
    found = result(leaf_scheme(SHARE), LOW, [given(5)])
    (score,) = found.scores
    assert (score.value, score.entered, score.computed) == (Decimal("0.00"), Decimal("5.00"), Decimal("0.00"))
    (finding,) = found.findings
    assert (finding.code, finding.level) == ("scoring-entered-differs", "inconsistent")
    assert finding.about == "city-2021/A1@210400@w2021#self"
    assert finding.facts == {"item": "A1", "entered": "5.00", "computed": "0.00"}
    assert finding.message.zh == (
        "观测点（A1）：填报 5.00 分，按规则算得 0.00 分；指标public-share 46.1% ≥ 50%，未达到，得 0.00 分。"
    )


def test_a_guessed_rule_raises_a_question_and_gives_no_points():
    found = result(leaf_scheme(SHARE, by="judgement"), LOW, [given(5)])
    (score,) = found.scores
    assert (score.value, score.computed, score.status) == (Decimal("5.00"), Decimal("0.00"), "final")
    assert [(finding.code, finding.level) for finding in found.findings] == [
        ("scoring-guess-differs", "question")
    ]
    assert "不作为依据" in found.findings[0].message.zh


def test_a_guessed_rule_alone_gives_no_points_even_in_a_made_up_workspace():
    (score,) = result(
        leaf_scheme(SHARE, by="judgement"), Ledger(made_up_counts=True).put("public-share", 60)
    ).scores
    assert (score.value, score.status, score.computed) == (None, "guessed", Decimal("5.00"))
    assert (score.low, score.high) == (Decimal("0.00"), Decimal("5.00"))
    assert [why.code for why in score.reasons] == ["scoring-reason-no-points"]


def test_entered_points_that_agree_give_no_finding():
    assert result(leaf_scheme(SHARE), LOW, [given(0)]).findings == ()


def test_entered_points_that_an_open_rule_may_still_give_are_no_finding():
    assert result(leaf_scheme(SHARE), Ledger(), [given(5)]).findings == ()


def test_entered_points_that_an_open_rule_can_no_longer_give_are_a_finding():
    late = "{id: late, title: {zh: 迟, en: late}, points: 2, when: {figure: public-share, below: 50}}"
    open_ = "{id: open, title: {zh: 其他, en: other}, points: 1, when: {judged: other}}"
    rule = f"{{kind: deduct-listed, deductions: [{late}, {open_}]}}"
    (finding,) = result(leaf_scheme(rule), LOW, [given(5)]).findings
    assert finding.facts["computed"] == "2.00–3.00"


def test_a_made_up_figure_never_moves_a_point_where_the_workspace_is_not_made_up():
    ledger = Ledger().put("public-share", 60, flags=["made-up"])
    (score,) = result(leaf_scheme(SHARE), ledger).scores
    assert (score.value, score.status) == (None, "cannot-tell")
    assert "模拟数据（非真实）" in score.explanation.zh
    ledger.made_up_counts = True
    assert result(leaf_scheme(SHARE), ledger).scores[0].value == Decimal("5.00")


@pytest.mark.parametrize(("decimals", "points"), [(0, "4"), (1, "4.3"), (2, "4.33"), (3, "4.333")])
def test_a_leaf_is_rounded_once_to_the_decimals_of_the_scheme(decimals, points):
    rule = "{kind: proportional, figure: public-share, target: 90}"
    scheme = leaf_scheme(rule, decimals=decimals)
    assert result(scheme, Ledger().put("public-share", 78)).scores[0].value == Decimal(points)


def test_a_half_goes_up():
    rule = "{kind: proportional, figure: public-share, target: 100}"
    scheme = leaf_scheme(rule, points="1")
    assert result(scheme, Ledger().put("public-share", "0.5", decimals=3)).scores[0].value == Decimal("0.01")


def test_a_score_names_what_it_rests_on_and_how_sure_it_is():
    scheme = leaf_scheme(SHARE, more=", certainty: unverified")
    (score,) = result(scheme, LOW).scores
    assert score.id == "city-2021/A1@210400@w2021#self"
    assert score.figures == ("public-share@210400@SY2021",)
    assert score.certainty == "unverified"
    assert (score.full, score.by) == (Decimal("5.00"), "rule")


def test_a_node_is_the_exact_sum_of_its_parts_and_says_so():
    leaf = "{{id: {id}, title: {{zh: 项, en: item}}, points: 2, by: judgement}}"
    items = ", ".join(leaf.format(id=name) for name in ("A1", "A2"))
    scheme = scheme_of(f"  - {{id: A, title: {{zh: 总, en: all}}, points: 4, items: [{items}]}}", total="4")
    found = result(scheme, judgements=[given("1.5", item="A1"), given("0.25", item="A2")])
    node = the_score(found, "A")
    assert (node.value, node.by, node.entered) == (Decimal("1.75"), "sum", Decimal("1.75"))
    assert node.explanation.zh == "A1 1.50 + A2 0.25 = 1.75 分"
    half = the_score(result(scheme, judgements=[given("1.5", item="A1")]), "A")
    assert (half.value, half.low, half.high) == (None, Decimal("1.50"), Decimal("3.50"))
    assert half.explanation.en == "A1 1.50 + A2 ?: between 1.50 and 3.50 points (A2 cannot be told)"


def test_a_sum_with_an_unreported_unit_says_how_many_filed():
    ledger = Ledger().put("public-share", None)
    (key,) = ledger.values
    ledger.values[key] = replace(ledger.values[key], coverage=(6, 7))
    (score,) = result(leaf_scheme(SHARE), ledger).scores
    assert "缺“指标public-share”：未报送，应报 7，已报 6" in score.explanation.zh
    assert [why.code for why in score.reasons] == ["scoring-reason-missing-part"]
