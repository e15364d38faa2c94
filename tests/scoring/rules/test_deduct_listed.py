"""R2: 列举扣分."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from tests.scoring.ledger import CITY, Ledger, judged, score

from duxue.scoring import Judgement

LATE = "{id: late, title: {zh: 未及时传达, en: not passed on in time}, points: 0.2, when: {judged: late}}"
WEAK = "{id: weak, title: {zh: 落实不力, en: poorly carried out}, points: 1, when: {judged: weak}}"
MEETINGS = (
    "{id: meetings, title: {zh: 会议不足, en: too few meetings}, counted: meetings, each: 0.5, below: 4}"
)
RULE = f"{{kind: deduct-listed, deductions: [{LATE}, {WEAK}]}}"


def test_the_failings_that_were_found_take_their_points():
    found = score(RULE, points="2", judgements=[judged(late=True, weak=False)])
    assert found.value == Decimal("1.80")
    assert found.explanation.zh == "2.00 − 0.20（未及时传达） = 1.80 分"


def test_no_failing_gives_full_marks_and_says_so():
    found = score(RULE, points="2", judgements=[judged(late=False, weak=False)])
    assert found.explanation.en == "2.00 − 0 (nothing to deduct) = 2.00 points"


def test_a_failing_that_nobody_judged_leaves_only_its_own_points_open():
    found = score(RULE, points="2", judgements=[judged(late=True)])
    assert (found.value, found.low, found.high) == (None, Decimal("0.80"), Decimal("1.80"))
    assert [why.code for why in found.reasons] == ["scoring-reason-not-judged"]


def test_people_who_disagree_leave_it_open():
    entries = [judged(by="a", late=True, weak=False), judged(by="b", late=False)]
    found = score(RULE, points="2", judgements=entries)
    assert found.value is None
    assert [why.code for why in found.reasons] == ["scoring-reason-judged-both"]


def test_a_line_may_count_events():
    counted = Judgement("A1", CITY, "self", judged={"late": True}, counted={"meetings": Fraction(3)})
    found = score(
        f"{{kind: deduct-listed, deductions: [{LATE}, {MEETINGS}]}}", points="2", judgements=[counted]
    )
    assert found.value == Decimal("1.30")
    assert found.explanation.zh == "2.00 − 0.20（未及时传达） − 0.50 × 1 次（会议不足） = 1.30 分"


def test_deductions_that_exceed_full_marks_end_at_zero():
    found = score(RULE, points="1", judgements=[judged(late=True, weak=True)])
    assert found.value == Decimal("0.00")


def test_what_is_open_no_longer_matters_once_nothing_is_left():
    found = score(RULE, points="1", judgements=[judged(weak=True)])
    assert (found.value, found.status) == (Decimal("0.00"), "final")


def test_a_figure_may_show_the_failing():
    test = "{figure: fitness, below: 50}"
    rule = f"{{kind: deduct-listed, deductions: [{{id: f, title: {{zh: 体质, en: f}}, points: 0.5, when: {test}}}]}}"
    assert score(rule, Ledger().put("fitness", "26.7")).value == Decimal("4.50")
    missing = score(rule, Ledger().put("fitness", None))
    assert (missing.value, missing.low, missing.high) == (None, Decimal("4.50"), Decimal("5.00"))
