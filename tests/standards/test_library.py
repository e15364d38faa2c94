"""What the standards of the product promise."""

from __future__ import annotations

from fractions import Fraction

import pytest

from duxue.library import ROOT
from duxue.measures import read_measures
from duxue.standards import limit_for, load_standards
from duxue.values import plain

STANDARDS = load_standards(ROOT / "standards")
MEASURES = read_measures(ROOT / "measures", "measures")
BOTH = ({"stage": "primary"}, {"stage": "junior"})


@pytest.mark.parametrize(
    ("name", "primary", "junior"),
    [
        ("qb-higher-qualified", "4.2", "5.3"),
        ("qb-backbone", "1", "1"),
        ("qb-sports-arts", "0.9", "0.9"),
        ("qb-teaching-area", "4.5", "5.8"),
        ("qb-sports-area", "7.5", "10.2"),
        ("qb-equipment", "2000", "2500"),
        ("qb-multimedia", "2.3", "2.4"),
        ("qb-class-size", "45", "50"),
        ("qb-equipment-spread", "0.50", "0.45"),
        ("bb-composite-spread", "0.65", "0.55"),
        ("oversized-class-share-2020", "5", "5"),
    ],
)
def test_the_two_stages_have_their_limits(name, primary, junior):
    found = [limit_for(STANDARDS[name], slice_, {}) for slice_ in BOTH]
    assert [limit.value for limit in found if limit] == [Fraction(primary), Fraction(junior)]


def test_each_of_the_seven_resources_has_a_limit_for_schools_and_a_spread_for_counties():
    seven = [name for name in STANDARDS if name.startswith("qb-") and f"{name}-spread" in STANDARDS]
    assert len(seven) == 7
    for name in seven:
        assert STANDARDS[name].applies_to.kinds == ("school",)
        assert STANDARDS[f"{name}-spread"].applies_to.kinds == ("county",)


def test_the_national_half_is_a_target_in_principle_and_never_a_floor_for_a_city():
    one = STANDARDS["public-share-2020"]
    assert (one.kind, one.in_principle, str(one.due)) == ("target", True, "2020-12-31")
    assert [
        s.id for s in STANDARDS.values() if s.measure == "public-share" and "city" in s.applies_to.kinds
    ] == [one.id]


def test_what_was_not_confirmed_says_so():
    assert STANDARDS["bb-composite-spread"].certainty == "unverified"
    assert STANDARDS["fund-supervision-coverage"].certainty == "unverified"
    assert STANDARDS["qb-sports-arts"].certainty == "secondary"


@pytest.mark.parametrize("name", sorted(STANDARDS))
def test_every_standard_has_a_document_a_clause_and_a_source_in_both_languages(name):
    one = STANDARDS[name]
    for text in (one.title, one.clause, one.document.title, *([one.note] if one.note else [])):
        assert text.zh.strip()
        assert text.en.strip()
        assert not any(
            "\u4e00" <= character <= "\u9fff" for character in text.en.replace("教督〔2017〕6号", "")
        )
    assert one.source


@pytest.mark.parametrize("name", sorted(STANDARDS))
def test_every_standard_is_on_a_measure_of_the_library(name):
    assert STANDARDS[name].measure in MEASURES


def test_the_reference_lists_every_standard_with_its_limits(root):
    lines = (root / "docs/reference/standards.md").read_text(encoding="utf-8").splitlines()
    listed = {line.split("`")[1]: line for line in lines if line.startswith("| `")}
    signs = {"at_least": "≥", "above": ">", "at_most": "≤", "below": "<"}
    assert set(STANDARDS) <= set(listed)
    for name, one in STANDARDS.items():
        for row in one.limits:
            assert f"{signs[row.limit.op]} {plain(row.limit.value)}" in listed[name]
        assert f"| {one.certainty} |" in listed[name]
        assert f"| {', '.join(one.applies_to.kinds)} |" in listed[name]
