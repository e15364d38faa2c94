"""Counts and sums as figures: with what was owed, what was filed, and what the whole can still be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from duxue.measures.composing import Blank, combination
from duxue.measures.coverage import Coverage, Ledger
from duxue.measures.engines.cells import Cell, Engine
from duxue.measures.engines.source import RegisterKey, key_of
from duxue.measures.figures import MADE_UP, NOT_COMPARABLE, Figure
from duxue.measures.material import Material
from duxue.measures.plan import Leaf
from duxue.values import Interval, Missing


class AdditiveFigures:
    """Reads each register once a kind of area, for all leaves that were expected of it."""

    def __init__(self, material: Material, engine: Engine) -> None:
        self.material, self.engine, self.source = material, engine, engine.source
        self.ledger = Ledger(material.obligations, material.filings)
        self._expected: dict[tuple[RegisterKey, str], dict[Leaf, None]] = {}
        self._cells: dict[tuple[Leaf, str], Mapping[str, Cell]] = {}
        self._coverage: dict[tuple[RegisterKey, str], dict[str, Coverage]] = {}
        self._reported: dict[RegisterKey, frozenset[tuple[str, str]]] = {}

    def expect(self, leaves: Iterable[Leaf], kind: str) -> None:
        for leaf in leaves:
            self._expected.setdefault((key_of(leaf), kind), {})[leaf] = None

    def cell(self, leaf: Leaf, area: str, kind: str) -> Cell | None:
        if (leaf, kind) not in self._cells:
            self.expect([leaf], kind)
            wanted = self._expected[key_of(leaf), kind]
            open_ = [other for other in wanted if (other, kind) not in self._cells]
            for found, cells in self.engine.sums(open_, (kind, None)).items():
                self._cells[found, kind] = cells
        return self._cells[leaf, kind].get(area)

    def _reports(self, leaf: Leaf) -> frozenset[tuple[str, str]]:
        """Who has rows in the register, and about which place."""
        key = key_of(leaf)
        if key not in self._reported:
            self._reported[key] = self.engine.reports(leaf) if self.source.has([leaf]) else frozenset()
        return self._reported[key]

    def coverage(self, leaf: Leaf, area: str, kind: str) -> Coverage | None:
        """None where it is not known who owes the register; empty where nobody in the area does."""
        owed = self._handed_in(leaf)
        key = key_of(owed)
        if not self.ledger.owes(key):
            return None
        if (key, kind) not in self._coverage:
            tree = self.source.tree(leaf)
            places = self.source.inside(tree, kind, None)
            self._coverage[key, kind] = self.ledger.coverage(key, places, self._reports(owed), tree)
        return self._coverage[key, kind].get(area, Coverage((), (), ()))

    def _handed_in(self, leaf: Leaf) -> Leaf:
        """A derived register is owed by nobody: what is handed in is the register that it comes from."""
        derived = self.source.contract(leaf).derived
        return leaf if derived is None else Leaf(derived.source, leaf.period)

    def past(self, leaf: Leaf, area: str, day: date) -> list[tuple[str, Fraction | None]]:
        """Of which areas of the leaf's date the area of `day` is made up, each with its share."""
        if not self.material.successions.rows:
            return [(area, Fraction(1))] if self.source.tree(leaf).get(area) else []
        return self.material.successions.predecessors(area, self.source.reference_date(leaf), day)

    def figure(self, blank: Blank, leaf: Leaf, factor: Fraction, area: str, day: date) -> Figure:
        """The figure of an area of `day`; where it was another area then, of what it came from."""
        past = self.past(leaf, area, day)
        if past == [(area, Fraction(1))]:
            return self._of_area(blank, leaf, factor, area)
        if not past:
            return blank.missing(Missing.NOT_APPLICABLE)
        terms = [
            (share, self._of_area(replace(blank, id=replace(blank.id, area=code)), leaf, factor, code))
            for code, share in past
            if share is not None
        ]
        if len(terms) < len(past):
            return replace(blank.missing(Missing.UNDEFINED), flags=frozenset({NOT_COMPARABLE}))
        rates = [part.coverage for _, part in terms if part.coverage]
        whole = (sum(n for n, _ in rates), sum(owed for _, owed in rates)) if rates else None
        return replace(combination(blank, terms), coverage=whole)

    def _of_area(self, blank: Blank, leaf: Leaf, factor: Fraction, area: str) -> Figure:
        found = self.source.tree(leaf).get(area)
        assert found is not None, "predecessors are areas of the leaf's date"
        cell, coverage = self.cell(leaf, area, found.kind), self.coverage(leaf, area, found.kind)
        derived = self.source.contract(leaf).derived is not None
        figure = _scaled(_settled(blank, cell, coverage, self._span(leaf), derived), factor)
        if cell is not None and cell.made_up:
            figure = replace(figure, flags=figure.flags | {MADE_UP})
        return figure

    def _span(self, leaf: Leaf) -> Interval:
        """What one reporter that has not reported can add."""
        row = self.source.bounds(leaf)
        zero = Fraction(0)
        low = None if row.low is None else min(zero, row.low)
        high = None if row.high is None else max(zero, row.high)
        if not self.source.contract(leaf).one_row_per_reporter:
            low = zero if low == zero else None
            high = zero if high == zero else None
        return Interval(low, high)


def _settled(
    blank: Blank, cell: Cell | None, coverage: Coverage | None, span: Interval, derived: bool
) -> Figure:
    """Missing, nil and zero are three things: a sum with an unreported unit is missing and says what is known."""
    rate = coverage.rate if coverage else None
    if cell is None or cell.seen == 0:
        if coverage is None:
            return blank.missing(Missing.NOT_REPORTED)
        if not coverage.owed:
            return blank.missing(Missing.NOT_APPLICABLE)
        # A school may have reported and have no part in a derived register: then it adds nothing there.
        if not coverage.unreported and (derived or not coverage.filed):
            return replace(blank.valued(Fraction(0)), coverage=rate)
        open_ = len(coverage.unreported) + (0 if derived else len(coverage.filed))
        return replace(blank.missing(Missing.NOT_REPORTED, span.scale(open_)), coverage=rate)
    absent = len(coverage.unreported) if coverage else 0
    if not absent and not cell.undecided:
        return replace(blank.valued(cell.known), coverage=rate)
    bounds = Interval(cell.low, cell.high) + span.scale(absent)
    return replace(blank.missing(Missing.NOT_REPORTED, bounds), known=cell.known, coverage=rate)


def _scaled(figure: Figure, factor: Fraction) -> Figure:
    if factor == 1:
        return figure
    if figure.value is None:
        known = None if figure.known is None else figure.known * factor
        bounds = None if figure.bounds is None else figure.bounds.scale(factor)
        return replace(figure, known=known, bounds=bounds)
    assert isinstance(figure.value, Fraction)
    blank = Blank(figure.id, figure.unit, figure.decimals)
    return replace(blank.valued(figure.value * factor), coverage=figure.coverage, flags=figure.flags)
