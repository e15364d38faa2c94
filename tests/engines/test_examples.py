"""Both engines over the three workspaces that come with the product, with every measure that is defined for them."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from tests.engines.test_agreement import settled

from duxue.evaluation import calculator, load_workspace
from duxue.evaluation.definitions import read_definitions
from duxue.measures import Calculator, Catalogue, MeasureRef, Moment
from duxue.messages import InputError

FEW = {"sample-city": ("990100", "990103"), "fushun-2021": ("210400", "210422"), "california-1998": ("california", "fresno")}  # fmt: skip


def references(catalogue: Catalogue) -> list[MeasureRef]:
    """Every measure as a whole, and for every code of every field that it can be sliced by."""
    found = []
    for measure in catalogue:
        found.append(MeasureRef(measure))
        for key in catalogue.slices(measure):
            found += [MeasureRef(measure, ((key, code),)) for code in sorted(catalogue.codes(measure, key))]
    return found


def told(calculator: Calculator, ref: MeasureRef, area: str, here: Moment) -> object:
    """The figure, or the code of the fault with which both engines must refuse it."""
    try:
        return settled(calculator.figure(ref, area, here))
    except InputError as error:
        return [fault.code for fault in error.faults]


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(FEW))
def test_both_engines_agree_on_every_measure(root: Path, tmp_path: Path, name: str):
    folder = root / "examples" / name
    loaded = load_workspace(folder, tmp_path).inputs
    known = read_definitions(folder, None)
    inputs = replace(loaded, catalogue=known.catalogue, standards=known.standards)
    here = Moment(next(iter(inputs.windows.values())))
    quick, exact = calculator(inputs, "duckdb"), calculator(inputs, "fractions")
    asked = [(ref, area) for ref, area in product(references(known.catalogue), FEW[name])]
    answers = {(ref, area): told(exact, ref, area, here) for ref, area in asked}
    different = [one for one, answer in answers.items() if told(quick, *one, here) != answer]
    assert different == []
    valued = [answer for answer in answers.values() if isinstance(answer, tuple) and answer[1] is not None]
    assert len(valued) > 10
