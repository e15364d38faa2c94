"""A hash over what a table says, not over how its file is written."""

from __future__ import annotations

import hashlib

import pyarrow as pa
import pyarrow.compute as pc

_NULL_TEXT, _NULL_DATE = "\x00", -(2**31)


def table_hash(table: pa.Table, what: str) -> str:
    """Return the SHA-256 of a table of text and dates, in hex.

    It covers `what`, the names of the columns and every value, missing told from empty. Neither the
    order of the columns nor chunks, encodings or the file enter; put the rows in a fixed order first.
    """
    digest = hashlib.sha256(f"{what}\n{table.num_rows}\n".encode())
    for name in sorted(table.column_names):
        digest.update(f"\n{name}\n".encode())
        column = table[name]
        if pa.types.is_date32(column.type):
            digest.update(_bytes(pc.fill_null(column.cast(pa.int32()), _NULL_DATE)))
        else:
            text = pc.fill_null(column.cast(pa.large_string()), _NULL_TEXT)
            digest.update(_bytes(pc.binary_length(text).cast(pa.int32())))
            for chunk in text.chunks:
                digest.update(_text_bytes(chunk))
    return digest.hexdigest()


def _bytes(column: pa.ChunkedArray) -> bytes:
    """The values of a column of 32-bit integers without nulls, little-endian."""
    parts = []
    for chunk in column.chunks:
        values = memoryview(chunk.buffers()[1]).cast("B")
        parts.append(bytes(values[chunk.offset * 4 : (chunk.offset + len(chunk)) * 4]))
    return b"".join(parts)


def _text_bytes(chunk: pa.Array) -> bytes:
    """The UTF-8 of all values of a chunk without nulls, one after the other."""
    if len(chunk) == 0:
        return b""
    offsets = memoryview(chunk.buffers()[1]).cast("q")
    data = chunk.buffers()[2]
    if data is None:
        return b""
    return bytes(memoryview(data).cast("B")[offsets[chunk.offset] : offsets[chunk.offset + len(chunk)]])
