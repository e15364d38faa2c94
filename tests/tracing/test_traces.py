"""From a figure to its parts and rows, also where last year's area was another."""

from __future__ import annotations

import pytest
from tests.building import Building, area, whole, window

from duxue.measures import MeasureRef, Moment
from duxue.tracing import Tracer, leaf_rows, rows_behind

AREAS = """\
code,name,name_en,parent,kind,valid_from,valid_to
C,市,City,,city,2000-01-01,
A,甲县,A,C,county,2000-01-01,2021-02-28
B,乙县,B,C,county,2000-01-01,2021-02-28
N,新县,N,C,county,2021-03-01,
"""
HERE = Moment(window(school="SY2021"))
ENGINES = pytest.mark.parametrize("engine", ["duckdb", "fractions"])


@pytest.fixture
def merged(building: Building) -> Building:
    building.place(AREAS)
    building.succeed("A,N,2021-03-01,\nB,N,2021-03-01,\n")
    fields = {"county": area(), "money": whole("yuan")}
    building.contract("money", fields, reported_by="county", area="county", key=["county"])
    building.measure("money", "sum", "yuan", register="money", of="money")
    building.measure("growth", "change", "yuan", of="money", **{"as": "absolute"})
    building.measure("years", "combine", "yuan", parts=[{"measure": "money", "over": 2}])
    building.take("money", "county,money\nA,10\nB,20\n", "SY2020")
    building.take("money", "county,money\nN,33\n", "SY2021")
    return building


@ENGINES
@pytest.mark.parametrize(("measure", "value"), [("growth", 3), ("years", 63)])
def test_last_year_of_a_merged_county_leads_to_the_rows_of_what_it_came_from(
    merged: Building, measure: str, value: int, engine: str
):
    with merged.calculator(engine) as calculator:
        trace = Tracer(calculator).trace(MeasureRef(measure), "N", HERE, None)
        rows = rows_behind(calculator, trace)
    assert trace.figure.value == value
    found = {str(period): sorted(table["county"].to_pylist()) for (_, period), table in rows.items()}
    assert found == {"SY2020": ["A", "B"], "SY2021": ["N"]}


@ENGINES
def test_every_part_of_a_trace_is_a_figure_of_its_own(merged: Building, engine: str):
    with merged.calculator(engine) as calculator:
        trace = Tracer(calculator).trace(MeasureRef("growth"), "N", HERE, None)
    assert [str(part.figure.id) for part in trace.parts] == ["money@N@SY2021", "money@N@SY2020"]


@ENGINES
def test_the_rows_of_a_spread_are_those_of_both_sides_and_its_units_are_told(building: Building, engine: str):
    building.schools()
    for name in ("pupils", "teachers"):
        building.measure(name, "sum", register="schools", of=name, by=["stage"])
    building.measure(
        "per", "ratio", "person/person", numerator="teachers", denominator="pupils", by=["stage"]
    )
    building.measure("spread", "spread", "ratio", of="per", between="school", levels=["county"], by=["stage"])
    rows = (
        "S1,primary,public,100,10,\nS2,primary,public,50,,\nS2,junior,public,70,7,\nS3,primary,public,9,1,\n"
    )
    building.take("schools", "school,stage,owner,pupils,teachers,rooms\n" + rows)
    with building.calculator(engine) as calculator:
        trace = Tracer(calculator).trace(MeasureRef("spread", (("stage", "primary"),)), "C1", HERE, None)
        (table,) = rows_behind(calculator, trace).values()
        assert len(list(leaf_rows(calculator, trace))) == 2
    assert table["_row"].to_pylist() == [2, 3]
    assert table["_file"].to_pylist() == ["schools.SY2021.csv"] * 2
    assert [unit.unit for unit in trace.units] == ["S1", "S2"]
