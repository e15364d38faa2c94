"""Over all kinds of measures: a reporter that falls away never leaves a zero, or any value, behind."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from tests.building import window
from tests.engines.generated import SCHOOLS, Case, cases, measures

from duxue.measures import Calculator, Catalogue, Figure, MeasureRef, Moment
from duxue.measures import definitions as forms
from duxue.measures.catalogue import KINDS
from duxue.values import Interval

SOAK = bool(os.environ.get("DUXUE_SOAK"))
HERE = Moment(window(fiscal="FY2021", school="SY2021", term="SY2021-T1"))
HANDED_IN = ("schools", "assets", "accidents")


@st.composite
def with_one_gone(draw: st.DrawFn) -> tuple[Case, Case, str, str]:
    """A workspace in which every school owes everything, and the same where one has not handed one register in."""
    case = draw(cases())
    there = [school for school in SCHOOLS if f"\n{school}," in f"\n{case.areas}"]
    register, gone = draw(st.sampled_from(HANDED_IN)), draw(st.sampled_from(there))
    owed = tuple((name, " ".join(there), "SY2021") for name in HANDED_IN)
    nil = " ".join(school for school in case.nil.split() if school != gone)
    before = replace(case, owed=owed, nil=nil)
    files = tuple(
        (name, period, origin, without(rows, gone) if (name, period) == (register, "SY2021") else rows)
        for name, period, origin, rows in case.files
    )
    return before, replace(before, files=files), register, gone


def without(rows: str, school: str) -> str:
    return "".join(line for line in rows.splitlines(True) if not line.startswith(f"{school},"))


def reads(catalogue: Catalogue, measure: str, register: str) -> bool:
    """Whether any leaf of the measure reads the register, or one that is derived from it."""
    names = {getattr(catalogue[part], "register_id", None) for part in catalogue.closure([measure])}
    derived = {contract.derived.source for n in names if n and (contract := catalogue.contracts[n]).derived}
    return register in names | derived


def may_be_decided(definition: forms.Definition, figure: Figure) -> bool:
    """`all` is false by one that fails, `any` true by one that does not, whatever the missing one would say."""
    decided = {"all": 0, "any": 1}
    return (
        isinstance(definition, forms.Across)
        and definition.fn in decided
        and figure.value == decided[definition.fn]
    )


def holds(bounds: Interval | None, figure: Figure) -> bool:
    if bounds is None or figure.value is None:
        return True
    if isinstance(figure.value, Fraction):
        return bounds.contains(figure.value)
    low, high = figure.value.bounds(20)
    return bounds.contains(low) or bounds.contains(high)


def figures(calculator: Calculator, measure: str, area: str) -> list[Figure]:
    slices = ((), (("stage", "primary"),)) if calculator.catalogue.slices(measure) else ((),)
    return [calculator.figure(MeasureRef(measure, slice_), area, HERE) for slice_ in slices]


def check(before: Case, after: Case, register: str, gone: str) -> None:
    with ExitStack() as stack:
        whole, holed = (
            stack.enter_context(
                case.build(Path(stack.enter_context(TemporaryDirectory()))).calculator("fractions")
            )
            for case in (before, after)
        )
        tree = holed.tree(HERE)
        for measure in (name for name in after.asked if reads(holed.catalogue, name, register)):
            for area in (gone, *tree.ancestors(gone)):
                pairs = zip(figures(whole, measure, area), figures(holed, measure, area), strict=True)
                for true, found in pairs:
                    if may_be_decided(holed.catalogue[measure], found):
                        continue
                    assert found.value is None, (measure, area)
                    assert found.shown is None
                    assert found.missing is not None
                    assert holds(found.bounds, true), (measure, area)


@given(with_one_gone())
@settings(max_examples=2_000 if SOAK else 10)
def test_a_reporter_that_falls_away_leaves_every_figure_missing_that_it_owed(
    given_: tuple[Case, Case, str, str],
):
    check(*given_)


@pytest.mark.long
@seed(20261124)
@given(with_one_gone())
@settings(max_examples=2_000 if SOAK else 40, derandomize=False, database=None)
def test_the_same_for_many_workspaces(given_: tuple[Case, Case, str, str]):
    check(*given_)


@given(measures())
@settings(max_examples=1)
def test_every_kind_of_measure_is_among_the_generated_ones(generated: tuple[tuple[str, str, str, str], ...]):
    assert {kind for _, kind, _, _ in generated} == KINDS.keys() - {"stated"}
