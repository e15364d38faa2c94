from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from duxue.cli.widths import left, right, width
from duxue.cli.wrapping import NOT_FIRST, NOT_LAST, wrapped

TEXTS = st.text(alphabet="ab 12.教育局，。（）《》“”%、", max_size=60)


def test_a_chinese_character_takes_two_columns_and_a_combining_mark_none():
    assert width("督学 ok") == 7
    assert width("e\u0301") == 1


def test_padding_counts_columns_and_not_characters():
    assert left("学校", 6) == "学校  "
    assert right("学校", 6) == "  学校"
    assert left("学校", 2) == "学校"


def test_chinese_breaks_anywhere_and_english_at_spaces():
    assert wrapped("教育督导", 4) == ["教育", "督导"]
    assert wrapped("one two three", 8) == ["one two", "three"]


def test_a_number_stays_with_its_sign():
    assert wrapped("原则上不低于 50%，中发", 18) == ["原则上不低于 50%，", "中发"]


def test_closing_punctuation_never_begins_a_line_and_opening_never_ends_one():
    assert wrapped("一二三，四", 6) == ["一二", "三，四"]
    assert wrapped("一二（三）", 6) == ["一二", "（三）"]


def test_a_word_longer_than_the_line_is_cut():
    assert wrapped("abcdefgh", 3) == ["abc", "def", "gh"]


def test_an_empty_text_is_one_empty_line():
    assert wrapped("", 10) == [""]


@given(TEXTS, st.integers(8, 30))
def test_no_character_is_lost_and_no_line_is_too_long(text: str, columns: int):
    lines = wrapped(text, columns)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= columns or _unbroken(line) for line in lines)


def _unbroken(line: str) -> bool:
    """A run of punctuation that may stand neither first nor last has no place to break."""
    return any(character in NOT_FIRST | NOT_LAST for character in line)
