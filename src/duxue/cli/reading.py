"""The run that a command reads: the newest over what the workspace holds now, or an old one from its snapshot."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from duxue.cli.progress import progress
from duxue.cli.runs import workspace_there
from duxue.cli.screen import Screen
from duxue.evaluation import (
    Inputs,
    Record,
    StoredRun,
    find_run,
    load_workspace,
    run,
    staging,
    store,
    stored_runs,
    thaw,
)
from duxue.measures import FigureId
from duxue.messages import InputError, Place

ENGINE = "by-size"


@dataclass(frozen=True)
class Reading:
    """A stored run, the inputs behind it, and a folder for work in hand; `fresh` is its record where just made."""

    workspace: Path
    stored: StoredRun
    inputs: Inputs
    work: Path
    fresh: Record | None = None

    def record(self) -> Record:
        """The run made anew from its inputs; the same as it was, unless the program has changed."""
        return self.fresh or run(self.inputs, ENGINE, self.work)

    def figures(self) -> list[FigureId]:
        """The figures that the run holds."""
        names = pq.read_table(self.stored.folder / "figures.parquet", columns=["id"])["id"].to_pylist()
        return [FigureId.parse(name) for name in names]

    def recorded(self, figure: FigureId) -> dict[str, str | None] | None:
        """The figure as the run holds it, None where it does not."""
        chosen = [("id", "=", str(figure))]
        rows = pq.read_table(self.stored.folder / "figures.parquet", filters=chosen).to_pylist()
        return rows[0] if rows else None


@contextmanager
def reading(screen: Screen, workspace: Path, name: str | None) -> Iterator[Reading]:
    """With a name only that run's snapshot is read. Without one the workspace is, and evaluated where needed."""
    if name is not None:
        if not workspace.is_dir():
            raise InputError.one("workspace-not-there", Place(str(workspace)), file="evaluation.yaml")
        stored = find_run(workspace, name)
        assert stored is not None
        with tempfile.TemporaryDirectory(prefix="duxue-") as folder:
            yield Reading(workspace, stored, thaw(stored.snapshot), Path(folder))
        return
    workspace_there(workspace)
    with staging(workspace) as work:
        yield _current(screen, workspace, work)


def _current(screen: Screen, workspace: Path, work: Path) -> Reading:
    with progress(screen) as bar:
        loaded = load_workspace(workspace, work / "registers", bar)
        inputs = loaded.inputs
        same = [stored for stored in stored_runs(workspace) if stored.inputs == inputs.digest]
        if same:
            return Reading(workspace, same[-1], inputs, work)
        bar.step(screen.say("cli-computing"))
        record = run(inputs, ENGINE, work)
        stored = store(record, workspace, work, memory=loaded.memory)
    screen.note(screen.say("cli-evaluated-first", run=stored.id))
    return Reading(workspace, stored, inputs, work, record)
