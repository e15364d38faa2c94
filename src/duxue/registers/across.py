"""Checks between registers of one period, row against matching row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.parquet as pq
from sqlglot import exp

from duxue.expressions import fields_of, parse, to_sql
from duxue.messages import Fact, Fault, InputError, Place
from duxue.registers.across_rules import PREFIX, types_beside
from duxue.registers.contracts import Across, Contract
from duxue.registers.findings import Findings
from duxue.registers.row_rules import shown_cells
from duxue.registers.snapshots import Register


def check_across(registers: Iterable[Register], contracts: Mapping[str, Contract]) -> list[Fault]:
    """Checks every register against those that its contract names, where they are there for its period.

    What comes back are notes: checks that are only warnings, and checks that could not run because the other
    register is not there. A row without a match is not judged. Raises InputError with all faults.
    """
    every = list(registers)
    by_period = {(register.register, register.period): register for register in every}
    files: dict[str, Findings] = {}
    notes: list[Fault] = []
    for own in every:
        contract = contracts[own.register]
        for check in contract.across:
            other = by_period.get((check.register_id, own.period))
            if other is None:
                notes.append(_not_run(own, check))
            else:
                pair = _Pair(check, own, contract, other, contracts[check.register_id])
                pair.tell(files)
    faults = [fault for name in sorted(files) for fault in files[name].faults()]
    if faults:
        raise InputError(faults)
    return notes + [fault for name in sorted(files) for fault in files[name].notes()]


def _not_run(own: Register, check: Across) -> Fault:
    facts: Mapping[str, Fact] = {"check": check.id, "register": check.register_id, "period": own.period}
    return Fault("registers-across-not-run", Place(file=own.register), facts)


@dataclass(frozen=True)
class _Pair:
    """One check of one register against another."""

    check: Across
    own: Register
    contract: Contract
    other: Register
    other_contract: Contract

    def tell(self, files: dict[str, Findings]) -> None:
        failing = self._failing()
        own_file = failing.column("_file").to_pylist()
        for file in dict.fromkeys(own_file):
            findings = files.setdefault(file, Findings(file))
            rows = failing.filter(pa.array([name == file for name in own_file]))
            self._add(rows, findings)

    def _add(self, rows: pa.Table, findings: Findings) -> None:
        names = [name for name in rows.column_names if not name.startswith("_")]
        warning = self.check.severity == "warning"

        def facts(index: int) -> Mapping[str, Fact]:
            cells = {name: rows.column(name)[index].as_py() for name in names}
            return {
                "check": self.check.id,
                "register": self.other.register,
                "message": self.check.message,
                "file": rows.column("_other_file")[index].as_py(),
                "other_row": str(rows.column("_other_row")[index].as_py()),
                "found": shown_cells(cells),
            }

        own = ", ".join(name for name in names if not name.startswith(PREFIX))
        code = "registers-across-warned" if warning else "registers-across-failed"
        findings.add_all(code, rows.column("_row"), own, facts, only_note=warning)

    def _failing(self) -> pa.Table:
        """The rows for which the check is false, with the cells that it reads."""
        import duckdb

        must = parse(self.check.must, None)
        condition = to_sql(must, _column, types_beside(self.contract, self.other_contract))
        places = [
            _system("_file", "own").as_("_file"),
            _system("_row", "own").as_("_row"),
            _system("_file", "other").as_("_other_file"),
            _system("_row", "other").as_("_other_row"),
        ]
        cells = [_column(name).as_(name, quoted=True) for name in sorted(fields_of(must))]
        match = [_system(mine, "own").eq(_system(theirs, "other")) for mine, theirs in self.check.on.items()]
        query = (
            exp.select(*places, *cells)
            .from_("own")
            .join("other", on=exp.and_(*match))
            .where(exp.Not(this=exp.Paren(this=condition)))
            .order_by(places[0].this, places[1].this)
        )
        with duckdb.connect() as connection:
            # Handed over as tables: a path with * or [ would be a pattern to the engine.
            connection.register("own", pq.read_table(self.own.path))
            connection.register("other", pq.read_table(self.other.path))
            return connection.sql(query.sql("duckdb")).to_arrow_table()


def _column(name: str) -> exp.Column:
    if name.startswith(PREFIX):
        return _system(name.removeprefix(PREFIX), "other")
    return _system(name, "own")


def _system(name: str, table: str) -> exp.Column:
    return exp.column(name, table=table, quoted=True)
