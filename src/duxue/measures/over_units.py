"""Spreads and reaches as figures: computed between units, told for the areas that the units lie in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from duxue.measures.additive import AdditiveFigures
from duxue.measures.composing import Blank
from duxue.measures.engines.cells import Engine, ReachCell, SpreadCell
from duxue.measures.figures import MADE_UP, NOT_COMPARABLE, Figure
from duxue.measures.material import Material
from duxue.measures.plan import Leaf, ReachPlan, SpreadPlan, leaves_of_ratio, leaves_of_reach
from duxue.values import Interval, Missing, plain


class UnitFigures:
    """Spreads of all plans that were expected are read together, once a kind of area."""

    def __init__(self, material: Material, engine: Engine, additive: AdditiveFigures) -> None:
        self.material, self.engine, self.additive = material, engine, additive
        self._expected: dict[str, dict[SpreadPlan, None]] = {}
        self._spreads: dict[tuple[SpreadPlan, str], Mapping[str, SpreadCell]] = {}
        self._reaches: dict[tuple[ReachPlan, str], Mapping[str, ReachCell]] = {}

    def expect_spread(self, plan: SpreadPlan, kind: str) -> None:
        self._expected.setdefault(kind, {})[plan] = None

    def _of_another(self, blank: Blank, leaf: Leaf, area: str, day: date) -> Figure | None:
        """Nothing where the area was the same then; else a figure that says that it cannot be compared."""
        past = self.additive.past(leaf, area, day)
        if past == [(area, Fraction(1))]:
            return None
        if not past:
            return blank.missing(Missing.NOT_APPLICABLE)
        return replace(blank.missing(Missing.UNDEFINED), flags=frozenset({NOT_COMPARABLE}))

    def spread(self, blank: Blank, plan: SpreadPlan, levels: tuple[str, ...], area: str, day: date) -> Figure:
        """The spread at one of its declared levels; elsewhere it does not apply."""
        leaves = leaves_of_ratio(plan.ratio)
        other = self._of_another(blank, leaves[0], area, day)
        if other is not None:
            return other
        found = self.additive.source.tree(leaves[0]).get(area)
        if found is None or found.kind not in levels:
            return blank.missing(Missing.NOT_APPLICABLE)
        cell = self._spread_cell(plan, area, found.kind)
        unreported, rate = self._unreported(leaves, area, found.kind)
        figure = _spread_figure(blank, cell, len(unreported))
        made_up = cell is not None and cell.made_up
        flags = figure.flags | ({MADE_UP} if made_up else set())
        return replace(figure, coverage=rate, flags=flags)

    def _spread_cell(self, plan: SpreadPlan, area: str, kind: str) -> SpreadCell | None:
        if (plan, kind) not in self._spreads:
            self.expect_spread(plan, kind)
            open_ = [other for other in self._expected[kind] if (other, kind) not in self._spreads]
            for found, cells in self.engine.spreads(open_, (kind, None)).items():
                self._spreads[found, kind] = cells
        return self._spreads[plan, kind].get(area)

    def reach(self, blank: Blank, plan: ReachPlan, area: str, day: date) -> Figure:
        """The share of units that reach the tests; units that have not reported leave it open."""
        leaves = leaves_of_reach(plan)
        other = self._of_another(blank, leaves[0], area, day)
        if other is not None:
            return other
        found = self.additive.source.tree(leaves[0]).get(area)
        if found is None:
            return blank.missing(Missing.NOT_APPLICABLE)
        if (plan, found.kind) not in self._reaches:
            self._reaches[plan, found.kind] = self.engine.reaches([plan], (found.kind, None))[plan]
        cell = self._reaches[plan, found.kind].get(area)
        unreported, rate = self._unreported(leaves, area, found.kind)
        tree = self.additive.source.tree(leaves[0])
        units = {code for code in unreported if (unit := tree.get(code)) and unit.kind == plan.units}
        one_each = units == unreported
        if plan.everybody:
            # A silent unit is in the whole already, with nothing known of it; a silent campus or bureau is not.
            unreported -= units
        figure = _reach_figure(blank, cell, len(unreported), one_each)
        made_up = cell is not None and cell.made_up
        return replace(figure, coverage=rate, flags=figure.flags | ({MADE_UP} if made_up else set()))

    def _unreported(
        self, leaves: tuple[Leaf, ...], area: str, kind: str
    ) -> tuple[frozenset[str], tuple[int, int] | None]:
        """The reporters that owe one of the registers and have not filed, and the worst reporting rate."""
        coverages = [self.additive.coverage(leaf, area, kind) for leaf in leaves]
        known = [coverage for coverage in coverages if coverage and coverage.owed]
        if not known:
            return frozenset(), None
        worst = min(known, key=lambda coverage: Fraction(*coverage.rate))
        return frozenset(reporter for one in known for reporter in one.unreported), worst.rate


def _spread_figure(blank: Blank, cell: SpreadCell | None, unreported: int) -> Figure:
    if cell is None:
        return blank.missing(Missing.NOT_REPORTED)
    parts = (
        ("units", str(cell.units)),
        ("left out", str(cell.left_out)),
        ("ΣX", plain(cell.resources)),
        ("ΣP", plain(cell.weights)),
    )
    if cell.undecided or unreported:
        return replace(blank.missing(Missing.NOT_REPORTED, Interval(Fraction(0), None)), parts=parts)
    if cell.root is None:
        return replace(blank.missing(Missing.NOT_APPLICABLE), parts=parts)
    return replace(blank.valued(cell.root), parts=parts)


def _reach_figure(blank: Blank, cell: ReachCell | None, unreported: int, one_each: bool) -> Figure:
    """`one_each`: every reporter that is silent is one unit; one that reports for many leaves everything open."""
    if cell is None:
        return blank.missing(Missing.NOT_REPORTED)
    undecided = cell.undecided + unreported
    whole = cell.passed + cell.failed + undecided
    parts = (("reached", str(cell.passed)), ("not reached", str(cell.failed)), ("undecided", str(undecided)))
    if not whole:
        return replace(blank.missing(Missing.NOT_APPLICABLE), parts=parts)
    scale = 1 / blank.unit.factor
    if undecided:
        low, high = Fraction(cell.passed, whole), Fraction(cell.passed + undecided, whole)
        if not one_each:
            low, high = Fraction(0), Fraction(1)
        figure = blank.missing(Missing.NOT_REPORTED, Interval(low * scale, high * scale))
        return replace(figure, parts=parts)
    return replace(blank.valued(Fraction(cell.passed, whole) * scale), parts=parts)
