"""The files of a workspace that people fill in, as strict forms."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from duxue.notation import Bilingual, StrictModel
from duxue.schemes import Reference


def _as_text(value: object) -> object:
    """A day may be written as a date; periods are kept as text until they are parsed with their place."""
    return value.isoformat() if isinstance(value, date) else value


PeriodText = Annotated[str, BeforeValidator(_as_text)]


class WindowForm(StrictModel):
    title: Bilingual
    fiscal_year: PeriodText | None = Field(default=None, alias="fiscal-year")
    school_year: PeriodText | None = Field(default=None, alias="school-year")
    term: PeriodText | None = None
    month: PeriodText | None = None
    day: PeriodText | None = None


class ObjectForm(StrictModel):
    """One area, or every area of a kind under one."""

    area: str | None = None
    under: str | None = None
    kind: str | None = None


class EvaluationForm(StrictModel):
    scheme: str
    window: str
    objects: Annotated[tuple[ObjectForm, ...], Field(min_length=1)]


class WorkspaceForm(StrictModel):
    """evaluation.yaml."""

    title: Bilingual
    codes: Literal["cn-gbt2260", "free"]
    made_up: bool = False
    evaluations: Annotated[tuple[EvaluationForm, ...], Field(min_length=1)]
    windows: Annotated[dict[str, WindowForm], Field(min_length=1)]
    show: tuple[Reference, ...] = ()
    standards: Literal["all", "none"] | tuple[str, ...] = "all"


class SourceForm(StrictModel):
    title: Bilingual
    kind: Literal["report", "official", "bureau"]


class IncomparableForm(StrictModel):
    with_: PeriodText = Field(alias="with")
    reason: Bilingual


class StatedForm(StrictModel):
    figure: str
    source: str
    value: int | Decimal
    unit: str
    origin: Literal["official", "collected", "made-up"] = "collected"
    status: Literal["final", "provisional", "estimated"] = "final"
    place: Bilingual | None = None
    evidence: str | None = None
    submission: str | None = None
    by: str | None = None
    on: date | None = None
    not_comparable: IncomparableForm | None = None
    note: Bilingual | None = None


class StatedFile(StrictModel):
    """stated.yaml."""

    sources: dict[str, SourceForm] = Field(default_factory=dict)
    figures: tuple[StatedForm, ...] = ()


class PersonForm(StrictModel):
    name: str
    unit: str | None = None


class JudgementForm(StrictModel):
    item: str
    area: str
    layer: str = "self"
    scheme: str | None = None
    points: int | Decimal | None = None
    judged: dict[str, bool] = Field(default_factory=dict)
    counted: dict[str, int | Decimal] = Field(default_factory=dict)
    reason: Bilingual
    by: str
    on: date | None = None
    evidence: str | None = None
    submission: str | None = None
    place: Bilingual | None = None


class StatedTotalForm(StrictModel):
    scheme: str
    area: str
    layer: str = "self"
    total: int | Decimal | None = None
    level: Bilingual | None = None
    items_said: int | None = None
    source: str | None = None
    place: Bilingual | None = None
    by: str | None = None


class JudgementsFile(StrictModel):
    """judgements.yaml."""

    people: dict[str, PersonForm] = Field(default_factory=dict)
    points: tuple[JudgementForm, ...] = ()
    stated: tuple[StatedTotalForm, ...] = ()


class ProblemForm(StrictModel):
    id: str
    title: Bilingual
    state: Literal["done", "under-way", "open"] | None = None
    stated: bool = True
    area: str | None = None
    place: Bilingual | None = None
    source: str | None = None
    rechecked_by: str | None = None


class AdmittedForm(StrictModel):
    """A weakness that the report itself names, and the measures that it speaks of."""

    title: Bilingual
    measures: tuple[str, ...] = ()
    area: str | None = None
    place: Bilingual | None = None


class ProblemsFile(StrictModel):
    """problems.yaml."""

    last_year: tuple[ProblemForm, ...] = ()
    admitted: tuple[AdmittedForm, ...] | None = None


class EvidenceForm(StrictModel):
    id: str
    title: Bilingual
    file: str | None = None
    covers: PeriodText | None = None
    by: str | None = None
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None


class EvidenceFile(StrictModel):
    """evidence.yaml."""

    evidence: tuple[EvidenceForm, ...] = ()


def exact(value: int | Decimal) -> Fraction:
    return Fraction(value)
