"""The loader from a workspace folder: the only place that knows how a workspace lies on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from duxue.areas import Areas, CodeSystem, Successions, read_areas, read_successions
from duxue.evaluation import forms
from duxue.evaluation.definitions import Definitions, read_definitions
from duxue.evaluation.entries import read_entries
from duxue.evaluation.inputs import Evaluation, Inputs
from duxue.evaluation.memory import IntakeMemory, key_of_derived, key_of_file
from duxue.evaluation.selection import selected
from duxue.evaluation.windows import read_windows
from duxue.measures.engines.source import RegisterKey
from duxue.messages import Fault, InputError, Place
from duxue.notation import Document, load
from duxue.periods import Window
from duxue.registers import (
    Contract,
    Filing,
    ManifestEntry,
    Obligation,
    Register,
    derive,
    read_filings,
    read_manifest,
    read_obligations,
    safe_path,
    take_in,
)

Made = TypeVar("Made")
Progress = Callable[[str, int, int], None]
"""Told what is being read, how much of it is done, and how much there is."""


def no_progress(what: str, done: int, whole: int) -> None:
    """For callers that show nothing."""


@dataclass
class Faults:
    """Collects the faults of independent files, so that a person sees all of them at once."""

    found: list[Fault] = field(default_factory=list)

    def keep(self, read: Callable[[], Made]) -> Made | None:
        try:
            return read()
        except InputError as error:
            self.found.extend(error.faults)
            return None

    def stop(self) -> None:
        if self.found:
            raise InputError(self.found)


@dataclass(frozen=True)
class Loaded:
    """The inputs, and what was noticed on the way without stopping it."""

    inputs: Inputs
    notes: tuple[Fault, ...]
    memory: IntakeMemory


def load_workspace(root: Path, staging: Path, progress: Progress = no_progress) -> Loaded:
    """Reads a workspace; typed registers are written into `staging`. One `InputError` with every fault."""
    if not (root / "evaluation.yaml").is_file():
        raise InputError.one("workspace-not-there", Place(str(root)), file="evaluation.yaml")
    workspace, document = load(root / "evaluation.yaml", forms.WorkspaceForm, "evaluation.yaml")
    faults = Faults()
    definitions = faults.keep(lambda: read_definitions(root, workspace))
    areas = faults.keep(lambda: _areas(root, workspace.codes))
    windows = faults.keep(lambda: read_windows(workspace, document))
    faults.stop()
    assert definitions is not None
    assert areas is not None
    assert windows is not None
    reader = _Reader(root, staging, definitions, areas, faults, progress, IntakeMemory.of(root))
    successions = faults.keep(lambda: _successions(root, areas))
    evaluations = faults.keep(lambda: _evaluations(workspace, document, areas, windows))
    registers = reader.registers()
    obligations, filings = reader.duties()
    entries = faults.keep(lambda: read_entries(root, definitions, windows))
    faults.stop()
    assert successions is not None
    assert evaluations is not None
    assert entries is not None
    inputs = selected(
        workspace=workspace,
        definitions=definitions,
        areas=areas,
        successions=successions,
        obligations=obligations,
        filings=filings,
        registers=registers,
        entries=entries,
        windows=windows,
        evaluations=evaluations,
    )
    return Loaded(inputs, tuple(reader.notes), reader.memory)


def _areas(root: Path, codes: CodeSystem) -> Areas:
    for name in ("areas.csv", "areas.parquet"):
        if (root / name).exists():
            return read_areas(safe_path(root, name), codes, name)
    raise InputError.one("workspace-file-missing", Place("areas.csv"), file="areas.csv")


def _successions(root: Path, areas: Areas) -> Successions:
    path = root / "successions.csv"
    if not path.exists():
        return Successions((), areas)
    return read_successions(safe_path(root, "successions.csv"), areas, "successions.csv")


def _evaluations(
    workspace: forms.WorkspaceForm, document: Document, areas: Areas, windows: Mapping[str, Window]
) -> tuple[Evaluation, ...]:
    found: list[Evaluation] = []
    faults: list[Fault] = []
    for number, form in enumerate(workspace.evaluations):
        place = ("evaluations", number)
        window = windows.get(form.window)
        if window is None:
            facts = {"window": form.window, "allowed": ", ".join(sorted(windows))}
            faults.append(Fault("workspace-window-unknown", document.place((*place, "window")), facts))
            continue
        codes: list[str] = []
        for index, chosen in enumerate(form.objects):
            codes.extend(_objects(chosen, areas, window, document.place((*place, "objects", index)), faults))
        found.append(Evaluation(form.scheme, form.window, tuple(dict.fromkeys(codes))))
    if faults:
        raise InputError(faults)
    return tuple(found)


def _objects(
    form: forms.ObjectForm, areas: Areas, window: Window, place: Place, faults: list[Fault]
) -> Iterable[str]:
    tree = areas.at(min(period.end for period in window.periods.values()))
    if form.area is not None and form.under is None and form.kind is None:
        if tree.get(form.area) is None:
            faults.append(Fault("workspace-object-unknown", place, {"area": form.area}))
            return []
        return [form.area]
    if form.area is None and form.under is not None and form.kind is not None:
        found = tree.under(form.under, form.kind) if tree.get(form.under) else []
        if not found:
            facts = {"area": form.under, "kind": form.kind}
            faults.append(Fault("workspace-objects-none", place, facts))
        return found
    faults.append(Fault("workspace-object-form", place, {}))
    return []


@dataclass
class _Reader:
    root: Path
    staging: Path
    definitions: Definitions
    areas: Areas
    faults: Faults
    progress: Progress
    memory: IntakeMemory
    notes: list[Fault] = field(default_factory=list)

    def registers(self) -> dict[RegisterKey, Register]:
        """Every file of the manifest, and the registers that are derived from them."""
        path = self.root / "registers" / "manifest.yaml"
        if not path.exists():
            return {}
        entries = self.faults.keep(lambda: read_manifest(path, "registers/manifest.yaml"))
        found: dict[RegisterKey, Register] = {}
        for number, entry in enumerate(entries or []):
            self.progress(entry.file, number, len(entries or []))
            register = self.faults.keep(lambda entry=entry: self._take_in(entry))  # type: ignore[misc]
            if register is not None:
                found[register.register, register.period] = register
        return found | self._derived(found)

    def _take_in(self, entry: ManifestEntry) -> Register:
        shown = f"registers/{entry.file}"
        contract = self.definitions.contract(entry.register, Place("registers/manifest.yaml"))
        tree = self.areas.at(entry.period.reference_date(contract.as_of))
        path = safe_path(self.root / "registers", entry.file)
        key = key_of_file(path, contract, entry.period, entry.origin, shown, self.areas.content_hash)
        known = self.memory.recall(key, contract, entry.period)
        if known is not None:
            return known
        register, notes = take_in(path, contract, entry.period, entry.origin, self.staging, shown, tree)
        self.notes.extend(notes)
        if not notes:
            self.memory.note(key, register)
        return register

    def _derived(self, found: Mapping[RegisterKey, Register]) -> dict[RegisterKey, Register]:
        made: dict[RegisterKey, Register] = {}
        for contract in self.definitions.catalogue.contracts.values():
            if contract.derived is None:
                continue
            for (name, period), register in found.items():
                if name == contract.derived.source:
                    made[contract.id, period] = self._derive(contract, register)
        return made

    def _derive(self, contract: Contract, register: Register) -> Register:
        key = key_of_derived(register, contract)
        known = self.memory.recall(key, contract, register.period)
        if known is not None:
            return known
        made = derive(
            register, contract, self.definitions.catalogue.contracts[register.register], self.staging
        )
        self.memory.note(key, made)
        return made

    def duties(self) -> tuple[tuple[Obligation, ...], tuple[Filing, ...]]:
        contracts: Mapping[str, Contract] = self.definitions.catalogue.contracts
        obligations = self._list(
            "obligations.csv", lambda path, name: read_obligations(path, contracts, self.areas, name)
        )
        filings = self._list(
            "filings.csv", lambda path, name: read_filings(path, contracts, self.areas, name)
        )
        return tuple(obligations), tuple(filings)

    def _list(self, name: str, read: Callable[[Path, str], Iterable[Made]]) -> Iterable[Made]:
        if not (self.root / name).exists():
            return []
        return self.faults.keep(lambda: read(safe_path(self.root, name), name)) or []
