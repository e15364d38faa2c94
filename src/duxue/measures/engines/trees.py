"""SQL trees of the parts that plans are made of, built with SQLGlot: no text is pasted together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, reduce

from sqlglot import exp

from duxue.expressions import FieldType, check, parse, to_sql
from duxue.measures.engines.source import Source, column_of
from duxue.measures.plan import Leaf

Sql = exp.Expr
Columns = Sequence[Sql]
HUGE, NARROW, DOUBLE = "HUGEINT", "BIGINT", "DOUBLE"


@cache
def _type(name: str) -> exp.DataType:
    return exp.DataType.build(name, dialect="duckdb")


def cast(value: Sql, type_: str) -> Sql:
    return exp.Cast(this=value, to=_type(type_).copy())


def column(table: str, name: str) -> exp.Column:
    return exp.column(name, table=table, quoted=True)


def whole(number: int, type_: str = HUGE) -> Sql:
    return cast(exp.Literal.number(number), type_)


def text(value: str) -> Sql:
    return exp.Literal.string(value)


def all_of(conditions: Iterable[Sql]) -> Sql:
    return reduce(
        lambda left, right: exp.And(
            this=exp.paren(left, copy=False), expression=exp.paren(right, copy=False)
        ),
        conditions,
    )


def any_of(conditions: Iterable[Sql]) -> Sql:
    return reduce(
        lambda left, right: exp.Or(this=exp.paren(left, copy=False), expression=exp.paren(right, copy=False)),
        conditions,
    )


def select(
    columns: Columns,
    source: Sql,
    conditions: Columns = (),
    groups: Columns = (),
    joins: Sequence[exp.Join] = (),
) -> exp.Select:
    """A SELECT made in one piece: SQLGlot's own builder copies the whole tree at each step."""
    query = exp.Select(expressions=list(columns), from_=exp.From(this=source), joins=list(joins))
    if conditions:
        query.set("where", exp.Where(this=all_of(conditions)))
    if groups:
        query.set("group", exp.Group(expressions=list(groups)))
    return query


def table(name: str, alias: str) -> Sql:
    return exp.alias_(exp.to_table(name), alias, table=True)


def subquery(query: exp.Query, alias: str) -> Sql:
    return exp.Subquery(this=query, alias=exp.TableAlias(this=exp.to_identifier(alias)))


def joined(source: Sql, on: Sql, side: str = "") -> exp.Join:
    return exp.Join(this=source, on=on, side=side)


def equal(left: Sql, right: Sql) -> Sql:
    return exp.EQ(this=left, expression=right)


def added(parts: Sequence[Sql]) -> Sql:
    return reduce(lambda left, right: exp.Add(this=left, expression=right), parts)


def times(left: Sql, right: Sql) -> Sql:
    return exp.Mul(this=exp.paren(left, copy=False), expression=exp.paren(right, copy=False))


def missing(value: Sql) -> Sql:
    return exp.Is(this=exp.paren(value, copy=False), expression=exp.Null())


def present(value: Sql) -> Sql:
    return exp.Not(this=missing(value))


def negated(condition: Sql) -> Sql:
    """NOT binds closer than AND: without the brackets it would take the first condition only."""
    return exp.Not(this=exp.paren(condition, copy=False))


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
    return exp.Alias(this=value, alias=exp.to_identifier(name, quoted=True))


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
        return is_true(any_of([missing(self.met), all_of([self.met, missing(self.value)])]))

    def integer(self, type_: str = HUGE) -> Sql:
        return integer(self.value, self.scale, type_)


def integer(value: Sql, scale: int, type_: str = HUGE) -> Sql:
    """The value times 10^scale: exact, and refused by the engine where it does not fit the type.

    A product of decimals keeps the width of its wider side, so that side is made wide first.
    """
    if scale == 0:
        return cast(value, type_)
    ten = cast(exp.Literal.number(10**scale), f"DECIMAL({scale + 1}, 0)")
    digits = 38 if type_ == HUGE else 18
    return cast(times(cast(exp.paren(value, copy=False), f"DECIMAL({digits}, {scale})"), ten), type_)


class RowColumns:
    """The conditions and values of leaves over the rows of one register, each written only once.

    `columns` go into a subquery that is called `b`; `leaf` names them.
    """

    def __init__(self, source: Source, leaves: Sequence[Leaf]) -> None:
        self.fields = source.field_types[leaves[0].register]
        self._names: dict[tuple[str, str], str] = {}
        self.columns: list[Sql] = []
        for leaf in leaves:
            for role, written in (("met", leaf.where), ("value", leaf.value)):
                if written is not None and (role, written) not in self._names:
                    name = self._names[role, written] = f"{role}_{len(self._names)}"
                    self.columns.append(named(_tree(written, self.fields), name))

    def leaf(self, leaf: Leaf) -> LeafTree:
        met = exp.true() if leaf.where is None else column("b", self._names["met", leaf.where])
        if leaf.value is None:
            return LeafTree(met, cast(exp.Literal.number(1), "BIGINT"), 0)
        return LeafTree(met, column("b", self._names["value", leaf.value]), scale_of(leaf.value, self.fields))


def _tree(written: str, fields: dict[str, FieldType]) -> Sql:
    def of_row(name: str) -> exp.Column:
        return column("r", name)

    found: Sql = exp.Paren(this=to_sql(parse(written, None), of_row, fields))
    return found


def condition(source: Source, leaf: Leaf) -> Sql:
    """Whether a row of `r` meets the leaf's condition."""
    return exp.true() if leaf.where is None else _tree(leaf.where, source.field_types[leaf.register])


def scale_of(written: str, fields: dict[str, FieldType]) -> int:
    found = check(parse(written, None), fields, None)
    return found.scale if found.kind == "decimal" else 0


@dataclass(frozen=True, slots=True)
class Placed:
    """`FROM register r JOIN areas a`, restricted to rows inside all of some kinds and under one area."""

    rows: str
    areas: str
    area_field: str
    kinds: tuple[str, ...]
    under: tuple[str, str] | None
    """Kind and code of the area under which rows must lie."""

    def select(self, columns: Columns, conditions: Columns = (), groups: Columns = ()) -> exp.Select:
        inside = [present(column("a", column_of(kind))) for kind in self.kinds]
        if self.under:
            inside.append(equal(column("a", column_of(self.under[0])), text(self.under[1])))
        on = equal(column("r", self.area_field), column("a", "code"))
        return select(
            columns,
            table(self.rows, "r"),
            [*inside, *conditions],
            groups,
            [joined(table(self.areas, "a"), on)],
        )
