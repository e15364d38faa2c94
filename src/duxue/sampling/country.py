"""A made-up country or province for trials of size: half a million schools in seconds, as Parquet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from duxue.sampling.draws import Draws
from duxue.sampling.places import Divisions, country_divisions
from duxue.sampling.school_areas import division_areas, free_codes, school_areas, seats
from duxue.sampling.schools import school_assets, settings_of, types_of

PERIOD = "SY2021"
ASSETS = f"school-assets.{PERIOD}.parquet"
AREAS = "areas.parquet"


@dataclass(frozen=True, slots=True)
class Nation:
    """Where the files of a made-up country lie, and how many areas and schools they hold."""

    areas: Path
    assets: Path
    area_rows: int
    school_rows: int


def sample_nation(
    seed: str | int, schools: int = 500_000, path: Path | None = None, divisions: Divisions | None = None
) -> Nation:
    """Writes `areas.parquet` and the register `school-assets` (zstd) into `path` and says where they lie.

    The rows are the same for the same seed on any machine. Every school of a county belongs to it by its
    number; there are about 180 schools a county where 500,000 schools share the default divisions.
    """
    folder = path or Path()
    folder.mkdir(parents=True, exist_ok=True)
    areas, assets = nation_tables(str(seed), schools, divisions or country_divisions())
    pq.write_table(areas, folder / AREAS, compression="zstd")
    pq.write_table(assets, folder / ASSETS, compression="zstd")
    return Nation(folder / AREAS, folder / ASSETS, areas.num_rows, assets.num_rows)


def nation_tables(seed: str, schools: int, divisions: Divisions) -> tuple[pa.Table, pa.Table]:
    """The tables of the areas and of `school-assets`."""
    counties = divisions.of_kind("county")
    where = seats(schools, len(counties))
    kinds = types_of(schools)
    county = pc.take(pa.array([county.code for county in counties]), where.county)
    codes = free_codes(county, where.serial, kinds)
    draws = Draws(seed, schools)
    assets = school_assets(draws, codes, kinds, settings_of(draws, where.county, len(counties)))
    areas = pa.concat_tables([division_areas(divisions), school_areas(counties, where, codes, kinds)])
    return areas, assets
