"""Where the made-up schools lie, and what they are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from duxue.sampling.draws import Column
from duxue.sampling.places import FOUNDED, Divisions, Place
from duxue.sampling.schools import TYPES

_TITLES = {
    "primary": ("小学", "primary school"),
    "junior": ("初级中学", "junior secondary school"),
    "nine-year": ("九年一贯制学校", "nine-year school"),
    "complete-secondary": ("完全中学", "complete secondary school"),
    "twelve-year": ("十二年一贯制学校", "twelve-year school"),
    "senior": ("高级中学", "senior secondary school"),
    "teaching-point": ("教学点", "teaching point"),
    "special-education": ("特殊教育学校", "special-education school"),
}
KINDERGARTEN = "kindergarten"
_LEADING = {
    **dict.fromkeys(("primary", "teaching-point"), "21"),
    **dict.fromkeys(("junior", "nine-year"), "31"),
    **dict.fromkeys(("complete-secondary", "twelve-year", "senior"), "34"),
    "special-education": "51",
    KINDERGARTEN: "11",
}
"""The first two digits of a school's national code, by its type."""

AREA_COLUMNS = ("code", "name", "name_en", "parent", "kind", "valid_from", "valid_to", "attr_division")

CodesOf = Callable[[Column, Column, Column], Column]
"""From the columns county code, serial and school type to the codes of the schools."""


@dataclass(frozen=True, slots=True)
class Seats:
    """For each school the number of its county, and its serial within the county from 1."""

    county: Column
    serial: Column

    @property
    def rows(self) -> int:
        """How many schools there are."""
        return len(self.county)


def seats(schools: int, counties: int) -> Seats:
    """The schools divided over the counties as evenly as whole numbers allow, in the order of the counties."""
    number = pa.array(range(schools), pa.int64())
    county = pc.divide(pc.multiply(number, counties), schools)
    first = pc.divide(pc.subtract(pc.add(pc.multiply(county, schools), counties), 1), counties)
    return Seats(county, pc.add(pc.subtract(number, first), 1))


def free_codes(county: Column, serial: Column, kinds: Column) -> Column:
    """County code and serial, in a code system of the workspace's own."""
    mark = pc.if_else(pc.equal(kinds, KINDERGARTEN), "K", "")
    return _joined(county, mark, _padded(serial, 4))


def national_codes(county: Column, serial: Column, kinds: Column) -> Column:
    """Ten digits in the national form: type, province, and serials from the top that nobody has been given."""
    kind = pc.take(pa.array(list(_LEADING.values())), pc.index_in(kinds, pa.array(list(_LEADING))))
    last = pc.utf8_slice_codeunits(county, 4, 6)
    return _joined(kind, pc.utf8_slice_codeunits(county, 0, 2), "99", last, _padded(serial, 2))


def school_areas(counties: Sequence[Place], where: Seats, codes: Column, kinds: Column) -> pa.Table:
    """Rows of `areas` for the schools; each name says that the school is made up."""
    name = pc.take(pa.array([county.name.zh for county in counties]), where.county)
    name_en = pc.take(pa.array([county.name.en for county in counties]), where.county)
    index = pc.index_in(kinds, pa.array(TYPES))
    title = pc.take(pa.array([_TITLES[type_][0] for type_ in TYPES]), index)
    title_en = pc.take(pa.array([_TITLES[type_][1] for type_ in TYPES]), index)
    serial = _padded(where.serial, 2)
    columns = [
        codes,
        _joined(name, "模拟第", serial, title),
        _joined("Made-up ", title_en, " ", serial, ", ", name_en),
        pc.take(pa.array([county.code for county in counties]), where.county),
        _same("school", where.rows),
        _same(FOUNDED, where.rows),
        _same("", where.rows),
        _same("", where.rows),
    ]
    return pa.table(columns, names=list(AREA_COLUMNS))


def kindergarten_areas(counties: Sequence[Place], where: Seats, codes_of: CodesOf) -> pa.Table:
    """Rows of `areas` for the kindergartens: institutions, so that they are not counted among schools."""
    name = pc.take(pa.array([county.name.zh for county in counties]), where.county)
    name_en = pc.take(pa.array([county.name.en for county in counties]), where.county)
    county = pc.take(pa.array([county.code for county in counties]), where.county)
    serial = _padded(where.serial, 2)
    columns = [
        codes_of(county, where.serial, _same(KINDERGARTEN, where.rows)),
        _joined(name, "模拟第", serial, "幼儿园"),
        _joined("Made-up kindergarten ", serial, ", ", name_en),
        county,
        _same("institution", where.rows),
        _same(FOUNDED, where.rows),
        _same("", where.rows),
        _same("", where.rows),
    ]
    return pa.table(columns, names=list(AREA_COLUMNS))


def division_areas(divisions: Divisions) -> pa.Table:
    """Rows of `areas` for the divisions above the schools."""
    rows = [
        (place.code, place.name.zh, place.name.en, place.parent, place.kind, FOUNDED, "", place.division)
        for place in divisions.places
    ]
    return pa.table(
        [pa.array(column, pa.string()) for column in zip(*rows, strict=True)], names=list(AREA_COLUMNS)
    )


def _joined(*parts: Column | str) -> Column:
    return pc.binary_join_element_wise(*parts, "")


def _padded(numbers: Column, digits: int) -> Column:
    return pc.utf8_lpad(numbers.cast(pa.string()), digits, "0")


def _same(text: str, rows: int) -> Column:
    return pa.repeat(text, rows)
