"""Figures from plans: the exact arithmetic above what an engine adds up, the same for every engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from duxue.areas import AreasAt
from duxue.measures import composing
from duxue.measures import definitions as forms
from duxue.measures.additive import AdditiveFigures
from duxue.measures.compiling import Compiler, LimitOf
from duxue.measures.engines.cells import Engine
from duxue.measures.figures import NOT_COMPARABLE, UNVERIFIED, Figure, FigureId, MeasureRef, Slice
from duxue.measures.material import Material
from duxue.measures.moments import Moment
from duxue.measures.over_units import UnitFigures
from duxue.measures.references import faults_of_slice
from duxue.messages import InputError
from duxue.periods import Period
from duxue.values import Missing, convert, unit

STATED = "stated:"


@dataclass(frozen=True, slots=True)
class Asked:
    """One figure to compute: a measure for a slice at a moment, from a source (None: computed)."""

    measure: str
    slice: Slice
    moment: Moment
    source: str | None


class Calculator:
    """Computes figures of a catalogue over one material with one engine; every figure only once."""

    def __init__(self, material: Material, engine: Engine, limit_of: LimitOf) -> None:
        self.material, self.engine = material, engine
        self.catalogue = material.catalogue
        self.compiler = Compiler(material.catalogue, limit_of)
        self.additive = AdditiveFigures(material, engine)
        self.units = UnitFigures(material, engine, self.additive)
        self._made: dict[tuple[Asked, str], Figure] = {}
        self._by_id: dict[FigureId, Figure] = {}
        self._checked: set[tuple[str, Slice]] = set()

    def figures(
        self, ref: MeasureRef, areas: Sequence[str], moment: Moment, source: str | None = None
    ) -> dict[str, Figure]:
        """The figure of each area; one that cannot be computed is missing, with its reason.

        `measures-slice-unknown` where the reference slices by what the measure does not know, and
        `measures-slice-code-unknown` where it names a code that no row can have.
        """
        return {area: self.figure(ref, area, moment, source) for area in areas}

    def figure(self, ref: MeasureRef, area: str, moment: Moment, source: str | None = None) -> Figure:
        self._check_slice(ref)
        asked = Asked(ref.measure, ref.slice, moment.at(ref.at), source)
        if ref.over == 1:
            return self._figure(asked, area)
        years = [self._figure(replace(asked, moment=asked.moment.earlier(n)), area) for n in range(ref.over)]
        return composing.several_years(years, ref.over)

    def expect(self, ref: MeasureRef, kind: str, moment: Moment) -> None:
        """Tells what will be asked, so that an engine can read each register once for all of it."""
        definition = self.catalogue[ref.measure]
        moment = moment.at(ref.at)
        for year in range(ref.over):
            earlier = moment.earlier(year)
            if isinstance(definition, forms.Count | forms.Sum):
                self.additive.expect([self.compiler.leaf(ref.measure, ref.slice, earlier)], kind)
            elif isinstance(definition, forms.Share):
                self.additive.expect(self.compiler.share_leaves(ref.measure, ref.slice, earlier), kind)
            elif isinstance(definition, forms.Spread):
                self.units.expect_spread(self.compiler.spread(ref.measure, ref.slice, earlier), kind)
            elif isinstance(definition, forms.Reach):
                continue
            elif isinstance(definition, forms.Change):
                changed = self._part(definition.of.ref(), ref.slice)
                self.expect(changed, kind, earlier)
                self.expect(changed, kind, earlier.at(definition.against))
            elif not isinstance(definition, forms.Stated):
                across = isinstance(definition, forms.Across) and definition.fn != "rank"
                inner = definition.over if across and isinstance(definition, forms.Across) else kind
                for _, part in definition.references():
                    self.expect(self._part(part.ref(), ref.slice), inner, earlier)

    def _check_slice(self, ref: MeasureRef) -> None:
        known = (ref.measure, ref.slice)
        if ref.slice and known not in self._checked:
            place = self.catalogue.place(ref.measure)
            faults = list(faults_of_slice(self.catalogue, ref.measure, ref.slice, place))
            if faults:
                raise InputError(faults)
            self._checked.add(known)

    def _part(self, ref: MeasureRef, given: Slice) -> MeasureRef:
        return replace(ref, slice=self.compiler.passed(given, ref))

    def _figure(self, asked: Asked, area: str) -> Figure:
        key = (asked, area)
        if key not in self._made:
            figure = self._marked(self._make(asked, area), asked.measure)
            self._made[key] = self._by_id[figure.id] = figure
        return self._made[key]

    def parts_of(self, figure: Figure) -> list[Figure]:
        """The figures that a figure is made of, as far as they are figures of their own."""
        return [self._by_id[part] for part in figure.made_of if part in self._by_id]

    def _marked(self, figure: Figure, measure: str) -> Figure:
        if self.catalogue[measure].certainty == "unverified":
            return replace(figure, flags=figure.flags | {UNVERIFIED})
        return figure

    def identity(self, asked: Asked, area: str) -> FigureId:
        return FigureId(asked.measure, asked.slice, area, str(self.period(asked, area)), asked.source)

    def period(self, asked: Asked, area: str) -> Period:
        """The period of a figure: that of its measure's type, or the one under which it is stated."""
        type_ = self.catalogue.period_type(asked.measure)
        if type_ is not None:
            return asked.moment.period(type_)
        candidates = asked.moment.periods()
        stated = {(f.id.measure, f.id.slice, f.id.area, f.id.period) for f in self.material.stated}
        for period in candidates:
            if (asked.measure, asked.slice, area, str(period)) in stated:
                return period
        return candidates[0]

    def _blank(self, asked: Asked, area: str) -> composing.Blank:
        definition = self.catalogue[asked.measure]
        return composing.Blank(self.identity(asked, area), unit(definition.unit), definition.decimals)

    def _make(self, asked: Asked, area: str) -> Figure:
        blank = self._blank(asked, area)
        definition = self.catalogue[asked.measure]
        if asked.source is not None:
            stated = self.material.stated_by_id().get(blank.id)
            if stated is not None:
                return composing.stated(blank, stated, convert(stated.value, stated.unit, blank.unit))
            if isinstance(definition, forms.Count | forms.Sum | forms.Share | forms.Spread | forms.Reach):
                return blank.missing(Missing.NOT_REPORTED)
        return self._computed(definition, asked, area, blank)

    def _computed(
        self, definition: forms.Definition, asked: Asked, area: str, blank: composing.Blank
    ) -> Figure:
        match definition:
            case forms.Stated():
                return blank.missing(Missing.NOT_REPORTED)
            case forms.Count() | forms.Sum():
                leaf = self.compiler.leaf(asked.measure, asked.slice, asked.moment)
                factor = self.compiler.field_factor(asked.measure)
                return self.additive.figure(blank, leaf, factor, area, self.day(asked.moment))
            case forms.Share():
                part, whole = self.compiler.share_leaves(asked.measure, asked.slice, asked.moment)
                one, day = Fraction(1), self.day(asked.moment)
                upper, lower = (self.additive.figure(blank, leaf, one, area, day) for leaf in (part, whole))
                return composing.share(blank, upper, lower, self.compiler.ratio_factor(asked.measure))
            case forms.Spread():
                plan = self.compiler.spread(asked.measure, asked.slice, asked.moment)
                return self.units.spread(blank, plan, definition.levels, area, self.day(asked.moment))
            case forms.Reach():
                plan_of_reach = self.compiler.reach(asked.measure, asked.slice, asked.moment)
                return self.units.reach(blank, plan_of_reach, area, self.day(asked.moment))
            case forms.Across():
                return self._across(definition, asked, area, blank)
            case _:
                return self._composed(definition, asked, area, blank)

    def _of(self, ref: MeasureRef, asked: Asked, area: str) -> Figure:
        return self.figure(self._part(ref, asked.slice), area, asked.moment, asked.source)

    def _composed(
        self, definition: forms.Definition, asked: Asked, area: str, blank: composing.Blank
    ) -> Figure:
        match definition:
            case forms.Combine():
                terms = [
                    (
                        part.weight * self.compiler.part_factor(asked.measure, part.measure),
                        self._of(part.ref(), asked, area),
                    )
                    for part in definition.parts
                ]
                return composing.combination(blank, terms)
            case forms.Ratio():
                upper, lower = (
                    self._of(r.ref(), asked, area) for r in (definition.numerator, definition.denominator)
                )
                return composing.ratio(blank, upper, lower, self.compiler.ratio_factor(asked.measure))
            case forms.Change():
                now = self._of(definition.of.ref(), asked, area)
                then_asked = replace(asked, moment=asked.moment.at(definition.against))
                then = self._of(definition.of.ref(), then_asked, area)
                factor = 1 / blank.unit.factor
                if definition.as_ == "absolute":
                    factor = self.compiler.part_factor(asked.measure, definition.of.measure)
                return self._comparable(composing.change(blank, now, then, definition.as_, factor), now, then)
            case forms.Compare():
                left, right = (self._of(r.ref(), asked, area) for r in (definition.left, definition.right))
                if definition.as_ == "ratio":
                    return composing.ratio(blank, left, right, self.compiler.ratio_factor(asked.measure))
                factors = [
                    self.compiler.part_factor(asked.measure, r.measure)
                    for r in (definition.left, definition.right)
                ]
                return composing.combination(blank, [(factors[0], left), (-factors[1], right)])
        raise AssertionError(f"no arithmetic for {definition.kind}")

    def _across(self, definition: forms.Across, asked: Asked, area: str, blank: composing.Blank) -> Figure:
        tree = self.tree(asked.moment)
        found = tree.get(area)
        if found is None:
            return blank.missing(Missing.NOT_APPLICABLE)
        if definition.fn == "rank":
            whole = self._whole_of(tree, area, definition.over)
            peers = tree.under(whole, found.kind) if whole else []
        else:
            peers = tree.under(area, definition.over)
        figures = {peer: self._of(definition.of.ref(), asked, peer) for peer in peers}
        factor = Fraction(1)
        if definition.fn in ("min", "max", "mean"):
            factor = self.compiler.part_factor(asked.measure, definition.of.measure)
        return composing.across(blank, definition, figures, area, factor)

    def _whole_of(self, tree: AreasAt, area: str, kind: str) -> str | None:
        """Among whom an area is ranked: all under its ancestor of that kind."""
        for ancestor in tree.ancestors(area):
            found = tree.get(ancestor)
            if found and found.kind == kind:
                return ancestor
        return None

    def tree(self, moment: Moment) -> AreasAt:
        return self.additive.source.tree_at(self.day(moment))

    def day(self, moment: Moment) -> date:
        """The day whose areas are meant, also of earlier years: the end of the window's earliest period."""
        return min(period.end for period in moment.window.periods.values())

    def _comparable(self, change: Figure, now: Figure, then: Figure) -> Figure:
        """The change, marked where a stated figure says that it cannot be held against the other period."""
        index = self.material.stated_by_id()
        for one, other in ((now, then), (then, now)):
            periods = {part.period for part in self._closure(other)}
            for part in self._closure(one):
                stated = index.get(part)
                if stated and stated.not_comparable and stated.not_comparable.period in periods:
                    flags = change.flags | {NOT_COMPARABLE}
                    return replace(change, flags=flags, note=stated.not_comparable.reason)
        return change

    def _closure(self, figure: Figure) -> set[FigureId]:
        found = {figure.id}
        for part in self.parts_of(figure):
            found |= self._closure(part)
        return found
