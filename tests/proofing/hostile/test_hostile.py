"""No file, however spoiled, makes the proof-reader fail otherwise than by saying why, or keeps it busy."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.proofing.hostile.spoiled import files

SEED = 20211124
FEW, MANY = 60, 2_000
SECONDS = 20
"""What one file may take; a machine that others use too is slow at times."""


@pytest.mark.long
def test_sixty_spoiled_files_end_with_findings_or_say_why_not(root: Path, tmp_path: Path):
    _all_end_well(root, tmp_path, SEED, FEW)


@pytest.mark.soak
@pytest.mark.skipif(not os.environ.get("DUXUE_SOAK"), reason="DUXUE_SOAK is not set")
def test_two_thousand_spoiled_files_end_with_findings_or_say_why_not(root: Path, tmp_path: Path):
    _all_end_well(root, tmp_path, SEED + 1, MANY)


def test_the_same_seed_makes_the_same_files():
    assert list(files(7, 6)) == list(files(7, 6))


def _all_end_well(root: Path, folder: Path, seed: int, count: int) -> None:
    with Worker(root) as worker:
        wrong = list(_wrong(worker, folder, seed, count))
    assert wrong == []
    # Were nearly all refused, nothing would have been read, let alone proof-read.
    assert worker.statuses[0] > count // 5
    assert sum(worker.statuses.values()) == count


def _wrong(worker: Worker, folder: Path, seed: int, count: int) -> Iterator[str]:
    for name, data in files(seed, count):
        path = folder / name
        path.write_bytes(data)
        answer = worker.ask(path)
        path.unlink()
        if answer["status"] not in (0, 2) or not answer["is_json"] or "Traceback" in answer["said"]:
            yield f"{name}: {answer}"


class Worker:
    """One process that reads file after file; it is killed and begun anew where a file takes too long."""

    def __init__(self, root: Path) -> None:
        self.statuses: Counter[object] = Counter()
        self._root = root
        self._begin()

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def ask(self, path: Path) -> dict[str, Any]:
        """What came of that file; the status is text where it came to no end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        started = time.monotonic()
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        ready, _, _ = select.select([self._process.stdout], [], [], SECONDS)
        line = self._process.stdout.readline() if ready else ""
        if line:
            answer: dict[str, Any] = json.loads(line)
        else:
            status = "died" if ready else f"took longer than {time.monotonic() - started:.0f} s"
            answer = {"status": status, "is_json": False, "said": ""}
            self._end()
            self._begin()
        self.statuses[answer["status"]] += 1
        return answer

    def _begin(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.proofing.hostile.worker"],
            cwd=self._root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def _end(self) -> None:
        self._process.kill()
        self._process.communicate()
