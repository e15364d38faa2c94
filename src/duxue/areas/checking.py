"""What must hold in a table of areas. All faults are found at once, over whole columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from duxue.areas.codes import check_code, is_free_code, suspects, unusual
from duxue.areas.kinds import KINDS
from duxue.areas.reading import ROW
from duxue.messages import Fact, Fault, Place, listed, shortened
from duxue.notation import likely

Facts = Callable[[Mapping[str, Any]], Mapping[str, Fact]]


@dataclass(frozen=True)
class Checker:
    """A table of areas as read: text columns, the dates also parsed (`from_`, `to_`), `_row`."""

    cells: pa.Table
    shown: str

    def of_rows(self) -> list[Fault]:
        """Faults that show in a row alone."""
        cells = self.cells
        faults = [fault for name in ("code", "name", "kind", "valid_from") for fault in self._empty(name)]
        faults += self._unusable_codes()
        known = pc.is_in(cells["kind"], pa.array(list(KINDS)))
        unknown = pc.and_(pc.is_valid(cells["kind"]), pc.invert(known))
        faults += self._where(unknown, "kind", "areas-kind-unknown", _kind_facts)
        for name, parsed in (("valid_from", "from_"), ("valid_to", "to_")):
            unread = pc.and_(pc.is_valid(cells[name]), pc.is_null(cells[parsed]))
            faults += self._where(unread, name, "areas-date", _found(name))
        backwards = pc.fill_null(pc.less(cells["to_"], cells["from_"]), False)
        faults += self._where(
            backwards, "valid_to", "areas-dates-backwards",
            lambda row: {"start": row["valid_from"], "end": row["valid_to"]},
        )  # fmt: skip
        return faults

    def of_codes(self) -> list[Fault]:
        """Codes that are not of the national form (`cn-gbt2260`)."""
        cells = self.cells
        suspect = pc.fill_null(suspects(cells["code"], cells["kind"], cells["parent"]), False)
        faults = []
        for row in cells.filter(suspect).select(["code", "kind", "parent", ROW]).to_pylist():
            if is_free_code(row["code"]) and row["kind"] in KINDS:
                fault = check_code(row["code"], row["kind"], row["parent"])
                if fault is not None:
                    faults.append(Fault(fault.code, self._place(row[ROW], "code"), fault.facts))
        return faults

    def sound(self) -> pa.Table:
        """The rows whose code, kind and dates can be used to judge how rows fit together."""
        cells = self.cells
        dated = pc.and_(
            pc.is_valid(cells["from_"]), pc.or_(pc.is_null(cells["valid_to"]), pc.is_valid(cells["to_"]))
        )
        forwards = pc.fill_null(pc.less_equal(cells["from_"], cells["to_"]), True)
        known = pc.and_(pc.is_valid(cells["code"]), pc.is_in(cells["kind"], pa.array(list(KINDS))))
        sound = pc.and_(known, pc.and_(dated, forwards))
        return cells if pc.all(sound).as_py() else cells.filter(sound).combine_chunks()

    def _unusable_codes(self) -> Iterator[Fault]:
        unusual_rows = self.cells.filter(pc.fill_null(unusual(self.cells["code"]), False))
        for row in unusual_rows.select(["code", ROW]).to_pylist():
            if not is_free_code(row["code"]):
                yield Fault(
                    "areas-code-free", self._place(row[ROW], "code"), {"found": shortened(row["code"])}
                )

    def _empty(self, name: str) -> Iterator[Fault]:
        return self._where(
            pc.is_null(self.cells[name]), name, "areas-cell-empty", lambda row: {"column": name}
        )

    def _where(self, bad: pa.ChunkedArray, field: str, code: str, facts: Facts) -> Iterator[Fault]:
        if not pc.any(bad, min_count=0).as_py():
            return
        for row in self.cells.filter(bad).to_pylist():
            yield Fault(code, self._place(row[ROW], field), facts(row))

    def _place(self, row: int, field: str) -> Place:
        return Place(self.shown, row=row, field=field)


def _found(name: str) -> Facts:
    return lambda row: {"found": shortened(row[name])}


def _kind_facts(row: Mapping[str, Any]) -> Mapping[str, Fact]:
    titles = {word: kind.id for kind in KINDS.values() for word in (kind.id, kind.title.zh, kind.title.en)}
    guess = likely(row["kind"], titles)
    facts: dict[str, Fact] = {"found": shortened(row["kind"]), "allowed": listed(KINDS)}
    return facts | {"likely": titles[guess] if guess else "—"}
