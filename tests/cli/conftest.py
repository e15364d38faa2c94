from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from duxue.cli import main


@dataclass(frozen=True)
class Said:
    """What a command said, and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Duxue = Callable[..., Said]


@pytest.fixture
def duxue(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Duxue:
    """The command, called in this process; Chinese unless `--lang` says otherwise."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def call(*words: str | Path) -> Said:
        capsys.readouterr()
        status = main([str(word) for word in words])
        captured = capsys.readouterr()
        return Said(status, captured.out, captured.err)

    return call


def _copied(root: Path, name: str, target: Path) -> Path:
    ignored = shutil.ignore_patterns("runs", "snapshots")
    return Path(shutil.copytree(root / "examples" / name, target / name, ignore=ignored))


@pytest.fixture(scope="session")
def evaluated_fushun(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fushun with one run, which tests only read."""
    workspace = _copied(root, "fushun-2021", tmp_path_factory.mktemp("evaluated"))
    assert main(["evaluate", str(workspace)]) == 0
    return workspace


@pytest.fixture(scope="session")
def evaluated_sample(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up city with one run, which tests only read."""
    workspace = _copied(root, "sample-city", tmp_path_factory.mktemp("evaluated"))
    assert main(["evaluate", str(workspace)]) == 0
    return workspace


@pytest.fixture
def fushun(root: Path, tmp_path: Path) -> Path:
    """A copy of Fushun without runs, to write into."""
    return _copied(root, "fushun-2021", tmp_path)


@pytest.fixture
def california(root: Path, tmp_path: Path) -> Path:
    """A copy of California without runs, to write into."""
    return _copied(root, "california-1998", tmp_path)


def files_of(folder: Path) -> list[str]:
    """Every file and folder below, to see that nothing was written."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def newest(workspace: Path) -> str:
    """The id of the newest run."""
    return max(path.name for path in (workspace / "runs").iterdir())
