"""Rows of a file before their cells are typed."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa


@dataclass(frozen=True)
class RawTable:
    """Columns by field: text with NULL for an empty cell, or what a Parquet file holds.

    `rows` are the rows of the source file, its header being row 1. A field whose column is not in the file
    is not in `columns`.
    """

    columns: dict[str, pa.ChunkedArray]
    titles: dict[str, str]
    rows: pa.ChunkedArray
    absent: frozenset[str] = field(default_factory=frozenset)

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self.rows)
