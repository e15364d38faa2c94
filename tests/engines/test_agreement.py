"""Two engines, one answer: values, bounds, missing, marks, verdicts, units and rows."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, seed, settings
from tests.building import Building, window
from tests.engines.generated import Case, cases

from duxue.measures import Calculator, Figure, MeasureRef, Moment
from duxue.measures import definitions as forms
from duxue.measures.plan import Leaf, leaves_of_ratio, leaves_of_reach
from duxue.values import RootSum, SquareRoot

SOAK = bool(os.environ.get("DUXUE_SOAK"))
HERE = Moment(window(fiscal="FY2021", school="SY2021", term="SY2021-T1"))
SLICES = ((), (("stage", "primary"),))
AREAS = ("C1", "C", "U", "S2", "S5")


def compared(building: Building, measures: Sequence[str], areas: Sequence[str]) -> int:
    """Asserts that both engines give every figure alike; how many had a value."""
    valued = 0
    with building.calculator("duckdb") as quick, building.calculator("fractions") as exact:
        kinds = {found.kind for area in areas if (found := exact.tree(HERE).get(area))}
        asked = [
            MeasureRef(measure, slice_)
            for measure in measures
            for slice_ in (SLICES if exact.catalogue.slices(measure) else SLICES[:1])
        ]
        for ref, kind in product(asked, sorted(kinds)):
            quick.expect(ref, kind, HERE)
        for ref, area in product(asked, areas):
            one, other = quick.figure(ref, area, HERE), exact.figure(ref, area, HERE)
            assert settled(one) == settled(other), (ref, area)
            valued += one.value is not None
        for measure in measures:
            compared_units(quick, exact, measure, areas[0])
    return valued


def settled(figure: Figure) -> tuple[Figure, object]:
    """The figure, with what stands exactly under its root or forty digits of a sum of roots."""
    value = figure.value
    if isinstance(value, SquareRoot):
        return replace(figure, value=None), value.radicand
    if isinstance(value, RootSum):
        return replace(figure, value=None), value.bounds(40)
    return figure, value


def compared_units(quick: Calculator, exact: Calculator, measure: str, area: str) -> None:
    definition = exact.catalogue[measure]
    slice_ = SLICES[1] if exact.catalogue.slices(measure) else ()
    if isinstance(definition, forms.Spread):
        plan = exact.compiler.spread(measure, slice_, HERE)
        one, other = (each.engine.unit_values(plan, area) for each in (quick, exact))
        assert one == other, (measure, area)
        compared_rows(quick, exact, leaves_of_ratio(plan.ratio), area)
    if isinstance(definition, forms.Reach):
        reach = exact.compiler.reach(measure, slice_, HERE)
        verdicts = [each.engine.unit_verdicts(reach, area) for each in (quick, exact)]
        assert verdicts[0] == verdicts[1], (measure, area)
        compared_rows(quick, exact, leaves_of_reach(reach), area)


def compared_rows(quick: Calculator, exact: Calculator, leaves: tuple[Leaf, ...], area: str) -> None:
    for leaf in leaves:
        if exact.additive.source.has([leaf]):
            one, other = (each.engine.rows(leaf, area).to_pylist() for each in (quick, exact))
            assert sorted(map(str, one)) == sorted(map(str, other)), (leaf, area)
            assert quick.engine.reports(leaf) == exact.engine.reports(leaf)


@given(cases())
@settings(max_examples=2_000 if SOAK else 8)
def test_the_engines_agree_on_generated_workspaces(case: Case):
    with tempfile.TemporaryDirectory() as folder:
        compared(case.build(Path(folder)), case.asked, AREAS)


@pytest.mark.long
@seed(20261124)
@given(cases())
@settings(max_examples=2_000 if SOAK else 12, derandomize=False, database=None)
def test_the_engines_agree_on_many_generated_workspaces(case: Case):
    with tempfile.TemporaryDirectory() as folder:
        compared(case.build(Path(folder)), case.asked, AREAS)
