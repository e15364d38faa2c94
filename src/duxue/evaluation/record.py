"""What a run gives: figures, scores, verdicts and findings, and the digest over them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from duxue.evaluation.inputs import Inputs
from duxue.evaluation.marks import Marks
from duxue.evaluation.standards_judged import StandardVerdict
from duxue.measures import Figure, Finding
from duxue.scoring import LayerResult, Score
from duxue.values import plain


@dataclass(frozen=True)
class ObjectResult:
    """One judged area: its layers, the standards for it and for what lies under it, and all findings."""

    area: str
    layers: tuple[LayerResult, ...]
    standards: tuple[StandardVerdict, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class EvaluationResult:
    scheme: str
    window: str
    objects: tuple[ObjectResult, ...]


@dataclass(frozen=True)
class Record:
    """The record of one run. `engine` and the inputs' words stay outside the digest."""

    inputs: Inputs
    engine: str
    figures: tuple[Figure, ...]
    evaluations: tuple[EvaluationResult, ...]

    @cached_property
    def digest(self) -> str:
        """SHA-256 over ids, exact values, statuses, flags, codes of reasons and findings, in canonical order."""
        found = hashlib.sha256()
        for line in self._lines():
            found.update(line.encode())
            found.update(b"\n")
        return found.hexdigest()

    @cached_property
    def marks(self) -> Marks:
        """Which figures, scores and findings show made-up rows."""
        return Marks.of(self)

    def _lines(self) -> Iterator[str]:
        for figure in self.figures:
            yield _fields("figure", _figure(figure))
        for evaluation in self.evaluations:
            for judged in evaluation.objects:
                yield from _object_lines(evaluation, judged)

    def figure(self, name: str) -> Figure | None:
        return next((figure for figure in self.figures if str(figure.id) == name), None)

    @property
    def findings(self) -> list[Finding]:
        return [finding for e in self.evaluations for judged in e.objects for finding in judged.findings]


def _object_lines(evaluation: EvaluationResult, judged: ObjectResult) -> Iterator[str]:
    for layer in judged.layers:
        for score in layer.scores:
            yield _fields("score", _score(score))
        total = layer.total
        texts = [total.value, total.low, total.high, layer.level, layer.stated_total]
        stated_level = layer.stated_level.zh if layer.stated_level else None
        name = f"{evaluation.scheme}@{judged.area}@{evaluation.window}#{layer.layer}"
        yield _fields("total", [name, *map(_text, texts), _text(stated_level), layer.verdict])
    for verdict in sorted(judged.standards, key=lambda v: (v.standard, v.area, v.figure)):
        yield _fields(
            "standard", [verdict.standard, verdict.area, verdict.figure, verdict.limit, verdict.verdict]
        )
    for finding in sorted(judged.findings, key=lambda f: f.sort_key):
        facts = [f"{key}={value}" for key, value in sorted(finding.facts.items())]
        yield _fields("finding", [finding.code, finding.level, finding.kind, finding.about, *facts])


def _fields(kind: str, texts: Iterable[str]) -> str:
    return "\x1f".join([kind, *texts])


def _text(value: object) -> str:
    if value is None:
        return ""
    return plain(value) if isinstance(value, Decimal | Fraction) else str(value)


def exact_text(figure: Figure) -> str:
    """A fraction as it is; a root as it is stored, since engines agree on the stored digits only."""
    if isinstance(figure.value, Fraction):
        return plain(figure.value)
    return "" if figure.shown is None else plain(figure.shown)


def _figure(figure: Figure) -> list[str]:
    bounds = figure.bounds
    return [
        str(figure.id),
        exact_text(figure),
        _text(figure.shown),
        figure.unit.id,
        str(figure.missing or ""),
        _text(figure.known),
        "" if bounds is None else f"{_text(bounds.low)}..{_text(bounds.high)}",
        "" if figure.coverage is None else f"{figure.coverage[0]}/{figure.coverage[1]}",
        figure.status,
        ",".join(sorted(figure.flags)),
    ]


def _score(score: Score) -> list[str]:
    values = [score.value, score.low, score.high, score.full, score.entered, score.computed]
    reasons = ",".join(reason.code for reason in score.reasons)
    return [score.id, *map(_text, values), score.by, score.status, reasons, ",".join(score.figures)]
