"""Words of a list between two places of a text: the same as searching the piece."""

from __future__ import annotations

from random import Random

import pytest

from duxue.proofing.claims.spotting import Spotted
from duxue.proofing.claims.vocabulary import any_of


@pytest.mark.parametrize("name", ["part", "plan", "yearly", "real_words", "real_subjects"])
def test_a_word_is_within_where_a_search_of_the_piece_finds_one(name: str):
    random = Random(7)
    for _ in range(40):
        text = "".join(random.choice("其中包含年均可比价格国内生产总值将达到要求，1") for _ in range(60))
        spotted = Spotted(text)
        for _ in range(40):
            start, end = sorted(random.sample(range(len(text) + 1), 2))
            assert spotted.within(name, start, end) == bool(any_of(name).search(text[start:end]))


def test_a_word_that_is_cut_is_not_within():
    spotted = Spotted("全部包含在内")
    assert spotted.within("part", 2, 4)
    assert spotted.within("part", 3, 4)
    assert not spotted.within("part", 2, 3)
