"""Last year of an area that was merged, split, or took another in."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.building import Building, area, whole

from duxue.measures import Figure
from duxue.values import Interval, Missing

AREAS = """\
code,name,name_en,parent,kind,valid_from,valid_to
C,市,City,,city,2000-01-01,
A,甲县,A,C,county,2000-01-01,2021-02-28
B,乙县,B,C,county,2000-01-01,2021-02-28
N,新县,N,C,county,2021-03-01,
K,丙县,K,C,county,2000-01-01,
L,丁县,L,C,county,2000-01-01,2021-02-28
P,戊县,P,C,county,2021-03-01,
Q,己县,Q,C,county,2021-03-01,
Z,庚县,Z,C,county,2021-03-01,
"""
HEADER = "county,money,pupils\n"
LAST = HEADER + "A,10,1\nB,20,2\nK,40,4\nL,80,8\n"
NOW = HEADER + "N,33,3\nK,50,5\nP,60,6\nQ,70,7\nZ,9,1\n"
ENGINES = pytest.mark.parametrize("engine", ["duckdb", "fractions"])


@pytest.fixture
def merged(building: Building) -> Building:
    """A and B become N on 1 March 2021; K takes in a quarter of L, the rest of L becomes P; Q and Z are new."""
    building.place(AREAS)
    building.succeed("A,N,2021-03-01,\nB,N,2021-03-01,\nL,K,2021-03-01,0.25\nL,P,2021-03-01,0.75\n")
    fields = {"county": area(), "money": whole("yuan", high=1000), "pupils": whole()}
    settings = {"reported_by": "county", "area": "county", "key": ["county"], "one_row_per_reporter": True}
    building.contract("money", fields, **settings)
    building.measure("money", "sum", "yuan", register="money", of="money")
    building.measure("pupils", "sum", register="money", of="pupils")
    building.measure("per-pupil", "ratio", "yuan/person", numerator="money", denominator="pupils")
    building.measure("large", "share", "percent", register="money", where="pupils >= 2")
    building.measure("growth", "change", "yuan", of="money", **{"as": "absolute"})
    building.measure("rate", "change", "percent", of="per-pupil", **{"as": "percent"})
    building.measure("last", "combine", "yuan", parts=[{"measure": "money", "at": "t-1y"}])
    building.measure("last-per-pupil", "change", "yuan/person", of="per-pupil", **{"as": "absolute"})
    spread = {"of": "per-pupil", "between": "county", "levels": ["city", "county"]}
    building.measure("spread", "spread", "ratio", **spread)
    building.measure("spread-change", "change", "ratio", of="spread", **{"as": "absolute"})
    building.take("money", LAST, "SY2020")
    building.take("money", NOW, "SY2021")
    return building


def ask(building: Building, figure: str, engine: str) -> Figure:
    return building.figure(figure, engine, fiscal="FY2021", school="SY2021")


@ENGINES
def test_last_year_of_a_merged_county_is_the_sum_of_what_it_came_from(merged: Building, engine: str):
    assert ask(merged, "last@N", engine).value == 30
    assert ask(merged, "growth@N", engine).value == 3


@ENGINES
def test_a_part_that_went_elsewhere_counts_by_its_share(merged: Building, engine: str):
    assert ask(merged, "last@P", engine).value == 60
    assert ask(merged, "growth@P", engine).value == 0


@ENGINES
def test_a_county_that_took_others_in_is_held_against_them_too(merged: Building, engine: str):
    assert ask(merged, "last@K", engine).value == 40 + 80 * Fraction(1, 4)


@ENGINES
def test_a_ratio_is_the_ratio_of_the_sums_and_not_a_mean(merged: Building, engine: str):
    assert ask(merged, "rate@N", engine).value == Fraction(11 - 10, 10) * 100


@ENGINES
def test_a_new_county_has_no_last_year(merged: Building, engine: str):
    found = ask(merged, "last@Z", engine)
    assert (found.value, found.missing) == (None, Missing.NOT_APPLICABLE)


@ENGINES
def test_this_year_is_nobody_s_past(merged: Building, engine: str):
    assert ask(merged, "money@N", engine).value == 33
    assert ask(merged, "money@K", engine).value == 50


@ENGINES
def test_a_split_without_shares_makes_last_year_not_comparable(merged: Building, engine: str):
    merged.succeed("L,P,2021-03-01,\nL,Q,2021-03-01,\n")
    for county in "PQ":
        found = ask(merged, f"growth@{county}", engine)
        assert found.value is None
        assert found.missing is Missing.UNDEFINED
        assert not found.comparable


@ENGINES
def test_a_predecessor_that_has_not_reported_leaves_the_sum_open(merged: Building, engine: str):
    merged.take("money", HEADER + "A,10,1\nK,40,4\nL,80,8\n", "SY2020")
    merged.owe("money", "A B K L", "SY2020")
    found = ask(merged, "last@N", engine)
    assert (found.value, found.missing) == (None, Missing.NOT_REPORTED)
    assert found.known == 10
    assert found.bounds == Interval(Fraction(10), Fraction(1010))
    assert found.coverage == (1, 2)


@ENGINES
def test_a_spread_of_an_area_that_was_another_last_year_is_not_comparable(merged: Building, engine: str):
    for county in "NK":
        found = ask(merged, f"spread-change@{county}", engine)
        assert found.value is None
        assert not found.comparable
    assert ask(merged, "spread-change@C", engine).comparable
