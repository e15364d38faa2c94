"""Finds rows with the same key in a table that is sorted by it."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc


def repeats(table: pa.Table, names: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of positions: a row whose key stood before, and the first row with that key.

    `table` is sorted by `names`. A row with a missing part of the key repeats nothing.
    """
    count = table.num_rows - 1
    if count < 1:
        return []
    same = pa.chunked_array([pa.repeat(pa.scalar(True), count)])
    for name in names:
        column = table.column(name)
        same = pc.and_(same, pc.fill_null(pc.equal(column.slice(1), column.slice(0, count)), False))
        if not pc.any(same).as_py():
            return []
    found: list[tuple[int, int]] = []
    for place in pc.indices_nonzero(same).to_pylist():
        before = found[-1] if found else (-1, -1)
        found.append((place + 1, before[1] if before[0] == place else place))
    return found
