"""Counts and sums as figures: with what was owed, what was filed, and what the whole can still be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from duxue.measures.composing import Blank
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
        self._reporters: dict[RegisterKey, frozenset[str]] = {}

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

    def reporters(self, leaf: Leaf) -> frozenset[str]:
        key = key_of(leaf)
        if key not in self._reporters:
            self._reporters[key] = self.engine.reporters(leaf) if self.source.has([leaf]) else frozenset()
        return self._reporters[key]

    def coverage(self, leaf: Leaf, area: str, kind: str) -> Coverage | None:
        """None where it is not known who owes the register; empty where nobody in the area does."""
        key = key_of(leaf)
        if not self.ledger.owes(key):
            return None
        if (key, kind) not in self._coverage:
            places = self.source.inside(self.source.tree(leaf), kind, None)
            self._coverage[key, kind] = self.ledger.coverage(key, places, self.reporters(leaf))
        return self._coverage[key, kind].get(area, Coverage((), (), ()))

    def figure(self, blank: Blank, leaf: Leaf, factor: Fraction, area: str, day: date) -> Figure:
        """The figure of an area; where the area did not exist then, that of what it came from."""
        found = self.source.tree(leaf).get(area)
        if found is None:
            return self._of_predecessors(blank, leaf, factor, area, day)
        cell, coverage = self.cell(leaf, area, found.kind), self.coverage(leaf, area, found.kind)
        figure = _scaled(_settled(blank, cell, coverage, self._span(leaf)), factor)
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

    def _of_predecessors(self, blank: Blank, leaf: Leaf, factor: Fraction, area: str, day: date) -> Figure:
        then = self.source.reference_date(leaf)
        past = self.material.successions.predecessors(area, then, day)
        if not past:
            return blank.missing(Missing.NOT_APPLICABLE)
        if any(share is None for _, share in past):
            figure = blank.missing(Missing.UNDEFINED)
            return replace(figure, flags=frozenset({NOT_COMPARABLE}))
        parts = [
            (share, self.figure(blank, leaf, factor, code, then)) for code, share in past if share is not None
        ]
        missing = next((part for _, part in parts if part.value is None), None)
        flags = frozenset(flag for _, part in parts for flag in part.flags)
        if missing is not None:
            return replace(missing, id=blank.id, flags=flags)
        total = sum((share * Fraction(part.value) for share, part in parts), Fraction(0))  # type: ignore[arg-type]
        return replace(blank.valued(total), flags=flags)


def _settled(blank: Blank, cell: Cell | None, coverage: Coverage | None, span: Interval) -> Figure:
    """Missing, nil and zero are three things: a sum with an unreported unit is missing and says what is known."""
    rate = coverage.rate if coverage else None
    if cell is None or cell.seen == 0:
        if coverage is None:
            return blank.missing(Missing.NOT_REPORTED)
        if not coverage.owed:
            return blank.missing(Missing.NOT_APPLICABLE)
        if not coverage.unreported and coverage.nil:
            return replace(blank.valued(Fraction(0)), coverage=rate)
        figure = blank.missing(Missing.NOT_REPORTED, span.scale(len(coverage.unreported)))
        return replace(figure, coverage=rate)
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
