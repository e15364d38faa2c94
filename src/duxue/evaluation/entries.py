"""What people stated and judged, from the workspace's files into entries with their places checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from duxue.evaluation import forms
from duxue.evaluation.definitions import Definitions
from duxue.evaluation.inputs import Person
from duxue.measures import FigureId, Incomparable, StatedFigure
from duxue.messages import Fault, InputError, Place
from duxue.notation import Document, StrictModel, likely, load
from duxue.periods import Period, Window
from duxue.registers import safe_path
from duxue.schemes import Leaf
from duxue.scoring import Judgement, Problem, StatedTotal
from duxue.values import plain, unit

Form = TypeVar("Form", bound=StrictModel)


@dataclass(frozen=True)
class Entries:
    stated: tuple[StatedFigure, ...]
    sources: Mapping[str, forms.SourceForm]
    judgements: tuple[Judgement, ...]
    stated_totals: tuple[StatedTotal, ...]
    people: Mapping[str, Person]
    problems: tuple[Problem, ...]
    admitted: tuple[forms.AdmittedForm, ...] | None
    evidence: tuple[forms.EvidenceForm, ...]


def read_entries(root: Path, definitions: Definitions, windows: Mapping[str, Window]) -> Entries:
    """Everything that people wrote; one `InputError` with the faults of all four files."""
    faults: list[Fault] = []

    def read(name: str, model: type[Form]) -> tuple[Form, Document | None]:
        try:
            if (root / name).exists():
                return load(safe_path(root, name), model, name)
        except InputError as error:
            faults.extend(error.faults)
        return model(), None

    stated, stated_at = read("stated.yaml", forms.StatedFile)
    judged, judged_at = read("judgements.yaml", forms.JudgementsFile)
    problems, _ = read("problems.yaml", forms.ProblemsFile)
    evidence, evidence_at = read("evidence.yaml", forms.EvidenceFile)
    figures = [] if stated_at is None else list(_stated(stated, stated_at, definitions, faults))
    if judged_at is not None:
        faults.extend(_judgement_faults(judged, judged_at, definitions))
    if evidence_at is not None:
        faults.extend(_evidence_faults(evidence, evidence_at, root))
    if faults:
        raise InputError(faults)
    return Entries(
        tuple(figures),
        stated.sources,
        tuple(map(_judgement, judged.points)),
        tuple(map(_total, judged.stated)),
        {key: Person(key, person.name, person.unit) for key, person in judged.people.items()},
        tuple(Problem(p.id, p.title, p.state, p.stated, p.area) for p in problems.last_year),
        problems.admitted,
        evidence.evidence,
    )


def _stated(
    file: forms.StatedFile, document: Document, definitions: Definitions, faults: list[Fault]
) -> Iterator[StatedFigure]:
    seen: dict[FigureId, int] = {}
    for number, form in enumerate(file.figures):
        place = document.place(("figures", number, "figure"))
        try:
            figure = _figure(form, document, number, definitions)
        except InputError as error:
            faults.extend(Fault(f.code, f.place or place, f.facts) for f in error.faults)
            continue
        if form.source not in file.sources:
            word = likely(form.source, list(file.sources)) or "—"
            facts = {"source": form.source, "likely": word}
            faults.append(
                Fault("workspace-source-unknown", document.place(("figures", number, "source")), facts)
            )
        if figure.id in seen:
            first = document.place(("figures", seen[figure.id], "figure"))
            faults.append(
                Fault("workspace-stated-twice", place, {"figure": str(figure.id), "first": str(first)})
            )
        seen[figure.id] = number
        yield figure


def _figure(
    form: forms.StatedForm, document: Document, number: int, definitions: Definitions
) -> StatedFigure:
    parsed = FigureId.parse(form.figure)
    catalogue = definitions.catalogue
    declared = unit(catalogue[parsed.measure].unit)
    found = unit(form.unit)
    if found.dimension != declared.dimension:
        facts = {"found": form.unit, "declared": declared.id}
        raise InputError.one("measures-units-differ", document.place(("figures", number, "unit")), **facts)
    period = Period.parse(parsed.period)
    type_ = catalogue.period_type(parsed.measure)
    if type_ is not None and period.type is not type_:
        facts = {"figure": form.figure, "found": period.type.value, "wanted": type_.value}
        raise InputError.one(
            "workspace-stated-period", document.place(("figures", number, "figure")), **facts
        )
    other = form.not_comparable
    return StatedFigure(
        id=FigureId(parsed.measure, parsed.slice, parsed.area, parsed.period, f"stated:{form.source}"),
        value=Fraction(form.value),
        unit=found,
        printed=str(form.value),
        made_up=form.origin == "made-up",
        status=form.status,
        place=form.place,
        evidence=form.evidence,
        submission=form.submission,
        by=form.by,
        on=form.on,
        not_comparable=Incomparable(other.with_, other.reason) if other else None,
        note=form.note,
    )


def _judgement(form: forms.JudgementForm) -> Judgement:
    return Judgement(
        item=form.item,
        area=form.area,
        layer=form.layer,
        points=None if form.points is None else Fraction(form.points),
        judged=form.judged,
        counted={key: Fraction(value) for key, value in form.counted.items()},
        reason=form.reason,
        by=form.by,
        on=form.on,
        place=form.place,
        scheme=form.scheme,
        evidence=form.evidence,
    )


def _total(form: forms.StatedTotalForm) -> StatedTotal:
    total = None if form.total is None else Decimal(form.total)
    return StatedTotal(
        form.scheme, form.area, form.layer, total, form.level, form.source, form.place, form.items_said
    )


def _judgement_faults(
    file: forms.JudgementsFile, document: Document, definitions: Definitions
) -> Iterator[Fault]:
    leaves = {leaf.id: leaf for loaded in definitions.schemes.values() for leaf in loaded.scheme.leaves()}
    layers = {layer for loaded in definitions.schemes.values() for layer in loaded.scheme.layers}
    for number, form in enumerate(file.points):
        at = ("points", number)
        if form.item not in leaves:
            facts = {"item": form.item, "likely": likely(form.item, list(leaves)) or "—"}
            yield Fault("workspace-item-unknown", document.place((*at, "item")), facts)
            continue
        if form.layer not in layers:
            facts = {"layer": form.layer, "allowed": ", ".join(sorted(layers))}
            yield Fault("workspace-layer-unknown", document.place((*at, "layer")), facts)
        if form.by not in file.people:
            facts = {"person": form.by, "likely": likely(form.by, list(file.people)) or "—"}
            yield Fault("workspace-person-unknown", document.place((*at, "by")), facts)
        yield from _beyond_full(leaves[form.item], form, document.place((*at, "points")))


def _beyond_full(leaf: Leaf, form: forms.JudgementForm, place: Place) -> Iterator[Fault]:
    if form.points is not None and not leaf.low <= form.points <= leaf.high:
        facts = {
            "item": leaf.id,
            "points": plain(Fraction(form.points)),
            "low": plain(leaf.low),
            "high": plain(leaf.high),
        }
        yield Fault("workspace-points-outside", place, facts)


def _evidence_faults(file: forms.EvidenceFile, document: Document, root: Path) -> Iterator[Fault]:
    for number, form in enumerate(file.evidence):
        if form.file is None:
            continue
        try:
            safe_path(root, form.file)
        except InputError as error:
            place = document.place(("evidence", number, "file"))
            yield from (Fault(fault.code, place, fault.facts) for fault in error.faults)
