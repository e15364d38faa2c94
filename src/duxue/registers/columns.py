"""Types the columns of a file by its contract, and tells every cell that does not fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from duxue.messages import Fact, listed
from duxue.notation import likely
from duxue.registers.contracts import Table
from duxue.registers.fields import (
    AreaField,
    BooleanField,
    CodeField,
    DateField,
    DecimalField,
    Field,
    IntegerField,
    TextField,
)
from duxue.registers.findings import Findings, clipped
from duxue.registers.hints import did_you_mean
from duxue.registers.numbers import arrow_type, out_of_range, range_words, read_numbers, why_no_number
from duxue.registers.raw_tables import RawTable
from duxue.registers.words import BOOLEAN_WORDS, likely_date, read_booleans, read_codes, read_dates
from duxue.values import unit

LONGEST_CELL = 32_767
"""Characters of the longest cell a spreadsheet can hold."""

_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"


def column_type(field: Field) -> pa.DataType:
    """The type of the field's column in a snapshot."""
    if isinstance(field, (IntegerField, DecimalField)):
        return arrow_type(field)
    if isinstance(field, DateField):
        return pa.date32()
    return pa.bool_() if isinstance(field, BooleanField) else pa.string()


def typed_columns(raw: RawTable, contract: Table, findings: Findings) -> dict[str, pa.ChunkedArray]:
    """Every field's column in the contract's order; NULL where the cell is empty or at fault."""
    typed: dict[str, pa.ChunkedArray] = {}
    for name, field in contract.fields.items():
        column = raw.columns.get(name)
        if column is None:
            typed[name] = pa.chunked_array([pa.nulls(raw.count, column_type(field))])
            continue
        cells = _Cells(raw, name, field, findings)
        if contract.must_be_filled(name):
            cells.tell(pc.is_null(column), "registers-required-empty", {})
        typed[name] = _typed(column, cells)
    return typed


class _Cells:
    """The cells of one column, able to tell faults with row, title and value."""

    def __init__(self, raw: RawTable, name: str, field: Field, findings: Findings) -> None:
        self.field = field
        self.title = raw.titles[name]
        self._rows = raw.rows
        self._column = raw.columns[name]
        self._findings = findings

    def tell(
        self,
        bad: pa.ChunkedArray,
        code: str | Callable[[str], str],
        facts: Mapping[str, Fact] | Callable[[str], Mapping[str, Fact]],
    ) -> None:
        """One fault for each cell of the mask; `code` and `facts` may depend on the cell."""
        if not pc.any(bad, min_count=0).as_py():
            return
        values = self._column.filter(bad)

        def cell(index: int) -> str:
            found = values[index].as_py()
            return "" if found is None else str(found)

        def all_facts(index: int) -> Mapping[str, Fact]:
            more = facts(cell(index)) if callable(facts) else facts
            return {"found": clipped(cell(index)), **more}

        self._findings.add_all(
            (lambda index: code(cell(index))) if callable(code) else code,
            self._rows.filter(bad),
            self.title,
            all_facts,
        )


def _typed(column: pa.ChunkedArray, cells: _Cells) -> pa.ChunkedArray:
    field = cells.field
    if not pa.types.is_string(column.type):
        return _in_range(column, cells)
    column = _without_unreadable(column, cells)
    if isinstance(field, (AreaField, TextField)):
        return column
    if isinstance(field, (IntegerField, DecimalField)):
        return _numbers(column, field, cells)
    if isinstance(field, CodeField):
        typed, bad = read_codes(column, field)
        words = [*field.codes, *(title.zh for title in field.codes.values())]
        allowed = listed(f"{code} ({title.zh})" for code, title in field.codes.items())
        cells.tell(
            bad,
            "registers-not-a-code",
            lambda cell: {"likely": did_you_mean(likely(cell, words)), "allowed": allowed},
        )
        return typed
    if isinstance(field, DateField):
        typed, bad = read_dates(column)
        cells.tell(bad, "registers-not-a-date", lambda cell: {"likely": did_you_mean(likely_date(cell))})
        return typed
    typed, bad = read_booleans(column)
    cells.tell(bad, "registers-not-yes-or-no", {"allowed": BOOLEAN_WORDS})
    return typed


def _without_unreadable(column: pa.ChunkedArray, cells: _Cells) -> pa.ChunkedArray:
    """Cells that are too long or hold control characters are told and then treated as empty."""
    long = pc.fill_null(pc.greater(pc.utf8_length(column), LONGEST_CELL), False)
    cells.tell(long, "registers-cell-too-long", {"most": f"{LONGEST_CELL:,}"})
    control = pc.and_(pc.fill_null(pc.match_substring_regex(column, _CONTROL), False), pc.invert(long))
    cells.tell(control, "registers-control-character", {})
    bad = pc.or_(long, control)
    if not pc.any(bad, min_count=0).as_py():
        return column
    return pc.if_else(bad, pa.scalar(None, pa.string()), column)


def _numbers(column: pa.ChunkedArray, field: IntegerField | DecimalField, cells: _Cells) -> pa.ChunkedArray:
    typed, bad = read_numbers(column, field)

    def why(cell: str) -> tuple[str, Mapping[str, Fact]]:
        return why_no_number(cell, field)

    cells.tell(bad, lambda cell: why(cell)[0], lambda cell: {**why(cell)[1]})
    return _in_range(typed, cells)


def _in_range(column: pa.ChunkedArray, cells: _Cells) -> pa.ChunkedArray:
    field = cells.field
    if isinstance(field, (IntegerField, DecimalField)):
        cells.tell(
            out_of_range(column, field),
            "registers-out-of-range",
            {"allowed": range_words(field), "unit": unit(field.unit).title},
        )
    return column
