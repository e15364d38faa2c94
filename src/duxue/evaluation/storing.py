"""Runs and snapshots on disk: a run is there whole or not at all."""

from __future__ import annotations

import fcntl
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from duxue import __version__
from duxue.evaluation.freezing import freeze
from duxue.evaluation.memory import IntakeMemory
from duxue.evaluation.record import Record
from duxue.evaluation.tables import write_tables
from duxue.messages import InputError, Place

TEMPORARY = ".tmp-"
FRESH = "new-snapshot"


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run on disk, as its `run.json` tells it."""

    id: str
    folder: Path
    inputs: str
    result: str
    body: dict[str, Any]

    @property
    def snapshot(self) -> Path:
        return self.folder.parent.parent / "snapshots" / self.inputs


@contextmanager
def staging(root: Path) -> Iterator[Path]:
    """A folder for work in hand under `runs/`, locked while it is used and gone afterwards.

    What a killed command left is removed first: a folder of this name that nobody holds a lock on.
    """
    runs = root / "runs"
    there = runs.is_dir()
    tidy(root)
    folder, handle = _locked_folder(runs)
    try:
        yield folder
    finally:
        _remove_orphan(root, folder)
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)
        if not there:
            _remove_if_empty(runs)


def _locked_folder(runs: Path) -> tuple[Path, int]:
    """A new folder with a lock on it; another command may take it away before it is locked, then the next one."""
    while True:
        folder = runs / f"{TEMPORARY}{os.getpid()}-{secrets.token_hex(4)}"
        folder.mkdir(parents=True)
        try:
            handle = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:
            continue
        fcntl.flock(handle, fcntl.LOCK_EX)
        if folder.is_dir():
            return folder, handle
        os.close(handle)


def tidy(root: Path) -> None:
    """Removes what killed commands left: their folders, and a snapshot that was placed without its run."""
    for folder in (root / "runs").glob(f"{TEMPORARY}*"):
        try:
            handle = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:
            continue
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        else:
            _remove_orphan(root, folder)
            shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(handle)


def _remove_orphan(root: Path, folder: Path) -> None:
    marker = folder / FRESH
    if not marker.is_file():
        return
    digest = marker.read_text(encoding="utf-8").strip()
    if digest and all(stored.inputs != digest for stored in stored_runs(root)):
        shutil.rmtree(root / "snapshots" / digest, ignore_errors=True)
        _remove_if_empty(root / "snapshots")


def _remove_if_empty(folder: Path) -> None:
    """Unless something lies in it, or another command has removed it meanwhile."""
    with suppress(OSError):
        folder.rmdir()


def store(
    record: Record,
    root: Path,
    work: Path,
    moment: datetime | None = None,
    memory: IntakeMemory | None = None,
) -> StoredRun:
    """Puts snapshot and run in place, each by one rename; `work` is the folder that `staging` gave."""
    moment = moment or datetime.now(UTC)
    digest = record.inputs.digest
    run = work / "run"
    run.mkdir()
    write_tables(record, run)
    name = f"{moment:%Y%m%dT%H%M%S}{moment.microsecond // 1000:03}Z-{record.digest[:8]}"
    body = {
        "id": name,
        "form": 1,
        "inputs": digest,
        "result": record.digest,
        "parts": record.inputs.parts,
        "engine": record.engine,
        "code": __version__,
        "made_at": moment.isoformat(timespec="milliseconds"),
        "evaluations": [
            {"scheme": e.scheme, "window": e.window, "objects": [judged.area for judged in e.objects]}
            for e in record.evaluations
        ],
        "counts": {"figures": len(record.figures), "findings": len(record.findings)},
    }
    (run / "run.json").write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _flush(run)
    snapshot = root / "snapshots" / digest
    if not snapshot.exists():
        _place_snapshot(record, snapshot, work)
    target = root / "runs" / name
    run.rename(target)
    _flush_folder(root / "runs")
    if memory is not None:
        memory.write(digest, work)
    return StoredRun(name, target, digest, record.digest, body)


def _place_snapshot(record: Record, snapshot: Path, work: Path) -> None:
    frozen = work / "snapshot"
    frozen.mkdir()
    freeze(record.inputs, frozen)
    _flush(frozen)
    (work / FRESH).write_text(snapshot.name, encoding="utf-8")
    snapshot.parent.mkdir(exist_ok=True)
    try:
        frozen.rename(snapshot)
    except OSError:
        # Another command put the same snapshot there meanwhile.
        if not snapshot.is_dir():
            raise
    _flush_folder(snapshot.parent)


def _flush(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            _flush_folder(path)
    _flush_folder(folder)


def _flush_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def stored_runs(root: Path) -> list[StoredRun]:
    """The runs of a workspace, oldest first."""
    runs = root / "runs"
    folders = (
        sorted(path for path in runs.iterdir() if (path / "run.json").is_file()) if runs.is_dir() else []
    )
    return [_read(folder) for folder in folders if not folder.name.startswith(TEMPORARY)]


def _read(folder: Path) -> StoredRun:
    try:
        body = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        inputs, result = str(body["inputs"]), str(body["result"])
        if not all(re.fullmatch("[0-9a-f]{64}", digest) for digest in (inputs, result)):
            raise ValueError(inputs, result)
        return StoredRun(folder.name, folder, inputs, result, body)
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise InputError.one("evaluation-run-broken", Place(str(folder / "run.json"))) from error


def find_run(root: Path, name: str | None) -> StoredRun | None:
    """A run by id, or by a beginning of it that fits one only; the newest where no name is given."""
    runs = stored_runs(root)
    if name is None:
        return runs[-1] if runs else None
    fitting = [stored for stored in runs if stored.id == name] or [s for s in runs if s.id.startswith(name)]
    if len(fitting) != 1:
        known = ", ".join(stored.id for stored in runs[-5:]) or "—"
        code = "evaluation-run-ambiguous" if fitting else "evaluation-run-unknown"
        raise InputError.one(code, Place(str(root)), run=name, known=known, count=str(len(fitting)))
    return fitting[0]
