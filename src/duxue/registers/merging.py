"""Puts the files of one register and period together: seven counties hand in one register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from duxue.messages import Fact, InputError
from duxue.registers.contracts import Contract
from duxue.registers.findings import Findings, clipped
from duxue.registers.repeats import repeats
from duxue.registers.snapshots import Register, sorted_by_key, stored


def merged(registers: Sequence[Register], contract: Contract, out_dir: Path) -> Register:
    """One register with the rows of all; a single one comes back as it is.

    Raises InputError when two files hold a row of the same key, or a reporter that may have one row only.
    """
    if not registers:
        raise ValueError("nothing to put together")
    if len(registers) == 1:
        return registers[0]
    table = pa.concat_tables([pq.read_table(register.path) for register in registers])
    rows = sorted_by_key(table, contract)
    _check(rows, contract.key)
    if contract.one_row_per_reporter and contract.key != [contract.reported_by]:
        by_reporter = rows.sort_by(
            [(contract.reported_by, "ascending"), ("_file", "ascending"), ("_row", "ascending")]
        )
        _check(by_reporter, [contract.reported_by])
    origins = frozenset[str]().union(*(register.origins for register in registers))
    return stored(rows, contract, registers[0].period, origins, out_dir)


def _check(rows: pa.Table, names: Sequence[str]) -> None:
    found = repeats(rows, names)
    if not found:
        return
    places = rows.select([*names, "_file", "_row"])
    title = ", ".join(names)
    files: dict[str, list[tuple[int, int]]] = {}
    for again, first in found:
        files.setdefault(places.column("_file")[again].as_py(), []).append((again, first))
    faults = []
    for file, pairs in sorted(files.items()):
        findings = Findings(file)

        def facts(index: int, pairs: list[tuple[int, int]] = pairs) -> Mapping[str, Fact]:
            first = pairs[index][1]
            key = ", ".join(f"{name}={places.column(name)[first].as_py()}" for name in names)
            other = places.column("_file")[first].as_py()
            return {"file": other, "first": str(places.column("_row")[first].as_py()), "key": clipped(key)}

        numbers = [places.column("_row")[again].as_py() for again, _ in pairs]
        findings.add_all("registers-merge-key-twice", numbers, title, facts)
        faults += findings.faults()
    raise InputError(faults)
