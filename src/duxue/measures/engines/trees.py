"""SQL trees of the parts that plans are made of, built with SQLGlot: no text is pasted together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

from sqlglot import exp

from duxue.expressions import FieldType, check, parse, to_sql
from duxue.measures.engines.source import Source, column_of
from duxue.measures.plan import Leaf

Sql = exp.Expression
HUGE, DOUBLE = "HUGEINT", "DOUBLE"


def column(table: str, name: str) -> exp.Column:
    return exp.column(name, table=table, quoted=True)


def whole(number: int, type_: str = HUGE) -> Sql:
    return exp.cast(exp.Literal.number(number), type_)


def text(value: str) -> Sql:
    return exp.Literal.string(value)


def all_of(conditions: Iterable[Sql]) -> Sql:
    return exp.and_(*conditions)


def any_of(conditions: Iterable[Sql]) -> Sql:
    return exp.or_(*conditions)


def added(parts: Sequence[Sql]) -> Sql:
    return reduce(lambda left, right: exp.Add(this=left, expression=right), parts)


def times(left: Sql, right: Sql) -> Sql:
    return exp.Mul(this=exp.paren(left, copy=False), expression=exp.paren(right, copy=False))


def missing(value: Sql) -> Sql:
    return exp.Is(this=exp.paren(value), expression=exp.Null())


def present(value: Sql) -> Sql:
    return exp.Not(this=missing(value))


def where(condition: Sql, value: Sql) -> Sql:
    """The value where the condition is true, else NULL."""
    return exp.Case(ifs=[exp.If(this=condition, true=value)])


def counted(condition: Sql) -> Sql:
    return exp.Count(this=where(condition, exp.Literal.number(1)))


def total(value: Sql) -> Sql:
    return exp.Sum(this=value)


def filled(value: Sql, default: Sql) -> Sql:
    return exp.Coalesce(this=value, expressions=[default])


def is_true(value: Sql) -> Sql:
    return filled(value, exp.false())


def ever(value: Sql) -> Sql:
    return exp.LogicalOr(this=value)


def named(value: Sql, name: str) -> Sql:
    return exp.alias_(value, name, quoted=True)


@dataclass(frozen=True, slots=True)
class LeafTree:
    """A leaf over one row: its condition, its value, and the value as a whole number of 10^-scale."""

    met: Sql
    value: Sql
    scale: int

    @property
    def decided(self) -> Sql:
        return is_true(all_of([self.met, present(self.value)]))

    @property
    def undecided(self) -> Sql:
        return any_of([missing(self.met), all_of([self.met, missing(self.value)])])

    @property
    def integer(self) -> Sql:
        """The value times 10^scale: exact, and refused by the engine where it does not fit 128 bits."""
        if self.scale == 0:
            return exp.cast(self.value, HUGE)
        ten = exp.cast(exp.Literal.number(10**self.scale), f"DECIMAL({self.scale + 1}, 0)")
        return exp.cast(times(self.value, ten), HUGE)


def leaf_tree(source: Source, leaf: Leaf, table: str) -> LeafTree:
    """The trees of a leaf over the rows of a table."""
    fields = source.field_types[leaf.register]

    def of_row(name: str) -> Sql:
        return column(table, name)

    met = exp.true() if leaf.where is None else _tree(leaf.where, of_row, fields)
    if leaf.value is None:
        return LeafTree(met, exp.cast(exp.Literal.number(1), "BIGINT"), 0)
    return LeafTree(met, _tree(leaf.value, of_row, fields), _scale(leaf.value, fields))


def _tree(written: str, of_row: Callable[[str], Sql], fields: dict[str, FieldType]) -> Sql:
    return exp.paren(to_sql(parse(written, None), of_row, fields))


def _scale(written: str, fields: dict[str, FieldType]) -> int:
    found = check(parse(written, None), fields, None)
    return found.scale if found.kind == "decimal" else 0


def placed(source_view: str, area_view: str, area_field: str, kinds: Sequence[str], under: str | None,
           under_kind: str | None) -> exp.Select:
    """`SELECT … FROM register r JOIN areas a` restricted to rows inside all kinds and under one area."""
    query = (
        exp.select()
        .from_(exp.to_table(source_view, alias="r"))
        .join(
            exp.to_table(area_view, alias="a"),
            on=exp.EQ(this=column("r", area_field), expression=column("a", "code")),
        )
    )
    for kind in kinds:
        query = query.where(present(column("a", column_of(kind))))
    if under is not None and under_kind is not None:
        query = query.where(exp.EQ(this=column("a", column_of(under_kind)), expression=text(under)))
    return query
