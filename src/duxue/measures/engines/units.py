"""Plans over units (schools) as SQL: a table of units, tests and terms over it, and their roll-up to areas.

Where a row of the register is a unit already (its key is pinned by the slice), rows are used as they are;
elsewhere rows are first added up to units, register by register, and the registers joined.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm

from sqlglot import exp

from duxue.measures.engines import trees as t
from duxue.measures.engines import widths
from duxue.measures.engines.source import RegisterKey, Source, column_of, key_of
from duxue.measures.plan import Leaf, Linear, SpreadPlan, Term, Test, UnitRatio, leaves_of

Views = dict[RegisterKey, tuple[str, str]]
"""The views of a register's rows and of the areas at its date."""


@dataclass(frozen=True)
class UnitTable:
    """The linears of plans over a table with one row a unit.

    `query` is read as `l`: for linear n its value `linear_n`, whether it is `known_n`, and whether the unit is in
    its `scope_n`. With `whole`, values are whole numbers, each worth `worth(linear)`, and shared assets of a
    school of several stages are taken before their parts were rounded, times the unit's `weight`.
    """

    source: Source
    linears: tuple[Linear, ...]
    unit_kind: str
    kinds: tuple[str, ...]
    views: Views
    direct: bool
    under: tuple[str, str] | None
    whole: bool

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        return tuple(dict.fromkeys(leaf for linear in self.linears for leaf in leaves_of(linear)))

    @cached_property
    def numbers(self) -> dict[Leaf, int]:
        return {leaf: number for number, leaf in enumerate(self.leaves)}

    @cached_property
    def registers(self) -> dict[RegisterKey, list[Leaf]]:
        found: dict[RegisterKey, list[Leaf]] = {}
        for leaf in self.leaves:
            found.setdefault(key_of(leaf), []).append(leaf)
        return found

    def split(self, leaf: Leaf) -> dict[str, int]:
        return self.source.split_coefficients(leaf) if self.direct and self.whole else {}

    @cached_property
    def splits(self) -> bool:
        """Whether any leaf counts parts of shared assets: then each unit has a divisor `weight`."""
        return any(self.split(leaf) for leaf in self.leaves)

    def size(self, linear: Linear | None) -> Fraction | None:
        """What no `value(linear)` passes; None where the contracts do not tell."""
        first = self.leaves[0]
        weight = widths.size_of_weight(self.source, first) if self.splits else Fraction(1)
        if linear is None or weight is None or not (self.whole and self.direct):
            return weight
        sizes = [self._leaf_size(term.leaf) for term in linear.terms]
        weights = [abs(self._whole_weight(linear, term)) for term in linear.terms]
        known = [size * one for size, one in zip(sizes, weights, strict=True) if size is not None]
        return sum(known, Fraction(0)) * weight if len(known) == len(sizes) else None

    def _leaf_size(self, leaf: Leaf) -> Fraction | None:
        split = self.split(leaf)
        if split:
            return widths.size_of_shared(self.source, leaf, split)
        return widths.size_of_integer(widths.range_of(self.source, leaf), self._scale(leaf))

    @cached_property
    def integers(self) -> str:
        """The type of whole numbers: 64 bits where the contracts' ranges prove that every value fits them.

        Where a unit's rows are added up, nobody says how many there are.
        """
        sizes = [self.size(linear) for linear in (None, *self.linears)]
        proven = self.whole and self.direct and all(widths.fits(size) for size in sizes)
        return t.NARROW if proven else t.HUGE

    def product_type(self, *factors: tuple[int, Linear | None]) -> str:
        """The type in which values can be multiplied with these numbers."""
        if self.integers == t.HUGE:
            return t.HUGE
        sizes = [None if (size := self.size(one)) is None else size * abs(factor) for factor, one in factors]
        return t.NARROW if all(widths.fits(size) for size in sizes) else t.HUGE

    def query(self) -> exp.Select:
        """`SELECT unit, in_<kind>…, made_up, [weight,] linear_n, known_n, scope_n …`: one row a unit."""
        names = ["unit", *map(column_of, self.kinds), "made_up", *(["weight"] if self.splits else [])]
        columns: list[t.Sql] = [t.column("u", name) for name in names]
        for number, linear in enumerate(self.linears):
            columns += [
                t.named(self._sum(linear), f"linear_{number}"),
                t.named(self._known(linear), f"known_{number}"),
                t.named(self._scope(linear), f"scope_{number}"),
            ]
        units = self._rows() if self.direct else self._joined()
        return t.select(columns, t.subquery(units, "u"))

    def _column(self, name: str, linear: Linear) -> exp.Column:
        return t.column("l", f"{name}_{self.linears.index(linear)}")

    def value(self, linear: Linear | None) -> t.Sql:
        """The linear times `multiplier(linear)`, or as a whole number; 0 where no row is in scope."""
        if linear is not None:
            return self._column("linear", linear)
        return t.column("l", "weight") if self.splits else t.whole(1, self.integers)

    def known(self, *linears: Linear | None) -> t.Sql:
        """Whether the unit has rows in every register of the linears, and none of them is open."""
        found = [self._column("known", linear) for linear in linears if linear is not None]
        return t.all_of(found) if found else exp.true()

    def scope(self, linear: Linear | None) -> t.Sql:
        return exp.true() if linear is None else self._column("scope", linear)

    def worth(self, linear: Linear | None) -> Fraction:
        """What one of the whole number is worth."""
        if linear is None:
            return Fraction(1)
        most = max(self._scale(term.leaf) for term in linear.terms)
        return Fraction(1, multiplier(linear) * 10**most)

    def _scale(self, leaf: Leaf) -> int:
        return 0 if leaf.value is None else t.scale_of(leaf.value, self.source.field_types[leaf.register])

    def _sum(self, linear: Linear) -> t.Sql:
        parts = []
        for term in linear.terms:
            value = t.filled(t.column("u", f"value_{self.numbers[term.leaf]}"), exp.Literal.number(0))
            parts.append(_weighted(self._whole_weight(linear, term), value, self.integers))
        return t.added(parts)

    def _whole_weight(self, linear: Linear, term: Term) -> Fraction:
        """The weight of a term in a sum of whole numbers of the finest scale."""
        weight = term.weight * multiplier(linear)
        if not self.whole:
            return weight
        most = max(self._scale(other.leaf) for other in linear.terms)
        return weight * Fraction(10 ** (most - self._scale(term.leaf)))

    def _known(self, linear: Linear) -> t.Sql:
        keys = list(self.registers)
        conditions: dict[str, t.Sql] = {}
        for leaf in leaves_of(linear):
            seen, open_ = f"seen_{keys.index(key_of(leaf))}", f"open_{self.numbers[leaf]}"
            if not self.direct:
                conditions[seen] = t.column("u", seen)
            conditions[open_] = exp.Not(this=t.column("u", open_))
        return t.all_of(conditions.values())

    def _scope(self, linear: Linear) -> t.Sql:
        return t.any_of(
            t.column("u", f"{name}_{self.numbers[leaf]}")
            for leaf in dict.fromkeys(leaves_of(linear))
            for name in ("rows", "open")
        )

    def _placed(self, key: RegisterKey, under: tuple[str, str] | None) -> t.Placed:
        rows, areas = self.views[key]
        return t.Placed(rows, areas, self.source.contracts[key[0]].area, (self.unit_kind,), under)

    def _rows(self) -> exp.Select:
        ((key, leaves),) = self.registers.items()
        rows = t.RowColumns(self.source, leaves)
        inner = [
            t.named(t.column("a", column_of(self.unit_kind)), "unit"),
            *(t.named(t.column("a", column_of(kind)), column_of(kind)) for kind in self.kinds),
            t.named(t.column("r", "_made_up"), "made_up"),
            *rows.columns,
        ]
        names = ["unit", *map(column_of, self.kinds), "made_up"]
        if self.splits:
            names.append("weight")
            kind = self.integers
            inner.append(
                t.named(t.filled(t.cast(t.column("r", "_weight_d"), kind), t.whole(1, kind)), "weight")
            )
            inner.append(t.named(t.cast(t.column("r", "_weight_n"), kind), "share"))
            shared = dict.fromkeys(name for leaf in leaves for name in self.split(leaf))
            fields = self.source.field_types[key[0]]
            for name in shared:
                integer = t.integer(t.column("r", f"_whole_{name}"), fields[name].scale, kind)
                inner.append(t.named(integer, f"shared_{name}"))
        columns: list[t.Sql] = [t.column("b", name) for name in dict.fromkeys(names)]
        for leaf in leaves:
            number, tree = self.numbers[leaf], rows.leaf(leaf)
            value = self._integer(leaf, tree) if self.whole else tree.value
            columns += [
                t.named(t.where(tree.decided, value), f"value_{number}"),
                t.named(tree.decided, f"rows_{number}"),
                t.named(tree.undecided, f"open_{number}"),
            ]
        placed = self._placed(key, self.under).select(inner, self._of_slice(leaves))
        return t.select(columns, t.subquery(placed, "b"))

    def _of_slice(self, leaves: list[Leaf]) -> list[t.Sql]:
        """For verdicts a unit has one row: those of other slices are rows of other units."""
        pins = dict.fromkeys(pin for leaf in leaves for pin in leaf.slice) if self.whole else {}
        return [t.equal(t.column("r", name), t.text(code)) for name, code in pins]

    def _integer(self, leaf: Leaf, tree: t.LeafTree) -> t.Sql:
        """The leaf's value × 10^scale, times the unit's divisor where assets are shared."""
        split = self.split(leaf)
        if split:
            parts = [
                _weighted(Fraction(sign), t.column("b", f"shared_{name}"), self.integers)
                for name, sign in sorted(split.items())
            ]
            return t.times(t.added(parts), t.column("b", "share"))
        value = tree.integer(self.integers)
        return t.times(value, t.column("b", "weight")) if self.splits else value

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
        columns = [
            t.named(unit, "unit"),
            *(t.named(t.column("a", column_of(kind)), column_of(kind)) for kind in self.kinds),
            t.named(t.any_of(made_up), "made_up"),
        ]
        for index, leaves in enumerate(self.registers.values()):
            group = f"g{index}"
            columns.append(t.named(t.present(t.column(group, "unit")), f"seen_{index}"))
            for number in (self.numbers[leaf] for leaf in leaves):
                columns.append(t.named(t.column(group, f"value_{number}"), f"value_{number}"))
                marks = (f"rows_{number}", f"open_{number}")
                columns += [t.named(t.is_true(t.column(group, name)), name) for name in marks]
        inside = []
        if self.under:
            inside.append(t.equal(t.column("a", column_of(self.under[0])), t.text(self.under[1])))
        return t.select(columns, t.subquery(grouped[0], "g0"), inside, joins=joins)

    def _grouped(self, key: RegisterKey) -> exp.Select:
        rows = t.RowColumns(self.source, self.registers[key])
        unit = t.named(t.column("a", column_of(self.unit_kind)), "unit")
        inner = [unit, t.named(t.column("r", "_made_up"), "made_up"), *rows.columns]
        columns: list[t.Sql] = [t.column("b", "unit"), t.named(t.ever(t.column("b", "made_up")), "made_up")]
        for leaf in self.registers[key]:
            number, tree = self.numbers[leaf], rows.leaf(leaf)
            value = tree.integer() if self.whole else tree.value
            columns += [
                t.named(t.total(t.where(tree.decided, value)), f"value_{number}"),
                t.named(t.ever(tree.decided), f"rows_{number}"),
                t.named(t.ever(tree.undecided), f"open_{number}"),
            ]
        placed = self._placed(key, None).select(inner)
        return t.select(columns, t.subquery(placed, "b"), groups=[t.column("b", "unit")])


def multiplier(linear: Linear | None) -> int:
    """The least number that makes every weight whole."""
    return lcm(*(term.weight.denominator for term in linear.terms)) if linear else 1


def _weighted(weight: Fraction, value: t.Sql, type_: str) -> t.Sql:
    return value if weight == 1 else t.times(t.whole(int(weight), type_), value)


SPREAD = ("units", "resources", "weights", "squares", "left_out", "undecided", "made_up")


def spread_columns(table: UnitTable, plan: SpreadPlan, number: int) -> list[t.Sql]:
    """Six columns a plan over `l`, to be aggregated by `spread_totals`."""
    upper, lower = plan.ratio.numerator, plan.ratio.denominator
    resource, weight = table.value(upper), table.value(lower)
    zero = exp.Literal.number(0)
    empty = t.all_of([table.known(lower), exp.LTE(this=weight, expression=zero)])
    good = t.all_of(
        [table.scope(lower), table.known(lower, upper), exp.GT(this=weight.copy(), expression=zero.copy())]
    )
    double = t.cast(resource.copy(), t.DOUBLE)
    square = exp.Div(this=t.times(double, double.copy()), expression=t.cast(weight.copy(), t.DOUBLE))
    one = exp.Literal.number(1)
    open_ = t.all_of(
        [
            table.scope(lower),
            t.negated(empty.copy()),
            t.negated(table.known(lower, upper)),
        ]
    )
    values = {
        "resources": t.where(good, resource),
        "weights": t.where(good.copy(), weight.copy()),
        "squares": t.where(good.copy(), square),
        "left_out": t.where(t.all_of([table.scope(lower), empty]), one),
        "undecided": t.where(open_, one.copy()),
        "made_up": t.where(table.scope(lower), t.column("l", "made_up")),
    }
    return [t.named(value, f"{name}_{number}") for name, value in values.items()]


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


def linears_of(*ratios: UnitRatio) -> tuple[Linear, ...]:
    """The numerators, denominators and grounds of ratios, each once."""
    found = [
        linear for ratio in ratios for linear in (ratio.numerator, ratio.denominator, ratio.ground) if linear
    ]
    return tuple(dict.fromkeys(found))


def test_tree(table: UnitTable, test: Test, limit: Fraction, operator: str) -> t.Sql:
    """The test by cross-multiplication of whole numbers; NULL where the unit's value is not known or has no ground.

    Where nothing is in scope or the denominator is 0, both sides are 0, and 0 ≥ 0 would be a test that is met.
    """
    upper, lower = test.ratio.numerator, test.ratio.denominator
    left, right = table.worth(upper) * test.ratio.factor, table.worth(lower) * limit
    common = lcm(left.denominator, right.denominator)
    a, b = int(left * common), int(right * common)
    shared = gcd(a, b) or 1
    a, b = a // shared, b // shared
    type_ = table.product_type((a, upper), (b, lower))
    compare = {"at_least": exp.GTE, "above": exp.GT, "at_most": exp.LTE, "below": exp.LT}[operator]
    verdict = compare(
        this=_weighted(Fraction(a), table.value(upper), type_),
        expression=t.times(t.whole(b, type_), table.value(lower)),
    )
    return t.where(judged_tree(table, test), exp.Paren(this=verdict))


def judged_tree(table: UnitTable, test: Test) -> t.Sql:
    """Whether the unit has a value for the test: all is known, rows are in scope, the denominator is above 0."""
    upper, lower = test.ratio.numerator, test.ratio.denominator
    conditions = [table.known(upper, lower), table.scope(test.ratio.ground)]
    if lower is not None:
        some = exp.GT(this=table.value(lower), expression=exp.Literal.number(0))
        conditions += [table.scope(lower), some]
    return t.all_of(conditions)


def outside_tree(table: UnitTable, test: Test) -> t.Sql:
    """Whether the unit is outside the whole by this test: nothing in scope, or a denominator of zero."""
    lower = test.ratio.denominator
    if lower is None:
        return t.negated(table.scope(test.ratio.ground))
    nothing = exp.LTE(this=table.value(lower), expression=exp.Literal.number(0))
    return t.any_of([t.negated(table.scope(lower)), t.all_of([table.known(lower), nothing])])
