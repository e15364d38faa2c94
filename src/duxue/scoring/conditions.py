"""Tests of the scheme answered in three values: met, not met, cannot tell. Missing is never "met" and never "not"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from duxue.areas import KINDS
from duxue.messages import Text, listed
from duxue.schemes.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    CountTest,
    FigureTest,
    Judged,
    Not,
    Over,
)
from duxue.scoring.amounts import finding, tally
from duxue.scoring.case import LeafCase
from duxue.scoring.limits import Line, line, ordering
from duxue.scoring.results import Reason
from duxue.scoring.usable import obstacle
from duxue.scoring.wording import both, join, shown_figure

SIGNS: dict[Comparison, str] = {"at_least": "≥", "above": ">", "at_most": "≤", "below": "<", "equals": "="}


@dataclass(frozen=True)
class Answer:
    """Whether a test is met (None: cannot tell, and why), how it reads, the figures it looked at."""

    holds: bool | None
    shown: Text
    reasons: tuple[Reason, ...] = ()
    figures: tuple[str, ...] = ()


def answer(condition: Condition, case: LeafCase) -> Answer:
    """The test, put to the case's area."""
    match condition:
        case FigureTest(over=over):
            return _figure(condition, case) if over is None else _over(condition, over, case)
        case CountTest():
            return _count(condition, case)
        case AllOf():
            return _several([answer(part, case) for part in condition.all_], need_all=True)
        case AnyOf():
            return _several([answer(part, case) for part in condition.any_], need_all=False)
        case Not():
            return _opposite(answer(condition.not_, case))
        case Judged():
            return _judged(condition, case)


def meets(order: int, comparison: Comparison) -> bool:
    """Whether an order of -1, 0 or 1 against the limit meets the comparison."""
    match comparison:
        case "at_least":
            return order >= 0
        case "above":
            return order > 0
        case "at_most":
            return order <= 0
        case "below":
            return order < 0
        case "equals":
            return order == 0


def _figure(test: FigureTest, case: LeafCase) -> Answer:
    ref = test.figure.figure
    figure = case.figure(ref)
    comparison, against = test.comparison()
    limit = line(against, ref, figure.unit, case)
    comparison = comparison or limit.comparison or "at_least"
    used = (str(figure.id), *limit.figures)
    why = tuple(found for found in (obstacle(figure, ref, case), limit.reason) if found is not None)
    title = case.title(ref)
    shown = _compared(title if why else shown_figure(title, figure), comparison, limit)
    order = None if why or limit.value is None else ordering(figure, limit.value)
    return _answered(None if order is None else meets(order, comparison), shown, why, used)


def _count(test: CountTest, case: LeafCase) -> Answer:
    comparison, against = test.comparison()
    counted = tally(test.counted, case)
    limit = line(against, None, None, case)
    comparison = comparison or "at_least"
    why = tuple(found for found in (counted.reason, limit.reason) if found is not None)
    shown = _compared(counted.shown, comparison, limit)
    if why or counted.value is None or not isinstance(limit.value, Fraction):
        return _answered(None, shown, why, limit.figures)
    order = (counted.value > limit.value) - (counted.value < limit.value)
    return _answered(meets(order, comparison), shown, (), limit.figures)


def _compared(left: Text, comparison: Comparison, limit: Line) -> Text:
    sign = SIGNS[comparison]
    return Text(f"{left.zh} {sign} {limit.shown.zh}", f"{left.en} {sign} {limit.shown.en}")


def _answered(holds: bool | None, shown: Text, why: tuple[Reason, ...], figures: tuple[str, ...]) -> Answer:
    word = {True: "scoring-met", False: "scoring-not-met", None: "scoring-not-decided"}[holds]
    return Answer(holds, both(word, test=shown), why if holds is None else (), figures)


def _judged(test: Judged, case: LeafCase) -> Answer:
    found = finding(test.judged, case)
    word = {True: "scoring-judged-yes", False: "scoring-judged-no", None: "scoring-judged-not"}[found.holds]
    why = () if found.reason is None else (found.reason,)
    return Answer(found.holds, both(word, finding=test.judged), why)


def _opposite(found: Answer) -> Answer:
    holds = None if found.holds is None else not found.holds
    return replace(found, holds=holds, shown=both("scoring-opposite", test=found.shown))


def _several(found: Sequence[Answer], *, need_all: bool) -> Answer:
    holds = _kleene([part.holds for part in found], need_all=need_all)
    figures = tuple(figure for part in found for figure in part.figures)
    reasons = tuple(why for part in found for why in part.reasons) if holds is None else ()
    if len(found) == 1:
        return Answer(holds, found[0].shown, reasons, figures)
    parts = join([part.shown for part in found], "；", "; ")
    code = "scoring-all-of" if need_all else "scoring-any-of"
    return Answer(holds, both(code, tests=parts), reasons, figures)


def _kleene(holds: Sequence[bool | None], *, need_all: bool) -> bool | None:
    decisive = not need_all
    if any(one is decisive for one in holds):
        return decisive
    return None if any(one is None for one in holds) else need_all


def _over(test: FigureTest, over: Over, case: LeafCase) -> Answer:
    areas = case.figures.areas_under(case.area, over.kind)
    if not areas:
        why = Reason("scoring-reason-no-areas", both("scoring-reason-no-areas", kind=_kind(over)))
        return Answer(None, why.text, (why,))
    each = {area: _figure(test, replace(case, area=area)) for area in areas}
    holds = _needed(over.need, [found.holds for found in each.values()])
    figures = tuple(figure for found in each.values() for figure in found.figures)
    reasons = tuple(why for found in each.values() for why in found.reasons) if holds is None else ()
    return Answer(holds, _counted_areas(test, over, each, case), _distinct(reasons), figures)


def _needed(need: str, holds: list[bool | None]) -> bool | None:
    if need == "none":
        found = _kleene(holds, need_all=False)
        return None if found is None else not found
    return _kleene(holds, need_all=need == "all")


def _counted_areas(test: FigureTest, over: Over, each: dict[str, Answer], case: LeafCase) -> Text:
    def named(wanted: bool | None) -> list[Text]:
        return [case.figures.area_title(area) for area, found in each.items() if found.holds is wanted]

    short, unknown = named(False), named(None)
    parts = [_met(test, over, each, case)]
    if short:
        parts.append(both("scoring-over-short", count=len(short), names=listed(short)))
    if unknown:
        parts.append(both("scoring-over-unknown", count=len(unknown), names=listed(unknown)))
    parts.append(both(f"scoring-need-{over.need}"))
    return join(parts, "，", ", ")


def _met(test: FigureTest, over: Over, each: dict[str, Answer], case: LeafCase) -> Text:
    met = sum(found.holds is True for found in each.values())
    words = _test_words(test, case)
    return both("scoring-over-met", met=met, areas=len(each), test=words, kind=_kind(over))


def _kind(over: Over) -> Text:
    kind = KINDS.get(over.kind)
    return Text.same(over.kind) if kind is None else kind.title


def _test_words(test: FigureTest, case: LeafCase) -> Text:
    ref = test.figure.figure
    comparison, against = test.comparison()
    if test.meets is not None:
        return both("scoring-test-of-standard", figure=case.title(ref), standard=test.meets.standard)
    limit = line(against, ref, case.figure(ref).unit, case)
    if limit.value is None:
        # The limit goes by an attribute of the areas below, so the object itself has none.
        limit = replace(limit, shown=both("scoring-own-limit"))
    return _compared(case.title(ref), comparison or "at_least", limit)


def _distinct(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reasons))
