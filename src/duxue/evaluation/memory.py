"""What was taken in before: a file that has not changed since is not read and checked again.

The memory is one small file beside the snapshots. It only says where typed rows lie that an earlier run froze;
their hash is taken anew each time, so a memory that is wrong, old or gone costs time and nothing else.
"""

from __future__ import annotations

import filecmp
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from duxue import __version__
from duxue.notation import written
from duxue.periods import Period
from duxue.registers import Contract, Register, content_hash

FILE = "intake.json"


def key_of_file(path: Path, contract: Contract, period: Period, origin: str, shown: str, areas: str) -> str:
    """A hash over all that the intake of a file depends on: bytes, contract, period, origin, areas, code."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            found.update(chunk)
    found.update("\x1f".join([written(contract), str(period), origin, shown, areas, __version__]).encode())
    return found.hexdigest()


def key_of_derived(source: Register, contract: Contract) -> str:
    """The same for a register that is derived from another; file and row lie outside a register's hash."""
    parts = ["derived", source.content_hash, str(source.path.name), written(contract), __version__]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def key_of_checks(registers: Iterable[Register], contracts: Mapping[str, Contract]) -> str:
    """The same for the checks across registers."""
    rows = sorted(
        (r.register, str(r.period), r.content_hash, written(contracts[r.register])) for r in registers
    )
    return hashlib.sha256("\x1f".join(["across", *map(str, rows), __version__]).encode()).hexdigest()


@dataclass
class IntakeMemory:
    """Recalls registers and passed checks by key, and notes those of this run."""

    snapshots: Path
    known: dict[str, Any] = field(default_factory=dict)
    noted: dict[str, Register] = field(default_factory=dict)
    passed: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: Path) -> IntakeMemory:
        snapshots = root / "snapshots"
        try:
            known = json.loads((snapshots / FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            known = {}
        return cls(snapshots, known if isinstance(known, dict) else {})

    def recall(self, key: str, contract: Contract, period: Period) -> Register | None:
        """The register, where its rows still lie in a snapshot and have the hash that they had."""
        entry = self.known.get(key)
        if not isinstance(entry, dict):
            return None
        path = self.snapshots / str(entry.get("file"))
        try:
            table = pq.read_table(path)
            digest = content_hash(table, contract)
        except (OSError, ValueError, KeyError):
            return None
        if digest != entry.get("hash"):
            return None
        origins = frozenset(map(str, entry.get("origins", [])))
        register = Register(contract.id, period, digest, path, table.num_rows, origins)
        self.noted[key] = register
        return register

    def note(self, key: str, register: Register) -> None:
        self.noted[key] = register

    def has_passed(self, key: str) -> bool:
        """Whether a check passed without a note on the same content."""
        if key in self.known.get("passed", ()):
            self.passed.add(key)
        return key in self.passed

    def write(self, digest: str, work: Path) -> None:
        """Says where this run's registers lie now, for the next one; replaced by one rename.

        A snapshot of the same content may have been frozen from a file with its rows in another order. Where
        rows stood is not part of the content, so such a register is not remembered: its trace would be wrong.
        """
        entries: dict[str, Any] = {"passed": sorted(self.passed)}
        for key, register in self.noted.items():
            name = f"{digest}/registers/{frozen_name(register)}"
            if filecmp.cmp(register.path, self.snapshots / name, shallow=False):
                entries[key] = {
                    "file": name,
                    "hash": register.content_hash,
                    "origins": sorted(register.origins),
                }
        file = work / FILE
        file.write_text(json.dumps(entries, indent=1) + "\n", encoding="utf-8")
        file.replace(self.snapshots / FILE)


def frozen_name(register: Register) -> str:
    """The name of a register's file in a snapshot."""
    return f"{register.register}.{register.period}.{register.content_hash[:16]}.parquet"
