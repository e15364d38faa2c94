"""Plans over units (schools) as SQL: a table of units, tests and terms over it, and their roll-up to areas.

Where a row of the register is a unit already (its key is pinned by the slice), rows are used as they are;
elsewhere rows are first added up to units, register by register, and the registers joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm

from sqlglot import exp

from duxue.measures.engines import trees as t
from duxue.measures.engines.source import RegisterKey, Source, column_of, key_of
from duxue.measures.plan import Leaf, Linear, ReachPlan, SpreadPlan, Test, leaves_of

Views = dict[RegisterKey, tuple[str, str]]
"""The views of a register's rows and of the areas at its date."""


@dataclass(frozen=True)
class UnitTable:
    """The columns that a set of leaves has over a table `u` with one row a unit."""

    source: Source
    leaves: tuple[Leaf, ...]
    unit_kind: str
    kinds: tuple[str, ...]
    views: Views
    direct: bool
    under: tuple[str, str] | None

    @cached_property
    def numbers(self) -> dict[Leaf, int]:
        return {leaf: number for number, leaf in enumerate(self.leaves)}

    @cached_property
    def registers(self) -> dict[RegisterKey, list[Leaf]]:
        found: dict[RegisterKey, list[Leaf]] = {}
        for leaf in self.leaves:
            found.setdefault(key_of(leaf), []).append(leaf)
        return found

    def scale(self, leaf: Leaf) -> int:
        return t.leaf_tree(self.source, leaf, "r").scale

    def split(self, leaf: Leaf) -> dict[str, int]:
        return self.source.split_coefficients(leaf) if self.direct else {}

    @cached_property
    def splits(self) -> bool:
        """Whether any leaf counts parts of shared assets: then each unit has a divisor `weight`."""
        return any(self.split(leaf) for leaf in self.leaves)

    def query(self) -> exp.Select:
        """`SELECT unit, in_<kind>…, made_up, value_j, whole_j, rows_j, open_j, seen_q …`: one row a unit."""
        return self._rows() if self.direct else self._joined()

    def _placed(self, key: RegisterKey, under: tuple[str, str] | None) -> t.Placed:
        rows, areas = self.views[key]
        return t.Placed(rows, areas, self.source.contracts[key[0]].area, (self.unit_kind,), under)

    def _kind_columns(self) -> list[t.Sql]:
        return [t.named(t.column("a", column_of(kind)), column_of(kind)) for kind in self.kinds]

    def _rows(self) -> exp.Select:
        ((key, leaves),) = self.registers.items()
        columns = [
            t.named(t.column("a", column_of(self.unit_kind)), "unit"),
            *self._kind_columns(),
            t.named(t.column("r", "_made_up"), "made_up"),
            t.named(exp.true(), "seen_0"),
        ]
        if self.splits:
            columns.append(t.named(self._weight(), "weight"))
        for leaf in leaves:
            number, tree = self.numbers[leaf], t.leaf_tree(self.source, leaf, "r")
            columns += [
                t.named(t.where(tree.decided, tree.value), f"value_{number}"),
                t.named(t.where(tree.decided, self._integer(leaf, tree)), f"whole_{number}"),
                t.named(tree.decided, f"rows_{number}"),
                t.named(t.is_true(tree.undecided), f"open_{number}"),
            ]
        return self._placed(key, self.under).select(columns)

    def _weight(self) -> t.Sql:
        """The divisor of a unit's shared assets; 1 where nothing is shared."""
        return t.filled(t.cast(t.column("r", "_weight_d"), t.HUGE), t.whole(1))

    def _integer(self, leaf: Leaf, tree: t.LeafTree) -> t.Sql:
        """The leaf's value × 10^scale, times the unit's divisor where assets are shared."""
        split = self.split(leaf)
        if split:
            fields = self.source.field_types[leaf.register]
            parts = [
                t.times(t.whole(sign), t.LeafTree(exp.true(), t.column("r", f"_whole_{name}"), fields[name].scale).integer)
                for name, sign in sorted(split.items())
            ]
            return t.times(t.added(parts), t.cast(t.column("r", "_weight_n"), t.HUGE))
        if self.splits:
            return t.times(tree.integer, self._weight())
        return tree.integer

    def _joined(self) -> exp.Select:
        grouped = [self._grouped(key) for key in self.registers]
        unit: t.Sql = t.column("g0", "unit")
        joins: list[exp.Join] = []
        for index, other in enumerate(grouped[1:], start=1):
            own = t.column(f"g{index}", "unit")
            joins.append(t.joined(t.subquery(other, f"g{index}"), t.equal(unit.copy(), own), "FULL"))
            unit = exp.Coalesce(this=unit.copy(), expressions=[own.copy()])
        areas = self.views[next(iter(self.registers))][1]
        joins.append(t.joined(t.table(areas, "a"), t.equal(unit.copy(), t.column("a", "code"))))
        made_up = [t.is_true(t.column(f"g{index}", "made_up")) for index in range(len(self.registers))]
        columns = [t.named(unit, "unit"), *self._kind_columns(), t.named(t.any_of(made_up), "made_up")]
        for index, leaves in enumerate(self.registers.values()):
            group = f"g{index}"
            columns.append(t.named(t.present(t.column(group, "unit")), f"seen_{index}"))
            for number in (self.numbers[leaf] for leaf in leaves):
                for name in (f"value_{number}", f"whole_{number}"):
                    columns.append(t.named(t.column(group, name), name))
                for name in (f"rows_{number}", f"open_{number}"):
                    columns.append(t.named(t.is_true(t.column(group, name)), name))
        inside = []
        if self.under:
            inside.append(t.equal(t.column("a", column_of(self.under[0])), t.text(self.under[1])))
        return t.select(columns, t.subquery(grouped[0], "g0"), inside, joins=joins)

    def _grouped(self, key: RegisterKey) -> exp.Select:
        unit = t.column("a", column_of(self.unit_kind))
        columns = [t.named(unit, "unit"), t.named(t.ever(t.column("r", "_made_up")), "made_up")]
        for leaf in self.registers[key]:
            number, tree = self.numbers[leaf], t.leaf_tree(self.source, leaf, "r")
            columns += [
                t.named(t.total(t.where(tree.decided, tree.value)), f"value_{number}"),
                t.named(t.total(t.where(tree.decided, tree.integer)), f"whole_{number}"),
                t.named(t.ever(tree.decided), f"rows_{number}"),
                t.named(t.ever(t.is_true(tree.undecided)), f"open_{number}"),
            ]
        return self._placed(key, None).select(columns, groups=[unit.copy()])

    def seen(self, linear: Linear | None) -> t.Sql:
        """Whether the unit has rows in every register of the leaves, and none of them is open."""
        keys = list(self.registers)
        conditions: list[t.Sql] = []
        for leaf in leaves_of(linear):
            conditions.append(t.column("u", f"seen_{keys.index(key_of(leaf))}"))
            conditions.append(exp.Not(this=t.is_true(t.column("u", f"open_{self.numbers[leaf]}"))))
        return t.all_of(conditions) if conditions else exp.true()

    def in_scope(self, linear: Linear | None) -> t.Sql:
        if linear is None:
            return exp.true()
        return t.any_of(
            t.is_true(t.column("u", f"{name}_{self.numbers[leaf]}"))
            for leaf in leaves_of(linear)
            for name in ("rows", "open")
        )

    def value(self, linear: Linear | None) -> t.Sql:
        """The linear as DECIMAL, times `multiplier(linear)`; 0 where no row is in scope."""
        if linear is None:
            return t.whole(1)
        common = multiplier(linear)
        return t.added([_weighted(term.weight * common, self._filled("value", term.leaf)) for term in linear.terms])

    def integer(self, linear: Linear) -> tuple[t.Sql, Fraction]:
        """A whole number and what one of it is worth (times the unit's divisor where assets are shared)."""
        scales = {term.leaf: self.scale(term.leaf) for term in linear.terms}
        common = multiplier(linear)
        most = max(scales.values())
        parts = [
            _weighted(term.weight * common * 10 ** (most - scales[term.leaf]), self._filled("whole", term.leaf))
            for term in linear.terms
        ]
        return t.added(parts), Fraction(1, common * 10**most)

    def _filled(self, name: str, leaf: Leaf) -> t.Sql:
        return t.filled(t.column("u", f"{name}_{self.numbers[leaf]}"), exp.Literal.number(0))


def multiplier(linear: Linear | None) -> int:
    """The least number that makes every weight whole."""
    return lcm(*(term.weight.denominator for term in linear.terms)) if linear else 1


def _weighted(weight: Fraction, value: t.Sql) -> t.Sql:
    return value if weight == 1 else t.times(t.whole(int(weight)), value)


SPREAD = ("units", "resources", "weights", "squares", "left_out", "undecided", "made_up")


def spread_columns(table: UnitTable, plan: SpreadPlan, number: int) -> list[t.Sql]:
    """Seven columns a plan over `u`, to be aggregated by `spread_totals`."""
    upper, lower = plan.ratio.numerator, plan.ratio.denominator
    resource, weight = table.value(upper), table.value(lower)
    scope, known = table.in_scope(lower), table.seen(lower)
    empty = t.all_of([scope, known, exp.LTE(this=weight, expression=exp.Literal.number(0))])
    good = t.all_of([scope, known, table.seen(upper), exp.GT(this=weight.copy(), expression=exp.Literal.number(0))])
    double = t.cast(resource.copy(), t.DOUBLE)
    square = exp.Div(this=t.times(double, double.copy()), expression=exp.paren(t.cast(weight.copy(), t.DOUBLE)))
    open_ = t.all_of([scope, exp.Not(this=exp.paren(empty, copy=False)), exp.Not(this=exp.paren(good, copy=False))])
    values = (
        t.where(good, resource),
        t.where(good.copy(), weight.copy()),
        t.where(good.copy(), square),
        t.where(empty.copy(), exp.Literal.number(1)),
        t.where(open_, exp.Literal.number(1)),
        t.where(scope.copy(), t.column("u", "made_up")),
    )
    names = ("resources", "weights", "squares", "left_out", "undecided", "made_up")
    return [t.named(value, f"{name}_{number}") for name, value in zip(names, values, strict=True)]


def spread_totals(number: int, table: str, again: bool) -> list[t.Sql]:
    """The aggregates of a plan's columns; `again` where they are totals already and only added up."""

    def of(name: str) -> exp.Column:
        return t.column(table, f"{name}_{number}")

    def sums(name: str, source: str) -> t.Sql:
        return t.total(of(name)) if again else exp.Count(this=of(source))

    values = {
        "units": sums("units", "resources"),
        "resources": t.total(of("resources")),
        "weights": t.total(of("weights")),
        "squares": t.total(of("squares")),
        "left_out": sums("left_out", "left_out"),
        "undecided": sums("undecided", "undecided"),
        "made_up": t.ever(of("made_up")),
    }
    return [t.named(value, f"{name}_{number}") for name, value in values.items()]


def test_tree(table: UnitTable, test: Test, limit: Fraction, operator: str) -> t.Sql:
    """The test by cross-multiplication of whole numbers; NULL where the unit's value is not known."""
    upper, lower = test.ratio.numerator, test.ratio.denominator
    top, top_worth = table.integer(upper)
    if lower is None:
        bottom: t.Sql = t.column("u", "weight") if table.splits else t.whole(1)
        bottom_worth = Fraction(1)
    else:
        bottom, bottom_worth = table.integer(lower)
    left, right = top_worth * test.ratio.factor, bottom_worth * limit
    common = lcm(left.denominator, right.denominator)
    a, b = int(left * common), int(right * common)
    shared = gcd(a, b) or 1
    compare = {"at_least": exp.GTE, "above": exp.GT, "at_most": exp.LTE, "below": exp.LT}[operator]
    verdict = compare(this=_weighted(Fraction(a // shared), top), expression=t.times(t.whole(b // shared), bottom))
    return exp.Case(ifs=[exp.If(this=t.all_of([table.seen(upper), table.seen(lower)]), true=verdict)])


def outside_tree(table: UnitTable, test: Test) -> t.Sql:
    """Whether the unit is outside the whole by this test: nothing in scope, or a denominator of zero."""
    lower = test.ratio.denominator
    if lower is None:
        return exp.false()
    nothing = exp.LTE(this=table.value(lower), expression=exp.Literal.number(0))
    return t.any_of([exp.Not(this=exp.paren(table.in_scope(lower))), t.all_of([table.seen(lower), nothing])])
