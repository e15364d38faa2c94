"""What people stated and judged, from the workspace's files into entries with their places checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path as FilePath
from typing import TypeVar

from duxue.areas import Areas
from duxue.evaluation import forms
from duxue.evaluation.definitions import Definitions
from duxue.evaluation.entry_checks import (
    Known,
    Path,
    area_faults,
    hint,
    judgement_faults,
    problem_faults,
    twice,
)
from duxue.evaluation.inputs import Person
from duxue.measures import FigureId, Incomparable, StatedFigure
from duxue.measures.references import faults_of_slice
from duxue.messages import Fact, Fault, InputError
from duxue.notation import Document, StrictModel, load
from duxue.periods import Period
from duxue.registers import safe_path
from duxue.scoring import Judgement, Problem, StatedTotal
from duxue.values import unit

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


def read_entries(root: FilePath, definitions: Definitions, areas: Areas) -> Entries:
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
    problems, problems_at = read("problems.yaml", forms.ProblemsFile)
    evidence, evidence_at = read("evidence.yaml", forms.EvidenceFile)
    known = Known(
        {name: loaded.scheme for name, loaded in definitions.schemes.items()},
        frozenset(definitions.catalogue),
        frozenset(stated.sources),
        frozenset(entry.id for entry in evidence.evidence),
    )
    figures = [] if stated_at is None else list(_stated(stated, stated_at, definitions, known, faults))
    if judged_at is not None:
        faults.extend(judgement_faults(judged, judged_at, known))
    if problems_at is not None:
        faults.extend(problem_faults(problems, problems_at, known))
    if evidence_at is not None:
        faults.extend(_evidence_faults(evidence, evidence_at, root))
    named: list[tuple[str | None, Document | None, Path]] = [
        *((figure.id.area, stated_at, ("figures", at, "figure")) for at, figure in enumerate(figures)),
        *((entry.area, judged_at, ("points", at, "area")) for at, entry in enumerate(judged.points)),
        *((entry.area, judged_at, ("stated", at, "area")) for at, entry in enumerate(judged.stated)),
        *(
            (entry.area, problems_at, ("last_year", at, "area"))
            for at, entry in enumerate(problems.last_year)
        ),
        *(
            (entry.area, problems_at, ("admitted", at, "area"))
            for at, entry in enumerate(problems.admitted or ())
        ),
    ]
    faults.extend(area_faults(named, areas))
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
    file: forms.StatedFile,
    document: Document,
    definitions: Definitions,
    known: Known,
    faults: list[Fault],
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
            facts = {"source": form.source, **hint(form.source, file.sources)}
            faults.append(
                Fault("workspace-source-unknown", document.place(("figures", number, "source")), facts)
            )
        if form.evidence is not None and form.evidence not in known.evidence:
            facts = {"evidence": form.evidence, **hint(form.evidence, known.evidence)}
            faults.append(
                Fault("workspace-evidence-unknown", document.place(("figures", number, "evidence")), facts)
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
        units = {"found": found.title, "declared": declared.title}
        raise InputError.one("workspace-stated-unit", document.place(("figures", number, "unit")), **units)
    period = Period.parse(parsed.period)
    type_ = catalogue.period_type(parsed.measure)
    if type_ is not None and period.type is not type_:
        facts: dict[str, Fact] = {"figure": form.figure, "found": period.type.text, "wanted": type_.text}
        raise InputError.one(
            "workspace-stated-period", document.place(("figures", number, "figure")), **facts
        )
    slips = list(faults_of_slice(catalogue, parsed.measure, parsed.slice, None))
    if slips:
        raise InputError(slips)
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
        submission=form.submission,
    )


def _total(form: forms.StatedTotalForm) -> StatedTotal:
    total = None if form.total is None else Decimal(form.total)
    return StatedTotal(
        form.scheme,
        form.area,
        form.layer,
        total,
        form.level,
        form.source,
        form.place,
        form.items_said,
        form.by,
    )


def _evidence_faults(file: forms.EvidenceFile, document: Document, root: FilePath) -> Iterator[Fault]:
    keys = [(entry.id,) for entry in file.evidence]
    yield from twice("workspace-id-twice", keys, document, "evidence", "id", ("id",), (0,))
    for number, form in enumerate(file.evidence):
        if form.file is None:
            continue
        try:
            safe_path(root, form.file)
        except InputError as error:
            place = document.place(("evidence", number, "file"))
            yield from (Fault(fault.code, place, fault.facts) for fault in error.faults)
