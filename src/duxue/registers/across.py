"""Checks between registers of one period, row against matching row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.parquet as pq
from sqlglot import exp

from duxue.expressions import FieldType, fields_of, parse, to_sql
from duxue.expressions import check as check_types
from duxue.messages import Fact, Fault, InputError, Place, listed
from duxue.notation import likely
from duxue.registers.contracts import Across, Contract
from duxue.registers.findings import Findings
from duxue.registers.hints import did_you_mean
from duxue.registers.row_rules import shown_cells
from duxue.registers.snapshots import Register

PREFIX = "other."
"""How a check names the fields of the other register."""


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


def faults_of_across(contract: Contract, contracts: Mapping[str, Contract]) -> list[Fault]:
    """What is wrong with the checks across registers, once the other contracts are known."""
    faults: list[Fault] = []
    for check in contract.across:
        at = Place(file=contract.id, field=check.id)
        other = contracts.get(check.register_id)
        if other is None:
            faults.append(
                Fault(
                    "registers-unknown-register",
                    at,
                    {
                        "found": check.register_id,
                        "likely": did_you_mean(likely(check.register_id, contracts)),
                        "allowed": listed(contracts),
                    },
                )
            )
            continue
        unmatched = list(_matching(check, contract, other, at))
        faults += unmatched
        if not unmatched:
            faults += _expression(check, contract, other, at)
    return faults


def _matching(check: Across, contract: Contract, other: Contract, at: Place) -> Iterator[Fault]:
    for mine, theirs in check.on.items():
        if theirs not in other.fields:
            yield _unknown_field(check, theirs, other, at)
        elif mine in contract.fields and contract.fields[mine].type != other.fields[theirs].type:
            yield Fault(
                "registers-across-types-differ",
                at,
                {
                    "check": check.id,
                    "name": mine,
                    "type": contract.fields[mine].type,
                    "found": theirs,
                    "other_type": other.fields[theirs].type,
                },
            )
    if not set(other.key) <= set(check.on.values()):
        yield Fault(
            "registers-across-not-unique",
            at,
            {
                "check": check.id,
                "register": other.id,
                "on": listed(check.on.values()),
                "key": listed(other.key),
            },
        )


def _expression(check: Across, contract: Contract, other: Contract, at: Place) -> list[Fault]:
    try:
        must = parse(check.must, at)
        unknown = [name for name in sorted(fields_of(must)) if _is_unknown(name, other)]
        if unknown:
            return [_unknown_field(check, name.removeprefix(PREFIX), other, at) for name in unknown]
        found = check_types(must, _types(contract, other), at)
    except InputError as error:
        return list(error.faults)
    if found.kind != "boolean":
        return [Fault("registers-check-not-yes-or-no", at, {"check": check.id, "must": check.must})]
    return []


def _is_unknown(name: str, other: Contract) -> bool:
    return name.startswith(PREFIX) and name.removeprefix(PREFIX) not in other.fields


def _unknown_field(check: Across, name: str, other: Contract, at: Place) -> Fault:
    return Fault(
        "registers-across-unknown-field",
        at,
        {
            "check": check.id,
            "register": other.id,
            "found": name,
            "likely": did_you_mean(likely(name, other.fields)),
            "allowed": listed(other.fields),
        },
    )


def _types(contract: Contract, other: Contract) -> dict[str, FieldType]:
    theirs = {PREFIX + name: kind for name, kind in other.field_types().items()}
    return {**contract.field_types(), **theirs}


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
        condition = to_sql(must, _column, _types(self.contract, self.other_contract))
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
