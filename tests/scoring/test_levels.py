"""Levels and the verdict: told only where the whole span falls on one side of a line."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.scoring.ledger import CITY, given, result, scheme_of

from duxue.messages import Text
from duxue.scoring import StatedTotal

LEVELS = """levels:
  - {id: excellent, title: {zh: 优秀, en: excellent}, at_least: 9}
  - {id: good, title: {zh: 良好, en: good}, at_least: 8}
  - {id: failed, title: {zh: 不合格, en: failed}}
"""
LEAVES = "\n".join(
    f"  - {{id: {name}, title: {{zh: 项, en: item}}, points: {points}, by: judgement}}"
    for name, points in (("A", 9), ("B", 1))
)


def scheme(more=LEVELS):
    return scheme_of(LEAVES, total="10", more=more)


def graded(a, b, more=LEVELS, stated=()):
    entries = [given(points, item=item) for item, points in (("A", a), ("B", b)) if points is not None]
    return result(scheme(more), judgements=entries, stated=stated)


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("9", "0", "excellent"),
        ("8.99", "0", "good"),
        ("8", "0", "good"),
        ("7.99", "0", "failed"),
        ("0", "0", "failed"),
    ],
)
def test_a_level_begins_at_its_line(a, b, level):
    assert graded(a, b).level == level


def test_an_open_total_within_one_level_tells_it():
    found = graded("1", None)
    assert (found.total.low, found.total.high, found.level) == (Decimal("1.00"), Decimal("2.00"), "failed")


def test_an_open_total_across_a_line_does_not():
    found = graded("8.5", None)
    assert found.level is None
    assert found.level_missing.zh == "总分在 8.50 至 9.50 分之间，等次可能是“良好”到“优秀”"


def test_without_levels_none_can_be_told():
    assert graded("9", "1", more="").level is None


def test_below_the_lowest_line_there_is_no_level():
    more = "levels: [{id: pass, title: {zh: 合格, en: pass}, at_least: 6}]\n"
    found = graded("1", "1", more=more)
    assert found.level is None
    assert found.level_missing.en == "the total of 2.00 is below the lowest line"
    open_ = graded("5.5", None, more=more)
    assert '"no level" to "pass"' in open_.level_missing.en


@pytest.mark.parametrize(
    ("mark", "a", "b", "verdict"),
    [
        ("{at_least: 6}", "6", "0", "pass"),
        ("{at_least: 6}", "5.99", "0", "fail"),
        ("{at_least: 6}", "6", None, "pass"),
        ("{at_least: 6}", "5.5", None, "cannot-tell"),
        ("{at_least: 6}", "4", None, "fail"),
        ("{level: good}", "8", "0", "pass"),
        ("{level: good}", "7", "0.5", "fail"),
        ("{level: failed}", "0", "0", "pass"),
    ],
)
def test_the_verdict_follows_the_scheme_s_own_mark(mark, a, b, verdict):
    assert graded(a, b, more=f"{LEVELS}pass: {mark}\n").verdict == verdict


def test_a_scheme_without_a_mark_says_nothing_about_passing():
    assert graded("9", "1").verdict == "cannot-tell"


def test_a_stated_level_other_than_the_total_s_is_inconsistent():
    stated = StatedTotal("city-2021", CITY, "self", level=Text("优秀", "excellent"))
    (finding,) = graded("8", "0", stated=[stated]).findings
    assert (finding.code, finding.level) == ("scoring-stated-level-differs", "inconsistent")
    assert finding.about == "city-2021/level@210400@w2021#self"
    assert graded("9", "0", stated=[stated]).findings == ()
