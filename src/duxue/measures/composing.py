"""How figures make a figure: missing parts stay missing, bounds and marks travel with the value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from duxue.measures.arithmetic import (
    ANYTHING,
    compared,
    interval_sum,
    rational,
    rounded,
    weighted_sum,
    written,
)
from duxue.measures.definitions import Across, Limit
from duxue.measures.figures import (
    MADE_UP,
    NOT_COMPARABLE,
    UNVERIFIED,
    Figure,
    FigureId,
    StatedFigure,
    Status,
    Value,
)
from duxue.values import Interval, Missing, Unit, plain

CARRIED = frozenset({MADE_UP, UNVERIFIED, "revised", "partial-coverage"})
STATUSES: tuple[Status, ...] = ("final", "provisional", "estimated")


@dataclass(frozen=True, slots=True)
class Blank:
    """A figure's name, unit and scale before it has a value."""

    id: FigureId
    unit: Unit
    decimals: int

    def missing(self, reason: Missing, bounds: Interval | None = None) -> Figure:
        return Figure(self.id, None, None, self.unit, self.decimals, reason, bounds=bounds)

    def valued(self, value: Value) -> Figure:
        return Figure(self.id, value, rounded(value, self.decimals), self.unit, self.decimals)


def stated(blank: Blank, found: StatedFigure, value: Fraction) -> Figure:
    """A stated figure counts at face value, with the decimals that were printed."""
    decimals = len(found.printed.partition(".")[2])
    figure = replace(blank, decimals=_needed(value, decimals)).valued(value)
    flags = {MADE_UP} if found.made_up else set()
    return replace(figure, status=found.status, flags=frozenset(flags), note=found.note)


def _needed(value: Fraction, printed: int) -> int:
    """The printed decimals, or more where another unit needs them to stay exact."""
    scale = printed
    while scale < 18 and (value * 10**scale).denominator != 1:
        scale += 1
    return scale


def bounds_of(figure: Figure) -> Interval:
    value = figure.value
    if value is None:
        return figure.bounds or ANYTHING
    if isinstance(value, Fraction):
        return Interval.exact(value)
    return Interval(*value.bounds(30))


def first_missing(figures: Iterable[Figure]) -> Missing | None:
    """The reason that weighs most: a figure not reported before one that does not apply."""
    reasons = {figure.missing for figure in figures if figure.value is None}
    order = (Missing.NOT_REPORTED, Missing.WITHHELD, Missing.UNDEFINED, Missing.NOT_APPLICABLE)
    return next((reason for reason in order if reason in reasons), None)


def with_parts(figure: Figure, parts: Sequence[tuple[str, Figure]]) -> Figure:
    """Marks, status, coverage and trace of the parts, handed on to the whole."""
    figures = [part for _, part in parts]
    flags = figure.flags | {flag for part in figures for flag in part.flags & CARRIED}
    if any(NOT_COMPARABLE in part.flags for part in figures):
        flags |= {NOT_COMPARABLE}
    rates = [part.coverage for part in figures if part.coverage and part.coverage[1]]
    worst = min(rates, key=lambda rate: Fraction(*rate), default=figure.coverage)
    status = max((figure.status, *(part.status for part in figures)), key=STATUSES.index)
    return replace(
        figure,
        flags=flags,
        status=status,
        coverage=worst,
        parts=figure.parts + tuple((role, written(part.value)) for role, part in parts),
        made_of=figure.made_of + tuple(part.id for part in figures if part.id != figure.id),
    )


def combination(blank: Blank, terms: Sequence[tuple[Fraction, Figure]]) -> Figure:
    """Σ weight × part; missing where a part is, with the bounds that the parts leave."""
    figures = [part for _, part in terms]
    roles = [(f"{plain(weight)} ×", part) for weight, part in terms]
    reason = first_missing(figures)
    if reason is not None:
        bounds = interval_sum((weight, bounds_of(part)) for weight, part in terms)
        known = [
            (weight, known)
            for weight, part in terms
            if (known := part.known if part.value is None else rational(part.value)) is not None
        ]
        figure = replace(
            blank.missing(reason, bounds),
            known=sum((w * k for w, k in known), Fraction(0)) if known else None,
        )
        return with_parts(figure, roles)
    value = weighted_sum([(weight, part.value) for weight, part in terms if part.value is not None])
    return with_parts(blank.valued(value), roles)


def several_years(years: Sequence[Figure], over: int) -> Figure:
    """The sum over a window of years that ends with the first figure's."""
    first = years[0]
    blank = Blank(
        replace(first.id, period=f"{years[-1].id.period}..{first.id.period}"), first.unit, first.decimals
    )
    return combination(blank, [(Fraction(1), figure) for figure in years])


def ratio(blank: Blank, upper: Figure, lower: Figure, factor: Fraction) -> Figure:
    """upper ÷ lower × factor; undefined where the lower one is 0."""
    parts = [("numerator", upper), ("denominator", lower)]
    reason = first_missing([upper, lower])
    if reason is not None:
        bounds = bounds_of(upper).divide(bounds_of(lower)).scale(factor)
        return with_parts(blank.missing(reason, bounds), parts)
    top, bottom = _fraction(upper), _fraction(lower)
    if bottom == 0:
        return with_parts(blank.missing(Missing.UNDEFINED), parts)
    return with_parts(blank.valued(top / bottom * factor), parts)


def _fraction(figure: Figure) -> Fraction:
    """A root enters a quotient with its stored digits; everything else exactly."""
    if isinstance(figure.value, Fraction):
        return figure.value
    assert figure.shown is not None
    return Fraction(figure.shown)


def share(blank: Blank, part: Figure, whole: Figure, factor: Fraction) -> Figure:
    """A ratio of two sums over the same rows, which cannot leave 0 to 1."""
    figure = ratio(blank, part, whole, factor)
    if figure.value is None and figure.missing is not Missing.UNDEFINED and figure.bounds is not None:
        low = max(Fraction(0), figure.bounds.low) if figure.bounds.low is not None else Fraction(0)
        high = factor if figure.bounds.high is None else min(factor, figure.bounds.high)
        return replace(figure, bounds=Interval(min(low, high), high))
    return figure


def change(blank: Blank, now: Figure, then: Figure, as_: str, factor: Fraction) -> Figure:
    """The change from `then` to `now`; a fall from or to a figure of another definition is not comparable."""
    if as_ == "absolute":
        figure = combination(blank, [(factor, now), (-factor, then)])
        return replace(figure, parts=(("now", written(now.value)), ("then", written(then.value))))
    parts = [("now", now), ("then", then)]
    reason = first_missing([now, then])
    if reason is not None:
        return with_parts(blank.missing(reason), parts)
    before = _fraction(then)
    if before <= 0:
        # A percentage of nothing, or of less than nothing, says nothing.
        return with_parts(blank.missing(Missing.UNDEFINED), parts)
    return with_parts(blank.valued((_fraction(now) - before) / before * factor), parts)


def across(
    blank: Blank, definition: Across, figures: Mapping[str, Figure], area: str, factor: Fraction
) -> Figure:
    """One figure over the areas below: an order, a mean, or how many meet a test."""
    parts = [(code, figure) for code, figure in sorted(figures.items())]
    if not figures:
        return blank.missing(Missing.NOT_APPLICABLE)
    if definition.fn in ("all", "any", "count"):
        return with_parts(_tested(blank, definition, [figure for _, figure in parts]), parts)
    reason = first_missing(figures.values())
    if reason is not None:
        return with_parts(blank.missing(reason), parts)
    values = {code: figure.value for code, figure in parts if figure.value is not None}
    return with_parts(blank.valued(_ordered(definition, values, area, factor)), parts)


def _ordered(definition: Across, values: Mapping[str, Value], area: str, factor: Fraction) -> Value:
    if definition.fn == "mean":
        return weighted_sum([(factor / len(values), value) for value in values.values()])
    if definition.fn == "rank":
        sign = 1 if definition.order == "highest-first" else -1
        own = values[area]
        return Fraction(1 + sum(sign * compared(value, own) > 0 for value in values.values()))
    wanted = 1 if definition.fn == "max" else -1
    best, *others = values.values()
    for value in others:
        if compared(value, best) == wanted:
            best = value
    return weighted_sum([(factor, best)])


def _tested(blank: Blank, definition: Across, figures: Sequence[Figure]) -> Figure:
    """How many meet the test, or whether all or any do (1 or 0), in three-valued logic."""
    verdicts = [meets(figure, definition.test) for figure in figures]
    met, unknown = verdicts.count(True), verdicts.count(None)
    if definition.fn == "count":
        if unknown:
            return blank.missing(Missing.NOT_REPORTED, Interval(Fraction(met), Fraction(met + unknown)))
        return blank.valued(Fraction(met))
    decided = (False in verdicts) if definition.fn == "all" else (True in verdicts)
    if unknown and not decided:
        return blank.missing(Missing.NOT_REPORTED, Interval(Fraction(0), Fraction(1)))
    holds = met == len(verdicts) if definition.fn == "all" else met > 0
    return blank.valued(Fraction(int(holds)))


def meets(figure: Figure, limit: Limit | None) -> bool | None:
    """Whether a figure keeps a limit; None where it is missing."""
    if limit is None:
        return None if figure.value is None else figure.compare(Fraction(0)) != 0
    fitting = ((limit.at_least, (0, 1)), (limit.above, (1,)), (limit.at_most, (0, -1)), (limit.below, (-1,)))
    for bound, orders in fitting:
        if bound is not None:
            order = figure.compare(bound)
            if order is None:
                return None
            if order not in orders:
                return False
    return True
