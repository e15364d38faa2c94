"""The slow engine: plain Python fractions over rows. It is the oracle that the fast engine is tested against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import repeat
from typing import Any

import pyarrow as pa

from duxue.expressions import evaluate, parse
from duxue.measures.engines.cells import Cell, ReachCell, Scope, SpreadCell, UnitValue, UnitVerdict
from duxue.measures.engines.exact import squared_spread
from duxue.measures.engines.source import RegisterKey, Source, key_of
from duxue.measures.engines.verdicts import FLOORS, OPERATIONS, every, reached
from duxue.measures.plan import (
    Leaf,
    Linear,
    ReachPlan,
    SpreadPlan,
    Term,
    Test,
    leaves_of,
    leaves_of_ratio,
    leaves_of_reach,
)
from duxue.values import Interval, SquareRoot

Row = dict[str, Any]
Reading = tuple[Row, bool | None, Fraction | None]
"""A row, whether it meets the condition of a leaf, and its value."""
ZERO = Fraction(0)
ONE = Fraction(1)


@dataclass
class _Unit:
    """What the rows of one unit say of the leaves of a plan.

    `exact` holds shared assets before they are rounded, and nothing of other leaves.
    """

    seen: set[RegisterKey] = field(default_factory=set)
    known: dict[Leaf, Fraction] = field(default_factory=dict)
    exact: dict[Leaf, Fraction] = field(default_factory=dict)
    rows: dict[Leaf, int] = field(default_factory=lambda: defaultdict(int))
    undecided: dict[Leaf, int] = field(default_factory=lambda: defaultdict(int))
    made_up: bool = False

    def in_scope(self, linear: Linear | None) -> bool:
        return linear is None or any(self.rows[leaf] or self.undecided[leaf] for leaf in leaves_of(linear))

    def value(self, linear: Linear | None, exact: bool = False) -> Fraction | None:
        """0 where no row meets the condition, None where it is undecided or the unit has no rows at all."""
        if linear is None:
            return Fraction(1)
        if any(self.undecided[leaf] or key_of(leaf) not in self.seen for leaf in leaves_of(linear)):
            return None
        first, *others = (self._term(term, exact) for term in linear.terms)
        return sum(others, first)

    def _term(self, term: Term, exact: bool) -> Fraction:
        totals = self.exact if exact and term.leaf in self.exact else self.known
        total = totals.get(term.leaf, ZERO)
        return total if term.weight == 1 else term.weight * total


class FractionsEngine:
    """Walks the same plans as the fast engine, row by row."""

    name = "fractions"

    def __init__(self, source: Source) -> None:
        self.source = source
        self._tables: dict[RegisterKey, list[Row]] = {}
        self._columns: dict[tuple[RegisterKey, str], list[Any]] = {}

    def sums(self, leaves: Sequence[Leaf], scope: Scope) -> Mapping[Leaf, Mapping[str, Cell]]:
        return {leaf: self._cells(leaf, scope) for leaf in leaves}

    def _cells(self, leaf: Leaf, scope: Scope) -> dict[str, Cell]:
        if not self.source.has([leaf]):
            return {}
        places = self.source.inside(self.source.tree(leaf), *scope)
        name = self.source.contract(leaf).area
        groups: dict[str, list[Reading]] = defaultdict(list)
        for reading in self._read(leaf):
            area = places.get(reading[0][name])
            if area is not None:
                groups[area].append(reading)
        span = self.source.bounds(leaf)
        return {area: _cell(readings, span) for area, readings in groups.items()}

    def spreads(
        self, plans: Sequence[SpreadPlan], scope: Scope
    ) -> Mapping[SpreadPlan, Mapping[str, SpreadCell]]:
        return {plan: self._spread_cells(plan, scope) for plan in plans}

    def _spread_cells(self, plan: SpreadPlan, scope: Scope) -> dict[str, SpreadCell]:
        units: dict[str, list[_Unit]] = defaultdict(list)
        for area, _, unit in self._units(leaves_of_ratio(plan.ratio), plan.between, scope):
            units[area].append(unit)
        return {area: _spread_cell(plan, found) for area, found in units.items()}

    def reaches(
        self, plans: Sequence[ReachPlan], scope: Scope
    ) -> Mapping[ReachPlan, Mapping[str, ReachCell]]:
        return {plan: self._reach_cells(plan, scope) for plan in plans}

    def _reach_cells(self, plan: ReachPlan, scope: Scope) -> dict[str, ReachCell]:
        counts: dict[str, dict[bool | None, int]] = defaultdict(lambda: defaultdict(int))
        made_up: dict[str, bool] = defaultdict(bool)
        for area, code, unit in self._reach_units(plan, scope):
            verdict = _verdict(plan, code, unit)
            if verdict is not None:
                made_up[area] |= unit.made_up
                counts[area][verdict.passed] += 1
        return {
            area: ReachCell(found[True], found[False], found[None], made_up[area])
            for area, found in counts.items()
        }

    def _reach_units(self, plan: ReachPlan, scope: Scope) -> Iterator[tuple[str, str, _Unit]]:
        leaves = leaves_of_reach(plan)
        if not self.source.has(leaves):
            return
        present: set[str] = set()
        for area, code, unit in self._units(leaves, plan.units, scope):
            present.add(code)
            yield area, code, unit
        if plan.everybody:
            tree = self.source.tree(leaves[0])
            selves = self.source.inside(tree, plan.units, None)
            for code, area in sorted(self.source.inside(tree, *scope).items()):
                if selves.get(code) == code and code not in present:
                    yield area, code, _Unit()

    def unit_values(self, plan: SpreadPlan, area: str) -> list[UnitValue]:
        leaves = leaves_of_ratio(plan.ratio)
        found = self._units(leaves, plan.between, self._scope_of(leaves[0], area))
        return [
            UnitValue(code, unit.value(plan.ratio.numerator), unit.value(plan.ratio.denominator))
            for _, code, unit in found
            if unit.in_scope(plan.ratio.denominator)
        ]

    def unit_verdicts(self, plan: ReachPlan, area: str) -> list[UnitVerdict]:
        scope = self._scope_of(leaves_of_reach(plan)[0], area)
        found = [_verdict(plan, code, unit) for _, code, unit in self._reach_units(plan, scope)]
        return sorted((verdict for verdict in found if verdict), key=lambda verdict: verdict.unit)

    def rows(self, leaf: Leaf, area: str) -> pa.Table:
        places = self.source.inside(self.source.tree(leaf), *self._scope_of(leaf, area))
        name = self.source.contract(leaf).area
        kept = [
            index
            for index, (row, met, _) in enumerate(self._read(leaf))
            if row[name] in places and met is not False
        ]
        return self.source.table(leaf).take(pa.array(kept, pa.int64()))

    def reports(self, leaf: Leaf) -> frozenset[tuple[str, str]]:
        contract = self.source.contract(leaf)
        return frozenset((row[contract.reported_by], row[contract.area]) for row in self._all_rows(leaf))

    def _units(self, leaves: Sequence[Leaf], kind: str, scope: Scope) -> Iterator[tuple[str, str, _Unit]]:
        """Each unit with rows in the plan's registers and the area of the scope in which it lies."""
        if not self.source.has(leaves):
            return
        units: dict[str, _Unit] = defaultdict(_Unit)
        by_register: dict[RegisterKey, list[Leaf]] = defaultdict(list)
        for leaf in dict.fromkeys(leaves):
            by_register[key_of(leaf)].append(leaf)
        for key, own in by_register.items():
            codes = self.source.inside(self.source.tree(own[0]), kind, None)
            name = self.source.contract(own[0]).area
            for row in self._all_rows(own[0]):
                if row[name] in codes:
                    unit = units[codes[row[name]]]
                    unit.seen.add(key)
                    unit.made_up |= bool(row["_made_up"])
            for leaf in own:
                split = self.source.split_coefficients(leaf)
                for row, met, value in self._read(leaf):
                    if met is not False and row[name] in codes:
                        _add(units[codes[row[name]]], leaf, split, (row, met, value))
        places = self.source.inside(self.source.tree(leaves[0]), *scope)
        for code in sorted(units.keys() & places.keys()):
            yield places[code], code, units[code]

    def _all_rows(self, leaf: Leaf) -> list[Row]:
        key = key_of(leaf)
        if key not in self._tables:
            self._tables[key] = [_exact_row(row) for row in self.source.table(leaf).to_pylist()]
        return self._tables[key]

    def _read(self, leaf: Leaf) -> Iterator[Reading]:
        rows = self._all_rows(leaf)
        met = repeat(True) if leaf.where is None else self._column(leaf, leaf.where)
        value = repeat(ONE) if leaf.value is None else self._column(leaf, leaf.value)
        return zip(rows, met, value, strict=False)

    def _column(self, leaf: Leaf, written: str) -> list[Any]:
        """An expression over every row of the leaf's register, evaluated once: many leaves share it."""
        key = (key_of(leaf), written)
        if key not in self._columns:
            expression = parse(written, None)
            self._columns[key] = [evaluate(expression, row) for row in self._all_rows(leaf)]
        return self._columns[key]

    def _scope_of(self, leaf: Leaf, area: str) -> Scope:
        found = self.source.tree(leaf).get(area)
        return (found.kind if found else "", area)


def _exact_row(row: Row) -> Row:
    """Numbers as fractions, everything else as it is."""
    return {
        name: value
        if value is None or isinstance(value, bool | str) or name == "_row"
        else _exact_value(value)
        for name, value in row.items()
    }


def _exact_value(value: Any) -> Any:
    return value if hasattr(value, "year") else Fraction(value)


def _unrounded(split: Mapping[str, int], row: Row) -> Fraction:
    """Shared assets of a school of several stages before its part was rounded."""
    whole = sum((sign * row[f"_whole_{name}"] for name, sign in split.items()), ZERO)
    share: Fraction = whole * row["_weight_n"] / row["_weight_d"]
    return share


def _cell(readings: list[Reading], span: Interval) -> Cell:
    known, counted, undecided = ZERO, 0, 0
    low: Fraction | None = ZERO
    high: Fraction | None = ZERO
    for _, met, value in readings:
        if met is False:
            continue
        if met and value is not None:
            known, counted = known + value, counted + 1
            continue
        undecided += 1
        least, most = (value, value) if value is not None else (span.low, span.high)
        if met is None:
            least = None if least is None else min(ZERO, least)
            most = None if most is None else max(ZERO, most)
        low = None if low is None or least is None else low + least
        high = None if high is None or most is None else high + most
    made_up = any(row["_made_up"] for row, _, _ in readings)
    bounds = (None if low is None else known + low, None if high is None else known + high)
    return Cell(known, counted, len(readings), undecided, *bounds, made_up)


def _add(unit: _Unit, leaf: Leaf, split: Mapping[str, int], reading: Reading) -> None:
    row, met, value = reading
    if not met or value is None:
        unit.undecided[leaf] += 1
        return
    unit.rows[leaf] += 1
    _add_to(unit.known, leaf, value)
    if split:
        _add_to(unit.exact, leaf, _unrounded(split, row))


def _add_to(totals: dict[Leaf, Fraction], leaf: Leaf, value: Fraction) -> None:
    # Most units have one row: it is kept as it is, where 0 + value would be the dearest step of all.
    totals[leaf] = totals[leaf] + value if leaf in totals else value


def _spread_cell(plan: SpreadPlan, units: list[_Unit]) -> SpreadCell:
    pairs: list[tuple[Fraction, Fraction]] = []
    left_out = undecided = 0
    for unit in units:
        if not unit.in_scope(plan.ratio.denominator):
            continue
        weight, resource = unit.value(plan.ratio.denominator), unit.value(plan.ratio.numerator)
        if weight is not None and weight <= 0:
            left_out += 1
        elif weight is None or resource is None:
            undecided += 1
        else:
            pairs.append((resource, weight))
    square = squared_spread(pairs)
    return SpreadCell(
        len(pairs),
        left_out,
        undecided,
        sum((resource for resource, _ in pairs), ZERO),
        sum((weight for _, weight in pairs), ZERO),
        None if square is None else SquareRoot.exact(square),
        any(unit.made_up for unit in units if unit.in_scope(plan.ratio.denominator)),
    )


def _verdict(plan: ReachPlan, code: str, unit: _Unit) -> UnitVerdict | None:
    """None where the unit does not belong to the whole: nothing in scope, or a denominator of zero."""
    rounds: list[bool | None] = []
    values: list[tuple[Fraction | None, ...]] = []
    for tests in plan.rounds:
        found = [_tested(test, unit) for test in tests]
        if not plan.everybody and any(outside for outside, _ in found):
            return None
        known = [value for _, value in found]
        met = [_met(test.operator, value, test.limit) for test, value in zip(tests, known, strict=True)]
        floors = [
            _met(FLOORS[test.operator], value, test.floor) for test, value in zip(tests, known, strict=True)
        ]
        rounds.append(reached(met, floors, plan.needed))
        values.append(tuple(known))
    return UnitVerdict(code, every(rounds), tuple(values))


def _met(operator: str, value: Fraction | None, limit: Fraction | None) -> bool | None:
    if limit is None:
        return True
    return None if value is None else OPERATIONS[operator](value, limit)


def _tested(test: Test, unit: _Unit) -> tuple[bool, Fraction | None]:
    """Whether the unit is outside the whole by this test, and its value."""
    lower, upper = test.ratio.denominator, test.ratio.numerator
    if lower is None:
        if not unit.in_scope(test.ratio.ground):
            return True, None
        value = unit.value(upper, exact=True)
        return False, None if value is None else value * test.ratio.factor
    bottom, top = unit.value(lower, exact=True), unit.value(upper, exact=True)
    if not unit.in_scope(lower) or (bottom is not None and bottom <= 0):
        return True, None
    if top is None or bottom is None:
        return False, None
    return False, top / bottom * test.ratio.factor
