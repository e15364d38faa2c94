from __future__ import annotations

import pytest

from duxue.notation import likely


@pytest.mark.parametrize(
    ("word", "allowed", "meant"),
    [
        ("yeer", ["year", "title"], "year"),
        ("Title", ["year", "title"], "title"),
        ("at_least", ["at-least", "at-most"], "at-least"),
        ("at least", ["at_least", "at_most"], "at_least"),
        ("ｔｉｔｌｅ", ["year", "title"], "title"),
        ("标体", ["标题", "年份"], "标题"),
        ("评价方按", ["评价方案", "评分规则"], "评价方案"),
        ("kindergarden", ["kindergartens", "schools"], "kindergartens"),
        ("xyz", ["year", "title"], None),
        ("学", ["年份"], None),
        ("", ["year"], None),
        ("year", [], None),
        ("y" * 1_000_000, ["y" * 1_000_001], None),
    ],
)
def test_the_likely_word_is_the_nearest_or_none(word: str, allowed: list[str], meant: str | None):
    assert likely(word, allowed) == meant


def test_the_order_of_the_allowed_words_makes_no_difference():
    assert likely("aab", ["aaa", "abb"]) == likely("aab", ["abb", "aaa"])
