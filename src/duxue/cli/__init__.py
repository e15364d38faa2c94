"""The command line: `duxue new`, `evaluate`, `trace`, `explain`, `replay`, `scheme` and `sample`."""

from __future__ import annotations

from duxue.cli.edge import main

__all__ = ["main"]
