from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from tests.broken.workspaces import build

from duxue.evaluation import Inputs, Record, load_workspace, run

EXAMPLES = (
    "fushun-2021",
    "california-1998",
    pytest.param("sample-city", marks=pytest.mark.long),
)
"""The largest only in `make test-long`: it has 33 registers."""
MADE_BY_RUNS = shutil.ignore_patterns("runs", "snapshots")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A workspace of two counties with two registers, a scheme and a standard, in a folder of its own."""
    return build("base", tmp_path / "small")


@pytest.fixture(scope="session")
def example(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A copy of an example, without what runs have left in it; the same copy for all tests, not to be changed."""

    @cache
    def copied(name: str) -> Path:
        return copy_of(root / "examples" / name, tmp_path_factory.mktemp("examples") / name)

    return copied


@pytest.fixture(scope="session")
def inputs_of(
    example: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Inputs]:
    """The inputs of an example, read once."""

    @cache
    def loaded(name: str) -> Inputs:
        return load_workspace(example(name), tmp_path_factory.mktemp("registers")).inputs

    return loaded


@pytest.fixture(scope="session")
def record_of(inputs_of: Callable[[str], Inputs]) -> Callable[[str], Record]:
    """The record of an example by the quick engine, made once."""
    return cache(lambda name: run(inputs_of(name), "duckdb"))


def copy_of(workspace: Path, target: Path) -> Path:
    shutil.copytree(workspace, target, ignore=MADE_BY_RUNS)
    return target
