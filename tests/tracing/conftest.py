from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.building import Building

from duxue.evaluation import Inputs, calculator, load_workspace
from duxue.evaluation.definitions import read_definitions
from duxue.measures import Calculator, Moment


@dataclass(frozen=True)
class City:
    """The sample city with every measure of the library, whether its scheme uses it or not."""

    inputs: Inputs
    calculator: Calculator
    here: Moment


@pytest.fixture(scope="package")
def city(root: Path, tmp_path_factory: pytest.TempPathFactory) -> City:
    loaded = load_workspace(root / "examples" / "sample-city", tmp_path_factory.mktemp("staging"))
    known = read_definitions(None, None)
    inputs = replace(loaded.inputs, catalogue=known.catalogue, standards=known.standards)
    window = next(iter(inputs.windows.values()))
    return City(inputs, calculator(inputs, "fractions"), Moment(window))


@pytest.fixture
def building(tmp_path: Path) -> Building:
    """An empty workspace over a small city: C with the counties C1 (S1, S2) and C2 (S3), and its own unit U (S4)."""
    return Building(tmp_path)
