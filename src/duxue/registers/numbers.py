"""Reads numbers as they are printed, exactly; what is no plain number is told by its cause."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from duxue.messages import Fact, Text
from duxue.registers.fields import DIGITS, DecimalField, IntegerField
from duxue.values import plain, unit

Number = IntegerField | DecimalField


def arrow_type(field: Number) -> pa.DataType:
    """BIGINT for whole numbers, DECIMAL(18, scale) for decimals."""
    return pa.decimal128(DIGITS, field.places) if isinstance(field, DecimalField) else pa.int64()


def read_numbers(text: pa.ChunkedArray, field: Number) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """The column as numbers, and a mask of the cells that are none (these are NULL in the column)."""
    right = pc.match_substring_regex(text, _pattern(field))
    bad = pc.invert(pc.fill_null(right, True))
    if pc.any(bad, min_count=0).as_py():
        text = pc.if_else(bad, pa.scalar(None, pa.string()), text)
    return pc.cast(_plain(text, field), arrow_type(field)), bad


def _pattern(field: Number) -> str:
    """Zeros that say nothing (007, 12.50 where one digit is kept) are accepted; nothing is rounded."""
    whole = DIGITS - field.places
    digits = f"[0-9]{{1,{field.places}}}" if field.places else ""
    return (
        rf"^[+-]?0*[0-9]{{1,{whole}}}(\.{digits}0*)?$" if digits else rf"^[+-]?0*[0-9]{{1,{whole}}}(\.0+)?$"
    )


def _plain(text: pa.ChunkedArray, field: Number) -> pa.ChunkedArray:
    """Without a plus sign and without zeros beyond the scale, which Arrow's casts refuse."""
    if field.places:
        beyond = rf"(\.[0-9]{{{field.places}}})0+$"
        if pc.any(pc.match_substring_regex(text, beyond), min_count=0).as_py():
            text = pc.replace_substring_regex(text, beyond, r"\1")
        return text
    if pc.any(pc.match_substring_regex(text, r"[+.]"), min_count=0).as_py():
        text = pc.replace_substring_regex(text, r"^\+|\.0+$", "")
    return text


def out_of_range(column: pa.ChunkedArray, field: Number) -> pa.ChunkedArray:
    """A mask of the values below the field's `min` or above its `max`."""
    outside = pa.chunked_array([pa.repeat(pa.scalar(False), len(column))])
    kind = pa.decimal128(38, field.places)
    step = Decimal(1).scaleb(-field.places)
    if field.lowest is not None:
        low = pa.scalar(math.ceil(field.lowest * 10**field.places) * step, kind)
        outside = pc.or_(outside, pc.less(column, low))
    if field.highest is not None:
        high = pa.scalar(math.floor(field.highest * 10**field.places) * step, kind)
        outside = pc.or_(outside, pc.greater(column, high))
    return pc.fill_null(outside, False)


def range_words(field: Number) -> Text:
    """The allowed range in words."""
    low = None if field.lowest is None else plain(field.lowest)
    high = None if field.highest is None else plain(field.highest)
    if low is not None and high is not None:
        return Text(f"{low} 至 {high}", f"{low} to {high}")
    if low is not None:
        return Text(f"不小于 {low}", f"at least {low}")
    if high is not None:
        return Text(f"不大于 {high}", f"at most {high}")
    return Text("不限", "any")


_FULL_WIDTH = re.compile("[０-９．－＋]")
_FULL_WIDTH_PLAIN = {0xFF10 + digit: str(digit) for digit in range(10)} | {
    0xFF0E: ".",
    0xFF0D: "-",
    0xFF0B: "+",
}
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}([,，'’ \u00a0\u202f][0-9]{3})+(\.[0-9]+)?")
_WITH_UNIT = re.compile(r"([+-]?[0-9][0-9,，]*(?:\.[0-9]+)?)\s*([^0-9\s.,，:/eE()=*-][^0-9]{0,11})")
_EXPONENT = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?[eE][+-]?[0-9]+")
_PLAIN = re.compile(r"[+-]?([0-9]+)(?:\.([0-9]+))?")
_NO_VALUE = frozenset(
    [
        "无",
        "没有",
        "暂无",
        "未知",
        "不详",
        "空",
        "缺",
        "未报",
        "不适用",
        "-",
        "--",
        "—",
        "——",
        "/",
        "\\",
        "*",
        "#N/A",
        "n/a",
        "na",
        "nan",
        "null",
        "none",
        "nil",
        "missing",
        "unknown",
        "…",
        "...",
        "?",
        "？",
    ]
)


def why_no_number(cell: str, field: Number) -> tuple[str, Mapping[str, Fact]]:
    """The code and the further facts of the fault for a cell that is not a number of this field."""
    if cell.casefold() in _NO_VALUE:
        return "registers-word-for-missing", {}
    if _FULL_WIDTH.search(cell):
        return "registers-full-width", {"likely": cell.translate(_FULL_WIDTH_PLAIN)}
    if _GROUPED.fullmatch(cell):
        return "registers-thousands", {"likely": re.sub(r"[^0-9.+-]", "", cell)}
    if _EXPONENT.fullmatch(cell):
        return "registers-exponent", {}
    with_unit = _WITH_UNIT.fullmatch(cell)
    if with_unit:
        likely = re.sub("[,，]", "", with_unit[1])
        return "registers-unit-in-cell", {
            "likely": likely,
            "found_unit": with_unit[2],
            "unit": unit(field.unit).title,
        }
    number = _PLAIN.fullmatch(cell)
    if number:
        return _does_not_fit(number, field)
    return ("registers-not-a-decimal" if field.places else "registers-not-an-integer"), {}


def _does_not_fit(number: re.Match[str], field: Number) -> tuple[str, Mapping[str, Fact]]:
    whole, fraction = number[1].lstrip("0"), (number[2] or "").rstrip("0")
    most = DIGITS - field.places
    if len(whole) > most:
        return "registers-too-wide", {"digits": f"{len(whole):,}", "most": str(most)}
    return "registers-too-many-decimals", {"digits": f"{len(fraction):,}", "scale": str(field.places)}
