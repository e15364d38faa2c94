"""Tracing: from a score to its rule and figures, from a figure to its rows."""

from __future__ import annotations

from duxue.tracing.figures import LeafTrace, Trace, Tracer, moment_of
from duxue.tracing.rows import LeafRows, leaf_rows, rows_behind
from duxue.tracing.scores import Explained, ScoreSketch, explained, find_score

__all__ = [
    "Explained",
    "LeafRows",
    "LeafTrace",
    "ScoreSketch",
    "Trace",
    "Tracer",
    "explained",
    "find_score",
    "leaf_rows",
    "moment_of",
    "rows_behind",
]
