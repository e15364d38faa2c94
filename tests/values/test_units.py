from __future__ import annotations

import time
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duxue.messages import InputError
from duxue.values import Quantity, convert, quotient_factor, unit
from duxue.values.unit_library import library

UNITS = st.sampled_from(sorted(one.id for one in library().units)).map(unit)


def quantity(value: str, name: str) -> Quantity:
    return Quantity(Fraction(value), unit(name))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("person", "person"),
        ("人", "person"),
        ("名", "person"),
        ("所", "school"),
        ("万元", "ten-thousand-yuan"),
        ("亿元", "hundred-million-yuan"),
        ("平方米", "square-metre"),
        ("㎡", "square-metre"),
        ("%", "percent"),
        ("个百分点", "percentage-point"),
        ("百分点", "percentage-point"),
        ("学位", "place-seat"),
        ("元/人", "yuan/person"),
        ("人/百人", "person/hundred-persons"),
        ("yuan / person", "yuan/person"),
        ("平方米/人", "square-metre/person"),
        ("元/人/月", "yuan/person/month"),
    ],
)
def test_a_unit_is_found_by_id_and_by_its_chinese_names(name, found):
    assert unit(name).id == found


@given(UNITS, UNITS, st.fractions(max_denominator=1000))
def test_units_of_one_dimension_convert_there_and_back_and_others_never(one, other, value):
    if one.dimension == other.dimension:
        assert convert(convert(value, one, other), other, one) == value
    else:
        with pytest.raises(InputError) as caught:
            convert(value, one, other)
        assert caught.value.faults[0].code == "values-units-differ"


def test_money_converts_exactly():
    assert convert(Fraction("19.59"), unit("亿元"), unit("万元")) == 195900
    assert convert(Fraction("21.87"), unit("亿元"), unit("元")) == 2187000000
    assert convert(Fraction(1), unit("元"), unit("亿元")) == Fraction(1, 100000000)


def test_three_mu_are_two_thousand_square_metres():
    assert convert(Fraction(3), unit("亩"), unit("平方米")) == 2000


@pytest.mark.parametrize(
    ("numerator", "denominator", "result", "factor"),
    [
        ("yuan", "person", "yuan/person", 1),
        ("person", "person", "percent", 100),
        ("person", "person", "permille", 1000),
        ("person", "person", "ratio", 1),
        ("person", "person", "person/hundred-persons", 100),
        ("ten-thousand-yuan", "person", "yuan/person", 10000),
        ("hundred-million-yuan", "ten-thousand-persons", "万元/人", 1),
        ("square-metre", "person", "square-metre/person", 1),
        ("class", "class", "percent", 100),
        ("institution", "institution", "percent", 100),
        ("volume", "person", "volume/hundred-persons", 100),
        ("person", "class", "person/class", 1),
        ("hundred-million-yuan", "ten-thousand-yuan", "percent", 1000000),
    ],
)
def test_the_units_give_the_factor_of_a_ratio(numerator, denominator, result, factor):
    assert quotient_factor(unit(numerator), unit(denominator), unit(result)) == factor


@pytest.mark.parametrize(
    ("numerator", "denominator", "result"),
    [
        ("person", "class", "percent"),
        ("yuan", "person", "person/yuan"),
        ("person", "person", "percentage-point"),
        ("yuan", "person", "yuan"),
        ("school", "institution", "percent"),
    ],
)
def test_a_result_that_does_not_fit_the_quotient_is_refused(numerator, denominator, result):
    with pytest.raises(InputError) as caught:
        quotient_factor(unit(numerator), unit(denominator), unit(result))
    assert caught.value.faults[0].code == "values-quotient-unit"


def test_an_unfit_result_is_told_in_both_languages():
    with pytest.raises(InputError) as caught:
        quotient_factor(unit("person"), unit("class"), unit("percent"))
    assert caught.value.shown("en") == (
        '"persons" divided by "classes" is not counted in "%". Let the unit of the result fit, for instance '
        'yuan by persons "yuan/person", persons by persons "percent".'
    )
    assert caught.value.shown("zh") == (
        "“人”除以“个班”得不到“%”。请让结果单位与分子、分母相符，如“元”除以“人”得“元/人”，“人”除以“人”得“%”。"
    )


def test_the_dimension_does_not_depend_on_the_order_of_divisors():
    assert unit("yuan/person/month").dimension == unit("yuan/month/person").dimension


def test_persons_cancel():
    assert unit("person/hundred-persons").dimension == unit("percent").dimension
    assert unit("yuan/person").dimension == unit("ten-thousand-yuan/ten-thousand-persons").dimension


@pytest.mark.parametrize(
    ("wrong", "likely"), [("persn", "person"), ("yaun", "yuan"), ("square-meter", "square-metre")]
)
def test_an_unknown_unit_is_told_the_likely_word(wrong, likely):
    with pytest.raises(InputError) as caught:
        unit(wrong)
    fault = caught.value.faults[0]
    assert (fault.code, fault.facts["likely"]) == ("values-unit-likely", likely)
    assert "ten-thousand-yuan" in caught.value.shown("zh")


@pytest.mark.parametrize("wrong", ["", "/", "人/", "/人", "person//person", "zzzzqqq", "人\n人"])
def test_what_is_no_unit_is_refused(wrong):
    with pytest.raises(InputError):
        unit(wrong)


def test_the_wrong_part_of_a_compound_is_named():
    with pytest.raises(InputError) as caught:
        unit("yuan/persn")
    assert caught.value.shown("en").startswith(
        'unknown unit "persn" (in "yuan/persn"); did you mean "person"?'
    )


def test_quantities_of_one_kind_add_in_the_unit_of_the_left():
    total = quantity("1", "亿元") + quantity("500", "万元")
    assert (total.value, total.unit.id) == (Fraction("1.05"), "hundred-million-yuan")
    assert (quantity("1", "亿元") - quantity("500", "万元")).value == Fraction("0.95")


def test_a_percent_and_a_percentage_point_are_not_added():
    with pytest.raises(InputError) as caught:
        quantity("46.1", "%") + quantity("3.9", "个百分点")
    assert caught.value.shown("en") == (
        '"percentage points" cannot be turned into "%": they measure different things and cannot be added or '
        "compared. Use units of one kind."
    )


def test_no_two_dimensions_are_added_or_compared():
    first_of = {one.dimension: one for one in reversed(library().units)}
    for one, other in combinations(first_of.values(), 2):
        for act in (Quantity.__add__, Quantity.__sub__, Quantity.__lt__, Quantity.__ge__):
            with pytest.raises(InputError):
                act(Quantity(Fraction(1), one), Quantity(Fraction(1), other))


def test_quantities_are_equal_when_they_are_the_same_amount():
    assert quantity("1", "亿元") == quantity("10000", "万元")
    assert len({quantity("1", "亿元"), quantity("10000", "万元")}) == 1
    assert quantity("1", "人") != quantity("1", "所")
    assert quantity("1", "万元") < quantity("1", "亿元") <= quantity("10000", "万元")


def test_a_quantity_is_multiplied_and_divided_by_plain_numbers():
    assert (2 * quantity("3", "人") / 4).value == Fraction(3, 2)
    assert (-quantity("3", "人")).value == -3
    assert quantity("12", "万元").in_(unit("元")).value == 120000


def test_no_name_is_shared_and_every_unit_has_words():
    known = library()
    for one, name in product(known.units, ("zh", "en")):
        assert one.title.in_(name)
        assert one.factor > 0
    assert all(unit(one.id) is one for one in known.units)


def test_reading_the_units_is_quick():
    spans = []
    for _ in range(5):
        library.cache_clear()
        begun = time.perf_counter()
        library()
        spans.append(time.perf_counter() - begun)
    unit.cache_clear()
    assert min(spans) < 0.02, "units are on the path of every command; about 4 ms on a quiet machine"
