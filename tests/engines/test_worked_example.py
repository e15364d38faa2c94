"""The worked example of the spread's method, from a register to a figure, in both engines."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from tests.building import Building, area, whole

# Books of five primary schools, https://m.777doc.com/doc-2019910.html (method of 教督〔2012〕3号)
SCHOOLS = ((45, 279), (37, 137), (89, 935), (76, 160), (55, 402))
AREAS = "code,name,name_en,parent,kind,valid_from,valid_to\nC,县,County,,county,2000-01-01,\n" + "".join(
    f"S{number},校{number},School {number},C,school,2000-01-01,\n" for number in range(len(SCHOOLS))
)


@pytest.fixture
def county(building: Building) -> Building:
    building.place(AREAS)
    building.contract("books", {"school": area(), "pupils": whole(), "books": whole("volume", high=None)})
    building.measure("pupils", "sum", register="books", of="pupils")
    building.measure("books", "sum", "volume", register="books", of="books")
    building.measure("per-pupil", "ratio", "volume/person", numerator="books", denominator="pupils")
    building.measure("spread", "spread", "ratio", of="per-pupil", between="school", levels=["county"])
    rows = "".join(f"S{number},{pupils},{books}\n" for number, (pupils, books) in enumerate(SCHOOLS))
    building.take("books", f"school,pupils,books\n{rows}")
    return building


@pytest.mark.parametrize("engine", ["duckdb", "fractions"])
def test_the_worked_example_gives_0_5153(county: Building, engine: str):
    found = county.figure("spread@C", engine)
    assert found.shown == Decimal("0.5153")
    assert found.compare(Fraction("0.515")) == 1
    assert found.compare(Fraction("0.52")) == -1
    assert dict(found.parts)["ΣP"] == "302"
    assert dict(found.parts)["ΣX"] == "1913"


def test_the_example_by_the_formula_itself_gives_the_same():
    """S² = Σ(P/ΣP)(x − X̄)² written out, not the shorter form that the engines use."""
    pupils = sum(p for p, _ in SCHOOLS)
    mean = Fraction(sum(x for _, x in SCHOOLS), pupils)
    square = sum(Fraction(p, pupils) * (Fraction(x, p) - mean) ** 2 for p, x in SCHOOLS) / mean**2
    assert Fraction("0.51525") ** 2 <= square < Fraction("0.51535") ** 2


@pytest.mark.parametrize("engine", ["duckdb", "fractions"])
def test_a_school_without_pupils_is_left_out_with_its_books_and_told(county: Building, engine: str):
    county.place(AREAS + "S9,空,Empty,C,school,2000-01-01,\n")
    rows = "".join(f"S{number},{pupils},{books}\n" for number, (pupils, books) in enumerate(SCHOOLS))
    county.take("books", f"school,pupils,books\n{rows}S9,0,5000\n")
    found = county.figure("spread@C", engine)
    assert found.shown == Decimal("0.5153")
    assert dict(found.parts)["left out"] == "1"


@pytest.mark.parametrize("engine", ["duckdb", "fractions"])
def test_no_books_anywhere_is_not_a_spread_of_zero(county: Building, engine: str):
    rows = "".join(f"S{number},{pupils},0\n" for number, (pupils, _) in enumerate(SCHOOLS))
    county.take("books", f"school,pupils,books\n{rows}")
    found = county.figure("spread@C", engine)
    assert found.value is None
    assert str(found.missing) == "not-applicable"


def test_the_fixture_of_california_names_its_source(root: Path):
    folder = root / "tests" / "cases" / "california"
    assert "CASchools" in (folder / "SOURCE.md").read_text("utf-8")
