"""The permanent names of figures: what is written reads back to the same figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.building import Building

from duxue.measures import FigureId, FigureSketch, MeasureRef, slice_of, written_slice
from duxue.messages import InputError

WORD = st.from_regex(r"[a-z0-9][a-z0-9-]{0,12}", fullmatch=True)
FIELD = st.from_regex(r"[a-z_][a-z0-9_]{0,8}", fullmatch=True)
PERIOD = st.sampled_from(["FY2021", "SY2021", "SY2021-T1", "2021-09", "2022-06-15", "SY2019..SY2021"])
AREA = st.text(
    st.characters(exclude_characters="@#[] ", exclude_categories=["C", "Z"]), min_size=1, max_size=12
)
SOURCE = st.none() | WORD.map("stated:{}".format)
IDS = st.builds(FigureId, WORD, st.dictionaries(FIELD, WORD, max_size=3).map(slice_of), AREA, PERIOD, SOURCE)


@given(IDS)
def test_a_written_figure_reads_back_to_itself(figure: FigureId):
    assert FigureId.parse(str(figure)) == figure


def test_the_example_of_the_message_is_read_in_all_its_parts():
    found = FigureId.parse("public-share[stage=preschool]@210400@SY2021#stated:report")
    assert found == FigureId("public-share", (("stage", "preschool"),), "210400", "SY2021", "stated:report")


def test_the_order_of_a_slice_does_not_matter():
    one, other = (FigureId.parse(f"m[{pairs}]@C@SY2021") for pairs in ("a=1,b=2", "b=2,a=1"))
    assert one == other
    assert str(other) == "m[a=1,b=2]@C@SY2021"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@C@SY2021",
        "m[stage]@C@SY2021",
        "m[=x]@C@SY2021",
        "m[a=]@C@SY2021",
        "M@C@SY2021",
        "m@C@sy2021",
        "m@C",
    ],
)
def test_what_is_no_whole_figure_is_refused(text: str):
    with pytest.raises(InputError) as caught:
        FigureId.parse(text)
    assert [fault.code for fault in caught.value.faults] == ["measures-figure-unreadable"]


def test_a_key_that_stands_twice_in_a_slice_is_refused():
    with pytest.raises(InputError):
        FigureId.parse("m[a=1,a=2]@C@SY2021")


def test_a_sketch_may_leave_parts_out_and_fits_what_agrees_with_the_rest():
    figure = FigureId.parse("m[a=1]@C@SY2021#stated:report")
    for text in ("m", "m@C", "m[a=1]", "m@C@SY2021", "m#stated:report"):
        assert FigureSketch.parse(text).fits(figure), text
    for text in ("n", "m@D", "m[a=2]", "m[a=1,b=2]", "m@C@SY2020", "m#stated:other"):
        assert not FigureSketch.parse(text).fits(figure), text


def test_a_reference_is_written_with_its_period_years_and_source():
    assert str(MeasureRef("m")) == "m"
    assert str(MeasureRef("m", (("a", "1"),), "t-1y", 3, "stated:report")) == "m[a=1](t-1y)(3y)#stated:report"
    assert written_slice(()) == ""


def test_a_sum_over_several_years_has_a_name_that_can_be_written_and_read(building: Building):
    building.schools()
    building.measure("pupils", "sum", register="schools", of="pupils")
    building.measure("pupils-years", "combine", parts=[{"measure": "pupils", "over": 2}])
    for period in ("SY2020", "SY2021"):
        building.take(
            "schools", "school,stage,owner,pupils,teachers,rooms\nS1,primary,public,100,,\n", period
        )
    found = building.figure("pupils-years@S1")
    assert found.value == 200
    (part,) = found.made_of
    assert str(part) == "pupils@S1@SY2020..SY2021"
    assert FigureId.parse(str(part)) == part
