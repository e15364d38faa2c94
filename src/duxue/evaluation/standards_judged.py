"""Figures against the standards in force, whether or not a scheme asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from duxue.evaluation.inputs import Inputs
from duxue.evaluation.window_figures import WindowFigures
from duxue.evaluation.window_types import judged_in
from duxue.measures import Figure, Finding, MeasureRef, slice_of
from duxue.messages import Text
from duxue.periods import Period
from duxue.scoring.wording import both, join, with_unit
from duxue.standards import Limit, Standard, slices
from duxue.values import plain

Verdict = Literal["met", "below", "cannot-tell", "not-comparable", "not-due", "made-up", "without-limit"]
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
    inputs: Inputs, figures: WindowFigures, areas: list[str]
) -> tuple[list[StandardVerdict], list[Finding]]:
    """Each standard that the workspace judges by, for each area of a kind that it binds."""
    verdicts: list[StandardVerdict] = []
    findings: list[Finding] = []
    for standard in judged_in(inputs, figures.moment.window):
        bound = [area for area in areas if figures.kind(area) in standard.applies_to.kinds]
        for ref in refs_of(inputs, standard):
            for area in bound:
                case = _Case(
                    figures,
                    standard,
                    ref,
                    area,
                    figures.figure(ref, area),
                    figures.limit(standard.id, ref, area),
                )
                verdicts.append(case.verdict_row())
                findings.extend(case.findings(inputs))
    return verdicts, findings


def refs_of(inputs: Inputs, standard: Standard) -> list[MeasureRef]:
    """The slices of its measure for which a standard sets a limit."""
    by = inputs.catalogue.slices(standard.measure)
    return [MeasureRef(standard.measure, slice_of(pairs)) for pairs in slices(standard, by)]


@dataclass(frozen=True)
class _Case:
    """One standard for one slice of its measure in one area."""

    figures: WindowFigures
    standard: Standard
    ref: MeasureRef
    area: str
    figure: Figure
    limit: Limit | None

    def verdict_row(self) -> StandardVerdict:
        shown = _limit_text(self.limit)
        return StandardVerdict(self.standard.id, self.area, str(self.figure.id), shown, self.verdict)

    @property
    def verdict(self) -> Verdict:
        figure = self.figure
        if self.limit is None:
            return "without-limit"
        if figure.made_up and not self.figures.made_up_counts:
            return "made-up"
        order = figure.compare(Fraction(self.limit.value))
        if order is None:
            return "cannot-tell"
        if not figure.comparable:
            return "not-comparable"
        if order in ORDERS[self.limit.op]:
            return "met"
        return "below" if self.standard.is_due(_end(figure.id.period)) else "not-due"

    def findings(self, inputs: Inputs) -> Iterator[Finding]:
        if self.verdict == "not-comparable":
            yield self._not_comparable()
        elif self.verdict == "below" and self.limit is not None:
            facts = {
                "standard": self.standard.id,
                "value": plain(self.figure.shown) if self.figure.shown is not None else "",
                "limit": _limit_text(self.limit),
                "admitted": _admitted(inputs, self.standard.measure, self.area),
                "certainty": self.standard.certainty,
            }
            code, kind = f"evaluation-below-{self.standard.kind}", self.standard.kind
            message = self._below(self.limit, facts)
            yield Finding(code, "below-standard", kind, str(self.figure.id), facts, message)

    def _below(self, limit: Limit, facts: dict[str, str]) -> Text:
        standard, figure = self.standard, self.figure
        assert figure.shown is not None
        from_below = limit.op in ("at_least", "above")
        sentence = both(
            f"evaluation-below-{standard.kind}" if from_below else f"evaluation-beyond-{standard.kind}",
            area=self.figures.area_title(self.area),
            figure=self.figures.title(self.ref),
            value=self.figures.words(figure),
            limit=_limit_words(limit, figure, standard.in_principle),
            standard=standard.title,
            document=standard.document.number or standard.document.title,
            due=str(standard.due.year) if standard.due else "—",
        )
        tail = [both(f"evaluation-admitted-{facts['admitted']}")]
        if standard.kind == "target":
            tail.insert(0, both("evaluation-own-target"))
        if standard.note is not None:
            tail.insert(0, standard.note)
        if standard.certainty != "confirmed":
            tail.append(both(f"evaluation-certainty-{standard.certainty}"))
        return join([sentence, *tail], "", " ")

    def _not_comparable(self) -> Finding:
        figure = self.figure
        now, then = figure.made_of[:2] if len(figure.made_of) >= 2 else (figure.id, figure.id)
        shown = [self.figures.given.get(str(part)) for part in (now, then)]
        values = [self.figures.words(figure) if figure else Text.same("—") for figure in shown]
        facts = {"standard": self.standard.id, "now": str(now), "then": str(then)}
        message = both(
            "evaluation-not-comparable",
            area=self.figures.area_title(self.area),
            figure=self.figures.title(self.ref),
            now=values[0],
            then=values[1],
            now_period=now.period,
            then_period=then.period,
            reason=figure.note or both("evaluation-definition-changed"),
        )
        return Finding(
            "evaluation-not-comparable", "question", "comparability", str(figure.id), facts, message
        )


def _end(period: str) -> date:
    """The last day that a figure speaks of; a figure over several years ends with the last of them."""
    return Period.parse(period.rpartition("..")[2]).end


def _limit_text(limit: Limit | None) -> str:
    return f"{limit.op} {plain(Fraction(limit.value))}" if limit else ""


def _admitted(inputs: Inputs, measure: str, area: str) -> str:
    """Whether the report's own list of problems names the measure; unknown where nobody has listed them."""
    if inputs.admitted is None:
        return "unknown"
    named = any(measure in entry.measures and entry.area in (None, area) for entry in inputs.admitted)
    return "yes" if named else "no"


def _limit_words(limit: Limit, figure: Figure, in_principle: bool) -> Text:
    value = with_unit(Decimal(plain(Fraction(limit.value))), figure.unit)
    words = both(f"evaluation-limit-{limit.op.replace('_', '-')}", value=value)
    return both("evaluation-in-principle", limit=words) if in_principle else words
