"""Running an old run again from its snapshot, with today's code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from duxue import __version__
from duxue.evaluation.freezing import thaw
from duxue.evaluation.record import Record
from duxue.evaluation.running import run
from duxue.evaluation.storing import StoredRun


@dataclass(frozen=True)
class Replay:
    """An old run and its record made anew; `same` says whether the digests agree."""

    stored: StoredRun
    record: Record

    @property
    def same(self) -> bool:
        return self.record.digest == self.stored.result

    @property
    def other_code(self) -> bool:
        """Whether another version of the product made the old run."""
        return bool(self.stored.body.get("code") != __version__)


def replay(stored: StoredRun, engine: str | None = None, temporary: Path | None = None) -> Replay:
    """Reads only the snapshot; nothing of the workspace or the library as they are now."""
    inputs = thaw(stored.snapshot)
    return Replay(stored, run(inputs, engine or str(stored.body.get("engine", "duckdb")), temporary))
