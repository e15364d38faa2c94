"""Whole numbers take 64 bits only where the ranges of the contracts prove that they fit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from duxue.evaluation.definitions import read_definitions
from duxue.measures.engines import widths
from duxue.measures.engines.source import Source
from duxue.measures.plan import Leaf
from duxue.periods import Period
from duxue.registers import largest_weight
from duxue.values import Interval

LEAF = Leaf("stage-conditions", Period.parse("SY2021"), "equipment_value")


@pytest.fixture(scope="module")
def source():
    nowhere: Any = None
    return Source({}, read_definitions(None, None).catalogue.contracts, areas=nowhere)


def test_a_size_is_that_of_the_end_farther_from_zero():
    assert widths.size_of(Interval(Fraction(-7), Fraction(3))) == 7


def test_a_range_with_an_open_side_proves_nothing():
    assert widths.size_of(Interval(Fraction(0), None)) is None
    assert not widths.fits(widths.size_of(Interval(None, Fraction(0))))


def test_the_largest_number_of_64_bits_fits_and_the_next_does_not():
    assert widths.fits(Fraction(2**63 - 1))
    assert not widths.fits(Fraction(2**63))


@pytest.mark.parametrize(("most", "found"), [(10**14 - 1, 10**16 - 100), (10**14, None)])
def test_a_decimal_that_passes_18_digits_on_the_way_proves_nothing(most, found):
    assert widths.size_of_integer(Interval(Fraction(0), Fraction(most)), 2) == found


def test_a_scale_beyond_18_digits_proves_nothing_even_of_zero():
    assert widths.size_of_integer(Interval.exact(0), 10) is None


def test_no_school_has_more_weighted_pupils_than_its_contract_lets_it(source):
    # 20 000 pupils in a stage, and the largest weight is 1.32, in fiftieths 66.
    derived = source.contracts["stage-conditions"].derived
    assert largest_weight(derived, source.contracts["school-assets"]) == 20_000 * 66
    assert widths.size_of_weight(source, LEAF) == 3 * 20_000 * 66


def test_shared_assets_are_as_large_as_those_of_the_whole_school(source):
    # 500 million yuan in hundredths.
    assert widths.size_of_shared(source, LEAF, {"equipment_value": 1}) == 500_000_000 * 100


def test_without_the_contract_of_the_whole_school_nothing_is_proven(source):
    alone = replace(source, contracts={"stage-conditions": source.contracts["stage-conditions"]})
    assert widths.size_of_weight(alone, LEAF) is None
    assert widths.size_of_shared(alone, LEAF, {"equipment_value": 1}) is None


def test_a_derived_register_may_hold_whatever_its_source_lets_through(source):
    split = source.contracts["stage-conditions"]
    narrow = {
        name: field.model_copy(update={"max": 10}) if name in ("pupils", "books", "teachers") else field
        for name, field in split.fields.items()
    }
    own = {**source.contracts, "stage-conditions": split.model_copy(update={"fields": narrow})}
    narrowed = Source({}, own, source.areas)
    for value, most in (("pupils", 20_000), ("teachers", 2000), ("books", 2_000_000)):
        assert widths.range_of(narrowed, replace(LEAF, value=value)) == Interval(Fraction(0), Fraction(most))


def test_a_derived_register_alone_says_nothing_of_its_values(source):
    alone = Source({}, {"stage-conditions": source.contracts["stage-conditions"]}, source.areas)
    assert widths.size_of(widths.range_of(alone, LEAF)) is None
