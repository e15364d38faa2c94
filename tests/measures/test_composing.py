"""How figures make a figure: exact values, bounds where a part is missing, order, change, marks."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from tests.building import Building, area, whole

from duxue.values import Interval, Missing

AREAS = """\
code,name,name_en,parent,kind,valid_from,valid_to
C,市,City,,city,2000-01-01,
A,甲,A,C,county,2000-01-01,
B,乙,B,C,county,2000-01-01,
D,丁,D,C,county,2000-01-01,
E,戊,E,C,county,2000-01-01,
U,市本级,U,C,unit,2000-01-01,
"""
ENGINES = pytest.mark.parametrize("engine", ["duckdb", "fractions"])


@pytest.fixture
def counties(building: Building) -> Building:
    """Four counties and the city's own unit: money 10, 30, 30, 20 and 5 for 4, 3, 0, 8 and 1 pupils."""
    building.place(AREAS)
    fields = {"county": area(), "money": whole("yuan", high=1000), "pupils": whole(high=100)}
    settings = {"reported_by": "county", "area": "county", "key": ["county"], "one_row_per_reporter": True}
    building.contract("money", fields, **settings)
    building.measure("money", "sum", "yuan", register="money", of="money")
    building.measure("pupils", "sum", register="money", of="pupils")
    building.measure("ratio", "ratio", "yuan/person", numerator="money", denominator="pupils")
    building.take("money", "county,money,pupils\nA,10,4\nB,30,3\nD,30,0\nE,20,8\nU,5,1\n")
    return building


def across(building: Building, fn: str, of: str = "money", **settings: Any) -> None:
    unit = "yuan" if fn in ("min", "max", "mean") else "item"
    building.measure(fn, "across", unit, fn=fn, of=of, **{"over": "county", **settings})


@ENGINES
@pytest.mark.parametrize(("fn", "value"), [("min", 10), ("max", 30), ("mean", Fraction(90, 4))])
def test_over_the_counties_the_unit_of_the_city_is_not_counted(
    counties: Building, fn: str, value: Fraction, engine: str
):
    across(counties, fn)
    assert counties.figure(f"{fn}@C", engine).value == value


@ENGINES
def test_equal_values_share_a_rank_and_the_next_one_is_passed_over(counties: Building, engine: str):
    across(counties, "rank", over="city")
    assert [counties.figure(f"rank@{place}", engine).value for place in "ABDE"] == [4, 1, 1, 3]


@ENGINES
def test_from_the_lowest_the_ranks_turn_round(counties: Building, engine: str):
    across(counties, "rank", over="city", order="lowest-first")
    assert [counties.figure(f"rank@{place}", engine).value for place in "ABDE"] == [1, 3, 3, 2]


@ENGINES
def test_a_unit_that_is_not_counted_is_ranked_among_its_own_kind(counties: Building, engine: str):
    across(counties, "rank", over="city")
    assert counties.figure("rank@U", engine).value == 1


@ENGINES
def test_a_rank_among_counties_of_which_one_is_missing_is_missing(counties: Building, engine: str):
    counties.take("money", "county,money,pupils\nA,10,4\nB,,3\nD,30,0\nE,20,8\nU,5,1\n")
    across(counties, "rank", over="city")
    assert counties.figure("rank@A", engine).missing is Missing.NOT_REPORTED


@ENGINES
@pytest.mark.parametrize(
    ("fn", "test", "value"),
    [
        ("count", {"at_least": 20}, 3),
        ("count", {"above": 20}, 2),
        ("all", {"above": 9}, 1),
        ("all", {"above": 10}, 0),
        ("any", {"below": 10}, 0),
        ("any", {"at_most": 10}, 1),
    ],
)
def test_how_many_counties_meet_a_test(counties: Building, fn: str, test: Any, value: int, engine: str):
    across(counties, fn, test=test)
    assert counties.figure(f"{fn}@C", engine).value == value


@ENGINES
def test_a_missing_county_leaves_a_test_open_unless_the_others_decide_it(counties: Building, engine: str):
    counties.take("money", "county,money,pupils\nA,10,4\nB,,3\nD,30,0\nE,20,8\nU,5,1\n")
    across(counties, "count", test={"at_least": 20})
    found = counties.figure("count@C", engine)
    assert (found.value, found.bounds) == (None, Interval(Fraction(2), Fraction(3)))
    across(counties, "all", test={"at_least": 20})
    assert counties.figure("all@C", engine).value == 0
    across(counties, "all", test={"at_least": 10})
    assert counties.figure("all@C", engine).missing is Missing.NOT_REPORTED
    across(counties, "any", test={"at_least": 30})
    assert counties.figure("any@C", engine).value == 1
    across(counties, "any", test={"at_least": 40})
    assert counties.figure("any@C", engine).missing is Missing.NOT_REPORTED


@ENGINES
def test_a_city_s_ratio_is_the_ratio_of_its_sums(counties: Building, engine: str):
    assert counties.figure("ratio@C", engine).value == Fraction(95, 16)


@ENGINES
def test_a_ratio_over_nothing_is_undefined_and_not_zero(counties: Building, engine: str):
    found = counties.figure("ratio@D", engine)
    assert (found.value, found.missing) == (None, Missing.UNDEFINED)


@ENGINES
def test_a_missing_numerator_bounds_the_ratio(counties: Building, engine: str):
    counties.take("money", "county,money,pupils\nA,,4\n")
    found = counties.figure("ratio@A", engine)
    assert (found.missing, found.bounds) == (Missing.NOT_REPORTED, Interval(Fraction(0), Fraction(250)))


@ENGINES
def test_a_missing_denominator_that_may_be_zero_leaves_the_ratio_without_upper_bound(
    counties: Building, engine: str
):
    counties.take("money", "county,money,pupils\nA,10,\n")
    found = counties.figure("ratio@A", engine)
    assert found.missing is Missing.NOT_REPORTED
    assert found.bounds is not None
    assert found.bounds.high is None


@ENGINES
def test_a_combination_with_a_missing_part_keeps_what_is_known_and_bounded(counties: Building, engine: str):
    counties.take("money", "county,money,pupils\nA,10,\n")
    parts = [{"measure": "pupils", "weight": -1}, {"measure": "pupils", "weight": "1/2", "at": "t-1y"}]
    counties.take("money", "county,money,pupils\nA,10,6\n", "SY2020")
    counties.measure("both", "combine", parts=parts)
    found = counties.figure("both@A", engine)
    assert found.missing is Missing.NOT_REPORTED
    assert found.bounds == Interval(Fraction(-97), Fraction(3))


@ENGINES
def test_changes_are_exact_and_undefined_from_zero(counties: Building, engine: str):
    counties.take("money", "county,money,pupils\nA,30,4\nB,0,3\n", "SY2020")
    counties.measure("growth", "change", "yuan", of="money", **{"as": "absolute"})
    counties.measure("rate", "change", "percent", of="money", **{"as": "percent"})
    assert counties.figure("growth@A", engine).value == -20
    assert counties.figure("rate@A", engine).value == Fraction(-200, 3)
    assert str(counties.figure("rate@A", engine).shown) == "-66.6667"
    assert counties.figure("growth@B", engine).value == 30
    assert counties.figure("rate@B", engine).missing is Missing.UNDEFINED
    assert counties.figure("rate@D", engine).missing is Missing.NOT_REPORTED


@ENGINES
def test_a_change_of_a_share_is_told_in_percentage_points(counties: Building, engine: str):
    counties.measure("rich", "share", "percent", register="money", where="money >= 20")
    counties.measure("more", "change", "percentage-point", of="rich", **{"as": "absolute"})
    counties.take("money", "county,money,pupils\nA,30,4\nB,0,3\nE,1,1\nD,2,2\n", "SY2020")
    assert counties.figure("rich@C", engine).value == 60
    assert counties.figure("more@C", engine).value == 35


@ENGINES
def test_two_measures_are_compared_as_difference_and_as_ratio(counties: Building, engine: str):
    counties.measure("lead", "compare", "yuan", left="money", right="money", **{"as": "difference"})
    counties.measure("times", "compare", "percent", left="money", right={"measure": "money", "at": "t-1y"}, **{"as": "ratio"})  # fmt: skip
    counties.take("money", "county,money,pupils\nA,40,4\n", "SY2020")
    assert counties.figure("lead@A", engine).value == 0
    assert counties.figure("times@A", engine).value == 25


@ENGINES
def test_marks_and_the_lowest_reporting_rate_travel_with_the_value(counties: Building, engine: str):
    counties.take("money", "county,money,pupils\nA,10,4\nB,30,3\n", origin="made-up")
    counties.owe("money", "A B D")
    found = counties.figure("ratio@C", engine)
    assert found.made_up
    assert found.coverage == (2, 3)
    assert [part.measure for part in found.made_of] == ["money", "pupils"]


@ENGINES
def test_of_several_reasons_the_one_that_somebody_can_change_is_told(counties: Building, engine: str):
    counties.owe("money", "A B D E U")
    counties.take("money", "county,money,pupils\nA,10,\n")
    counties.measure("sum", "combine", "yuan/person", parts=["ratio", {"measure": "ratio", "at": "SY2020"}])
    assert counties.figure("sum@A", engine).missing is Missing.NOT_REPORTED


def test_a_stated_figure_counts_at_face_value_and_is_only_found_under_its_source(counties: Building):
    counties.state("money@A@SY2021#stated:report", "0.0012", "ten-thousand-yuan")
    found = counties.figure("money@A#stated:report")
    assert (found.value, str(found.shown)) == (Fraction(12), "12.0000")
    assert counties.figure("money@A").value == 10
    assert counties.figure("money@B#stated:report").missing is Missing.NOT_REPORTED


def test_a_ratio_of_stated_parts_is_made_of_the_stated_parts(counties: Building):
    counties.state("money@A@SY2021#stated:report", "9", "yuan")
    counties.state("pupils@A@SY2021#stated:report", "2", "person")
    found = counties.figure("ratio@A#stated:report")
    assert found.value == Fraction(9, 2)
    assert {part.source for part in found.made_of} == {"stated:report"}


@ENGINES
def test_a_ratio_of_combinations_over_years_is_the_same_for_a_county_and_between_its_units(
    counties: Building, engine: str
):
    counties.take("money", "county,money,pupils\nA,10,4\nB,10,3\nD,10,0\nE,10,8\nU,5,1\n", "SY2020")
    counties.measure("twice", "combine", "yuan", parts=["money"])
    two, upper = {"measure": "pupils", "over": 2}, {"measure": "twice", "over": 2}
    counties.measure("years", "ratio", "yuan/person", numerator=upper, denominator=two)
    counties.measure("spread", "spread", "ratio", of="years", between="county", levels=["city"])
    assert counties.figure("years@B", engine).value == Fraction(40, 6)
    found = counties.figure("spread@C", engine)
    assert dict(found.parts)["ΣX"] == str(20 + 40 + 30)
