"""Figures against the standards in force, whether or not a scheme asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from duxue.evaluation.inputs import Inputs
from duxue.evaluation.window_figures import WindowFigures
from duxue.measures import Figure, Finding, MeasureRef, slice_of
from duxue.messages import Text
from duxue.scoring.wording import both, with_unit
from duxue.standards import Limit, Standard
from duxue.values import half_up, plain

Verdict = Literal["met", "below", "cannot-tell", "not-comparable", "made-up", "without-limit"]
ORDERS = {"at_least": (0, 1), "above": (1,), "at_most": (0, -1), "below": (-1,)}


@dataclass(frozen=True, slots=True)
class StandardVerdict:
    """One standard for one area: what the figure is, and whether it keeps the limit."""

    standard: str
    area: str
    figure: str
    limit: str
    verdict: Verdict


def judge_standards(
    inputs: Inputs, figures: WindowFigures, areas: list[str], day: date
) -> tuple[list[StandardVerdict], list[Finding]]:
    """Each standard that the workspace judges by, for each area of a kind that it binds."""
    verdicts: list[StandardVerdict] = []
    findings: list[Finding] = []
    for name in inputs.judged:
        standard = inputs.standards[name]
        ref = _ref(standard)
        for area in areas:
            if figures.kind(area) not in standard.applies_to.kinds:
                continue
            figure, limit = figures.figure(ref, area), figures.limit(name, ref, area)
            verdict = _verdict(figures, figure, limit)
            shown = _limit_text(limit)
            verdicts.append(StandardVerdict(name, area, str(figure.id), shown, verdict))
            findings.extend(_findings(inputs, figures, standard, area, figure, limit, verdict))
    return verdicts, findings


def _ref(standard: Standard) -> MeasureRef:
    return MeasureRef(standard.measure, slice_of(standard.with_))


def _verdict(figures: WindowFigures, figure: Figure, limit: Limit | None) -> Verdict:
    if limit is None:
        return "without-limit"
    if figure.made_up and not figures.made_up_counts:
        return "made-up"
    order = figure.compare(Fraction(limit.value))
    if order is None:
        return "cannot-tell"
    if not figure.comparable:
        return "not-comparable"
    return "met" if order in ORDERS[limit.op] else "below"


def _limit_text(limit: Limit | None) -> str:
    return f"{limit.op} {plain(Fraction(limit.value))}" if limit else ""


def _findings(
    inputs: Inputs,
    figures: WindowFigures,
    standard: Standard,
    area: str,
    figure: Figure,
    limit: Limit | None,
    verdict: Verdict,
) -> Iterator[Finding]:
    if verdict == "not-comparable":
        yield _not_comparable(figures, standard, area, figure)
    if verdict != "below" or limit is None:
        return
    facts = {
        "standard": standard.id,
        "value": plain(figure.shown) if figure.shown is not None else "",
        "limit": _limit_text(limit),
        "admitted": _admitted(inputs, standard.measure, area),
        "certainty": standard.certainty,
    }
    code = f"evaluation-below-{standard.kind}"
    yield Finding(code, "below-standard", standard.kind, str(figure.id), facts, _message(figures, standard, area, figure, limit, facts))


def _admitted(inputs: Inputs, measure: str, area: str) -> str:
    """Whether the report's own list of problems names the measure; unknown where nobody has listed them."""
    if inputs.admitted is None:
        return "unknown"
    named = any(measure in entry.measures and entry.area in (None, area) for entry in inputs.admitted)
    return "yes" if named else "no"


def _message(
    figures: WindowFigures, standard: Standard, area: str, figure: Figure, limit: Limit, facts: dict[str, str]
) -> Text:
    assert figure.shown is not None
    scale = max(figure.decimals, 2)
    sentence = both(
        f"evaluation-below-{standard.kind}",
        area=figures.area_title(area),
        figure=figures.title(_ref(standard)),
        value=with_unit(figure.shown, figure.unit),
        limit=_limit_words(limit, figure, scale, standard.in_principle),
        standard=standard.title,
        document=_document(standard),
        due=str(standard.due.year) if standard.due else "—",
    )
    tail = [both(f"evaluation-admitted-{facts['admitted']}")]
    if standard.note is not None:
        tail.insert(0, standard.note)
    if standard.certainty != "confirmed":
        tail.append(both(f"evaluation-certainty-{standard.certainty}"))
    return Text("".join([sentence.zh, *(t.zh for t in tail)]), " ".join([sentence.en, *(t.en for t in tail)]))


def _limit_words(limit: Limit, figure: Figure, scale: int, in_principle: bool) -> Text:
    value = with_unit(half_up(Fraction(limit.value), scale).normalize() + 0, figure.unit)
    words = both(f"evaluation-limit-{limit.op.replace('_', '-')}", value=value)
    return both("evaluation-in-principle", limit=words) if in_principle else words


def _document(standard: Standard) -> Text:
    document = standard.document
    return Text.same(document.number) if document.number else document.title


def _not_comparable(figures: WindowFigures, standard: Standard, area: str, figure: Figure) -> Finding:
    now, then = [p for p in figure.made_of[:2]] if len(figure.made_of) >= 2 else (figure.id, figure.id)
    shown = [figures.given.get(str(part)) for part in (now, then)]
    values = [with_unit(f.shown, f.unit) if f and f.shown is not None else Text.same("—") for f in shown]
    facts = {"standard": standard.id, "now": str(now), "then": str(then)}
    message = both(
        "evaluation-not-comparable",
        area=figures.area_title(area),
        figure=figures.title(_ref(standard)),
        now=values[0],
        then=values[1],
        now_period=now.period,
        then_period=then.period,
        reason=figure.note or both("evaluation-definition-changed"),
    )
    return Finding("evaluation-not-comparable", "question", "comparability", str(figure.id), facts, message)
