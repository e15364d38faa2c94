"""The rows behind a figure are all that it takes: the oracle over them alone gives the figure again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.tracing.conftest import City

from duxue.evaluation.running import limit_of
from duxue.expressions import evaluate, parse
from duxue.library import ROOT
from duxue.measures import Calculator, Figure, Material, MeasureRef, read_measures
from duxue.measures import definitions as forms
from duxue.measures.engines.fractions_engine import FractionsEngine
from duxue.measures.engines.source import RegisterKey
from duxue.registers import Filing
from duxue.tracing import LeafRows, Trace, Tracer, leaf_rows, rows_behind

LIBRARY = read_measures(ROOT / "measures", "measures")
MEASURES = sorted(LIBRARY)
SUMS = [name for name in MEASURES if isinstance(LIBRARY[name].definition, forms.Count | forms.Sum)]
CITY, COUNTY = "990100", "990101"
NEED_A_STAGE = ("qb-school-compliance",)
"""Their standards have limits for a stage only."""


def asked(city: City, measure: str) -> Iterator[tuple[MeasureRef, str]]:
    """The measure as a whole for the city, and for one code of each field that it can be sliced by for a county."""
    catalogue = city.inputs.catalogue
    if measure not in NEED_A_STAGE:
        yield MeasureRef(measure), CITY
    for key in catalogue.slices(measure):
        for code in sorted(catalogue.codes(measure, key))[:1]:
            yield MeasureRef(measure, ((key, code),)), COUNTY


def traced(city: City, ref: MeasureRef, area: str) -> Trace:
    return Tracer(city.calculator).trace(ref, area, city.here, None)


@dataclass(frozen=True)
class Emptied:
    """The material of the city without any row; all who had rows have nothing to add."""

    material: Material
    folder: Path

    def only(self, rows: Mapping[RegisterKey, pa.Table]) -> Material:
        """The material with these rows and no others."""
        registers = dict(self.material.registers)
        for key, table in rows.items():
            path = self.folder / f"kept.{key[0]}.{key[1]}.parquet"
            pq.write_table(table, path)
            registers[key] = replace(registers[key], path=path)
        return replace(self.material, registers=registers)


@pytest.fixture(scope="module")
def emptied(city: City, tmp_path_factory: pytest.TempPathFactory) -> Emptied:
    folder = tmp_path_factory.mktemp("rows")
    material = city.inputs.material()
    registers, filings = {}, list(material.filings)
    for key, register in material.registers.items():
        path = folder / f"{key[0]}.{key[1]}.parquet"
        whole = pq.read_table(register.path)
        pq.write_table(whole.slice(0, 0), path)
        registers[key] = replace(register, path=path, rows=0)
        by = material.catalogue.contracts[key[0]].reported_by
        reporters = sorted(set(whole[by].to_pylist()))
        filings += [Filing(key[0], reporter, str(key[1]), "nil", None, None) for reporter in reporters]
    return Emptied(replace(material, registers=registers, filings=filings), folder)


def told(figure: Figure) -> tuple[Any, ...]:
    """What must be the same; the reporting rate is not, as nil stands in for rows that the figure does not need."""
    value = getattr(figure.value, "radicand", figure.value)
    exact = value if value is None or isinstance(value, Fraction) else value.bounds(30)
    return (exact, figure.shown, figure.missing, figure.bounds)


@pytest.mark.parametrize("measure", MEASURES)
def test_the_oracle_over_the_rows_behind_a_figure_gives_the_figure(
    city: City, emptied: Emptied, measure: str
):
    for ref, area in asked(city, measure):
        trace = traced(city, ref, area)
        material = emptied.only(rows_behind(city.calculator, trace))
        again = Calculator(material, FractionsEngine(material.source()), limit_of(city.inputs))
        assert told(again.figure(ref, area, city.here)) == told(trace.figure), (ref, area)


def added(found: LeafRows) -> Fraction:
    """The rows of a leaf, added up one by one."""
    leaf, total = found.traced.leaf, Fraction(0)
    for row in found.rows.to_pylist():
        exact = {
            name: Fraction(value)
            if hasattr(value, "as_integer_ratio") and not isinstance(value, bool)
            else value
            for name, value in row.items()
        }
        assert leaf.where is None or evaluate(parse(leaf.where, None), exact) is True
        value = Fraction(1) if leaf.value is None else evaluate(parse(leaf.value, None), exact)
        assert isinstance(value, Fraction)
        total += value
    return total


@pytest.mark.parametrize("measure", SUMS)
def test_the_rows_of_a_count_or_sum_add_up_to_it(city: City, measure: str):
    factor = city.calculator.compiler.field_factor(measure)
    for ref, area in asked(city, measure):
        trace = traced(city, ref, area)
        rows = list(leaf_rows(city.calculator, trace))
        total = sum((added(found) for found in rows), Fraction(0)) * factor
        expected = trace.figure.value if trace.figure.missing is None else trace.figure.known
        assert expected is None or expected == total, (ref, area)


def test_every_row_behind_a_figure_names_its_file_and_row(city: City):
    trace = traced(city, MeasureRef("pupils", (("stage", "primary"),)), CITY)
    for table in rows_behind(city.calculator, trace).values():
        assert table.num_rows
        assert table["_file"].null_count == table["_row"].null_count == 0


def test_few_figures_of_the_sample_city_are_missing(city: City):
    """Else the tests above would show little."""
    figures = [city.calculator.figure(ref, area, city.here) for m in MEASURES for ref, area in asked(city, m)]
    assert sum(figure.value is not None for figure in figures) > len(figures) * 0.6
