"""How a figure came about: its definition, the figures it is made of, and the leaves that read rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from duxue.measures import Calculator, Figure, FigureId, MeasureRef, Moment, StatedFigure
from duxue.measures import definitions as forms
from duxue.measures.calculator import Asked
from duxue.measures.engines.cells import UnitValue, UnitVerdict
from duxue.measures.plan import Leaf, ReachPlan, SpreadPlan, leaves_of_ratio, leaves_of_reach
from duxue.messages import InputError
from duxue.periods import Period


@dataclass(frozen=True)
class LeafTrace:
    """A leaf of a figure: which rows of which register it adds up, and in which area."""

    role: str
    leaf: Leaf
    area: str


@dataclass(frozen=True)
class Trace:
    """A figure with all that it is made of; `units` are the schools of a spread or of a reach."""

    figure: Figure
    definition: forms.Definition
    parts: tuple[Trace, ...] = ()
    leaves: tuple[LeafTrace, ...] = ()
    stated: StatedFigure | None = None
    units: tuple[UnitValue, ...] | tuple[UnitVerdict, ...] = ()

    def walk(self) -> Iterator[Trace]:
        yield self
        for part in self.parts:
            yield from part.walk()


def moment_of(calculator: Calculator, figure: FigureId, windows: list[Moment]) -> Moment:
    """The moment whose figure bears this period: a window, some years before it, or the period itself."""
    for window in windows:
        for years in range(31):
            moment = window.earlier(years)
            asked = Asked(figure.measure, figure.slice, moment, figure.source)
            try:
                if str(calculator.period(asked, figure.area)) == figure.period:
                    return moment
            except InputError:
                continue
    return Moment(windows[0].window, 0, Period.parse(figure.period))


class Tracer:
    """Traces figures of one calculator; the same plans that computed them give the rows."""

    def __init__(self, calculator: Calculator) -> None:
        self.calculator = calculator
        self.compiler = calculator.compiler

    def trace(self, ref: MeasureRef, area: str, moment: Moment, source: str | None) -> Trace:
        """The trace of a figure, down to its leaves; rows are read by `rows_behind`."""
        figure = self.calculator.figure(ref, area, moment, source)
        moment = moment.at(ref.at)
        definition = self.calculator.catalogue[ref.measure]
        stated = self.calculator.material.stated_by_id().get(figure.id)
        if stated is not None:
            return Trace(figure, definition, stated=stated)
        if ref.over > 1:
            years = [moment.earlier(years) for years in range(ref.over)]
            one = replace(ref, at="t", over=1)
            return Trace(figure, definition, tuple(self.trace(one, area, year, source) for year in years))
        match definition:
            case forms.Count() | forms.Sum():
                leaf = self.compiler.leaf(ref.measure, ref.slice, moment)
                return Trace(figure, definition, leaves=tuple(self._leaves("rows", leaf, area, moment)))
            case forms.Share():
                roles = zip(
                    ("numerator", "denominator"),
                    self.compiler.share_leaves(ref.measure, ref.slice, moment),
                    strict=True,
                )
                found = [trace for role, leaf in roles for trace in self._leaves(role, leaf, area, moment)]
                return Trace(figure, definition, leaves=tuple(found))
            case forms.Spread():
                return self._spread(figure, definition, self.compiler.spread(ref.measure, ref.slice, moment))
            case forms.Reach():
                return self._reach(figure, definition, self.compiler.reach(ref.measure, ref.slice, moment))
            case forms.Across():
                return self._across(figure, definition, ref, moment, source)
            case _:
                return Trace(figure, definition, tuple(self._parts(definition, ref, area, moment, source)))

    def _leaves(self, role: str, leaf: Leaf, area: str, moment: Moment) -> Iterator[LeafTrace]:
        """The leaf in the area, or in those that it came from where it was another then."""
        for code, _ in self.calculator.additive.past(leaf, area, self.calculator.day(moment)):
            yield LeafTrace(role, leaf, code)

    def _parts(
        self, definition: forms.Definition, ref: MeasureRef, area: str, moment: Moment, source: str | None
    ) -> Iterator[Trace]:
        for _, part in definition.references():
            inner = part.ref()
            own = replace(inner, slice=self.compiler.passed(ref.slice, inner))
            yield self.trace(own, area, moment, source)
            if isinstance(definition, forms.Change):
                yield self.trace(own, area, moment.at(definition.against), source)

    def _across(
        self, figure: Figure, definition: forms.Across, ref: MeasureRef, moment: Moment, source: str | None
    ) -> Trace:
        inner = definition.of.ref()
        own = replace(inner, slice=self.compiler.passed(ref.slice, inner))
        areas = [part.area for part in figure.made_of]
        return Trace(figure, definition, tuple(self.trace(own, area, moment, source) for area in areas))

    def _spread(self, figure: Figure, definition: forms.Spread, plan: SpreadPlan) -> Trace:
        area = figure.id.area
        leaves = tuple(LeafTrace("unit", leaf, area) for leaf in dict.fromkeys(leaves_of_ratio(plan.ratio)))
        return Trace(
            figure, definition, leaves=leaves, units=tuple(self.calculator.engine.unit_values(plan, area))
        )

    def _reach(self, figure: Figure, definition: forms.Reach, plan: ReachPlan) -> Trace:
        area = figure.id.area
        leaves = tuple(LeafTrace("unit", leaf, area) for leaf in leaves_of_reach(plan))
        return Trace(
            figure, definition, leaves=leaves, units=tuple(self.calculator.engine.unit_verdicts(plan, area))
        )
