"""Reads the rows of a CSV file as text: quickly where it is plain, exactly where it is not."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from duxue.registers.contracts import Table
from duxue.registers.csv_text import decode
from duxue.registers.findings import Findings
from duxue.registers.headers import columns_of
from duxue.registers.raw_tables import RawTable

_BLOCK = 16 * 1024 * 1024
_BATCH = 50_000
MOST_COLUMNS = 2_000


def read_csv(data: bytes, contract: Table, findings: Findings) -> RawTable | None:
    """The rows of a CSV file; None when its header cannot be used. Faults go to `findings`.

    Wholly empty rows are passed over, as spreadsheets leave them at the end of a sheet.
    """
    text = decode(data, findings.file)
    if text.was_gbk:
        findings.note("registers-read-as-gbk")
    reader = _Reader(text.data)
    header = reader.header()
    if header is None:
        findings.add("registers-empty-file")
        return None
    if len(header) > MOST_COLUMNS:
        findings.add("registers-too-many-columns", 1, found=f"{len(header):,}", most=f"{MOST_COLUMNS:,}")
        return None
    positions = columns_of(header, contract, findings)
    if not positions:
        return None
    columns, rows = _quick(text.data, header) or _exact(text.data, header, findings)
    columns = [_trimmed(column) for column in columns]
    columns, rows = _without_empty_rows(columns, rows)
    columns, rows = _without_second_header(columns, rows, header, findings)
    titles = {name: header[index].strip() for name, index in positions.items()}
    named = {name: columns[index] for name, index in positions.items()}
    return RawTable(named, titles, rows, frozenset(contract.fields) - frozenset(positions))


class _Reader:
    """The csv module over UTF-8 bytes; a broken row ends the reading, with its number in `row`."""

    def __init__(self, data: bytes) -> None:
        self._rows = csv.reader(io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline=""), strict=True)
        self.row = 0
        self.problem: str | None = None

    def __iter__(self) -> Iterator[list[str]]:
        while self.problem is None:
            try:
                cells = next(self._rows)
            except StopIteration:
                return
            except csv.Error as error:
                self.problem = "registers-cell-too-long" if "limit" in str(error) else "registers-quotes"
                self.row += 1
                return
            self.row += 1
            yield cells

    def header(self) -> list[str] | None:
        return next(iter(self), None)


Columns = list[pa.ChunkedArray]


def _quick(data: bytes, header: Sequence[str]) -> tuple[Columns, pa.ChunkedArray] | None:
    """The whole file through Arrow; None where quotes or ragged rows ask for the exact reader."""
    if not _plainly_quoted(data) or any("\n" in cell or "\r" in cell for cell in header):
        return None
    ragged: list[object] = []

    def keep_in_mind(row: object) -> str:
        ragged.append(row)
        return "skip"

    names = [str(index) for index in range(len(header))]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(data),
            read_options=arrow_csv.ReadOptions(column_names=names, skip_rows=1, block_size=_BLOCK),
            parse_options=arrow_csv.ParseOptions(
                newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=keep_in_mind
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), null_values=[""], strings_can_be_null=True
            ),
        )
    except pa.ArrowInvalid:
        return None
    if ragged:
        return None
    return list(table.columns), _numbers(range(2, table.num_rows + 2))


_CELL = r'(?:"[^"]*"|[^",\r\n]*)'
_PLAIN_CELLS = rf"\A{_CELL}(?:[,\r\n]{_CELL})*\z"


def _plainly_quoted(data: bytes) -> bool:
    """Whether quotes stand around whole cells only; what else may be done with them Arrow reads in its own way."""
    if b'"' not in data:
        return True
    text = pa.array([data], pa.large_binary()).cast(pa.large_string())
    return bool(pc.match_substring_regex(text, _PLAIN_CELLS)[0].as_py())


def _exact(data: bytes, header: Sequence[str], findings: Findings) -> tuple[Columns, pa.ChunkedArray]:
    """Row by row, with the faults of rows that are ragged or broken."""
    reader = _Reader(data)
    reader.header()
    rows = iter(reader)
    parts: list[list[pa.Array]] = [[pa.array([], pa.string())] for _ in header]
    numbers: list[int] = []
    first = 2
    while batch := list(islice(rows, _BATCH)):
        kept = _even_rows(batch, first, len(header), numbers, findings)
        first += len(batch)
        for part, cells in zip(parts, zip(*kept, strict=True), strict=False):
            part.append(pa.array(cells, pa.string()))
    if reader.problem is not None:
        findings.add(reader.problem, reader.row, most=f"{csv.field_size_limit():,}")
    return [pa.chunked_array(part) for part in parts], _numbers(numbers)


def _even_rows(
    batch: list[list[str]], first: int, width: int, numbers: list[int], findings: Findings
) -> list[list[str]]:
    """The rows of a batch that have as many cells as the header; their numbers go to `numbers`."""
    if set(map(len, batch)) == {width}:
        numbers.extend(range(first, first + len(batch)))
        return batch
    kept: list[list[str]] = []
    for number, cells in enumerate(batch, start=first):
        if len(cells) == width:
            kept.append(cells)
            numbers.append(number)
        elif any(cells):
            findings.add("registers-ragged", number, found=str(len(cells)), wanted=str(width))
    return kept


def _numbers(rows: Sequence[int]) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(rows, pa.int64())])


def _trimmed(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Cells without space around them; an empty cell is NULL."""
    text = pc.utf8_trim_whitespace(column)
    return pc.if_else(pc.equal(pc.binary_length(text), 0), pa.scalar(None, pa.string()), text)


def _without_empty_rows(columns: Columns, rows: pa.ChunkedArray) -> tuple[Columns, pa.ChunkedArray]:
    empty = pc.is_null(columns[0])
    for column in columns[1:]:
        if not pc.any(empty, min_count=0).as_py():
            return columns, rows
        empty = pc.and_(empty, pc.is_null(column))
    kept = pc.invert(empty)
    return [column.filter(kept) for column in columns], rows.filter(kept)


def _without_second_header(
    columns: Columns, rows: pa.ChunkedArray, header: Sequence[str], findings: Findings
) -> tuple[Columns, pa.ChunkedArray]:
    """Two files put together leave the header in the middle; its cells would each be a fault."""
    again = pc.equal(columns[0], header[0].strip()) if header[0].strip() else pc.is_null(columns[0])
    for column, cell in zip(columns[1:], header[1:], strict=True):
        if not pc.any(again, min_count=0).as_py():
            return columns, rows
        same = pc.equal(column, cell.strip()) if cell.strip() else pc.is_null(column)
        again = pc.and_(again, same)
    again = pc.fill_null(again, False)
    for row in rows.filter(again).to_pylist():
        findings.add("registers-header-again", row)
    kept = pc.invert(again)
    return [column.filter(kept) for column in columns], rows.filter(kept)
