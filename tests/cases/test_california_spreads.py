"""The weighted spread against values that were computed elsewhere, from real districts."""

from __future__ import annotations

import csv
import math
import re
from pathlib import Path

import pytest

from duxue.evaluation import Record, load_workspace, run

MEASURES = {
    "teachers_per_pupil": "teachers-per-pupil",
    "computers_per_pupil": "computers-per-pupil",
    "expenditure_per_pupil": "expenditure-per-pupil",
}
SMALL = ("alameda", "calaveras", "inyo", "lake", "mendocino", "san-luis-obispo", "trinity", "yuba")
"""Counties of one or two districts, which the table leaves out."""


@pytest.fixture(scope="module")
def records(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    loaded = load_workspace(root / "examples" / "california-1998", tmp_path_factory.mktemp("staging"))
    return {engine: run(loaded.inputs, engine) for engine in ("duckdb", "fractions")}


@pytest.fixture(scope="module")
def spreads(records: dict[str, Record]) -> dict[str, float]:
    found = {}
    for figure in records["duckdb"].figures:
        assert figure.value is not None
        found[str(figure.id)] = float(figure.value)
    return found


@pytest.fixture(scope="module")
def table(root: Path) -> list[dict[str, str]]:
    with (root / "tests" / "cases" / "california" / "independent_spreads.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_all_111_spreads_of_the_37_counties_agree_to_a_billionth(
    spreads: dict[str, float], table: list[dict[str, str]]
):
    assert len(table) == 111
    for row in table:
        county = re.sub("[^a-z]+", "-", row["county"].lower())
        found = spreads[f"{MEASURES[row['indicator']]}-spread@{county}@SY1998"]
        assert math.isclose(found, float(row["spread"]), rel_tol=0, abs_tol=1e-9), row


def test_the_other_eight_counties_agree_with_the_oracle(records: dict[str, Record]):
    for county in SMALL:
        for measure in MEASURES.values():
            name = f"{measure}-spread@{county}@SY1998"
            quick, exact = records["duckdb"].figure(name), records["fractions"].figure(name)
            assert quick is not None
            assert quick == exact


def test_a_county_of_one_district_has_no_spread(spreads: dict[str, float]):
    assert spreads["teachers-per-pupil-spread@alameda@SY1998"] == 0


def test_the_two_engines_give_one_digest(records: dict[str, Record]):
    assert records["duckdb"].digest == records["fractions"].digest
