from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest

from duxue.sampling import Sample, sample_city


@pytest.fixture(scope="module")
def city() -> Sample:
    return sample_city(2021)


def rows(city: Sample, register: str, period: str) -> list[dict[str, object]]:
    return [
        dict(row)
        for each in city.returned
        if (each.register, each.period) == (register, period)
        for row in each.rows
    ]


def test_the_same_seed_gives_the_same_city(city: Sample):
    again = sample_city("2021")
    assert again.returned == city.returned
    assert again.areas.equals(city.areas)
    assert again.filings == city.filings


def test_another_seed_gives_another_city(city: Sample):
    assert sample_city(2022).returned != city.returned


def test_the_city_has_six_counties_ninety_schools_and_forty_kindergartens(city: Sample):
    kinds = Counter(city.areas["kind"].to_pylist())
    assert kinds == {"city": 1, "county": 6, "unit": 1, "school": 90, "institution": 40}


def test_every_name_of_a_school_says_that_it_is_made_up(city: Sample):
    for area in city.areas.to_pylist():
        if area["kind"] in ("school", "institution"):
            assert "模拟" in area["name"]
            assert area["name_en"].startswith("Made-up ")


def test_no_code_is_one_that_the_national_table_could_assign(city: Sample):
    assert all(code.startswith("99") for code in city.areas["code"].to_pylist())


def test_one_school_owes_its_fitness_results_and_has_not_filed_them(city: Sample):
    filed = {(row["what"], row["reporter"], row["period"]) for row in city.filings}
    owed = [(row["what"], row["reporter"], row["period"]) for row in city.obligations]
    assert [entry[0] for entry in owed if entry not in filed] == ["fitness-results"]
    assert len(rows(city, "fitness-results", "SY2021")) == 89


def test_the_counties_without_an_accident_have_filed_a_nil_return(city: Sample):
    states = Counter(row["state"] for row in city.filings if row["what"] == "safety-incidents")
    assert states == {"nil": 5, "filed": 1}
    assert {row["what"] for row in city.filings if row["state"] == "nil"} == {"safety-incidents"}


def test_classes_by_size_agree_with_the_conditions_of_the_schools(city: Sample):
    assets = {row["school"]: row for row in rows(city, "school-assets", "SY2021")}
    for row in rows(city, "classes-by-size", "SY2021"):
        school, stage = assets[row["school"]], row["stage"]
        assert row["classes"] == school[f"classes_{stage}"]
        assert row["pupils"] == school[f"pupils_{stage}"]
        assert row["classes"] == sum(value for name, value in row.items() if name.startswith("classes_"))  # type: ignore[misc]


def test_every_type_of_school_that_is_made_up_is_there(city: Sample):
    kinds = {row["school_type"] for row in rows(city, "school-assets", "SY2021")}
    assert kinds == {
        "primary",
        "junior",
        "nine-year",
        "complete-secondary",
        "twelve-year",
        "senior",
        "teaching-point",
        "special-education",
    }


def test_the_money_of_the_bureaus_is_written_in_yuan_with_two_places(city: Sample):
    for row in rows(city, "pay", "FY2021"):
        mean = Fraction(str(row["teachers_pay"])) / int(str(row["teachers"]))
        assert 70_000 < mean < 120_000
        assert str(row["teachers_pay"])[-3] == "."
