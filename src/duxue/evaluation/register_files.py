"""The registers of a workspace: whole files by the manifest, what is derived from them, and who owes what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from duxue.areas import Areas
from duxue.evaluation.definitions import Definitions
from duxue.evaluation.faults import Faults
from duxue.evaluation.memory import IntakeMemory, key_of_checks, key_of_derived, key_of_file
from duxue.measures.engines.source import RegisterKey
from duxue.messages import Fault, InputError, Place
from duxue.notation import Document, read
from duxue.registers import (
    Contract,
    Filing,
    ManifestEntry,
    Obligation,
    Register,
    merged,
    read_filings,
    read_manifest,
    read_obligations,
    safe_path,
)

MANIFEST = "registers/manifest.yaml"
Made = TypeVar("Made")
Progress = Callable[[str, int, int], None]
"""Told what is being read, how much of it is done, and how much there is."""


@dataclass
class RegisterReader:
    """Reads what a workspace folder says of registers; faults are kept, notes do not stop anything."""

    root: Path
    staging: Path
    definitions: Definitions
    areas: Areas
    faults: Faults
    progress: Progress
    memory: IntakeMemory
    notes: list[Fault] = field(default_factory=list)

    @property
    def contracts(self) -> Mapping[str, Contract]:
        return self.definitions.catalogue.contracts

    def registers(self) -> dict[RegisterKey, Register]:
        """Every file of the manifest, files of one register and period put together, and what is derived."""
        path = self.root / "registers" / "manifest.yaml"
        if not path.exists():
            return {}
        entries = self.faults.keep(lambda: read_manifest(path, MANIFEST)) or []
        document = read(path, MANIFEST) if entries else None
        parts: dict[RegisterKey, list[Register]] = {}
        for number, entry in enumerate(entries):
            self.progress(entry.file, number, len(entries))
            register = self.faults.keep(partial(self._take_in, entry, partial(_line, document, number)))
            if register is not None:
                parts.setdefault((register.register, register.period), []).append(register)
        found = dict(self._merged(parts))
        found |= self._derived(found)
        self._check_across(found.values())
        return found

    def _check_across(self, registers: Iterable[Register]) -> None:
        key = key_of_checks(registers, self.contracts)
        checked = any(self.contracts[register.register].across for register in registers)
        if not checked or self.memory.has_passed(key):
            return
        from duxue.registers import check_across

        notes = self.faults.keep(lambda: check_across(registers, self.contracts))
        if notes == []:
            self.memory.passed.add(key)
        self.notes += notes or []

    def _take_in(self, entry: ManifestEntry, line: Callable[[str], Place]) -> Register:
        """The typed register; a wrong id or path is told at its line of the manifest."""
        shown = f"registers/{entry.file}"
        contract = self.definitions.contract(entry.register, line("register"))
        tree = self.areas.at(entry.period.reference_date(contract.as_of))
        path = self._path(entry.file, line("file"))
        key = key_of_file(path, contract, entry.period, entry.origin, shown, self.areas.content_hash)
        known = self.memory.recall(key, contract, entry.period)
        if known is not None:
            return known
        from duxue.registers import take_in

        register, notes = take_in(path, contract, entry.period, entry.origin, self.staging, shown, tree)
        self.notes.extend(notes)
        if not notes:
            self.memory.note(key, register)
        return register

    def _path(self, file: str, line: Place) -> Path:
        try:
            return safe_path(self.root / "registers", file)
        except InputError as error:
            raise InputError(Fault(fault.code, line, fault.facts) for fault in error.faults) from None

    def _merged(self, parts: Mapping[RegisterKey, list[Register]]) -> Iterator[tuple[RegisterKey, Register]]:
        for key, registers in parts.items():
            whole = self.faults.keep(lambda: merged(registers, self.contracts[key[0]], self.staging))  # noqa: B023
            if whole is not None:
                yield key, whole

    def _derived(self, found: Mapping[RegisterKey, Register]) -> dict[RegisterKey, Register]:
        made: dict[RegisterKey, Register] = {}
        for contract in self.contracts.values():
            for (name, period), register in found.items():
                if contract.derived is not None and name == contract.derived.source:
                    made[contract.id, period] = self._derive(contract, register)
        return made

    def _derive(self, contract: Contract, register: Register) -> Register:
        key = key_of_derived(register, contract)
        known = self.memory.recall(key, contract, register.period)
        if known is not None:
            return known
        from duxue.registers import derive

        made = derive(register, contract, self.contracts[register.register], self.staging)
        self.memory.note(key, made)
        return made

    def duties(self) -> tuple[tuple[Obligation, ...], tuple[Filing, ...]]:
        """Who owes which register, and who has filed it."""
        obligations = self._list(
            "obligations.csv", lambda path, name: read_obligations(path, self.contracts, self.areas, name)
        )
        filings = self._list(
            "filings.csv", lambda path, name: read_filings(path, self.contracts, self.areas, name)
        )
        return tuple(obligations), tuple(filings)

    def _list(self, name: str, read: Callable[[Path, str], Iterable[Made]]) -> Iterable[Made]:
        if not (self.root / name).exists():
            return []
        return self.faults.keep(lambda: read(safe_path(self.root, name), name)) or []


def _line(document: Document | None, number: int, key: str) -> Place:
    """Where the manifest names the file or the register of an entry."""
    return document.place(("files", number, key)) if document else Place(MANIFEST)
