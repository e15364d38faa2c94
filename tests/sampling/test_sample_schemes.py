from __future__ import annotations

from pathlib import Path

import pytest

from duxue import library
from duxue.schemes import load_scheme
from duxue.schemes.scheme import Scheme

SAMPLES = ("city", "balance")


def scheme(sample: str) -> Scheme:
    return load_scheme(library.ROOT / "samples" / sample / "scheme.yaml", "scheme.yaml").scheme


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_scheme_says_that_its_authority_is_invented(sample: str):
    assert scheme(sample).standing == "made-up"
    assert "虚构" in scheme(sample).authority.zh
    assert "invented" in scheme(sample).authority.en


def test_the_city_scheme_uses_every_kind_of_rule():
    kinds = {leaf.rule.kind for leaf in scheme("city").leaves() if leaf.rule}
    assert kinds == {
        "deduct-each",
        "deduct-listed",
        "add-listed",
        "all-or-nothing",
        "proportional",
        "pool",
        "bands",
        "judgement",
    }


def test_only_the_effect_of_reforms_is_left_to_experts():
    assert [leaf.id for leaf in scheme("city").leaves() if leaf.by == "judgement"] == ["A5"]


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_points_of_a_sample_scheme_add_up(sample: str):
    found = scheme(sample)
    assert sum(leaf.points for leaf in found.leaves()) == found.total == 100


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_item_of_a_sample_scheme_has_its_clause(sample: str):
    assert [leaf.id for leaf in scheme(sample).leaves() if leaf.clause is None] == []


def test_the_city_scheme_compares_pay_years_and_counties(root: Path):
    text = (root / "examples/sample-city/library/schemes/sample-city-2021/scheme.yaml").read_text("utf-8")
    for wanted in ("civil-servant-pay-average", "at: t-1y", "kind: county", "kind: unit", "by: division"):
        assert wanted in text
