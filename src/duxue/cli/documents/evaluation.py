"""`duxue evaluate --json`: one run as one document, or one object a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from duxue.cli.runs import Done
from duxue.evaluation import EvaluationResult, ObjectResult, Record
from duxue.evaluation.marks import Marks
from duxue.evaluation.record import exact_text
from duxue.evaluation.standards_judged import StandardVerdict
from duxue.measures import Figure, Finding
from duxue.messages import Text
from duxue.schemes import standing_notice
from duxue.scoring import LayerResult, Score
from duxue.values import plain

Body = dict[str, Any]


def evaluation_document(done: Done) -> Body:
    """The whole run."""
    record = done.record
    figures = by_area(record)
    return {
        **_head(done),
        "evaluations": [
            {
                **_evaluation(record, evaluation),
                "objects": [object_body(record, judged, figures) for judged in evaluation.objects],
            }
            for evaluation in record.evaluations
        ],
    }


def object_lines(done: Done) -> Iterator[Body]:
    """Each object with the run, scheme and window that it belongs to."""
    record, figures = done.record, by_area(done.record)
    for evaluation in record.evaluations:
        for judged in evaluation.objects:
            head = {**_head(done), **_evaluation(record, evaluation)}
            yield {**head, **object_body(record, judged, figures)}


def _head(done: Done) -> Body:
    record = done.record
    return {
        "digest": record.digest,
        "run": done.stored.id,
        "inputs": record.inputs.digest,
        "title": words(record.inputs.title),
        "made_up": record.inputs.made_up,
        "overridden": [
            {"what": own.what, "id": own.id, "reason": words(own.reason)} for own in record.inputs.overridden
        ],
        "notes": [{"zh": note.shown("zh"), "en": note.shown("en")} for note in done.notes],
    }


def _evaluation(record: Record, evaluation: EvaluationResult) -> Body:
    scheme = record.inputs.schemes[evaluation.scheme]
    return {
        "scheme": evaluation.scheme,
        "window": evaluation.window,
        "standing": scheme.standing,
        "notice": words(standing_notice(scheme)),
    }


def by_area(record: Record) -> Mapping[str, list[Figure]]:
    """The figures of a run by the area that they belong to."""
    found: dict[str, list[Figure]] = {}
    for figure in record.figures:
        found.setdefault(figure.id.area, []).append(figure)
    return found


def object_body(record: Record, judged: ObjectResult, figures: Mapping[str, list[Figure]]) -> Body:
    """One object: its layers, scores, findings, standards, and the figures of it and of areas that were judged."""
    areas = dict.fromkeys([judged.area, *(verdict.area for verdict in judged.standards)])
    scores = [score for layer in judged.layers for score in layer.scores]
    return {
        "area": judged.area,
        "layers": {layer.layer: layer_body(layer) for layer in judged.layers},
        "scores": [score_body(score, record.marks) for score in scores],
        "findings": [finding_body(finding, record.marks) for finding in judged.findings],
        "standards": [_standard(verdict, record.marks) for verdict in judged.standards],
        "figures": [figure_body(figure) for area in areas for figure in figures.get(area, [])],
    }


def layer_body(layer: LayerResult) -> Body:
    total = layer.total
    return {
        "total": {
            "value": number(total.value),
            "low": number(total.low),
            "high": number(total.high),
            "undecided": number(total.undecided),
        },
        "stated_total": number(layer.stated_total),
        "level": layer.level,
        "stated_level": words(layer.stated_level),
        "verdict": layer.verdict,
    }


def score_body(score: Score, marks: Marks) -> Body:
    return {
        "id": score.id,
        "item": score.item,
        "layer": score.layer,
        "value": number(score.value),
        "low": number(score.low),
        "high": number(score.high),
        "full": number(score.full),
        "by": score.by,
        "entered": number(score.entered),
        "computed": number(score.computed),
        "status": score.status,
        "certainty": score.certainty,
        "figures": list(score.figures),
        "made_up": marks.score(score),
        "explanation": words(score.explanation),
        "computed_explanation": words(score.computed_explanation),
        "reasons": [{"code": reason.code, **text(reason.text)} for reason in score.reasons],
    }


def finding_body(finding: Finding, marks: Marks) -> Body:
    return {
        "code": finding.code,
        "level": finding.level,
        "kind": finding.kind,
        "about": finding.about,
        "made_up": marks.finding(finding),
        "facts": dict(sorted(finding.facts.items())),
        "message": words(finding.message),
    }


def figure_body(figure: Figure) -> Body:
    """A figure with its marks; `made_up` by itself too, so that nobody has to look for it among the flags."""
    bounds = figure.bounds
    return {
        "id": str(figure.id),
        "value": exact_text(figure) or None,
        "shown": number(figure.shown),
        "unit": figure.unit.id,
        "missing": None if figure.missing is None else str(figure.missing),
        "known": number(figure.known),
        "low": number(bounds.low) if bounds else None,
        "high": number(bounds.high) if bounds else None,
        "coverage": None if figure.coverage is None else list(figure.coverage),
        "status": figure.status,
        "flags": sorted(figure.flags),
        "made_up": figure.made_up,
    }


def _standard(verdict: StandardVerdict, marks: Marks) -> Body:
    return {
        "standard": verdict.standard,
        "area": verdict.area,
        "figure": verdict.figure,
        "limit": verdict.limit,
        "verdict": verdict.verdict,
        "made_up": verdict.figure in marks.figures,
    }


def number(value: Any) -> str | None:
    """An exact number as text: a decimal keeps its digits, a fraction that never ends is p/q."""
    if value is None:
        return None
    return f"{value:f}" if hasattr(value, "as_tuple") else plain(value)


def words(words: Text | None) -> Body | None:
    return None if words is None else text(words)


def text(words: Text) -> Body:
    return {"zh": words.zh, "en": words.en}


def texts(several: Iterable[Text]) -> list[Body]:
    return [text(words) for words in several]
