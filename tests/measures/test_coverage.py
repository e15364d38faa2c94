"""Missing, nil and zero are three things, for every register and every kind of measure."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.building import Building, area, code, whole

from duxue.values import Interval, Missing

HEADER = "school,stage,owner,pupils,teachers,rooms\n"
S1 = "S1,primary,public,100,10,500.5\n"
S2 = "S2,primary,private,200,30,700\n"
ENGINES = pytest.mark.parametrize("engine", ["duckdb", "fractions"])


@pytest.fixture
def county(building: Building) -> Building:
    """C1 has two schools that owe the register; only S1 has handed it in."""
    building.schools()
    building.measure("pupils", "sum", register="schools", of="pupils", by=["stage"])
    building.measure("schools", "count", "school", register="schools", by=["stage"])
    building.take("schools", HEADER + S1)
    building.owe("schools", "S1 S2")
    return building


@ENGINES
def test_one_unreported_school_makes_the_county_s_sum_missing_with_what_is_known(
    county: Building, engine: str
):
    found = county.figure("pupils@C1", engine)
    assert (found.value, found.shown, found.missing) == (None, None, Missing.NOT_REPORTED)
    assert found.known == 100
    assert found.coverage == (1, 2)
    assert found.bounds == Interval(Fraction(100), None)


@ENGINES
def test_with_one_row_a_reporter_the_bounds_close(building: Building, engine: str):
    fields = {"school": area(), "pupils": whole(high=3000)}
    building.contract("heads", fields, one_row_per_reporter=True)
    building.measure("pupils", "sum", register="heads", of="pupils")
    building.take("heads", "school,pupils\nS1,100\n")
    building.owe("heads", "S1 S2 S3")
    found = building.figure("pupils@C1", engine)
    assert found.bounds == Interval(Fraction(100), Fraction(3100))
    assert building.figure("pupils@C", engine).bounds == Interval(Fraction(100), Fraction(6100))
    assert building.figure("pupils@C2", engine).bounds == Interval(Fraction(0), Fraction(3000))


@ENGINES
def test_an_empty_cell_leaves_the_sum_open_and_not_zero(county: Building, engine: str):
    county.take("schools", HEADER + S1 + "S2,primary,private,,30,700\n")
    found = county.figure("pupils@C1", engine)
    assert found.missing is Missing.NOT_REPORTED
    assert found.coverage == (2, 2)
    assert found.bounds == Interval(Fraction(100), Fraction(5100))


@ENGINES
def test_when_all_have_reported_the_sum_is_there(county: Building, engine: str):
    county.take("schools", HEADER + S1 + S2)
    found = county.figure("pupils@C1", engine)
    assert (found.value, found.missing, found.coverage) == (Fraction(300), None, (2, 2))


@ENGINES
def test_where_rows_are_there_but_none_meets_the_condition_the_sum_is_zero(county: Building, engine: str):
    county.take("schools", HEADER + S1 + S2)
    assert county.figure("pupils[stage=junior]@C1", engine).value == 0


@ENGINES
def test_a_stock_without_any_row_is_not_zero(building: Building, engine: str):
    building.schools()
    building.measure("pupils", "sum", register="schools", of="pupils")
    found = building.figure("pupils@C1", engine)
    assert (found.value, found.missing) == (None, Missing.NOT_REPORTED)
    building.take("schools", HEADER)
    assert building.figure("pupils@C1", engine).missing is Missing.NOT_REPORTED
    building.take("schools", HEADER + S1)
    assert building.figure("pupils@C2", engine).missing is Missing.NOT_REPORTED


@ENGINES
def test_where_nobody_owes_the_register_it_does_not_apply(county: Building, engine: str):
    assert county.figure("pupils@C2", engine).missing is Missing.NOT_APPLICABLE


@ENGINES
def test_a_register_that_is_owed_and_not_there_at_all_is_missing(county: Building, engine: str):
    county.registers.clear()
    found = county.figure("pupils@C1", engine)
    assert (found.missing, found.coverage) == (Missing.NOT_REPORTED, (0, 2))
    assert found.bounds == Interval(Fraction(0), None)


@pytest.fixture
def accidents(building: Building) -> Building:
    building.accidents()
    building.measure("accidents", "count", "case", register="accidents")
    building.measure("hurt", "sum", register="accidents", of="hurt")
    building.owe("accidents", "S1 S2 S3")
    return building


@ENGINES
def test_nil_returns_count_zero(accidents: Building, engine: str):
    accidents.nil("accidents", "S1 S2")
    found = accidents.figure("accidents@C1", engine)
    assert (found.value, found.coverage) == (Fraction(0), (2, 2))


@ENGINES
def test_events_without_rows_and_without_a_nil_return_are_not_zero(accidents: Building, engine: str):
    accidents.nil("accidents", "S1")
    found = accidents.figure("accidents@C1", engine)
    assert (found.value, found.missing, found.coverage) == (None, Missing.NOT_REPORTED, (1, 2))


@ENGINES
def test_a_nil_return_beside_reported_events_adds_nothing(accidents: Building, engine: str):
    accidents.take("accidents", "school,number,hurt\nS1,1,3\nS1,2,4\n")
    accidents.nil("accidents", "S2")
    assert accidents.figure("hurt@C1", engine).value == 7
    assert accidents.figure("hurt@C", engine).coverage == (2, 3)
    assert accidents.figure("hurt@C", engine).known == 7


@pytest.fixture
def combined(building: Building) -> Building:
    """Schools report once; a register by stage is derived from it. Nobody owes the derived one."""
    fields = {
        "school": area(),
        "type": {**code("primary", "nine-year"), "required": True},
        "primary": whole(),
        "junior": whole(),
        "books": whole("volume", high=None),
    }
    building.contract("assets", fields)
    divided = {
        "school": area(),
        "stage": code("primary", "junior"),
        "pupils": whole(),
        "books": whole("volume", high=None),
    }
    stages = {stage: {"pupils": stage} for stage in ("primary", "junior")}
    derived = {
        "from": "assets",
        "stages": stages,
        "shared": ["books"],
        "weights_by": "type",
        "weights": {"nine-year": {"primary": 1, "junior": 2}},
    }
    building.contract("by-stage", divided, key=["school", "stage"], derived=derived)
    building.measure("pupils", "sum", register="by-stage", of="pupils", by=["stage"])
    building.measure("books", "sum", "volume", register="by-stage", of="books", by=["stage"])
    building.measure(
        "books-per-pupil", "ratio", "volume/person", numerator="books", denominator="pupils", by=["stage"]
    )
    spread = {"of": "books-per-pupil", "between": "school", "levels": ["county"], "by": ["stage"]}
    building.measure("spread", "spread", "ratio", **spread)
    tests = [{"measure": "books-per-pupil", "at_least": 1}]
    building.measure("reach", "reach", "percent", units="school", tests=tests, by=["stage"])
    building.take("assets", "school,type,primary,junior,books\nS1,nine-year,100,50,1000\n")
    building.owe("assets", "S1 S2 S3")
    return building


@ENGINES
@pytest.mark.parametrize("measure", ["pupils", "books", "books-per-pupil", "spread", "reach"])
def test_what_a_school_owes_it_owes_for_the_derived_register_too(
    combined: Building, measure: str, engine: str
):
    found = combined.figure(f"{measure}[stage=primary]@C1", engine)
    assert (found.value, found.missing, found.coverage) == (None, Missing.NOT_REPORTED, (1, 2))


@ENGINES
def test_a_school_that_has_reported_but_not_for_this_stage_is_not_unreported(combined: Building, engine: str):
    combined.take(
        "assets", "school,type,primary,junior,books\nS1,nine-year,100,50,1000\nS2,primary,60,0,300\n"
    )
    found = combined.figure("pupils[stage=junior]@C1", engine)
    assert (found.value, found.coverage) == (Fraction(50), (2, 2))
    assert combined.figure("pupils[stage=primary]@C1", engine).value == 160


@pytest.fixture
def bureaus(building: Building) -> Building:
    """A city bureau owes a register about each county."""
    fields = {"bureau": area(), "county": area(), "money": whole("yuan", high=None)}
    settings = {"reported_by": "bureau", "area": "county", "key": ["county"]}
    building.contract("money", fields, **settings)
    building.measure("money", "sum", "yuan", register="money", of="money")
    building.owe("money", "C", place="C1")
    building.owe("money", "C", place="C2")
    building.take("money", "bureau,county,money\nC,C1,5\n")
    return building


@ENGINES
def test_a_reporter_that_reports_on_one_area_still_owes_the_other(bureaus: Building, engine: str):
    assert bureaus.figure("money@C1", engine).value == 5
    found = bureaus.figure("money@C2", engine)
    assert (found.missing, found.coverage, found.bounds) == (
        Missing.NOT_REPORTED,
        (0, 1),
        Interval(Fraction(0), None),
    )
    whole_city = bureaus.figure("money@C", engine)
    assert (whole_city.missing, whole_city.known, whole_city.coverage) == (
        Missing.NOT_REPORTED,
        Fraction(5),
        (1, 2),
    )


CAMPUS = """\
code,name,name_en,parent,kind,valid_from,valid_to
C,市,City,,city,2000-01-01,
C1,东县,East,C,county,2000-01-01,
S1,一小,School 1,C1,school,2000-01-01,
S2,二小,School 2,C1,school,2000-01-01,
S9,二小分校,Campus,S2,campus,2000-01-01,
"""


@ENGINES
@pytest.mark.parametrize("areas", [None, CAMPUS])
@pytest.mark.parametrize("rows", ["S2,primary,private,200,,\n", "S2,primary,private,,30,\n"])
def test_an_empty_cell_leaves_the_spread_open_whichever_side_it_is_on(
    building: Building, areas: str | None, rows: str, engine: str
):
    if areas is not None:
        building.place(areas)
    building.schools()
    for name in ("pupils", "teachers"):
        building.measure(name, "sum", register="schools", of=name, by=["stage"])
    building.measure(
        "per", "ratio", "person/person", numerator="teachers", denominator="pupils", by=["stage"]
    )
    building.measure("spread", "spread", "ratio", of="per", between="school", levels=["county"], by=["stage"])
    building.take("schools", HEADER + S1 + rows)
    found = building.figure("spread[stage=primary]@C1", engine)
    assert (found.value, found.missing) == (None, Missing.NOT_REPORTED)
    assert found.bounds == Interval(Fraction(0), None)


@ENGINES
def test_a_silent_bureau_may_speak_for_many_schools_so_a_reach_stays_wholly_open(
    building: Building, engine: str
):
    fields = {"bureau": area(), "school": area(), "pupils": whole()}
    building.contract("checks", fields, reported_by="bureau")
    building.measure("pupils", "sum", register="checks", of="pupils")
    tests = [{"measure": "pupils", "at_least": 50}]
    building.measure("reach", "reach", "percent", units="school", tests=tests)
    building.take("checks", "bureau,school,pupils\nC1,S1,100\nC1,S2,10\n")
    building.owe("checks", "C1 C2")
    assert building.figure("reach@C1", engine).value == 50
    found = building.figure("reach@C", engine)
    assert (found.missing, found.coverage) == (Missing.NOT_REPORTED, (1, 2))
    assert found.bounds == Interval(Fraction(0), Fraction(100))
