"""The measures in use: the library's and the workspace's, checked against registers and against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from duxue.measures import definitions as forms
from duxue.messages import Fault, InputError, Place, Text
from duxue.notation import Document, likely, read, validate
from duxue.periods import PeriodType
from duxue.registers import Contract
from duxue.registers.hints import did_you_mean

KINDS: dict[str, type[Any]] = {
    "count": forms.Count,
    "sum": forms.Sum,
    "share": forms.Share,
    "stated": forms.Stated,
    "combine": forms.Combine,
    "ratio": forms.Ratio,
    "spread": forms.Spread,
    "reach": forms.Reach,
    "across": forms.Across,
    "change": forms.Change,
    "compare": forms.Compare,
}


@dataclass(frozen=True, slots=True)
class Written:
    """A definition and the place in a file where it is written."""

    definition: forms.Definition
    document: Document | None = field(default=None, compare=False)
    at: tuple[str | int, ...] = ()

    def place(self, *path: str | int) -> Place | None:
        return self.document.place((*self.at, *path)) if self.document else None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Measures by id, with the contracts of the registers that they read."""

    written: Mapping[str, Written]
    contracts: Mapping[str, Contract]
    _types: dict[str, PeriodType | None] = field(default_factory=dict, compare=False)

    def __contains__(self, measure: str) -> bool:
        return measure in self.written

    def __getitem__(self, measure: str) -> forms.Definition:
        """The definition; `measures-unknown` with the likely word where there is none."""
        if measure not in self.written:
            raise InputError.one(
                "measures-unknown", None, measure=measure, likely=did_you_mean(likely(measure, self.written))
            )
        return self.written[measure].definition

    @property
    def definitions(self) -> dict[str, forms.Definition]:
        return {name: written.definition for name, written in self.written.items()}

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.written))

    def place(self, measure: str, *path: str | int) -> Place | None:
        return self.written[measure].place(*path)

    def title(self, measure: str) -> Text:
        return forms.title_of(self[measure])

    def slice_title(self, measure: str, key: str, value: str) -> Text:
        """The words for a code of a slice, from the register that the measure leads to."""
        for name in sorted(self.closure([measure])):
            register = getattr(self[name], "register_id", None)
            contract = self.contracts.get(register) if register is not None else None
            declared = contract.fields.get(key) if contract else None
            codes = getattr(declared, "codes", {})
            if value in codes:
                title: Text = codes[value]
                return title
        return Text.same(f"{key}={value}")

    def additive(self, measure: str) -> bool:
        """Whether the measure adds up over rows: a count, a sum, or a combination of such."""
        definition = self[measure]
        if isinstance(definition, forms.Combine):
            return all(self.additive(part.measure) for part in definition.parts)
        return isinstance(definition, forms.Count | forms.Sum)

    def period_type(self, measure: str) -> PeriodType | None:
        """The period type that the figure is written with: its register's, or that of its first part."""
        if measure not in self._types:
            definition = self[measure]
            if isinstance(definition, forms.Count | forms.Sum | forms.Share):
                self._types[measure] = self.contracts[definition.register_id].period_type
            elif isinstance(definition, forms.Stated) or (
                isinstance(definition, forms.Reach) and definition.over
            ):
                self._types[measure] = definition.period_type
            else:
                _, first = next(iter(definition.references()))
                self._types[measure] = self.period_type(first.measure)
        return self._types[measure]

    def slices(self, measure: str) -> tuple[str, ...]:
        return self[measure].by

    def codes(self, measure: str, key: str) -> frozenset[str]:
        """The codes that a slice by this key may name; empty where only figures stated elsewhere could tell."""
        definition = self[measure]
        if isinstance(definition, forms.Count | forms.Sum | forms.Share):
            declared = self.contracts[definition.register_id].fields.get(key)
            return frozenset(getattr(declared, "codes", ()))
        parts = {part.measure for _, part in definition.references() if key in self.slices(part.measure)}
        return frozenset(code for part in parts for code in self.codes(part, key))

    def closure(self, measures: Iterable[str]) -> set[str]:
        """The measures and all that they are made of."""
        found: set[str] = set()
        queue = list(measures)
        while queue:
            measure = queue.pop()
            if measure not in found:
                found.add(measure)
                queue.extend(part.measure for _, part in self[measure].references())
        return found


def read_measures(folder: Path, shown: str) -> dict[str, Written]:
    """Every measure of a folder of YAML files; all faults of all files at once."""
    found: dict[str, Written] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else []:
        try:
            for written in _read_file(path, f"{shown}/{path.name}"):
                _keep(written, found, faults)
        except InputError as error:
            faults.extend(error.faults)
    if faults:
        raise InputError(faults)
    return found


def _keep(written: Written, found: dict[str, Written], faults: list[Fault]) -> None:
    name = written.definition.id
    if name in found:
        first = found[name].place("id")
        facts = {"measure": name, "first": str(first)}
        faults.append(Fault("measures-id-twice", written.place("id"), facts))
        return
    found[name] = written


def _read_file(path: Path, shown: str) -> list[Written]:
    document = read(path, shown)
    value = document.value
    if isinstance(value, dict) and isinstance(value.get("measures"), list):
        places: list[tuple[str | int, ...]] = [("measures", index) for index in range(len(value["measures"]))]
    else:
        places = [()]
    found: list[Written] = []
    faults: list[Fault] = []
    for at in places:
        try:
            found.append(Written(validate(document, _form(document, at), at), document, at))
        except InputError as error:
            faults.extend(error.faults)
    if faults:
        raise InputError(faults)
    return found


def _form(document: Document, at: tuple[str | int, ...]) -> type[Any]:
    value: Any = document.value
    for step in at:
        value = value[step]
    kind = value.get("kind") if isinstance(value, dict) else None
    if kind in KINDS:
        return KINDS[kind]
    raise InputError.one(
        "measures-kind-unknown",
        document.place((*at, "kind")),
        kind=str(kind),
        likely=did_you_mean(likely(str(kind), KINDS)),
        allowed=", ".join(KINDS),
    )
