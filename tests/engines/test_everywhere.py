"""A made-up country in one reading of its schools, against the oracle that walks row by row."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from duxue.areas import read_areas
from duxue.evaluation.definitions import read_definitions
from duxue.evaluation.running import limit_of
from duxue.measures.compiling import Compiler
from duxue.measures.engines import widths
from duxue.measures.engines.duckdb_engine import DuckDBEngine
from duxue.measures.engines.everywhere import Wanted, reaches_everywhere, spreads_everywhere
from duxue.measures.engines.fractions_engine import FractionsEngine
from duxue.measures.engines.source import Source
from duxue.measures.engines.trees import HUGE
from duxue.measures.engines.units import UnitTable
from duxue.measures.moments import Moment
from duxue.messages import Text
from duxue.periods import Period, PeriodType, Window
from duxue.registers import derive, take_in
from duxue.sampling import sample_nation
from duxue.sampling.places import Divisions, Place

YEAR = Period.parse("SY2021")
KINDS = ("county", "city", "nation")
LIMITS = {"primary": Fraction(1, 2), "junior": Fraction(9, 20)}
NAMES = ("higher-qualified", "teaching-area", "sports-area", "equipment")


def place(code: str, parent: str, kind: str) -> Place:
    return Place(code, Text.same(f"place {code}"), parent, kind)


SMALL = Divisions(
    (
        place("99", "", "nation"),
        *(place(f"99{city}", "99", "city") for city in (1, 2)),
        *(place(f"99{city}{county}", f"99{city}", "county") for city in (1, 2) for county in (1, 2, 3)),
    )
)


@pytest.fixture(scope="module")
def country(tmp_path_factory):
    folder = tmp_path_factory.mktemp("country")
    sample = sample_nation(7, 300, folder, SMALL)
    definitions = read_definitions(None, None)
    contracts = definitions.catalogue.contracts
    areas = read_areas(sample.areas, "free", "areas.parquet")
    assets = contracts["school-assets"]
    tree = areas.at(YEAR.reference_date(assets.as_of))
    whole, _ = take_in(sample.assets, assets, YEAR, "made-up", folder / "taken", "assets.parquet", tree)
    split = derive(whole, contracts["stage-conditions"], assets, folder / "taken")
    registers = {(register.register, register.period): register for register in (whole, split)}
    known: Any = SimpleNamespace(standards=definitions.standards, catalogue=definitions.catalogue)
    compiler = Compiler(definitions.catalogue, limit_of(known))
    moment = Moment(Window("w", Text.same("w"), {PeriodType.SCHOOL_YEAR: YEAR}))
    return Source(registers, contracts, areas), compiler, moment


def test_spreads_everywhere_equal_the_oracle(country):
    source, compiler, moment = country
    wanted = [
        Wanted(compiler.spread(f"qb-{name}-spread", (("stage", stage),), moment), 4, limit)
        for name in NAMES
        for stage, limit in LIMITS.items()
    ]
    found = spreads_everywhere(DuckDBEngine(source), wanted, KINDS).table.to_pylist()
    oracle = FractionsEngine(source)
    assert {row["area"] for row in found} >= {"99", "991", "992", "9911", "9923"}
    compared = 0
    for number, one in enumerate(wanted):
        for kind in KINDS:
            cells = oracle.spreads([one.plan], (kind, None))[one.plan]
            rows = {row["area"]: row for row in found if row["area"] in cells}
            for area, cell in cells.items():
                row = rows[area]
                assert row[f"units_{number}"] == cell.units
                assert Fraction(row[f"resources_{number}"] or 0) == cell.resources
                if cell.root is None:
                    assert row[f"spread_{number}"] is None
                    continue
                assert row[f"spread_{number}"] == int(cell.root.rounded(4).scaleb(4))
                assert row[f"within_{number}"] is (cell.root.compare(one.limit) <= 0)
                compared += 1
    assert compared > 60


def test_school_rules_everywhere_equal_the_oracle(country):
    source, compiler, moment = country
    plans = [compiler.reach("qb-school-compliance", (("stage", stage),), moment) for stage in LIMITS]
    tables = reaches_everywhere(DuckDBEngine(source), plans, KINDS)
    oracle = FractionsEngine(source)
    compared = 0
    for plan, table in zip(plans, tables, strict=True):
        found = {row["area"]: row for row in table.to_pylist()}
        for kind in KINDS:
            for area, cell in oracle.reaches([plan], (kind, None))[plan].items():
                row = found[area]
                assert (row["passed"], row["failed"], row["undecided"]) == (
                    cell.passed,
                    cell.failed,
                    cell.undecided,
                )
                compared += 1
    assert compared > 10


def test_school_rules_are_the_same_in_64_and_128_bits(country, monkeypatch):
    source, compiler, moment = country
    plans = [compiler.reach("qb-school-compliance", (("stage", stage),), moment) for stage in LIMITS]

    def answers():
        tables = reaches_everywhere(DuckDBEngine(source), plans, KINDS)
        return [sorted(table.to_pylist(), key=lambda row: row["area"]) for table in tables]

    narrow = answers()
    with monkeypatch.context() as products_too_large:
        products_too_large.setattr(UnitTable, "product_type", lambda table, *factors: HUGE)
        assert answers() == narrow
    monkeypatch.setattr(widths, "NARROW", Fraction(0))
    assert answers() == narrow


def test_units_add_up_from_counties_to_the_nation(country):
    source, compiler, moment = country
    wanted = [
        Wanted(compiler.spread("qb-equipment-spread", (("stage", "primary"),), moment), 4, LIMITS["primary"])
    ]
    rows = {
        row["area"]: row for row in spreads_everywhere(DuckDBEngine(source), wanted, KINDS).table.to_pylist()
    }
    counties = [rows[f"99{city}{county}"] for city in (1, 2) for county in (1, 2, 3)]
    assert rows["99"]["units_0"] == sum(row["units_0"] for row in counties)
    assert rows["99"]["resources_0"] == sum(row["resources_0"] for row in counties)
