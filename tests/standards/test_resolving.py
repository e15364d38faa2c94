from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from duxue.library import ROOT
from duxue.standards import Limit, in_force, limit_for, load_standards, slices


@pytest.fixture(scope="module")
def standards():
    return load_standards(ROOT / "standards")


def test_a_county_norm_does_not_bind_a_city(standards):
    county = {one.id for one in in_force(standards, date(2022, 6, 15), "county")}
    city = {one.id for one in in_force(standards, date(2022, 6, 15), "city")}
    assert "public-share-county" in county - city
    assert "public-share-2020" in city - county


def test_a_standard_binds_from_the_day_it_takes_effect(standards):
    assert "public-share-county" not in {one.id for one in in_force(standards, date(2020, 2, 17), "county")}
    assert "public-share-county" in {one.id for one in in_force(standards, date(2020, 2, 18), "county")}


def test_the_last_day_of_a_document_is_still_in_force(standards):
    one = standards["public-share-county"]
    ended = one.model_copy(update={"document": one.document.model_copy(update={"until": date(2023, 1, 1)})})
    assert in_force({"x": ended}, date(2023, 1, 1), "county") == [ended]
    assert in_force({"x": ended}, date(2023, 1, 2), "county") == []


def test_a_target_stays_in_force_after_it_was_due(standards):
    assert "public-share-2020" in {one.id for one in in_force(standards, date(2022, 6, 15), "city")}


def test_a_target_is_not_missed_before_it_is_due(standards):
    target = standards["public-share-2020"]
    assert [target.is_due(date(2020, 12, day)) for day in (30, 31)] == [False, True]
    assert standards["public-share-county"].is_due(date(2020, 3, 1))


def test_the_limit_follows_the_slice(standards):
    one = standards["qb-higher-qualified"]
    assert limit_for(one, {"stage": "primary"}, {}) == Limit("at_least", Fraction("4.2"))
    assert limit_for(one, {"stage": "junior"}, {}) == Limit("at_least", Fraction("5.3"))
    assert limit_for(one, {"stage": "senior"}, {}) is None
    assert limit_for(one, {}, {}) is None


def test_the_limit_may_follow_an_attribute_of_the_area_and_the_slice_goes_before(standards):
    one = standards["qb-higher-qualified"]
    assert limit_for(one, {}, {"stage": "junior"}) == Limit("at_least", Fraction("5.3"))
    assert limit_for(one, {"stage": "primary"}, {"stage": "junior"}) == Limit("at_least", Fraction("4.2"))


def test_a_standard_for_one_slice_has_no_limit_for_another(standards):
    one = standards["public-share-2020"]
    assert limit_for(one, {"stage": "preschool"}, {}) == Limit("at_least", Fraction(50))
    assert limit_for(one, {"stage": "primary"}, {}) is None
    assert limit_for(one, {}, {}) is None


def test_the_slices_to_judge_are_those_that_a_standard_names(standards):
    assert slices(standards["qb-equipment-spread"], ["stage"]) == ({"stage": "primary"}, {"stage": "junior"})
    assert slices(standards["public-share-2020"], ["stage"]) == ({"stage": "preschool"},)
    assert slices(standards["teacher-pay"], []) == ({},)


@pytest.mark.parametrize(
    ("op", "below", "at", "above"),
    [
        ("at_least", False, True, True),
        ("above", False, False, True),
        ("at_most", True, True, False),
        ("below", True, False, False),
    ],
)
def test_a_limit_is_met_on_its_own_side(op, below, at, above):
    assert [Limit(op, Fraction(50)).met(order) for order in (-1, 0, 1)] == [below, at, above]
