"""What a limit of the scheme comes to for one area, in the unit of the figure that is tested."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from duxue.measures.figures import Figure, MeasureRef, Value
from duxue.messages import Text
from duxue.schemes.conditions import Comparison
from duxue.schemes.limits import AREA_KIND, CaseLimit, FigureLimit, Limit, NumberLimit, StandardLimit
from duxue.scoring.case import LeafCase
from duxue.scoring.results import Reason
from duxue.scoring.usable import obstacle
from duxue.scoring.wording import number, reason, shown_figure, with_unit
from duxue.values import RootSum, SquareRoot, Unit, convert, half_up, unit


@dataclass(frozen=True)
class Line:
    """A resolved limit: its value (unrounded), how it is shown, the figures it took; or why there is none."""

    value: Value | None
    shown: Text
    reason: Reason | None = None
    figures: tuple[str, ...] = ()
    comparison: Comparison | None = None
    """The operator that a standard has of its own."""

    @property
    def number(self) -> Fraction | None:
        """The limit as a rational; a spread as its shown decimal, which is what arithmetic uses."""
        return self.value if isinstance(self.value, Fraction) else None


def line(limit: Limit, ref: MeasureRef | None, own: Unit | None, case: LeafCase) -> Line:
    """The limit for the case's area. `ref` and `own` are the tested figure and its unit, None for a count."""
    match limit:
        case NumberLimit():
            return _number(limit, own)
        case StandardLimit():
            return _standard(limit.standard, ref, own, case)
        case FigureLimit():
            return _figure(limit, own, case)
        case CaseLimit():
            return _by_case(limit, own, case)


def _number(limit: NumberLimit, own: Unit | None) -> Line:
    value = Fraction(limit.value)
    if limit.unit is not None and own is not None:
        value = convert(value, unit(limit.unit), own)
    return Line(value, shown_number(value, own))


def _standard(name: str, ref: MeasureRef | None, own: Unit | None, case: LeafCase) -> Line:
    found = case.figures.limit(name, ref, case.area) if ref is not None else None
    if found is None:
        return _nothing(
            reason("scoring-reason-no-limit", standard=name, area=case.figures.area_title(case.area))
        )
    return Line(found.value, shown_number(found.value, own), comparison=found.op)


def _figure(limit: FigureLimit, own: Unit | None, case: LeafCase) -> Line:
    ref = limit.figure.figure
    figure = case.figure(ref)
    used = (str(figure.id),)
    why = obstacle(figure, ref, case)
    if why is not None or figure.value is None:
        return Line(None, case.title(ref), why, used)
    value = figure.value
    if own is not None and isinstance(value, Fraction):
        value = convert(value, figure.unit, own)
    return Line(value, shown_figure(case.title(ref), figure), None, used)


def _by_case(limit: CaseLimit, own: Unit | None, case: LeafCase) -> Line:
    area = case.area
    found = case.figures.kind(area) if limit.by == AREA_KIND else case.figures.attributes(area).get(limit.by)
    value = limit.cases.get(found) if found is not None else None
    value = limit.otherwise if value is None else value
    if value is None:
        title = case.figures.area_title(area)
        return _nothing(reason("scoring-reason-no-case", by=limit.by, found=found or "–", area=title))
    return Line(Fraction(value), shown_number(Fraction(value), own))


def _nothing(why: Reason) -> Line:
    return Line(None, Text.same("?"), why)


def shown_number(value: Fraction, own: Unit | None) -> Text:
    """A limit with its unit, as short as it is exact."""
    if own is None:
        return Text.same(number(value))
    decimals = next((scale for scale in range(9) if Fraction(half_up(value, scale)) == value), 9)
    return with_unit(half_up(value, decimals), own)


def ordering(figure: Figure, value: Value) -> int | None:
    """-1, 0 or 1 as the figure is below, on or above the value, both unrounded; None when it is missing."""
    if figure.value is None or isinstance(value, Fraction):
        return figure.compare(value) if isinstance(value, Fraction) else None
    if isinstance(figure.value, SquareRoot) and isinstance(value, SquareRoot):
        return figure.value.compare(value)
    return _difference(figure.value, value).compare(Fraction(0))


def _difference(left: Value, right: Value) -> RootSum:
    one, other = _as_sum(left), _as_sum(right)
    terms = [*one.terms, *((-weight, root) for weight, root in other.terms)]
    return RootSum(terms, one.constant - other.constant)


def _as_sum(value: Value) -> RootSum:
    if isinstance(value, RootSum):
        return value
    if isinstance(value, SquareRoot):
        return RootSum([(Fraction(1), value)])
    return RootSum([], value)
