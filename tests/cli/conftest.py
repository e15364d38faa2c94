from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from duxue.cli import main
from duxue.cli.language import VARIABLES


@dataclass(frozen=True)
class Said:
    """What a command said, and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def call(*words: str | Path) -> Said:
    """The command, called in this process; Chinese unless `--lang` says otherwise."""
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    kept = {name: os.environ.pop(name) for name in VARIABLES if name in os.environ}
    try:
        with redirect_stdout(out), redirect_stderr(err):
            status = main([str(word) for word in words])
    finally:
        os.environ.update(kept)
    return Said(status, *(stream.buffer.getvalue().decode() for stream in (out, err)))


Duxue = Callable[..., Said]


@pytest.fixture(scope="session")
def duxue() -> Duxue:
    return call


def _copied(root: Path, name: str, target: Path) -> Path:
    ignored = shutil.ignore_patterns("runs", "snapshots")
    return Path(shutil.copytree(root / "examples" / name, target / name, ignore=ignored))


@pytest.fixture(scope="session")
def evaluated_fushun(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fushun with one run, which tests only read."""
    workspace = _copied(root, "fushun-2021", tmp_path_factory.mktemp("evaluated"))
    assert call("evaluate", workspace).status == 0
    return workspace


@pytest.fixture(scope="session")
def evaluated_sample(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up city with one run, which tests only read."""
    workspace = _copied(root, "sample-city", tmp_path_factory.mktemp("evaluated"))
    assert call("evaluate", workspace).status == 0
    return workspace


@pytest.fixture(scope="session")
def evaluated_california(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """California with one run, which tests only read."""
    workspace = _copied(root, "california-1998", tmp_path_factory.mktemp("evaluated"))
    assert call("evaluate", workspace).status == 0
    return workspace


@pytest.fixture(scope="session")
def sheet(evaluated_fushun: Path) -> Said:
    """The score sheet of Fushun in Chinese."""
    return call("evaluate", evaluated_fushun)


@pytest.fixture(scope="session")
def english_sheet(evaluated_fushun: Path) -> Said:
    return call("evaluate", evaluated_fushun, "--lang", "en")


@pytest.fixture(scope="session")
def sample_sheet(evaluated_sample: Path) -> Said:
    """The score sheet of the made-up city in Chinese."""
    return call("evaluate", evaluated_sample)


@pytest.fixture(scope="session")
def document(evaluated_fushun: Path) -> Any:
    """The document of a run of Fushun."""
    return call("evaluate", evaluated_fushun, "--json").json


@pytest.fixture
def fushun(root: Path, tmp_path: Path) -> Path:
    """A copy of Fushun without runs, to write into."""
    return _copied(root, "fushun-2021", tmp_path)


def files_of(folder: Path) -> list[str]:
    """Every file and folder below, to see that nothing was written."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def newest(workspace: Path) -> str:
    """The id of the newest run."""
    return max(path.name for path in (workspace / "runs").iterdir())
