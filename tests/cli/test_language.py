from __future__ import annotations

import pytest

from duxue.cli.language import asked_language, language


def test_the_language_is_chinese_where_nothing_says_otherwise():
    assert language([], {}) == "zh"


@pytest.mark.parametrize("name", ["LC_ALL", "LC_MESSAGES", "LANG"])
def test_a_locale_that_begins_with_en_makes_it_english(name: str):
    assert language([], {name: "en_US.UTF-8"}) == "en"


def test_the_first_variable_that_is_set_decides():
    assert language([], {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}) == "zh"
    assert language([], {"LC_ALL": "", "LC_MESSAGES": "en_GB", "LANG": "zh_CN"}) == "en"


def test_a_locale_of_a_third_language_is_chinese():
    assert language([], {"LANG": "fr_FR.UTF-8"}) == "zh"


def test_the_option_counts_before_and_after_the_command():
    assert language(["--lang", "en", "evaluate", "w"], {}) == "en"
    assert language(["evaluate", "w", "--lang=zh"], {"LANG": "en_US"}) == "zh"


def test_what_stands_behind_two_dashes_is_no_option():
    assert asked_language(["trace", "--", "--lang", "en"]) is None


def test_a_word_that_is_no_language_is_left_to_the_parser():
    assert language(["--lang", "fr"], {}) == "zh"
    assert language(["--lang"], {}) == "zh"
