"""The real case: a report that says 15 items and 96.15 points, and prints 14 items that add up to 91.15."""

from __future__ import annotations

from decimal import Decimal

from tests.scoring.ledger import CITY, given, result, scheme_of

from duxue.messages import Text
from duxue.scoring import StatedTotal

FULL = ["4", "8", "5", "8", "10", "8", "8", "3", "5", "15", "4", "3", "6", "8", "5"]
GOT = ["4", "8", "5", "8", "9.5", "8", "7.15", "3", "4.5", "13", "4", "3", "6", "8"]

LEAVES = "\n".join(
    f"  - {{id: L{n:02d}, title: {{zh: 第{n}项, en: item {n}}}, points: {full}, by: judgement}}"
    for n, full in enumerate(FULL, start=1)
)
SCHEME = scheme_of(LEAVES, total="100")
PRINTED = [given(points, item=f"L{n:02d}") for n, points in enumerate(GOT, start=1)]


def stated(total, items=15, level=None):
    return StatedTotal("city-2021", CITY, "self", total=Decimal(total), items_said=items, level=level)


def test_an_item_without_points_makes_the_total_an_interval():
    total = result(SCHEME, judgements=PRINTED).total
    assert (total.value, total.low, total.high) == (None, Decimal("91.15"), Decimal("96.15"))
    assert total.undecided == Decimal("5.00")


def test_a_stated_total_that_the_open_item_explains_is_told_with_the_arithmetic():
    found = result(SCHEME, judgements=PRINTED, stated=[stated("96.15")])
    (finding,) = found.findings
    assert finding.code == "scoring-stated-total-undecided"
    assert finding.level == "question"
    assert finding.about == "city-2021/total@210400@w2021#self"
    assert finding.message.zh == (
        "报告写的总分是 96.15 分，所列各项相加是 91.15 分，相差 5.00 分；L15 没有得分，待核定 5.00 分，"
        "总分在 91.15 至 96.15 分之间；报告说有 15 项，列出得分的有 14 项。"
    )
    assert finding.message.en == (
        "the total is stated as 96.15, the items printed add up to 91.15, 5.00 less; L15 has no points and "
        "5.00 are undecided, so the total lies between 91.15 and 96.15; it says 15 items, 14 with points were found."
    )
    assert found.stated_total == Decimal("96.15")


def test_a_stated_total_that_no_open_item_can_explain_is_inconsistent():
    (finding,) = result(SCHEME, judgements=PRINTED, stated=[stated("97.00")]).findings
    assert (finding.code, finding.level) == ("scoring-stated-total-differs", "inconsistent")
    assert "between 91.15 and 96.15" in finding.message.en


def test_a_stated_total_other_than_the_sum_of_all_items_is_inconsistent():
    every = [*PRINTED, given("5", item="L15")]
    (finding,) = result(SCHEME, judgements=every, stated=[stated("96.51")]).findings
    assert (finding.code, finding.level) == ("scoring-stated-total-differs", "inconsistent")
    assert (
        finding.message.en
        == "the total is stated as 96.51, the items printed add up to 96.15, a difference of 0.36."
    )


def test_a_stated_total_that_is_the_sum_gives_no_finding():
    every = [*PRINTED, given("5", item="L15")]
    assert result(SCHEME, judgements=every, stated=[stated("96.15")]).findings == ()


def test_a_number_of_items_that_differs_is_a_finding_even_where_the_total_fits():
    every = [*PRINTED, given("5", item="L15")]
    (finding,) = result(SCHEME, judgements=every, stated=[stated("96.15", items=14)]).findings
    assert (finding.code, finding.level) == ("scoring-stated-items-differ", "inconsistent")


def test_a_stated_level_stands_as_stated_where_no_lines_are_known():
    found = result(SCHEME, judgements=PRINTED, stated=[stated("96.15", level=Text("好", "good"))])
    assert found.level is None
    assert found.stated_level == Text("好", "good")
    assert found.level_missing == Text("方案没有给出等次线", "the scheme gives no lines for levels")
    assert "scoring-stated-level-untold" in [finding.code for finding in found.findings]


def test_entries_of_another_layer_scheme_or_object_are_left_aside():
    others = [given("5", item="L15", layer="final"), stated("1.00")]
    total = result(SCHEME, judgements=[*PRINTED, others[0]]).total
    assert total.value is None
