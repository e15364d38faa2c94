"""Invented divisions: names that no place bears and codes that GB/T 2260 does not assign."""

from __future__ import annotations

from dataclasses import dataclass

from duxue.messages import Text

FOUNDED = "2000-01-01"
"""From when every made-up area is valid."""

_CITY = Text("文渊市", "Wenyuan")
_COUNTIES = (
    (Text("砚池区", "Yanchi"), "district"),
    (Text("墨香区", "Moxiang"), "district"),
    (Text("书林区", "Shulin"), "district"),
    (Text("竹简县", "Zhujian"), "county"),
    (Text("青毡县", "Qingzhan"), "county"),
    (Text("笔架县", "Bijia"), "county"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One area of a made-up tree; `division` tells a district from a county (an attribute of counties)."""

    code: str
    name: Text
    parent: str
    kind: str
    division: str = ""


@dataclass(frozen=True, slots=True)
class Divisions:
    """The areas above the schools, parents first."""

    places: tuple[Place, ...]

    def of_kind(self, kind: str) -> list[Place]:
        """The areas of one kind, in the order of their codes."""
        return sorted((place for place in self.places if place.kind == kind), key=lambda place: place.code)

    @property
    def root(self) -> Place:
        """The area that all others lie under."""
        return self.places[0]


def city_divisions() -> Divisions:
    """A city of six counties and one city-level unit (市本级)."""
    city = Place("990100", _CITY, "", "city")
    counties = [
        Place(f"9901{number:02d}", name, city.code, "county", division)
        for number, (name, division) in enumerate(_COUNTIES, start=1)
    ]
    unit = Place("990190", Text("文渊市市本级", "Wenyuan, city level"), city.code, "unit")
    return Divisions((city, *counties, unit))


def province_divisions(cities: int = 12, counties: int = 8) -> Divisions:
    """A province of numbered cities and counties."""
    return Divisions(tuple(_province(1, "", cities, counties)))


def country_divisions(provinces: int = 31, cities: int = 11, counties: int = 8) -> Divisions:
    """A country of numbered provinces, cities and counties, as many as a large one has."""
    nation = Place("99000000", Text("模拟全国", "Made-up country"), "", "nation")
    below = [
        place
        for number in range(1, provinces + 1)
        for place in _province(number, nation.code, cities, counties)
    ]
    return Divisions((nation, *below))


def _province(number: int, parent: str, cities: int, counties: int) -> list[Place]:
    code = f"99{number:02d}"
    name = Text(f"模拟{number:02d}省", f"Made-up province {number:02d}")
    found = [Place(f"{code}0000", name, parent, "province")]
    for city in range(1, cities + 1):
        city_code = f"{code}{city:02d}"
        city_name = Text(f"模拟{number:02d}{city:02d}市", f"Made-up city {number:02d}{city:02d}")
        found.append(Place(f"{city_code}00", city_name, f"{code}0000", "city"))
        for county in range(1, counties + 1):
            serial = f"{number:02d}{city:02d}{county:02d}"
            division = "district" if county <= counties // 2 else "county"
            county_name = Text(f"模拟{serial}县", f"Made-up county {serial}")
            found.append(Place(f"{city_code}{county:02d}", county_name, f"{city_code}00", "county", division))
    return found
