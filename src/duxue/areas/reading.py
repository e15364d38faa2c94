"""Tables of text from CSV or Parquet: the columns that a file must and may have, each cell as text."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from duxue.messages import Fault, InputError, Place, Text, listed, shortened
from duxue.notation import likely

ROW = "_row"
"""The number of the row in the file, from 1, as people count them below the header."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Form:
    """The columns of a file: those it must have, those it may have, and a prefix that is free to use."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    prefix: str | None = None

    def allowed(self) -> Text:
        """The columns, as one list for a message."""
        names = [Text.same(name) for name in (*self.required, *self.optional)]
        if self.prefix is not None:
            names.append(Text(f"{self.prefix}…（自定属性）", f"{self.prefix}… (attributes of your own)"))
        return listed(names, limit=40)


def read_cells(path: Path, form: Form, shown: str) -> pa.Table:
    """Return the file as a table of text columns, empty cells null, with the row numbers in `_row`.

    Blanks around a cell are cut off. Raises InputError with all faults: a file that cannot be read,
    unknown, missing or double columns, rows of another length.
    """
    if not path.is_file():
        raise InputError.one("areas-file-missing", Place(shown))
    names, columns = _parquet(path, shown) if path.suffix == ".parquet" else _csv(path, shown)
    faults = list(_header_faults(names, form, shown))
    if faults:
        raise InputError(faults)
    absent = [name for name in form.optional if name not in names]
    rows = len(columns[0]) if columns else 0
    cells = dict(zip(names, columns, strict=True)) | {name: _nothing(rows) for name in absent}
    order = [*form.required, *form.optional, *sorted(name for name in names if name not in _fixed(form))]
    found = {name: _tidy(cells[name]) for name in order}
    found[ROW] = pa.chunked_array([pa.array(range(1, rows + 1), pa.int64())])
    return pa.table(found)


def read_dates(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the texts as dates; null where there is none or where it is no date YYYY-MM-DD."""
    values = pc.unique(column)
    dates = pa.array([_date(text) for text in values.to_pylist()], pa.date32())
    return pc.take(dates, pc.index_in(column, values))


def _date(text: str | None) -> date | None:
    if text is None or not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _fixed(form: Form) -> tuple[str, ...]:
    return (*form.required, *form.optional)


def _nothing(rows: int) -> pa.ChunkedArray:
    return pa.chunked_array([pa.nulls(rows, pa.string())])


def _tidy(column: pa.ChunkedArray) -> pa.ChunkedArray:
    trimmed = pc.utf8_trim_whitespace(column)
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


def _parquet(path: Path, shown: str) -> tuple[list[str], list[pa.ChunkedArray]]:
    import pyarrow.parquet as pq

    try:
        # Not `read_table`, which takes columns from the names of folders such as "year=2021".
        with pq.ParquetFile(path) as file:
            table = file.read()
        table.validate(full=True)
    except (pa.ArrowException, OSError) as error:
        raise InputError.one(
            "areas-parquet-broken", Place(shown), reason=shortened(str(error), 120)
        ) from None
    faults, columns = [], []
    for field, column in zip(table.schema, table.columns, strict=True):
        try:
            columns.append(_as_text(column))
        except pa.ArrowException:
            faults.append(
                Fault("areas-parquet-type", Place(shown, field=field.name), {"found": str(field.type)})
            )
    if faults:
        raise InputError(faults)
    return table.column_names, columns


def _as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Text and dates as text. Numbers are refused: a code kept as a number has lost its zeros."""
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    text = pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    if not (text or pa.types.is_date(kind) or pa.types.is_null(kind)):
        raise pa.ArrowTypeError(str(kind))
    return column.cast(pa.string())


def _csv(path: Path, shown: str) -> tuple[list[str], list[pa.ChunkedArray]]:
    reader = csv.reader(io.StringIO(_decoded(path.read_bytes(), shown), newline=""), strict=True)
    try:
        rows = [row for row in reader if row]
    except csv.Error as error:
        raise InputError.one(
            "areas-csv-broken", Place(shown, line=reader.line_num), reason=str(error)
        ) from None
    if not rows:
        raise InputError.one("areas-file-empty", Place(shown))
    names = [name.strip() for name in rows.pop(0)]
    faults = list(_ragged(rows, len(names), shown))
    if faults:
        raise InputError(faults)
    return names, [
        pa.chunked_array([pa.array(cells, pa.string())]) for cells in _transposed(rows, len(names))
    ]


def _transposed(rows: list[list[str]], width: int) -> Sequence[Sequence[str]]:
    return list(zip(*rows, strict=True)) if rows else [()] * width


def _ragged(rows: list[list[str]], width: int, shown: str) -> Iterator[Fault]:
    for number, row in enumerate(rows, start=1):
        if len(row) != width:
            facts = {"found": str(len(row)), "expected": str(width)}
            yield Fault("areas-ragged-row", Place(shown, row=number), facts)


def _decoded(data: bytes, shown: str) -> str:
    """UTF-8 with or without a byte-order mark, or GBK, as spreadsheets in China save it."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputError.one("areas-encoding", Place(shown))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise InputError.one("areas-encoding", Place(shown))


def _header_faults(names: Sequence[str], form: Form, shown: str) -> Iterator[Fault]:
    allowed = form.allowed()
    for name in names:
        if name in _fixed(form) or _is_free(name, form):
            continue
        guess = likely(name, _fixed(form))
        facts: dict[str, str | Text] = {"found": shortened(name), "allowed": allowed}
        if guess is None:
            yield Fault("areas-column-unknown", Place(shown), facts)
        else:
            yield Fault("areas-column-likely", Place(shown), facts | {"likely": guess})
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Fault("areas-column-twice", Place(shown), {"found": shortened(name)})
    for name in form.required:
        if name not in names:
            yield Fault("areas-column-missing", Place(shown), {"column": name, "allowed": allowed})


def _is_free(name: str, form: Form) -> bool:
    return (
        form.prefix is not None and re.fullmatch(re.escape(form.prefix) + "[a-z][a-z0-9_]*", name) is not None
    )
