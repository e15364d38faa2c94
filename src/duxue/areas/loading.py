"""From a file of areas to the checked table."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pyarrow as pa

from duxue.areas.checking import Checker
from duxue.areas.reading import ROW, Form, read_cells, read_dates
from duxue.areas.relations import Relations
from duxue.areas.table import Areas
from duxue.areas.tree import ATTRIBUTE
from duxue.messages import Fault, InputError

CodeSystem = Literal["cn-gbt2260", "free"]

FORM = Form(
    required=("code", "name", "parent", "kind", "valid_from"),
    optional=("name_en", "valid_to"),
    prefix=ATTRIBUTE,
)


def read_areas(path: Path, codes: CodeSystem, shown: str) -> Areas:
    """Read a CSV or Parquet file of areas: code, name, parent, kind, valid_from; name_en, valid_to, attr_*.

    An empty parent is a root, an empty valid_to an open end. `codes` says whether codes must have the
    national form; `shown` is the file's name in messages. Raises InputError with all faults at once:
    unknown kinds, bad dates, dates of a code that overlap, a parent that is missing or not valid for
    the whole time, circles, a parent that is of no higher kind, codes of another form.
    """
    cells = read_cells(path, FORM, shown)
    cells = cells.append_column("from_", read_dates(cells["valid_from"]))
    cells = cells.append_column("to_", read_dates(cells["valid_to"]))
    cells = cells.sort_by(
        [("code", "ascending"), ("from_", "ascending"), (ROW, "ascending")]
    ).combine_chunks()
    checker = Checker(cells, shown)
    faults = checker.of_rows()
    if codes == "cn-gbt2260":
        faults += checker.of_codes()
    faults += Relations.of(checker.sound(), shown).faults()
    if faults:
        raise InputError(sorted(faults, key=_where))
    return Areas(_typed(cells))


def _typed(cells: pa.Table) -> pa.Table:
    columns = {name: cells[name] for name in ("code", "name", "name_en", "parent", "kind")}
    columns |= {"valid_from": cells["from_"], "valid_to": cells["to_"]}
    columns |= {name: cells[name] for name in cells.column_names if name.startswith(ATTRIBUTE)}
    return pa.table(columns)


def _where(fault: Fault) -> tuple[int, str]:
    row = fault.place.row if fault.place is not None else None
    return (row or 0, fault.code)
