"""Made-up rows of the register `school-assets`: whole columns at a time, every check of its contract met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from duxue.sampling.draws import Column, Draws

TYPES = (
    "primary",
    "junior",
    "nine-year",
    "complete-secondary",
    "twelve-year",
    "senior",
    "teaching-point",
    "special-education",
)
"""The types that are made up here, in the order in which the tables below name them."""

_ROUND = (0, 6, 0, 1, 0, 2, 0, 3, 0, 6, 1, 0, 2, 0)
_LAST_OF_ROUND = (5, 4, 7)
"""Fifteen schools of a county by type; the fifteenth is a senior, a twelve-year or a special school in turn."""

_APART = (10, 18, 60)
"""How far the schools of every third county lie apart, in per cent; the last kind has favoured schools too."""

_FAVOURED = 220
"""By how many per cent a favoured school is better equipped than its county."""

STAGES = ("primary", "junior", "senior")
_PUPILS = {
    "primary": ((180, 1400), (0, 0), (150, 800), (0, 0), (300, 900), (0, 0), (12, 95), (20, 90)),
    "junior": ((0, 0), (320, 1500), (120, 600), (300, 900), (220, 700), (0, 0), (0, 0), (15, 60)),
    "senior": ((0, 0), (0, 0), (0, 0), (400, 1300), (300, 900), (900, 3020), (0, 0), (0, 0)),
}
_CLASS = {"primary": (38, 44), "junior": (42, 48), "senior": (46, 54)}
_TEACHERS_PER_MILLE = {"primary": (54, 70), "junior": (72, 90), "senior": (76, 92)}
_STAFF_PER_CENT = (
    ("higher_qualified", 84, 99),
    ("backbone", 16, 25),
    ("sports_arts", 15, 22),
    ("mid_title", 35, 60),
)
_WEIGHT_PER_CENT = {"primary": 100, "junior": 110, "senior": 132}
_SECONDARY = ("junior", "complete-secondary", "senior")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rows of one county have in common: its level, and how far its schools lie apart, in per cent."""

    level: Column
    apart: Column


def types_of(rows: int, first: int = 0) -> Column:
    """The type of each school by its number, as an Arrow column of words."""
    places = (*_ROUND, len(TYPES))
    number = pa.array(range(first, first + rows), pa.int64())
    position = pc.subtract(number, pc.multiply(pc.divide(number, len(places)), len(places)))
    turn = pc.divide(number, len(places))
    turn = pc.subtract(turn, pc.multiply(pc.divide(turn, len(_LAST_OF_ROUND)), len(_LAST_OF_ROUND)))
    last = pc.take(pa.array(_LAST_OF_ROUND, pa.int64()), turn)
    usual = pc.take(pa.array(places, pa.int64()), position)
    return pc.take(pa.array(TYPES), pc.if_else(pc.equal(usual, len(TYPES)), last, usual))


def settings_of(draws: Draws, county: Column, counties: int) -> Setting:
    """The level and the spread of the county of each row."""
    rows = range(counties)
    level = pa.array([draws.one("county level", row, 84, 112) for row in rows], pa.int64())
    apart = pa.array([_APART[row % len(_APART)] for row in rows], pa.int64())
    return Setting(pc.take(level, county), pc.take(apart, county))


def school_assets(draws: Draws, school: Column, kinds: Column, setting: Setting) -> pa.Table:
    """The register's columns in the contract's order, one row per school."""
    columns: dict[str, Column] = {"school": school, "school_type": kinds}
    columns["location"] = pc.take(pa.array(["urban", "town", "rural"]), draws.below("location", 3))
    private = pc.equal(draws.below("ownership", 20), 0)
    columns["ownership"] = pc.if_else(private, "private", "public")
    own = draws.between("own level", pc.negate(setting.apart), setting.apart)
    uneven = pc.and_(pc.equal(setting.apart, _APART[-1]), pc.equal(draws.below("favoured", 9), 0))
    own = pc.if_else(uneven, _FAVOURED, own)
    per_cent = pc.max_element_wise(pc.add(setting.level, own), 40)
    columns |= _pupils(draws, kinds)
    columns |= _classes(draws, columns, kinds)
    columns |= _staff(draws, columns)
    columns |= _shared(draws, columns, kinds, per_cent)
    return pa.table({name: columns[name] for name in column_order()})


def column_order() -> list[str]:
    """The names of the register's columns, in the contract's order."""
    names = ["school", "school_type", "location", "ownership"]
    names += [f"{what}_{stage}" for what in ("pupils", "classes", "largest_class") for stage in STAGES]
    staff = ["teachers", *(name for name, _, _ in _STAFF_PER_CENT)]
    names += [f"{name}_{stage}" for stage in ("primary", "junior") for name in staff]
    names += ["teachers_senior", "teaching_area", "gym_area", "sports_ground_area", "equipment_value"]
    return [*names, "multimedia_rooms", "computers", "books"]


def _by_type(kinds: Column, values: Sequence[int]) -> Column:
    return pc.take(pa.array(values, pa.int64()), pc.index_in(kinds, pa.array(TYPES)))


def _pupils(draws: Draws, kinds: Column) -> dict[str, Column]:
    found = {}
    for stage in STAGES:
        low = _by_type(kinds, [low for low, _ in _PUPILS[stage]])
        high = _by_type(kinds, [high for _, high in _PUPILS[stage]])
        found[f"pupils_{stage}"] = draws.between(f"pupils {stage}", low, high)
    return found


def _classes(draws: Draws, columns: dict[str, Column], kinds: Column) -> dict[str, Column]:
    """Class numbers from a usual size; the largest class lies a little, seldom far, above the mean."""
    found = {}
    small = pc.is_in(kinds, pa.array(["teaching-point", "special-education"]))
    for stage in STAGES:
        pupils = columns[f"pupils_{stage}"]
        usual = draws.between(f"class {stage}", *_CLASS[stage])
        classes = _ceiling(pupils, pc.if_else(small, 15, usual))
        mean = _ceiling(pupils, pc.max_element_wise(classes, 1))
        far = pc.if_else(pc.equal(draws.below(f"far {stage}", 60), 0), 11, 0)
        largest = pc.add(pc.add(mean, draws.between(f"largest {stage}", 0, 2)), far)
        found[f"classes_{stage}"] = classes
        found[f"largest_class_{stage}"] = pc.if_else(
            pc.less_equal(classes, 1), pupils, pc.min_element_wise(largest, pupils)
        )
    return found


def _staff(draws: Draws, columns: dict[str, Column]) -> dict[str, Column]:
    found = {}
    for stage in STAGES:
        rate = draws.between(f"teachers {stage}", *_TEACHERS_PER_MILLE[stage])
        teachers = _ceiling(pc.multiply(columns[f"pupils_{stage}"], rate), 1000)
        found[f"teachers_{stage}"] = teachers
        for name, low, high in _STAFF_PER_CENT if stage != "senior" else ():
            part = pc.add(pc.multiply(teachers, draws.between(f"{name} {stage}", low, high)), 50)
            found[f"{name}_{stage}"] = pc.min_element_wise(pc.divide(part, 100), teachers)
    return found


def _shared(draws: Draws, columns: dict[str, Column], kinds: Column, per_cent: Column) -> dict[str, Column]:
    """Assets of the whole school, by its weighted pupils and the level of county and school."""
    weighted: Any = pa.scalar(0, pa.int64())
    for stage in STAGES:
        weighted = pc.add(weighted, pc.multiply(columns[f"pupils_{stage}"], _WEIGHT_PER_CENT[stage]))
    secondary = pc.is_in(kinds, pa.array(_SECONDARY))
    scaled = pc.multiply(weighted, pc.multiply(per_cent, pc.if_else(secondary, 122, 100)))  # 1 pupil = 10**6

    def amount(label: str, low: int, high: int, unit: int = 1_000_000) -> Column:
        return pc.divide(pc.multiply(pc.divide(scaled, 100), draws.between(label, low, high)), unit // 100)

    teaching = amount("teaching area", 500, 640)
    gym = pc.divide(pc.multiply(teaching, pc.multiply(draws.below("gym", 3), 4)), 100)
    return {
        "teaching_area": hundredths(teaching),
        "gym_area": hundredths(gym),
        "sports_ground_area": hundredths(amount("sports ground", 800, 1120)),
        "equipment_value": hundredths(amount("equipment", 205_000, 300_000)),
        "multimedia_rooms": pc.add(amount("rooms", 21, 29, 1_000_000_000), 1),
        "computers": amount("computers", 12, 20, 100_000_000),
        "books": amount("books", 25, 42),
    }


def hundredths(amounts: Column) -> Column:
    """Whole hundredths as exact decimals with two places."""
    cent = pa.scalar("0.01").cast(pa.decimal128(3, 2))
    return pc.multiply(amounts.cast(pa.decimal128(19, 0)), cent).cast(pa.decimal128(18, 2))


def _ceiling(numerator: Column, denominator: Column | int) -> Column:
    return pc.divide(pc.subtract(pc.add(numerator, denominator), 1), denominator)
