"""`duxue explain --json`: a score with its rule, entries, figures and findings."""

from __future__ import annotations

from duxue.cli.documents.evaluation import (
    Body,
    figure_body,
    finding_body,
    layer_body,
    number,
    score_body,
    texts,
    words,
)
from duxue.cli.explanations import Explanation
from duxue.schemes import Leaf, standing_notice
from duxue.scoring import Judgement
from duxue.values import plain


def score_document(explanation: Explanation) -> Body:
    """One document; for `total`, `level` and `findings` the score is null and the layer tells."""
    told, found = explanation.told, explanation.found
    scheme = found.inputs.schemes[told.result.scheme]
    item, marks = told.item, explanation.record.marks
    findings = told.findings if told.item is not None else explanation.judged.findings
    return {
        "run": found.stored.id,
        "made_up_workspace": found.inputs.made_up,
        "id": explanation.id,
        "scheme": scheme.id,
        "standing": scheme.standing,
        "notice": words(standing_notice(scheme)),
        "title": words(item.title) if item else None,
        "clause": words(item.clause) if item else None,
        "rule": texts(explanation.words.of(item)) if isinstance(item, Leaf) else None,
        "guessed": item.guessed if isinstance(item, Leaf) else None,
        "layer": layer_body(told.result),
        "score": score_body(told.score, marks) if told.score else None,
        "parts": [score_body(part, marks) for part in told.parts],
        "entries": [_entry(entry) for entry in told.entries],
        "problems": [
            {"id": p.id, "title": words(p.title), "state": p.state, "stated": p.stated}
            for p in explanation.problems
        ],
        "figures": [figure_body(figure) for figure in explanation.figures],
        "findings": [finding_body(finding, marks) for finding in findings],
    }


def _entry(entry: Judgement) -> Body:
    return {
        "points": None if entry.points is None else plain(entry.points),
        "judged": dict(entry.judged),
        "counted": {name: number(value) for name, value in entry.counted.items()},
        "reason": words(entry.reason),
        "by": entry.by,
        "on": None if entry.on is None else entry.on.isoformat(),
        "place": words(entry.place),
        "evidence": entry.evidence,
    }
