"""R5 by its tests: R12 two values, R13 only increase, R14 over counties, R15 spread, R16 schools."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from tests.scoring.ledger import COUNTIES, Ledger, judged, score

from duxue.standards import Limit
from duxue.values import SquareRoot


def rule(test, more=""):
    return f"{{kind: all-or-nothing, when: {test}{more}}}"


SHARE = rule("{figure: public-share, at_least: 50}")


def test_below_the_line_gives_nothing():
    found = score(SHARE, Ledger().put("public-share", "46.1"))
    assert (found.value, found.status) == (Decimal("0.00"), "final")
    assert found.explanation.zh == "指标public-share 46.1% ≥ 50%，未达到，得 0.00 分"


def test_on_the_line_is_at_least_and_at_most_but_neither_above_nor_below():
    on = Ledger().put("x", 50)
    values = {
        op: score(rule(f"{{figure: x, {op}: 50}}"), on).value
        for op in ("at_least", "at_most", "equals", "above", "below")
    }
    met, not_met = Decimal("5.00"), Decimal("0.00")
    assert values == {"at_least": met, "at_most": met, "equals": met, "above": not_met, "below": not_met}


def test_the_unrounded_value_decides_not_the_shown_one():
    nearly = Ledger().put("public-share", Fraction(49_999, 1000))
    found = score(SHARE, nearly)
    assert "50.0% ≥ 50%" in found.explanation.en
    assert found.value == Decimal("0.00")


def test_else_may_give_something():
    assert score(rule("{figure: x, at_least: 50}", ", else: 4.8"), Ledger().put("x", 1)).value == Decimal(
        "4.80"
    )


def test_pay_is_held_against_the_pay_of_civil_servants():
    pay = Ledger().put("teacher-pay", "9.1", named="ten-thousand-yuan").put("civil-pay", 91_000, named="yuan")
    found = score(rule("{figure: teacher-pay, at_least: {figure: civil-pay}}"), pay)
    assert found.value == Decimal("5.00")
    assert found.figures == ("teacher-pay@210400@SY2021", "civil-pay@210400@SY2021")


def test_only_increase_is_held_against_the_year_before():
    spent = Ledger().put("spending", "19.59", named="hundred-million-yuan", decimals=2)
    spent.put("spending", "21.87", named="hundred-million-yuan", decimals=2, at="t-1y")
    found = score(rule("{figure: spending, at_least: {figure: {measure: spending, at: t-1y}}}"), spent)
    assert found.value == Decimal("0.00")
    assert "指标spending 19.59 亿元 ≥ 指标spending（上年） 21.87 亿元，未达到" in found.explanation.zh


def test_a_year_that_is_not_comparable_cannot_be_told():
    spent = Ledger().put("spending", "19.59").put("spending", "21.87", at="t-1y", flags=["not-comparable"])
    found = score(rule("{figure: spending, at_least: {figure: {measure: spending, at: t-1y}}}"), spent)
    assert found.value is None
    assert [why.code for why in found.reasons] == ["scoring-reason-not-comparable"]


def counties(*values):
    ledger = Ledger()
    for area, value in zip(COUNTIES, values, strict=True):
        ledger.put("share", value, area=area)
    return ledger


@pytest.mark.parametrize(
    ("need", "values", "points"),
    [
        ("all", (50, 60, 70), "5.00"),
        ("all", (50, 49, 70), "0.00"),
        ("all", (None, 49, 70), "0.00"),
        ("all", (None, 50, 70), None),
        ("any", (None, 50, 1), "5.00"),
        ("any", (None, 1, 2), None),
        ("any", (1, 2, 3), "0.00"),
        ("none", (1, 2, 3), "5.00"),
        ("none", (None, 2, 3), None),
        ("none", (None, 50, 3), "0.00"),
    ],
)
def test_over_counties_a_missing_one_decides_nothing_by_itself(need, values, points):
    test = f"{{figure: share, at_least: 50, over: {{kind: county, need: {need}}}}}"
    assert score(rule(test), counties(*values)).value == (Decimal(points) if points else None)


def test_the_explanation_names_the_counties_that_fall_short():
    test = "{figure: share, at_least: 50, over: {kind: county}}"
    found = score(rule(test), counties(50, 49, None))
    assert found.explanation.zh == (
        "指标share ≥ 50%：3 个县（市、区）中 1 个达到，1 个未达到（区域210403），"
        "1 个无法判定（区域210404），要求全部达到，得 0.00 分"
    )


def test_no_areas_to_test_cannot_be_told():
    test = "{figure: share, at_least: 50, over: {kind: township}}"
    assert [why.code for why in score(rule(test)).reasons] == ["scoring-reason-no-areas"]


def test_a_spread_on_its_limit_is_within_it_and_a_hair_above_is_not():
    on = Ledger().put("cv", SquareRoot.exact(Fraction(1, 4)), named="ratio", decimals=3)
    above = Ledger().put(
        "cv", SquareRoot.exact(Fraction(1, 4) + Fraction(1, 10**30)), named="ratio", decimals=3
    )
    test = rule("{figure: cv, at_most: 0.5}")
    assert score(test, on).value == Decimal("5.00")
    assert score(test, above).value == Decimal("0.00")


def test_two_spreads_compare_unrounded():
    ledger = Ledger().put("cv", SquareRoot.exact(Fraction(2)), named="ratio", decimals=2)
    ledger.put(
        "cv", SquareRoot.exact(Fraction(2) + Fraction(1, 10**20)), named="ratio", decimals=2, at="t-1y"
    )
    test = "{figure: cv, below: {figure: {measure: cv, at: t-1y}}}"
    assert score(rule(test), ledger).value == Decimal("5.00")


def test_a_standard_gives_the_limit_and_with_meets_the_comparison_as_well():
    ledger = Ledger(limits={"recognition": Limit("above", Fraction(85))}).put("satisfied", 85)
    assert score(rule("{figure: satisfied, meets: recognition}"), ledger).value == Decimal("0.00")
    assert score(rule("{figure: satisfied, at_least: {standard: recognition}}"), ledger).value == Decimal(
        "5.00"
    )


def test_a_standard_without_a_limit_for_the_area_cannot_be_told():
    found = score(rule("{figure: satisfied, meets: recognition}"), Ledger().put("satisfied", 85))
    assert [why.code for why in found.reasons] == ["scoring-reason-no-limit"]


def test_norms_differ_by_an_attribute_of_the_area():
    test = rule("{figure: x, at_least: {by: region, cases: {delta: 90, rest: 80}}}")
    city = "210400"
    rest = Ledger(attribute={city: {"region": "rest"}}).put("x", 85)
    delta = Ledger(attribute={city: {"region": "delta"}}).put("x", 85)
    other = Ledger(attribute={city: {"region": "other"}}).put("x", 85)
    assert score(test, rest).value == Decimal("5.00")
    assert score(test, delta).value == Decimal("0.00")
    assert [why.code for why in score(test, other).reasons] == ["scoring-reason-no-case"]


def test_an_attribute_without_a_case_takes_otherwise_where_it_is_stated():
    test = rule("{figure: x, at_least: {by: kind, cases: {county: 90}, otherwise: 80}}")
    assert score(test, Ledger().put("x", 85)).value == Decimal("5.00")


def test_a_limit_in_another_unit_is_converted():
    paid = Ledger().put("paid", 12_000, named="yuan", decimals=0)
    assert score(rule("{figure: paid, above: {value: 1.1, unit: 万元}}"), paid).value == Decimal("5.00")


def test_several_tests_combine_in_three_values():
    both = rule("{all: [{figure: x, at_least: 1}, {judged: plan}]}")
    one = rule("{any: [{figure: x, at_least: 1}, {judged: plan}]}")
    ledger = Ledger().put("x", 0)
    assert score(both, ledger).value == Decimal("0.00")
    assert score(one, ledger).value is None
    assert score(one, ledger, judgements=[judged(plan=True)]).value == Decimal("5.00")


def test_not_turns_a_test_round_but_never_an_unknown_one():
    test = rule("{not: {judged: violation}}")
    assert score(test, judgements=[judged(violation=False)]).value == Decimal("5.00")
    assert score(test).value is None
