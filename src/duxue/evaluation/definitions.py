"""The product's definitions and the workspace's own: contracts, measures, standards and schemes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from duxue.evaluation import forms
from duxue.evaluation.entry_checks import hint
from duxue.evaluation.inputs import Overridden
from duxue.library import ROOT
from duxue.measures import Catalogue, Written, check_measures, read_measures, slice_of
from duxue.measures.references import faults_of_slice, faults_of_standards
from duxue.messages import Fact, Fault, InputError, Place
from duxue.notation import Document, likely
from duxue.registers import Contract, faults_beside_source, faults_of_across, load_contract
from duxue.registers.hints import did_you_mean
from duxue.schemes import LoadedScheme, Reference, check_scheme, check_standards, load_scheme
from duxue.schemes.parts import parts_of
from duxue.standards import Standard, load_standards, slices

Made = TypeVar("Made")


@dataclass(frozen=True)
class Definitions:
    """Everything that is defined for a workspace, used or not."""

    catalogue: Catalogue
    standards: Mapping[str, Standard]
    schemes: Mapping[str, LoadedScheme]
    overridden: tuple[Overridden, ...]

    def contract(self, name: str, place: Place | None) -> Contract:
        """The contract of a register; `measures-register-unknown` with the likely word."""
        found = self.catalogue.contracts.get(name)
        if found is None:
            word = did_you_mean(likely(name, list(self.catalogue.contracts)))
            raise InputError.one("measures-register-unknown", place, register=name, likely=word)
        return found


def _source_missing(contract: Contract, source: str, contracts: Mapping[str, Contract]) -> Fault:
    facts: dict[str, Fact] = {"register": source, "likely": did_you_mean(likely(source, list(contracts)))}
    return Fault("measures-register-unknown", Place(f"registers/{contract.id}.yaml"), facts)


def library_folders(root: Path | None) -> Iterator[tuple[Path, str]]:
    """The product's library, then the workspace's, each with the name that messages show."""
    yield ROOT, "library"
    if root is not None and (root / "library").is_dir():
        yield root / "library", "library"


def read_definitions(
    root: Path | None, workspace: forms.WorkspaceForm | None, document: Document | None = None
) -> Definitions:
    """Reads and checks all definitions; schemes are those that the workspace names.

    One `InputError` with the faults of all files, or else of all references between them.
    """
    faults: list[Fault] = []
    overridden: list[Overridden] = []
    contracts = _merged("registers", root, _contracts, faults, overridden)
    measures = _merged("measures", root, read_measures, faults, overridden)
    standards = _merged("standards", root, load_standards, faults, overridden)
    schemes: dict[str, LoadedScheme] = {}
    for number, form in enumerate(workspace.evaluations if workspace else ()):
        line = document.place(("evaluations", number, "scheme")) if document else None
        try:
            schemes[form.scheme] = schemes.get(form.scheme) or find_scheme(form.scheme, root, line)
        except InputError as error:
            faults.extend(error.faults)
    if faults:
        raise InputError(faults)
    faults.extend(_schemes_twice(schemes, root, overridden))
    if faults:
        raise InputError(faults)
    catalogue = Catalogue(measures, contracts)
    faults.extend(_contract_faults(contracts))
    if faults:
        raise InputError(faults)
    check_measures(catalogue)
    check_standards(standards, catalogue.definitions)
    faults.extend(faults_of_standards(catalogue, standards))
    for name, loaded in schemes.items():
        try:
            check_scheme(loaded, catalogue.definitions, standards)
        except InputError as error:
            faults.extend(error.faults)
        else:
            faults.extend(_scheme_faults(name, loaded, catalogue))
    faults.extend(_standard_faults(standards, catalogue))
    if faults:
        raise InputError(faults)
    return Definitions(catalogue, standards, schemes, tuple(overridden))


def _contract_faults(contracts: Mapping[str, Contract]) -> Iterator[Fault]:
    """What is wrong between contracts: checks across registers, and registers that are derived from others."""
    for contract in contracts.values():
        yield from faults_of_across(contract, contracts)
        if contract.derived is None:
            continue
        source = contracts.get(contract.derived.source)
        if source is None:
            yield _source_missing(contract, contract.derived.source, contracts)
        else:
            yield from faults_beside_source(contract, source)


def _schemes_twice(
    schemes: Mapping[str, LoadedScheme], root: Path | None, overridden: list[Overridden]
) -> Iterator[Fault]:
    """A scheme of the workspace with the id of one of the product's must say what it overrides and why."""
    for name, loaded in schemes.items():
        own = root is not None and (root / "library" / "schemes" / name / "scheme.yaml").is_file()
        if not own or not (ROOT / "schemes" / name / "scheme.yaml").is_file():
            continue
        if loaded.scheme.overrides is None:
            yield Fault("workspace-overrides", loaded.document.place(("id",)), {"id": name})
        else:
            overridden.append(Overridden("schemes", name, loaded.scheme.overrides))


def _scheme_faults(name: str, loaded: LoadedScheme, catalogue: Catalogue) -> Iterator[Fault]:
    """A folder that is called otherwise than its scheme, and codes of slices that no register has."""
    if loaded.scheme.id != name:
        facts = {"found": loaded.scheme.id, "folder": name}
        yield Fault("workspace-scheme-folder", loaded.document.place(("id",)), facts)
    for path, reference in parts_of(Reference, loaded.scheme):
        given = reference.figure.slice
        yield from faults_of_slice(catalogue, reference.measure, given, loaded.document.place(path))


def _standard_faults(standards: Mapping[str, Standard], catalogue: Catalogue) -> Iterator[Fault]:
    for name, standard in standards.items():
        place = Place(f"library/standards/{name}.yaml")
        for pairs in slices(standard, catalogue.slices(standard.measure)):
            yield from faults_of_slice(catalogue, standard.measure, slice_of(pairs), place)


def find_scheme(name: str, root: Path | None, place: Place | None = None) -> LoadedScheme:
    """A scheme by id: the workspace's own, then the product's; `schemes-unknown` with the likely word."""
    folders = [folder / "schemes" for folder, _ in reversed(list(library_folders(root)))]
    for folder in folders:
        if (folder / name / "scheme.yaml").is_file():
            return load_scheme(folder / name, f"{name}/scheme.yaml")
    known = sorted(path.parent.name for folder in folders for path in folder.glob("*/scheme.yaml"))
    facts: dict[str, Fact] = {"scheme": name, **hint(name, known)}
    raise InputError.one("workspace-scheme-unknown", place, **facts)


def _contracts(folder: Path, shown: str) -> dict[str, Contract]:
    found: dict[str, Contract] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else []:
        try:
            contract = load_contract(path, f"{shown}/{path.name}")
        except InputError as error:
            faults.extend(error.faults)
            continue
        if contract.id in found:
            place = Place(f"{shown}/{path.name}")
            faults.append(Fault("workspace-id-twice", place, {"id": contract.id}))
        found[contract.id] = contract
    if faults:
        raise InputError(faults)
    return found


def _merged(
    part: str,
    root: Path | None,
    read: Callable[[Path, str], Mapping[str, Made]],
    faults: list[Fault],
    overridden: list[Overridden],
) -> dict[str, Made]:
    """The product's and the workspace's; the same id twice is an error unless it says what it overrides and why."""
    found: dict[str, Made] = {}
    for folder, shown in library_folders(root):
        try:
            own = read(folder / part, f"{shown}/{part}")
        except InputError as error:
            faults.extend(error.faults)
            continue
        for name in own.keys() & found.keys():
            definition: Any = own[name].definition if isinstance(own[name], Written) else own[name]  # type: ignore[attr-defined]
            reason = getattr(definition, "overrides", None)
            if reason is None:
                faults.append(
                    Fault("workspace-overrides", _place(own[name], shown, part, name), {"id": name})
                )
            else:
                overridden.append(Overridden(part, name, reason))
        found.update(own)
    return found


def _place(read: Any, shown: str, part: str, name: str) -> Place:
    """The line of a measure; else the file, which is called like the id."""
    found = read.place("id") if isinstance(read, Written) else None
    return found or Place(f"{shown}/{part}/{name}.yaml")
