"""A whole made-up city: areas, schools, kindergartens, bureaus, and who has handed in what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from duxue.sampling import county_returns as bureaus
from duxue.sampling import school_returns as schools_hand_in
from duxue.sampling.draws import Draws
from duxue.sampling.obligations import Obliged, filings, obligations
from duxue.sampling.places import Divisions, Place, city_divisions
from duxue.sampling.school_areas import (
    CodesOf,
    division_areas,
    free_codes,
    kindergarten_areas,
    school_areas,
    seats,
)
from duxue.sampling.schools import school_assets, settings_of, types_of

Row = Mapping[str, Any]

YEAR = 2021
MONTHS = (
    *(f"{YEAR}-{month:02d}" for month in range(9, 13)),
    *(f"{YEAR + 1}-{month:02d}" for month in range(1, 9)),
)
BASE_DAY, LAST_DAY = "2021-07-24", "2022-06-15"
UNREPORTED_COUNTY = 2
"""The county, counted from 0, whose first school does not hand in its fitness results."""


@dataclass(frozen=True, slots=True)
class Returned:
    """One register for one period as it came in."""

    register: str
    period: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """Made-up areas and registers, with who owed them and who handed them in."""

    seed: str
    areas: pa.Table
    returned: tuple[Returned, ...]
    obligations: tuple[Row, ...] = ()
    filings: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class _Schools:
    areas: pa.Table
    assets: tuple[Row, ...]
    county_of: Mapping[str, str]


def sample_city(
    seed: str | int, schools: int = 90, kindergartens: int = 40, divisions: Divisions | None = None
) -> Sample:
    """A city with every register that the sample scheme needs; the same for the same arguments, anywhere.

    One school has not handed in its fitness results, and the counties without an accident have filed a nil
    return. Everything in it is made up, also where `divisions` are real ones.
    """
    seed = str(seed)
    divisions = divisions or city_divisions()
    counties = divisions.of_kind("county")
    made = _schools(seed, schools, counties, free_codes)
    seat = seats(kindergartens, len(counties))
    nurseries = kindergarten_areas(counties, seat, free_codes)
    returned = [
        *_by_school(seed, made),
        *_by_kindergarten(seed, nurseries),
        *_by_bureau(seed, made, nurseries, divisions),
    ]
    missing = made.assets[schools * UNREPORTED_COUNTY // len(counties)]["school"]
    returned = [_without(each, missing) if each.register == "fitness-results" else each for each in returned]
    obliged = Obliged(
        schools={row["school"]: made.county_of[row["school"]] for row in made.assets},
        kindergartens=nurseries["code"].to_pylist(),
        counties=[county.code for county in counties],
        units=[unit.code for unit in divisions.of_kind("unit")],
        city=divisions.root.code,
        junior=[row["school"] for row in made.assets if row["pupils_junior"]],
    )
    owed = obligations(obliged, f"SY{YEAR}", f"FY{YEAR}", MONTHS, LAST_DAY)
    areas = pa.concat_tables([division_areas(divisions), made.areas, nurseries])
    return Sample(seed, areas, tuple(returned), tuple(owed), tuple(filings(owed, returned)))


def sample_schools(
    seed: str | int, counties: Sequence[Place], schools: int, kindergartens: int, codes: CodesOf
) -> Sample:
    """Only schools and kindergartens, for counties that exist: their registers of the school year 2021."""
    seed = str(seed)
    made = _schools(seed, schools, counties, codes)
    nurseries = kindergarten_areas(counties, seats(kindergartens, len(counties)), codes)
    wanted = ("school-assets", "classes-by-size")
    returned = [each for each in _by_school(seed, made) if each.register in wanted]
    returned += [each for each in _by_kindergarten(seed, nurseries) if each.period == f"SY{YEAR}"]
    return Sample(seed, pa.concat_tables([made.areas, nurseries]), tuple(returned))


def _schools(seed: str, schools: int, counties: Sequence[Place], codes_of: CodesOf) -> _Schools:
    where = seats(schools, len(counties))
    kinds = types_of(schools)
    county = pc.take(pa.array([county.code for county in counties]), where.county)
    codes = codes_of(county, where.serial, kinds)
    draws = Draws(seed, schools)
    assets = school_assets(draws, codes, kinds, settings_of(draws, where.county, len(counties)))
    county_of = dict(zip(codes.to_pylist(), county.to_pylist(), strict=True))
    return _Schools(school_areas(counties, where, codes, kinds), tuple(assets.to_pylist()), county_of)


def _by_school(seed: str, made: _Schools) -> Iterable[Returned]:
    draws = Draws(seed, len(made.assets))
    now = f"SY{YEAR}"
    yield Returned("school-assets", now, made.assets)
    yield Returned("classes-by-size", now, tuple(schools_hand_in.classes_by_size(made.assets)))
    for period in (f"SY{YEAR - 1}", now):
        rows = tuple(schools_hand_in.fitness_results(draws, made.assets, period))
        yield Returned("fitness-results", period, rows)
    for period, cohort in schools_hand_in.retention_cohorts(draws, made.assets, f"SY{YEAR - 3}", now).items():
        yield Returned("retention-cohort", period, tuple(cohort))
    yield Returned(
        "inspector-visits", now, tuple(schools_hand_in.inspector_visits(draws, made.assets, made.county_of))
    )
    for month in MONTHS:
        rows = tuple(schools_hand_in.safety_checks(draws, made.assets, month))
        yield Returned("monthly-safety-checks", month, rows)


def _by_kindergarten(seed: str, nurseries: pa.Table) -> Iterable[Returned]:
    codes = nurseries["code"].to_pylist()
    draws = Draws(seed, len(codes))
    for period, public in ((f"SY{YEAR - 1}", 46), (f"SY{YEAR}", 48)):
        yield Returned("kindergartens", period, tuple(bureaus.kindergartens(draws, codes, period, public)))


def _by_bureau(seed: str, made: _Schools, nurseries: pa.Table, divisions: Divisions) -> Iterable[Returned]:
    counties = [county.code for county in divisions.of_kind("county")]
    units = [unit.code for unit in divisions.of_kind("unit")]
    draws = Draws(seed, len(counties))
    now, then = f"SY{YEAR}", f"SY{YEAR - 1}"
    children = {
        each.period: _children(each.rows, nurseries, counties) for each in _by_kindergarten(seed, nurseries)
    }
    yield Returned("preschool-population", now, tuple(bureaus.preschool_population(draws, children[now])))
    for period, year in ((then, YEAR - 1), (now, YEAR)):
        pupils = _pupils(draws, made, children[period], counties, units, year)
        yield Returned("pupils-by-stage", period, tuple(bureaus.pupils_by_stage(pupils)))
        spent = tuple(bureaus.public_spending(draws, pupils, year, YEAR - 1))
        yield Returned("public-spending", f"FY{year}", spent)
    teachers = dict.fromkeys(counties, 0)
    for row in made.assets:
        teachers[made.county_of[row["school"]]] += row["teachers_primary"] + row["teachers_junior"]
    paid = {**teachers, **{unit: draws.one("unit teachers", 0, 90, 240) for unit in units}}
    yield Returned("pay", f"FY{YEAR}", tuple(bureaus.pay(draws, paid)))
    for day in (BASE_DAY, LAST_DAY):
        rows = tuple(bureaus.training_institutions(draws, counties, 72, day == LAST_DAY))
        yield Returned("training-institutions", day, rows)
    yield Returned("safety-incidents", now, tuple(bureaus.safety_incidents(counties[1], YEAR)))
    yield Returned(
        "government-meetings", f"FY{YEAR}", tuple(bureaus.government_meetings(draws, divisions.root, YEAR))
    )


def _children(rows: Sequence[Row], nurseries: pa.Table, counties: Sequence[str]) -> dict[str, int]:
    county_of = dict(zip(nurseries["code"].to_pylist(), nurseries["parent"].to_pylist(), strict=True))
    found = dict.fromkeys(counties, 0)
    for row in rows:
        found[county_of[row["kindergarten"]]] += row["children"]
    return found


def _pupils(
    draws: Draws,
    made: _Schools,
    children: Mapping[str, int],
    counties: Sequence[str],
    units: Sequence[str],
    year: int,
) -> dict[str, dict[str, int]]:
    """Pupils by unit and stage; the year before has a few fewer, and vocational pupils belong to the units."""
    found = {
        county: {"preschool": children[county], "primary": 0, "junior": 0, "senior": 0} for county in counties
    }
    for row in made.assets:
        for stage in ("primary", "junior", "senior"):
            found[made.county_of[row["school"]]][stage] += row[f"pupils_{stage}"]
    if year < YEAR:
        for number, county in enumerate(counties):
            for stage in ("primary", "junior", "senior"):
                fewer = draws.one(f"pupils before {stage}", number, 960, 1004)
                found[county][stage] = found[county][stage] * fewer // 1000
    for number, unit in enumerate(units):
        found[unit] = {"vocational": draws.one(f"vocational {year}", number, 1800, 2300)}
    return found


def _without(returned: Returned, school: str) -> Returned:
    if returned.period != f"SY{YEAR}":
        return returned
    return Returned(
        returned.register, returned.period, tuple(r for r in returned.rows if r["school"] != school)
    )
