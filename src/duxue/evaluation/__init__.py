"""Evaluation: from a workspace to a record that can be stored, replayed and traced."""

from __future__ import annotations

from duxue.evaluation.freezing import freeze, thaw
from duxue.evaluation.inputs import Evaluation, Inputs, Overridden, Person
from duxue.evaluation.record import EvaluationResult, ObjectResult, Record
from duxue.evaluation.replaying import Replay, replay
from duxue.evaluation.running import BY_SIZE, ENGINES, calculator, run
from duxue.evaluation.storing import StoredRun, find_run, staging, store, stored_runs, tidy
from duxue.evaluation.workspace import Loaded, load_workspace

__all__ = [
    "BY_SIZE",
    "ENGINES",
    "Evaluation",
    "EvaluationResult",
    "Inputs",
    "Loaded",
    "ObjectResult",
    "Overridden",
    "Person",
    "Record",
    "Replay",
    "StoredRun",
    "calculator",
    "find_run",
    "freeze",
    "load_workspace",
    "replay",
    "run",
    "staging",
    "store",
    "stored_runs",
    "thaw",
    "tidy",
]
