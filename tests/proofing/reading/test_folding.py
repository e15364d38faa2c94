from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from duxue.proofing.reading.folding import clean, fold, traditional_characters

CASES: list[list[str]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "folding.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("text, expected", CASES)
def test_a_text_has_one_form(text: str, expected: str):
    assert clean(text, fold(text), [(0, len(text))])[0] == expected


@given(st.text())
def test_folding_moves_no_character(text: str):
    assert len(fold(text)) == len(text)


@given(st.text(), st.lists(st.integers(0, 40), min_size=2, max_size=6))
def test_clean_text_comes_from_its_ranges_only(text: str, cuts: list[int]):
    places = sorted(min(cut, len(text)) for cut in cuts)
    ranges = list(zip(places[::2], places[1::2], strict=False))
    said, offsets = clean(text, fold(text), ranges)
    assert len(said) == len(offsets)
    assert list(offsets) == sorted(offsets)
    assert all(any(start <= offset < end for start, end in ranges) for offset in offsets)


def test_no_simplified_character_is_taken_for_a_traditional_one():
    table = traditional_characters()
    assert len(table) > 2_500
    assert not set(table) & set(table.values())
    # What the standard of 1980 holds is simplified; these it has for names and old words only.
    standard = {sign for sign in table if sign.encode("gb2312", "ignore")}
    assert standard <= set("後於徵麽")
