"""Reads the columns of a Parquet file whose types a contract can take without loss."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from duxue.registers.columns import column_type
from duxue.registers.contracts import Contract
from duxue.registers.csv_rows import MOST_COLUMNS
from duxue.registers.fields import BooleanField, DateField, DecimalField, Field, IntegerField
from duxue.registers.files import require_regular
from duxue.registers.findings import Findings
from duxue.registers.headers import columns_of
from duxue.registers.raw_tables import RawTable

MOST_ROWS = 50_000_000
"""More rows than any register of the country; a small file may claim any number of them."""

_UNREADABLE = (pa.ArrowException, OSError, ValueError, OverflowError)


def read_parquet(path: Path, contract: Contract, findings: Findings) -> RawTable | None:
    """The rows of a Parquet file; None when it cannot be read. Faults go to `findings`.

    Text columns are read as the cells of a CSV file; whole numbers and decimals are taken as they are.
    A floating-point column is refused: it is no longer what was printed.
    """
    require_regular(path, findings.file)
    try:
        with pq.ParquetFile(path) as file:
            names = list(file.schema_arrow.names)
            if not _fits(file.metadata.num_rows, len(names), findings):
                return None
            positions = columns_of(names, contract, findings)
            table = file.read() if positions else None
    except _UNREADABLE:
        findings.add("registers-parquet-broken")
        return None
    if table is None:
        return None
    try:
        return _raw(table, positions, names, contract, findings)
    except _UNREADABLE:
        findings.add("registers-parquet-broken")
        return None


def _fits(rows: int, columns: int, findings: Findings) -> bool:
    if columns > MOST_COLUMNS:
        findings.add("registers-too-many-columns", found=f"{columns:,}", most=f"{MOST_COLUMNS:,}")
    if rows > MOST_ROWS:
        findings.add("registers-too-many-rows", found=f"{rows:,}", most=f"{MOST_ROWS:,}")
    return columns <= MOST_COLUMNS and rows <= MOST_ROWS


def _raw(
    table: pa.Table, positions: dict[str, int], names: Sequence[str], contract: Contract, findings: Findings
) -> RawTable:
    columns: dict[str, pa.ChunkedArray] = {}
    for name, index in positions.items():
        taken = _taken(table.column(index), contract.fields[name])
        if taken is None:
            _tell_type(names[index], contract.fields[name], table.schema.field(index).type, findings)
        else:
            columns[name] = taken
    rows = pa.chunked_array([pa.array(range(2, table.num_rows + 2), pa.int64())])
    titles = {name: names[index] for name, index in positions.items()}
    return RawTable(columns, titles, rows)


def _tell_type(title: str, field: Field, found: pa.DataType, findings: Findings) -> None:
    code = "registers-parquet-float" if pa.types.is_floating(found) else "registers-parquet-type"
    findings.add(code, None, title, found=str(found)[:80], wanted=str(column_type(field)), type=field.type)


def _taken(column: pa.ChunkedArray, field: Field) -> pa.ChunkedArray | None:
    """The column as text or in the field's own type; None where its type does not fit the field."""
    kind = column.type
    if pa.types.is_dictionary(kind) and _is_text(kind.value_type):
        column, kind = pc.cast(column, pa.string()), pa.string()
    if pa.types.is_null(kind):
        return pc.cast(column, column_type(field))
    if _is_text(kind):
        return _text(column)
    if isinstance(field, (IntegerField, DecimalField)):
        return _numbers(column, field) if pa.types.is_integer(kind) or pa.types.is_decimal(kind) else None
    if isinstance(field, DateField) and pa.types.is_date(kind):
        return pc.cast(column, pa.date32())
    if isinstance(field, BooleanField) and pa.types.is_boolean(kind):
        return column
    return None


def _is_text(kind: pa.DataType) -> bool:
    tests = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
    return any(test(kind) for test in tests)


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    column.validate(full=True)  # a file may hold bytes that are no UTF-8
    text = pc.utf8_trim_whitespace(pc.cast(column, pa.string()))
    return pc.if_else(pc.equal(pc.binary_length(text), 0), pa.scalar(None, pa.string()), text)


def _numbers(column: pa.ChunkedArray, field: IntegerField | DecimalField) -> pa.ChunkedArray:
    """The numbers in the field's type; where one does not fit, the column as text, to be told cell by cell."""
    wanted = column_type(field)
    try:
        if column.type != wanted and field.places and pa.types.is_integer(column.type):
            column = pc.cast(
                column, pa.decimal128(38, field.places)
            )  # Arrow wants room for any 64-bit number
        return _narrow(pc.cast(column, wanted))
    except pa.ArrowInvalid:
        texts = [
            None if value is None else format(value, "f" if field.places else "")
            for value in column.to_pylist()
        ]
        return pa.chunked_array([pa.array(texts, pa.string())])


def _narrow(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Raises ArrowInvalid for whole numbers of more than 18 digits, which sums could not hold."""
    if pa.types.is_integer(column.type):
        pc.cast(column, pa.decimal128(19, 0)).cast(pa.decimal128(18, 0))
    return column
