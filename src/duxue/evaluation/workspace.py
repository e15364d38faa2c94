"""The loader from a workspace folder: the only place that knows how a workspace lies on disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from duxue.areas import Areas, CodeSystem, Successions, read_areas, read_successions
from duxue.evaluation import forms
from duxue.evaluation.definitions import read_definitions
from duxue.evaluation.entries import read_entries
from duxue.evaluation.faults import Faults
from duxue.evaluation.inputs import Evaluation, Inputs
from duxue.evaluation.memory import IntakeMemory
from duxue.evaluation.register_files import Progress, RegisterReader
from duxue.evaluation.selection import selected
from duxue.evaluation.windows import read_windows
from duxue.evaluation.workspace_checks import left_out, workspace_faults
from duxue.messages import Fault, InputError, Place
from duxue.notation import Document, load
from duxue.periods import Window
from duxue.registers import safe_path


def no_progress(what: str, done: int, whole: int) -> None:
    """For callers that show nothing."""


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
    definitions = faults.keep(lambda: read_definitions(root, workspace, document))
    areas = faults.keep(lambda: _areas(root, workspace.codes))
    windows = faults.keep(lambda: read_windows(workspace, document))
    faults.stop()
    assert definitions is not None
    assert areas is not None
    assert windows is not None
    faults.found.extend(workspace_faults(workspace, document, definitions, windows))
    reader = RegisterReader(root, staging, definitions, areas, faults, progress, IntakeMemory.of(root))
    successions = faults.keep(lambda: _successions(root, areas))
    evaluations = faults.keep(lambda: _evaluations(workspace, document, areas, windows))
    registers = reader.registers()
    obligations, filings = reader.duties()
    entries = faults.keep(lambda: read_entries(root, definitions, areas))
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
    return Loaded(inputs, (*reader.notes, *left_out(inputs, document)), reader.memory)


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
