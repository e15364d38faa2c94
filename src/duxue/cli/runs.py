"""Runs as commands need them: a new one, one that is still current, or an old one from its snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from duxue.cli.progress import progress
from duxue.cli.screen import Screen
from duxue.evaluation import Record, StoredRun, load_workspace, run, staging, store
from duxue.messages import Fault, InputError, Place


@dataclass(frozen=True)
class Done:
    """A run that has been stored, and what was noticed while reading."""

    workspace: Path
    record: Record
    stored: StoredRun
    notes: tuple[Fault, ...]


def workspace_there(workspace: Path) -> None:
    """`workspace-not-there` before anything is written beside it."""
    if not (workspace / "evaluation.yaml").is_file():
        raise InputError.one("workspace-not-there", Place(str(workspace)), file="evaluation.yaml")


def evaluated(screen: Screen, workspace: Path, engine: str) -> Done:
    """Reads the workspace, runs, and puts snapshot and run in place."""
    workspace_there(workspace)
    with progress(screen) as bar, staging(workspace) as work:
        loaded = load_workspace(workspace, work / "registers", bar)
        bar.step(screen.say("cli-computing"))
        record = run(loaded.inputs, engine, work)
        bar.step(screen.say("cli-storing"))
        stored = store(record, workspace, work, memory=loaded.memory)
    return Done(workspace, record, stored, loaded.notes)
