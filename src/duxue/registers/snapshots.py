"""A register as a handle: what it is, its hash, and the typed Parquet file that holds its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from duxue.periods import Period
from duxue.registers.contracts import Contract
from duxue.registers.hashing import MADE_UP, content_hash, hashed_columns, is_sorted

SYSTEM = (MADE_UP, "_file", "_row")
ROW_GROUP = 122_880
"""Rows of a group: an engine reads several groups at once."""
ORIGINS = ("official", "collected", "made-up")


@dataclass(frozen=True)
class Register:
    """One register of one period. Two are equal when their content is, wherever they lie."""

    register: str
    period: Period
    content_hash: str
    path: Path = field(compare=False)
    rows: int = field(compare=False)
    origins: frozenset[str] = field(compare=False)


def stored(
    table: pa.Table, contract: Contract, period: Period, origins: frozenset[str], out_dir: Path
) -> Register:
    """Writes the rows as typed Parquet, sorted by key, and gives the handle.

    `table` holds the declared fields, the exact shares of a derived register, `_made_up`, `_file` and `_row`.
    The file appears whole under its name or not at all.
    """
    rows = table.select([*hashed_columns(contract), "_file", "_row"])
    digest = content_hash(rows, contract)
    out_dir.mkdir(parents=True, exist_ok=True)
    path = out_dir / f"{contract.id}.{period}.{digest[:16]}.parquet"
    with NamedTemporaryFile(dir=out_dir, prefix=".tmp-", suffix=".parquet", delete=False) as file:
        temporary = Path(file.name)
    try:
        pq.write_table(
            rows, temporary, compression="zstd", use_dictionary=_repeating(contract), row_group_size=ROW_GROUP
        )
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return Register(contract.id, period, digest, path, rows.num_rows, origins)


def _repeating(contract: Contract) -> list[str]:
    """Columns with few different values; a dictionary of the others would only cost time."""
    codes = [
        name
        for name, declared in contract.fields.items()
        if declared.type == "code" or (declared.type == "area" and name not in contract.key)
    ]
    return [*codes, "_file"]


def sorted_by_key(table: pa.Table, contract: Contract) -> pa.Table:
    """The rows in the order of the key; equal keys in the order of the file."""
    if is_sorted(table, contract.key):
        return table
    order = [(name, "ascending") for name in [*contract.key, "_row"]]
    return table.take(pc.sort_indices(table, sort_keys=order))


def with_system_columns(
    columns: Mapping[str, pa.ChunkedArray], made_up: bool, file: str, rows: pa.ChunkedArray
) -> pa.Table:
    """The typed columns with the mark of made-up rows and the place where each row stood."""
    count = len(rows)
    mark = pa.repeat(pa.scalar(made_up), count)
    source = pa.repeat(pa.scalar(file), count)
    return pa.table({**columns, MADE_UP: mark, "_file": source, "_row": rows})
