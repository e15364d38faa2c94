"""A run's figures, scores, standards and findings as Parquet, sorted by area, so that pages read slices."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from duxue.evaluation.record import Record, exact_text
from duxue.measures import Figure, Finding
from duxue.scoring import Score
from duxue.values import plain

Row = dict[str, Any]


def write_tables(record: Record, folder: Path) -> None:
    """figures.parquet, scores.parquet, totals.parquet, standards.parquet and findings.parquet; numbers are exact text."""
    marks = record.marks
    objects = [(e, judged) for e in record.evaluations for judged in e.objects]
    layers = [(e, judged, layer) for e, judged in objects for layer in judged.layers]
    _write(folder / "figures.parquet", [figure_row(figure) for figure in record.figures], FIGURE)
    _write(
        folder / "scores.parquet",
        [
            {"area": judged.area, **score_row(score), "made_up": _yes(marks.score(score))}
            for _, judged, layer in layers
            for score in layer.scores
        ],
        SCORE,
    )
    _write(
        folder / "totals.parquet",
        [
            {
                "area": judged.area,
                "scheme": e.scheme,
                "window": e.window,
                "layer": layer.layer,
                "value": _text(layer.total.value),
                "low": _text(layer.total.low),
                "high": _text(layer.total.high),
                "level": layer.level,
                "stated_total": _text(layer.stated_total),
                "verdict": layer.verdict,
            }
            for e, judged, layer in layers
        ],
        TOTAL,
    )
    _write(
        folder / "standards.parquet",
        [
            {
                "area": v.area,
                "standard": v.standard,
                "figure": v.figure,
                "limit": v.limit,
                "verdict": v.verdict,
            }
            for _, judged in objects
            for v in judged.standards
        ],
        STANDARD,
    )
    _write(
        folder / "findings.parquet",
        [
            {"area": judged.area, **finding_row(f), "made_up": _yes(marks.finding(f))}
            for _, judged in objects
            for f in judged.findings
        ],
        FINDING,
    )


FIGURE = (
    "area",
    "id",
    "value",
    "shown",
    "unit",
    "missing",
    "known",
    "low",
    "high",
    "coverage",
    "status",
    "flags",
)
SCORE = ("area", "id", "item", "layer", "value", "low", "high", "full", "by", "entered", "computed", "status",
         "certainty", "reasons", "figures", "made_up", "explanation_zh", "explanation_en")  # fmt: skip
TOTAL = ("area", "scheme", "window", "layer", "value", "low", "high", "level", "stated_total", "verdict")
STANDARD = ("area", "standard", "figure", "limit", "verdict")
FINDING = ("area", "code", "level", "kind", "about", "facts", "made_up", "message_zh", "message_en")


def _write(path: Path, rows: Sequence[Row], names: Sequence[str]) -> None:
    rows = sorted(rows, key=lambda row: str(row["area"]))
    columns = {name: pa.array([row[name] for row in rows], pa.string()) for name in names}
    pq.write_table(pa.table(columns), path, compression="zstd")


def _yes(value: bool) -> str:
    return "true" if value else "false"


def _text(value: Any) -> str | None:
    return None if value is None else plain(value)


def figure_row(figure: Figure) -> Row:
    bounds = figure.bounds
    return {
        "area": figure.id.area,
        "id": str(figure.id),
        "value": exact_text(figure),
        "shown": _text(figure.shown),
        "unit": figure.unit.id,
        "missing": figure.missing and str(figure.missing),
        "known": _text(figure.known),
        "low": _text(bounds.low) if bounds else None,
        "high": _text(bounds.high) if bounds else None,
        "coverage": figure.coverage and "/".join(map(str, figure.coverage)),
        "status": figure.status,
        "flags": ",".join(sorted(figure.flags)),
    }


def score_row(score: Score) -> Row:
    return {
        "id": score.id,
        "item": score.item,
        "layer": score.layer,
        "value": _text(score.value),
        "low": _text(score.low),
        "high": _text(score.high),
        "full": _text(score.full),
        "by": score.by,
        "entered": _text(score.entered),
        "computed": _text(score.computed),
        "status": score.status,
        "certainty": score.certainty,
        "reasons": ",".join(reason.code for reason in score.reasons),
        "figures": " ".join(score.figures),
        "explanation_zh": score.explanation.zh,
        "explanation_en": score.explanation.en,
    }


def finding_row(finding: Finding) -> Row:
    facts = "; ".join(f"{key}={value}" for key, value in sorted(finding.facts.items()))
    return {
        "code": finding.code,
        "level": finding.level,
        "kind": finding.kind,
        "about": finding.about,
        "facts": facts,
        "message_zh": finding.message.zh,
        "message_en": finding.message.en,
    }
