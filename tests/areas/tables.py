"""Small tables of areas for the tests."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from duxue.areas import Areas, read_areas
from duxue.messages import Fault, InputError

HEADER = ("code", "name", "name_en", "parent", "kind", "valid_from", "valid_to", "attr_division")
FUSHUN = (
    ("210000", "辽宁省", "Liaoning", "", "province", "1954-08-01", "", ""),
    ("210400", "抚顺市", "Fushun", "210000", "city", "1954-08-01", "", ""),
    ("210402", "新抚区", "Xinfu", "210400", "county", "1954-08-01", "", "district"),
    ("210403", "东洲区", "Dongzhou", "210400", "county", "1954-08-01", "", "district"),
    ("210404", "望花区", "Wanghua", "210400", "county", "1954-08-01", "", "district"),
    ("210411", "顺城区", "Shuncheng", "210400", "county", "1954-08-01", "", "district"),
    ("210421", "抚顺县", "Fushun county", "210400", "county", "1954-08-01", "", "county"),
    ("210422", "新宾满族自治县", "Xinbin", "210400", "county", "1954-08-01", "", "county"),
    ("210423", "清原满族自治县", "Qingyuan", "210400", "county", "1954-08-01", "", "county"),
)
COUNTIES = [row[0] for row in FUSHUN[2:]]

Row = Sequence[str]


def write(path: Path, rows: Sequence[Row], header: Row = HEADER, encoding: str = "utf-8") -> Path:
    """A CSV file of the rows; a row that is too short is filled up with empty cells."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([*row, *[""] * (len(header) - len(row))] for row in rows)
    return path


def areas_of(folder: Path, *more: Row, codes: str = "cn-gbt2260", base: Sequence[Row] = FUSHUN) -> Areas:
    """Fushun and its seven counties, and what the test adds."""
    path = write(folder / "areas.csv", [*base, *more])
    return read_areas(path, codes, "areas.csv")  # type: ignore[arg-type]


def faults_of(
    folder: Path, *more: Row, codes: str = "cn-gbt2260", base: Sequence[Row] = FUSHUN
) -> list[Fault]:
    """What is wrong with such a table, in the order told."""
    with pytest.raises(InputError) as caught:
        areas_of(folder, *more, codes=codes, base=base)
    return list(caught.value.faults)


def codes_of(faults: Sequence[Fault]) -> list[tuple[str, int | None, str | None]]:
    """Code, row and field of each fault."""
    return [
        (one.code, one.place.row, one.place.field) if one.place else (one.code, None, None) for one in faults
    ]
