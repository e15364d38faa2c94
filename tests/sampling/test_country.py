from __future__ import annotations

from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from duxue.sampling import country_divisions, province_divisions, sample_nation
from duxue.sampling.country import nation_tables


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("nation")
    sample_nation(7, 6_000, path)
    return path


def test_a_country_is_written_as_two_parquet_files(folder: Path):
    areas = pq.read_table(folder / "areas.parquet")
    assets = pq.read_table(folder / "school-assets.SY2021.parquet")
    assert assets.num_rows == 6_000
    assert areas.num_rows == 6_000 + 1 + 31 * (1 + 11 * (1 + 8))


def test_the_same_seed_gives_the_same_country(folder: Path):
    areas, assets = nation_tables("7", 6_000, country_divisions())
    assert pq.read_table(folder / "areas.parquet").equals(areas)
    assert pq.read_table(folder / "school-assets.SY2021.parquet").equals(assets)


def test_every_school_lies_in_a_county_and_every_county_has_schools(folder: Path):
    areas = pq.read_table(folder / "areas.parquet")
    schools = areas.filter(pc.equal(areas["kind"], "school"))
    counties = areas.filter(pc.equal(areas["kind"], "county"))
    assert set(schools["parent"].to_pylist()) == set(counties["code"].to_pylist())
    assert pc.count_distinct(areas["code"]).as_py() == areas.num_rows


def test_a_province_has_as_many_schools_a_county_as_whole_numbers_allow():
    areas, _ = nation_tables("7", 1_000, province_divisions())
    schools = areas.filter(pc.equal(areas["kind"], "school"))
    sizes = {entry["counts"] for entry in schools["parent"].value_counts().to_pylist()}
    assert sizes == {10, 11}


def test_figures_of_the_schools_lie_where_those_of_schools_do(folder: Path):
    assets = pq.read_table(folder / "school-assets.SY2021.parquet")
    primary = assets.filter(pc.equal(assets["school_type"], "primary"))
    pupils = pc.sum(primary["pupils_primary"]).as_py()
    assert 4 < float(pc.sum(primary["teaching_area"]).as_py()) / pupils < 9
    assert 5 < 100 * pc.sum(primary["teachers_primary"]).as_py() / pupils < 8
    assert pc.all(pc.less_equal(assets["backbone_primary"], assets["teachers_primary"])).as_py()
    assert pc.all(pc.less_equal(assets["gym_area"], assets["teaching_area"])).as_py()
