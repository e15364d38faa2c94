"""What is refused of a measure before anything is computed, with the place and the likely word."""

from __future__ import annotations

from typing import Any

import pytest
from tests.building import Building

from duxue.library import ROOT
from duxue.measures.references import faults_of_standards
from duxue.messages import Fault, InputError
from duxue.registers.hints import did_you_mean
from duxue.standards import load_standards


@pytest.fixture
def faulty(building: Building) -> Any:
    """The faults of a catalogue with one more measure."""
    building.schools()
    building.measure("pupils", "sum", register="schools", of="pupils", by=["stage"])
    building.measure("teachers", "sum", register="schools", of="teachers")
    building.measure("rooms", "sum", "square-metre", register="schools", of="rooms")
    building.measure("per", "ratio", "person/person", numerator="teachers", denominator="pupils")

    def faults(kind: str, unit: str = "person", **settings: Any) -> list[Fault]:
        building.measure("x", kind, unit, **settings)
        with pytest.raises(InputError) as caught:
            building.catalogue()
        for fault in caught.value.faults:
            assert fault.place is not None
            assert fault.place.file == "measures/x.yaml"
            assert fault.shown("zh") != fault.shown("en")
        return list(caught.value.faults)

    return faults


def codes(faults: list[Fault]) -> list[str]:
    return [fault.code for fault in faults]


def test_an_unknown_measure_comes_with_the_likely_word(faulty: Any):
    (fault,) = faulty("combine", parts=["pupil"])
    assert fault.code == "measures-unknown"
    assert fault.facts == {"measure": "pupil", "likely": did_you_mean("pupils")}


def test_an_unknown_register_comes_with_the_likely_word(faulty: Any):
    (fault,) = faulty("count", register="shools")
    assert fault.code == "measures-register-unknown"
    assert fault.facts == {"register": "shools", "likely": did_you_mean("schools")}


def test_an_unknown_unit_is_told_at_its_line(faulty: Any):
    (fault,) = faulty("count", "persn", register="schools")
    assert fault.code == "values-unit-likely"


def test_an_unknown_kind_comes_with_the_likely_word(faulty: Any):
    (fault,) = faulty("ration", numerator="teachers", denominator="pupils")
    assert fault.code == "measures-kind-unknown"
    assert fault.facts["likely"] == did_you_mean("ratio")


def test_a_circle_is_told_once_with_its_whole_way(building: Building):
    building.measure("a", "combine", parts=["b"])
    building.measure("b", "combine", parts=["c"])
    building.measure("c", "combine", parts=["a"])
    with pytest.raises(InputError) as caught:
        building.catalogue()
    (fault,) = caught.value.faults
    assert fault.code == "measures-circle"
    circle = str(fault.facts["circle"]).split(" → ")
    assert circle[0] == circle[-1]
    assert set(circle) == {"a", "b", "c"}


def test_a_measure_of_itself_is_a_circle(faulty: Any):
    assert codes(faulty("combine", parts=["x"])) == ["measures-circle"]


def test_two_measures_with_one_id_are_told_with_the_first_place(building: Building):
    building.schools()
    building.measure("a", "count", "school", register="schools")
    text = (building.folder / "measures" / "a.yaml").read_text("utf-8")
    (building.folder / "measures" / "b.yaml").write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        building.catalogue()
    (fault,) = caught.value.faults
    assert fault.code == "measures-id-twice"
    assert str(fault.facts["first"]).startswith("measures/a.yaml")


@pytest.mark.parametrize(
    ("kind", "unit", "settings"),
    [
        ("sum", "yuan", {"register": "schools", "of": "pupils"}),
        ("combine", "person", {"parts": ["pupils", "rooms"]}),
        ("share", "person", {"register": "schools", "where": "pupils > 0"}),
        ("spread", "person", {"of": "per", "between": "school", "levels": ["county"]}),
        ("across", "yuan", {"fn": "max", "of": "pupils", "over": "county"}),
        ("change", "yuan", {"of": "pupils", "as": "absolute"}),
        ("change", "person", {"of": "pupils", "as": "percent"}),
        ("compare", "person", {"left": "pupils", "right": "rooms", "as": "difference"}),
    ],
)
def test_units_of_another_kind_are_refused(faulty: Any, kind: str, unit: str, settings: dict[str, Any]):
    assert set(codes(faulty(kind, unit, **settings))) == {"measures-units-differ"}


@pytest.mark.parametrize(
    ("kind", "unit", "settings"),
    [
        ("ratio", "yuan/person", {"numerator": "teachers", "denominator": "pupils"}),
        ("compare", "percent", {"left": "pupils", "right": "rooms", "as": "ratio"}),
    ],
)
def test_a_quotient_of_other_units_is_refused(faulty: Any, kind: str, unit: str, settings: dict[str, Any]):
    assert set(codes(faulty(kind, unit, **settings))) == {"values-quotient-unit"}


@pytest.mark.parametrize("settings", [{"by": ["stages"]}, {"by": ["pupils"]}])
def test_a_slice_that_is_no_code_field_is_refused(faulty: Any, settings: dict[str, Any]):
    (fault,) = faulty("count", register="schools", **settings)
    assert fault.code == "measures-slice-unknown"
    assert fault.facts["allowed"] == "owner, stage"


def test_a_part_that_is_sliced_by_what_it_does_not_know_is_refused(faulty: Any):
    part = {"measure": "teachers", "with": {"stage": "primary"}}
    (fault,) = faulty("combine", parts=[part])
    assert fault.code == "measures-slice-unknown"


def test_a_code_that_the_register_does_not_have_is_refused_with_the_likely_word(faulty: Any):
    (fault,) = faulty("combine", parts=[{"measure": "pupils", "with": {"stage": "primry"}}])
    assert fault.code == "measures-slice-code-unknown"
    assert fault.facts == {
        "key": "stage",
        "found": "primry",
        "likely": did_you_mean("primary"),
        "allowed": "junior, primary",
    }


def test_a_test_of_a_reach_is_refused_for_the_same(faulty: Any):
    test = {"measure": "pupils", "with": {"stage": "primry"}, "at_least": 1}
    assert codes(faulty("reach", "percent", units="school", tests=[test])) == ["measures-slice-code-unknown"]


def test_a_figure_that_is_asked_for_an_unknown_code_is_refused_and_not_zero(building: Building):
    building.schools()
    building.measure("pupils", "sum", register="schools", of="pupils", by=["stage"])
    building.take("schools", "school,stage,owner,pupils,teachers,rooms\nS1,primary,public,100,10,\n")
    with pytest.raises(InputError) as caught:
        building.figure("pupils[stage=primry]@C1")
    assert caught.value.faults[0].code == "measures-slice-code-unknown"
    with pytest.raises(InputError) as caught:
        building.figure("pupils[owner=public]@C1")
    assert caught.value.faults[0].code == "measures-slice-unknown"


@pytest.mark.parametrize(
    ("kind", "settings", "wanted"),
    [
        ("count", {"register": "schools", "where": "pupils"}, "condition"),
        ("sum", {"register": "schools", "of": "stage"}, "number"),
        ("sum", {"register": "schools", "of": "pupils > 3"}, "number"),
        (
            "share",
            {"register": "schools", "where": "pupils > 3", "within": "teachers", "unit": "percent"},
            "condition",
        ),
    ],
)
def test_a_condition_and_a_number_are_not_the_same(
    faulty: Any, kind: str, settings: dict[str, Any], wanted: str
):
    (fault,) = faulty(kind, settings.pop("unit", "person"), **settings)
    assert fault.code == "measures-expression-kind"
    assert fault.facts["wanted"] == wanted


def test_a_field_that_the_register_does_not_have_is_refused(faulty: Any):
    (fault,) = faulty("sum", register="schools", of="pupil + teachers")
    assert fault.code.startswith("expressions-")


def test_a_spread_needs_a_ratio_of_additive_measures(faulty: Any):
    settings = {"between": "school", "levels": ["county"]}
    assert codes(faulty("spread", "ratio", of="pupils", **settings)) == ["measures-spread-needs-ratio"]


@pytest.mark.parametrize("limits", [{}, {"at_least": 1, "below": 2}, {"at_least": 1, "standard": "some"}])
def test_a_test_of_a_reach_has_exactly_one_limit(faulty: Any, limits: dict[str, Any]):
    tests = [{"measure": "pupils", **limits}]
    assert codes(faulty("reach", "percent", units="school", tests=tests)) == ["measures-reach-one-limit"]


def test_a_reach_cannot_ask_for_more_tests_than_it_has(faulty: Any):
    tests = [{"measure": "pupils", "at_least": 1}]
    found = faulty("reach", "percent", units="school", tests=tests, at_least=2)
    assert codes(found) == ["measures-reach-too-many"]


def test_a_test_of_a_reach_needs_what_each_unit_has_alone(faulty: Any, building: Building):
    building.measure("growth", "change", "percent", of="pupils", **{"as": "percent"})
    tests = [{"measure": "growth", "at_least": 0}]
    assert codes(faulty("reach", "percent", units="school", tests=tests)) == ["measures-reach-needs-ratio"]


def test_a_limit_of_areas_without_a_bound_is_refused(faulty: Any):
    found = faulty("across", "person", fn="count", of="pupils", over="county", test={})
    assert codes(found) == ["measures-test-without-limit"]


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        ("spread", {"of": "per", "between": "scool", "levels": ["county"]}),
        ("spread", {"of": "per", "between": "school", "levels": ["country"]}),
        ("reach", {"units": "scool", "tests": [{"measure": "pupils", "at_least": 1}]}),
        ("across", {"fn": "max", "of": "per", "over": "countys"}),
    ],
)
def test_a_kind_of_area_that_does_not_exist_comes_with_the_likely_word(
    faulty: Any, kind: str, settings: dict[str, Any]
):
    unit = "person/person" if kind == "across" else "ratio"
    (fault,) = faulty(kind, unit, **settings)
    assert fault.code == "measures-area-kind-unknown"
    assert fault.facts["likely"] in (did_you_mean("school"), did_you_mean("county"))


@pytest.mark.parametrize("at", ["SY20211", "FOO", "2021-13"])
def test_a_period_that_cannot_be_read_is_refused_before_anything_runs(faulty: Any, at: str):
    (fault,) = faulty("combine", parts=[{"measure": "pupils", "at": at}])
    assert fault.code.startswith("periods-")


def test_years_of_what_does_not_add_up_cannot_be_added(faulty: Any):
    part = {"measure": "per", "over": 3}
    assert codes(faulty("combine", "person/person", parts=[part])) == ["measures-over-needs-sums"]


def test_all_faults_of_all_measures_come_at_once(building: Building):
    building.schools()
    building.measure("a", "combine", parts=["x"])
    building.measure("b", "count", "persn", register="shools")
    with pytest.raises(InputError) as caught:
        building.catalogue()
    assert sorted(codes(list(caught.value.faults))) == [
        "measures-register-unknown",
        "measures-unknown",
        "values-unit-likely",
    ]


def test_a_standard_that_does_not_exist_is_told_before_anything_runs(building: Building):
    building.schools()
    building.measure("teachers", "sum", register="schools", of="teachers")
    tests = [
        {"measure": "teachers", "standard": "class-sizes"},
        {"measure": "teachers", "standard": "qb-higher-qualified"},
    ]
    building.measure("x", "reach", "percent", units="school", tests=tests)
    standards = load_standards(ROOT / "standards")
    first, second = faults_of_standards(
        building.catalogue(), {**standards, "class-size": standards["qb-class-size"]}
    )
    assert (first.code, first.facts["likely"]) == ("measures-standard-unknown", did_you_mean("class-size"))
    assert second.code == "measures-units-differ"
