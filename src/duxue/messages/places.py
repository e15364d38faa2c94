from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a line and column of a text file, or a row and field of a table.

    Lines, columns and rows count from 1. A table's row 1 is its header, as a person counts in a spreadsheet.
    """

    file: str
    line: int | None = None
    column: int | None = None
    row: int | None = None
    field: str | None = None

    def shown(self, lang: str) -> str:
        """For instance "scheme.yaml:12:5", or "pupils.csv, row 7, column pupils" ("pupils.csv 第7行 pupils列")."""
        where = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        if lang == "zh":
            row, field = f" 第{self.row}行", f" {self.field}列"
        else:
            row, field = f", row {self.row}", f", column {self.field}"
        return where + (row if self.row is not None else "") + (field if self.field is not None else "")

    def __str__(self) -> str:
        return self.shown("en")
