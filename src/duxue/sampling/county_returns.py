"""Made-up kindergartens, and made-up returns of county bureaus and the city."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from duxue.sampling.draws import Draws
from duxue.sampling.places import Place

Row = dict[str, Any]

STAGES = ("preschool", "primary", "junior", "senior", "vocational")
_YUAN_A_PUPIL = {
    "preschool": 6_200,
    "primary": 12_400,
    "junior": 17_100,
    "senior": 15_600,
    "vocational": 16_900,
}
_AREAS_A_CHILD = (("building_area", 980, 1300), ("outdoor_area", 380, 620))


def kindergartens(draws: Draws, codes: Sequence[str], period: str, public_per_cent: int) -> Iterator[Row]:
    """The register `kindergartens`; about `public_per_cent` of them public, most of the rest affordable."""
    for number, code in enumerate(codes):

        def drawn(label: str, low: int, high: int, number: int = number) -> int:
            return draws.one(f"kindergarten {label}", number, low, high)

        kind = "public" if drawn("kind", 1, 100) <= public_per_cent else "inclusive-private"
        if kind != "public" and drawn("other", 1, 100) <= 28:
            kind = "other-private"
        children = drawn("children", 60, 340) + draws.one(f"kindergarten more {period}", number, 0, 6)
        classes = -(-children // drawn("class", 25, 31))
        teachers = -(-children // drawn("teachers", 11, 16))
        row: Row = {"kindergarten": code, "stage": "preschool", "kind": kind}
        row |= {"location": ("urban", "town", "rural")[drawn("location", 0, 2)], "children": children}
        row |= {
            "classes": classes,
            "classes_within_size": classes - (classes > 3 and drawn("full", 0, 2) == 0),
        }
        row |= {"teachers": teachers, "certified_teachers": teachers - (drawn("certified", 0, 7) == 0)}
        yield row | {name: _money(children * drawn(name, low, high)) for name, low, high in _AREAS_A_CHILD}


def preschool_population(draws: Draws, children: Mapping[str, int]) -> Iterator[Row]:
    """The register `preschool-population` from the children in kindergarten of each county."""
    for number, (county, enrolled) in enumerate(children.items()):
        for basis, low, high in (("resident", 84, 97), ("registered", 78, 96)):
            age = enrolled * 100 // draws.one(f"{basis} population", number, low, high)
            yield {"county": county, "stage": "preschool", "basis": basis, "children": age}


def pupils_by_stage(pupils: Mapping[str, Mapping[str, int]]) -> Iterator[Row]:
    """The register `pupils-by-stage` from the pupils of each unit and stage."""
    for unit, stages in pupils.items():
        for stage, number in stages.items():
            yield {"unit": unit, "stage": stage, "pupils": number}


def public_spending(
    draws: Draws, pupils: Mapping[str, Mapping[str, int]], year: int, base: int
) -> Iterator[Row]:
    """The register `public-spending` of a year; in the years after `base` most units spend more a pupil."""
    for number, (unit, stages) in enumerate(pupils.items()):
        level = draws.one("spending level", number, 92, 118)
        growth = 1000 + (draws.one(f"spending growth {year}", number, -8, 52) if year > base else 0)
        for stage, heads in stages.items():
            yuan = heads * _YUAN_A_PUPIL[stage] * level * growth // 100_000
            yield {"unit": unit, "stage": stage, "spending": _money(yuan * 100), "definition": "three-parts"}
        other = draws.one("other spending", number, 8, 21) * 1_000_000 * growth // 1000
        yield {"unit": unit, "stage": "other", "spending": _money(other * 100), "definition": "three-parts"}


def pay(draws: Draws, teachers: Mapping[str, int]) -> Iterator[Row]:
    """The register `pay` from the compulsory-stage teachers of each unit."""
    for number, (unit, heads) in enumerate(teachers.items()):
        civil = draws.one("civil servants", number, 620, 1480)
        mean = draws.one("civil pay", number, 7_900_000, 9_900_000)
        lead = draws.one("teacher lead", number, 1, 46)
        yield {
            "unit": unit,
            "teachers": heads,
            "teachers_pay": _money(heads * (mean + mean * lead // 1000)),
            "civil_servants": civil,
            "civil_servants_pay": _money(civil * mean),
        }


def training_institutions(draws: Draws, counties: Sequence[str], rows: int, later: bool) -> Iterator[Row]:
    """The register `training-institutions` on the base day, and later when academic ones have been given up."""
    for number in range(rows):

        def drawn(label: str, low: int, high: int, number: int = number) -> int:
            return draws.one(f"institution {label}", number, low, high)

        academic = drawn("class", 0, 9) < 4
        compulsory = drawn("serves", 0, 9) < 8
        given_up = later and academic and compulsory and drawn("given up", 0, 24) > 0
        idle = later and not given_up and drawn("idle", 0, 7) == 0
        supervision = ("deposit", "deposit", "custody")[drawn("supervision", 0, 2)]
        yield {
            "institution": f"TI{number + 1:03d}",
            "county": counties[drawn("county", 0, len(counties) - 1)],
            "subject_class": "academic" if academic else "non-academic",
            "serves": "compulsory" if compulsory else "senior",
            "form": "on-site",
            "licence": "revoked" if given_up else "suspended" if idle else "licensed",
            "supervision": "none" if given_up else "bank-account" if idle else supervision,
        }


def government_meetings(draws: Draws, unit: Place, year: int) -> Iterator[Row]:
    """The register `government-meetings` of the city in one calendar year."""
    number = 0
    for kind, held in (("executive", 3), ("leading-group", 3), ("study", 6)):
        for _ in range(held):
            number += 1
            day = f"{year}-{draws.one('meeting month', number, 1, 12):02d}-{draws.one('meeting day', number, 1, 28):02d}"
            yield {"meeting": f"M{number:03d}", "unit": unit.code, "held": day, "kind": kind, "subject": ""}


def safety_incidents(county: str, year: int) -> Iterator[Row]:
    """The register `safety-incidents`: one accident without liability, in one county; the others report none."""
    yield {
        "incident": f"{county}-01",
        "county": county,
        "occurred": f"{year}-11-18",
        "category": "traffic",
        "liable": "false",
        "casualties": 1,
    }


def _money(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}"
