"""From a definition to a plan: every slice, period, weight and unit factor made explicit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

from duxue.expressions import canonical, check, parse
from duxue.measures import definitions as forms
from duxue.measures.catalogue import Catalogue
from duxue.measures.figures import MeasureRef, Slice, slice_of
from duxue.measures.moments import Moment
from duxue.measures.plan import (
    Leaf,
    Linear,
    Operator,
    ReachPlan,
    SpreadPlan,
    Term,
    Test,
    UnitRatio,
    leaves_of,
)
from duxue.messages import InputError
from duxue.periods import PeriodType
from duxue.values import convert, quotient_factor, unit

LimitOf = Callable[[str, MeasureRef], tuple[Operator, Fraction]]
OPERATORS: tuple[Operator, ...] = ("at_least", "above", "at_most", "below")


def conjunction(*conditions: str | None) -> str | None:
    """The conditions joined by `and`, in the normal text; None where there is none."""
    written = [f"({condition})" for condition in conditions if condition]
    return canonical(parse(" and ".join(written), None)) if written else None


def pinned(slice_: Slice) -> str | None:
    return " and ".join(f'{key} == "{value}"' for key, value in slice_) or None


@dataclass(frozen=True, slots=True)
class Compiler:
    """Compiles measures of one catalogue; `limit_of` gives the limit of a standard for a measure's slice."""

    catalogue: Catalogue
    limit_of: LimitOf
    _factors: dict[str, Fraction] = field(default_factory=dict)
    _linears: dict[tuple[MeasureRef, Slice, Moment], Linear] = field(default_factory=dict)

    def passed(self, given: Slice, part: MeasureRef) -> Slice:
        """The slice of a part: what it says itself, and what of the whole's slice it can take."""
        allowed = self.catalogue.slices(part.measure)
        handed = {key: value for key, value in given if key in allowed}
        return slice_of({**handed, **dict(part.slice)})

    def leaf(self, measure: str, slice_: Slice, moment: Moment) -> Leaf:
        """The leaf of a count or a sum."""
        definition = self.catalogue[measure]
        assert isinstance(definition, forms.Count | forms.Sum)
        value = canonical(parse(definition.of, None)) if isinstance(definition, forms.Sum) else None
        return self._leaf(definition.register_id, value, definition.where, slice_, moment)

    def _leaf(
        self, register: str, value: str | None, where: str | None, slice_: Slice, moment: Moment
    ) -> Leaf:
        period = moment.period(self.catalogue.contracts[register].period_type)
        return Leaf(register, period, value, conjunction(pinned(slice_), where), slice_)

    def share_leaves(self, measure: str, slice_: Slice, moment: Moment) -> tuple[Leaf, Leaf]:
        """Numerator and denominator of a share."""
        definition = self.catalogue[measure]
        assert isinstance(definition, forms.Share)
        value = canonical(parse(definition.of, None)) if definition.of else None
        whole = self._leaf(definition.register_id, value, definition.within, slice_, moment)
        part_where = conjunction(definition.within, definition.where)
        return self._leaf(definition.register_id, value, part_where, slice_, moment), whole

    def field_factor(self, measure: str) -> Fraction:
        """From the unit of a sum's expression to the unit of the measure."""
        definition = self.catalogue[measure]
        if not isinstance(definition, forms.Sum):
            return Fraction(1)
        if measure not in self._factors:
            fields = self.catalogue.contracts[definition.register_id].field_types()
            found = check(parse(definition.of, None), fields, None).unit
            factor = convert(Fraction(1), found, unit(definition.unit)) if found else Fraction(1)
            self._factors[measure] = factor
        return self._factors[measure]

    def linear(self, ref: MeasureRef, slice_: Slice, moment: Moment) -> Linear:
        """The weighted leaves of an additive measure, in the measure's unit."""
        key = (ref, slice_, moment)
        if key not in self._linears:
            self._linears[key] = self._linear(ref, slice_, moment)
        return self._linears[key]

    def _linear(self, ref: MeasureRef, slice_: Slice, moment: Moment) -> Linear:
        definition = self.catalogue[ref.measure]
        moment = moment.at(ref.at)
        if not isinstance(definition, forms.Combine):
            factor = self.field_factor(ref.measure)
            moments = [moment.earlier(years) for years in range(ref.over)]
            return Linear(tuple(Term(factor, self.leaf(ref.measure, slice_, m)) for m in moments))
        terms: list[Term] = []
        for year, part in product(range(ref.over), definition.parts):
            part_ref = part.ref()
            inner = self.linear(part_ref, self.passed(slice_, part_ref), moment.earlier(year))
            factor = part.weight * self.part_factor(ref.measure, part.measure)
            terms.extend(Term(factor * term.weight, term.leaf) for term in inner.terms)
        return Linear(tuple(terms))

    def part_factor(self, measure: str, part: str) -> Fraction:
        """From a part's unit to the unit of the whole; percent parts may make percentage points."""
        source, target = unit(self.catalogue[part].unit), unit(self.catalogue[measure].unit)
        if source.dimension != target.dimension and target.id == "percentage-point":
            return Fraction(1)
        return convert(Fraction(1), source, target)

    def ratio_factor(self, measure: str) -> Fraction:
        definition = self.catalogue[measure]
        if isinstance(definition, forms.Share):
            return quotient_factor(unit("ratio"), unit("ratio"), unit(definition.unit))
        parts = [unit(self.catalogue[part.measure].unit) for _, part in definition.references()]
        return quotient_factor(parts[0], parts[1], unit(definition.unit))

    def unit_ratio(self, ref: MeasureRef, slice_: Slice, moment: Moment) -> UnitRatio:
        """A ratio, a share or an additive measure as it is taken for one unit."""
        definition = self.catalogue[ref.measure]
        if isinstance(definition, forms.Ratio):
            moment = moment.at(ref.at)
            upper, lower = definition.numerator.ref(), definition.denominator.ref()
            return UnitRatio(
                self.linear(upper, self.passed(slice_, upper), moment),
                self.linear(lower, self.passed(slice_, lower), moment),
                self.ratio_factor(ref.measure),
            )
        if isinstance(definition, forms.Share):
            part, whole = self.share_leaves(ref.measure, slice_, moment.at(ref.at))
            one = Fraction(1)
            return UnitRatio(
                Linear((Term(one, part),)), Linear((Term(one, whole),)), self.ratio_factor(ref.measure)
            )
        numerator = self.linear(ref, slice_, moment)
        rows = dict.fromkeys(
            Leaf(leaf.register, leaf.period, None, conjunction(pinned(leaf.slice)), leaf.slice)
            for leaf in leaves_of(numerator)
        )
        ground = Linear(tuple(Term(Fraction(1), leaf) for leaf in rows))
        return UnitRatio(numerator, None, Fraction(1), ground)

    def spread(self, measure: str, slice_: Slice, moment: Moment) -> SpreadPlan:
        definition = self.catalogue[measure]
        assert isinstance(definition, forms.Spread)
        ref = definition.of.ref()
        return SpreadPlan(self.unit_ratio(ref, self.passed(slice_, ref), moment), definition.between)

    def reach(self, measure: str, slice_: Slice, moment: Moment) -> ReachPlan:
        definition = self.catalogue[measure]
        assert isinstance(definition, forms.Reach)
        moments = [moment]
        if definition.over:
            year = moment.period(definition.period_type)
            parts = year.parts(PeriodType(definition.over))
            moments = [Moment(moment.window, 0, part) for part in parts]
        rounds = tuple(
            tuple(self._test(definition, test, slice_, each) for test in definition.tests) for each in moments
        )
        return ReachPlan(definition.units, rounds, definition.needed, definition.everybody)

    def _test(self, reach: forms.Reach, test: forms.ReachTest, slice_: Slice, moment: Moment) -> Test:
        ref = test.ref()
        own = self.passed(slice_, ref)
        operator, limit = self._limit(test, MeasureRef(ref.measure, own))
        floor = None if reach.floor is None else limit * reach.floor
        return Test(self.unit_ratio(ref, own, moment), operator, limit, floor)

    def _limit(self, test: forms.ReachTest, ref: MeasureRef) -> tuple[Operator, Fraction]:
        if test.standard is not None:
            return self.limit_of(test.standard, ref)
        given: Mapping[Operator, Fraction | None] = {name: getattr(test, name) for name in OPERATORS}
        for operator, limit in given.items():
            if limit is not None:
                return operator, limit
        raise InputError.one("measures-reach-one-limit", None, measure=test.measure)
