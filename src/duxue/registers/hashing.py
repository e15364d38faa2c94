"""The hash of a register's content: the same for the same facts, however they were written down."""

from __future__ import annotations

import struct
from hashlib import sha256

import pyarrow as pa
import pyarrow.compute as pc

from duxue.registers.contracts import Contract
from duxue.registers.exact_shares import exact_columns

MADE_UP = "_made_up"
_FORM = b"duxue register content 1\n"


def content_hash(table: pa.Table, contract: Contract) -> str:
    """SHA-256 over the declared fields, the made-up mark and, in a derived register, the exact shares.

    Rows are taken in the order of the key and columns by name, so neither the order in a file nor that in the
    contract matters; nor do file name, row numbers or how Parquet stored the columns. A missing cell and an
    empty text differ.
    """
    names = sorted(hashed_columns(contract))
    rows = table.select(names)
    if not is_sorted(rows, contract.key):
        order = [
            (name, "ascending") for name in [*contract.key, *(n for n in names if n not in contract.key)]
        ]
        rows = rows.take(pc.sort_indices(rows, sort_keys=order))
    digest = sha256(_FORM)
    digest.update(struct.pack("<QQ", rows.num_rows, len(names)))
    for name in names:
        for part in _parts(name, rows.column(name)):
            digest.update(struct.pack("<Q", len(part)))
            digest.update(part)
    return digest.hexdigest()


def hashed_columns(contract: Contract) -> list[str]:
    """The columns that make up the content, in their order."""
    return [*contract.fields, *exact_columns(contract), MADE_UP]


def is_sorted(table: pa.Table, key: list[str]) -> bool:
    """Whether the rows already stand in strictly rising order of the key."""
    count = table.num_rows - 1
    if count < 1:
        return True
    rising = pa.chunked_array([pa.repeat(pa.scalar(False), count)])
    for name in reversed(key):
        column = table.column(name)
        if column.null_count or pa.types.is_boolean(column.type):
            return False
        before, after = column.slice(0, count), column.slice(1)
        rising = pc.or_(pc.less(before, after), pc.and_(pc.equal(before, after), rising))
    return bool(pc.all(rising).as_py())


def _parts(name: str, column: pa.ChunkedArray) -> list[memoryview | bytes]:
    """Name, which cells are filled, the length of each as text, and all the text."""
    kind = _canonical_type(column.type)
    text = pc.fill_null(pc.cast(column, pa.string()), "")
    filled = pc.cast(pc.is_valid(column), pa.uint8())
    lengths = pc.cast(pc.binary_length(text), pa.int32())
    return [f"{name}:{kind}".encode(), _values(filled), _values(lengths), _text(text)]


def _canonical_type(kind: pa.DataType) -> str:
    if pa.types.is_decimal(kind):
        return f"decimal{kind.scale}"
    for test, word in (
        (pa.types.is_integer, "integer"),
        (pa.types.is_boolean, "boolean"),
        (pa.types.is_date, "date"),
    ):
        if test(kind):
            return word
    return "text"


def _values(column: pa.ChunkedArray) -> memoryview:
    """The bytes of a fixed-width column without NULLs."""
    array = _one(column)
    width = array.type.bit_width // 8
    return memoryview(array.buffers()[1])[array.offset * width : (array.offset + len(array)) * width]


def _text(column: pa.ChunkedArray) -> memoryview:
    """All the bytes of a text column, one cell after the other."""
    array = _one(pc.cast(column, pa.large_string()))
    if not len(array):
        return memoryview(b"")
    offsets = memoryview(array.buffers()[1]).cast("q")
    data = array.buffers()[2]
    if data is None:
        return memoryview(b"")
    return memoryview(data)[offsets[array.offset] : offsets[array.offset + len(array)]]


def _one(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    if isinstance(column, pa.ChunkedArray):
        combined = column.combine_chunks()
        return combined.chunk(0) if isinstance(combined, pa.ChunkedArray) else combined
    return column
