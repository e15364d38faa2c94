"""R3: 分项累加."""

from __future__ import annotations

from decimal import Decimal

from tests.scoring.ledger import judged, score

RULE = (
    "{kind: add-listed, elements: ["
    "{id: group, title: {zh: 成立小组, en: group formed}, points: 2, when: {judged: group}}, "
    "{id: plan, title: {zh: 公布方案, en: plan published}, points: 3, when: {judged: plan}, else: 0.5}]}"
)


def test_elements_that_are_there_add_up():
    found = score(RULE, judgements=[judged(group=True, plan=True)])
    assert found.value == Decimal("5.00")
    assert found.explanation.zh == "2.00（成立小组） + 3.00（公布方案） = 5.00 分"


def test_an_element_that_is_not_there_gives_what_else_says():
    assert score(RULE, judgements=[judged(group=True, plan=False)]).value == Decimal("2.50")


def test_an_element_that_nobody_judged_lies_between_its_two_values():
    found = score(RULE, judgements=[judged(group=True)])
    assert (found.value, found.low, found.high) == (None, Decimal("2.50"), Decimal("5.00"))
    assert found.explanation.en.startswith("2.00 (group formed) + ? (plan published): cannot tell")


def test_a_sum_above_full_marks_is_cut_to_them():
    found = score(RULE.replace("points: 3", "points: 4"), judgements=[judged(group=True, plan=True)])
    assert found.value == Decimal("5.00")
    assert "最高计 5.00" in found.explanation.zh


def test_an_item_may_exceed_its_full_mark_where_the_scheme_says_so():
    rule = RULE.replace("points: 3", "points: 4")
    found = score(rule, judgements=[judged(group=True, plan=True)], more=", bounds: {high: 6}")
    assert (found.value, found.full) == (Decimal("6.00"), Decimal("5.00"))
