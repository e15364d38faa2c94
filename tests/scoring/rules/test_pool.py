"""R9: 均摊; the real case is five problems, four put right and one under way: 4.5 of 5."""

from __future__ import annotations

from decimal import Decimal

from tests.scoring.ledger import score

from duxue.messages import Text
from duxue.scoring import Problem

RULE = "{kind: pool, over: problems, shares: {done: 1, under-way: 0.5, open: 0}}"


def problems(*states):
    return [Problem(f"p{n}", Text(f"问题{n}", f"problem {n}"), state) for n, state in enumerate(states, 1)]


def test_four_of_five_done_and_one_under_way_is_four_and_a_half():
    found = score(RULE, problems=problems("done", "done", "done", "done", "under-way"))
    assert found.value == Decimal("4.50")
    assert found.explanation.zh == "5.00 ÷ 5 ×（已销号 4 个 × 1 + 整改中 1 个 × 0.5） = 4.50 分"


def test_shares_that_do_not_come_out_even_are_rounded_once():
    assert score(RULE, problems=problems("done", "done", "open")).value == Decimal("3.33")


def test_a_state_that_is_not_known_leaves_one_share_open():
    found = score(RULE, problems=problems("done", "done", "done", "done", None))
    assert (found.value, found.low, found.high) == (None, Decimal("4.00"), Decimal("5.00"))
    assert "problem 5" in found.explanation.en


def test_no_problem_at_all_cannot_be_told_unless_the_scheme_says():
    assert [why.code for why in score(RULE).reasons] == ["scoring-reason-no-problems"]
    assert score(RULE[:-1] + ", when_none: 5}").value == Decimal("5.00")
