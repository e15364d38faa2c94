"""Reads cells that hold a word of a list, a day, or yes or no."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from duxue.registers.fields import CodeField

_TRUE = ("true", "yes", "是", "1")
_FALSE = ("false", "no", "否", "0")
BOOLEAN_WORDS = "true/false, yes/no, 是/否, 1/0"

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOOSE_DAY = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?")
_PACKED_DAY = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")


def read_codes(text: pa.ChunkedArray, field: CodeField) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """The column with titles replaced by their codes, and a mask of the cells that are neither."""
    words = {code: code for code in field.codes}
    for code, title in field.codes.items():
        words.setdefault(title.zh, code)
        words.setdefault(title.en, code)
    return _replaced(text, words, pa.string())


def read_booleans(text: pa.ChunkedArray) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """The column as booleans, and a mask of the cells that are none."""
    words = dict.fromkeys(_TRUE, True) | dict.fromkeys(_FALSE, False)
    return _replaced(pc.utf8_lower(text), words, pa.bool_())


def read_dates(text: pa.ChunkedArray) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """The column as dates, and a mask of the cells that are none."""
    days = {cell: day for cell in pc.unique(text).to_pylist() if cell is not None and (day := _day(cell))}
    return _replaced(text, days, pa.date32())


def likely_date(cell: str) -> str | None:
    """The day that a cell in another form seems to mean, as it should be written."""
    found = _LOOSE_DAY.fullmatch(cell) or _PACKED_DAY.fullmatch(cell)
    if found is None:
        return None
    day = _day(f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}")
    return None if day is None else day.isoformat()


def _day(cell: str) -> date | None:
    if not _DAY.fullmatch(cell):
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return None


def _replaced(
    text: pa.ChunkedArray, words: Mapping[str, object], kind: pa.DataType
) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    index = pc.index_in(text, pa.array(list(words), pa.string()))
    values = pa.array(list(words.values()), kind)
    return pc.take(values, index), pc.and_(pc.is_valid(text), pc.is_null(index))
