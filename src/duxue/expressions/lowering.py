"""From the tree to the engine's SQL: the same meaning as `evaluate`, exact and three-valued.

No quotient is ever computed: a number is carried as `number / divisor` (rationals), a comparison multiplies
both sides with the other's divisor, ceil and floor divide whole numbers. The SQL is first described, with the
width of every part, and built on demand; `check` asks for the description alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from duxue.expressions import conditions, exact, rationals
from duxue.expressions.checking import constant
from duxue.expressions.conditions import Plain
from duxue.expressions.evaluating import Value, value_of
from duxue.expressions.exact import Exact, TooWide, literal
from duxue.expressions.faults import fault
from duxue.expressions.nodes import (
    And,
    Between,
    Call,
    Compare,
    Expression,
    Field,
    In,
    IsMissing,
    Negate,
    Node,
    Not,
    Or,
    Product,
    Step,
    Sum,
    names_in,
)
from duxue.expressions.rationals import Rational
from duxue.expressions.types import FieldType
from duxue.messages import Fault, InputError, Place

if TYPE_CHECKING:
    from sqlglot import exp

SIZE_LIMIT = 20_000
Column = Callable[[str], "exp.Expression"]


class TooLarge(Exception):
    """The SQL would have more nodes than anybody can mean."""


def to_sql(expression: Expression, column: Column, fields: Mapping[str, FieldType]) -> exp.Expression:
    """The SQL of an expression that `check` accepted; `column` gives the tree of a field's column.

    The result is BIGINT or DECIMAL, BOOLEAN, VARCHAR or DATE; NULL is unknown. A field without minimum or
    maximum may have up to 18 digits. InputError expressions-too-wide or -too-large, as `check` would tell.
    """
    return result_of(expression, column, fields).build()


def result_of(expression: Expression, column: Column, fields: Mapping[str, FieldType]) -> Plain | Exact:
    """The description of the SQL; an Exact tells its type and range."""
    found = _described(expression, column, fields, expression.place)
    if not isinstance(found, Rational):
        return found
    if found.divisor is not None:
        raise ValueError(f"a quotient is no result: {expression.text}")
    return found.number


def too_wide(expression: Expression, fields: Mapping[str, FieldType], place: Place | None) -> list[Fault]:
    """The fault of an expression whose numbers pass 38 digits, or whose SQL grows without measure."""
    from_nowhere = cast("Column", None)
    try:
        _described(expression, from_nowhere, fields, place)
    except InputError as error:
        return list(error.faults)
    return []


def _described(
    expression: Expression, column: Column, fields: Mapping[str, FieldType], place: Place | None
) -> Rational | Plain:
    lowering = _Lowering(column, fields)
    text = expression.text
    try:
        return lowering.any(expression.root)
    except TooWide as wide:
        facts = {"digits": str(wide.digits), "allowed": str(exact.DIGITS)}
        raise InputError([fault("too-wide", text, lowering.at, place, **facts)]) from None
    except TooLarge:
        raise InputError([fault("too-large", text, lowering.at, place)]) from None


class _Lowering:
    def __init__(self, column: Column, fields: Mapping[str, FieldType]) -> None:
        self.column = column
        self.fields = fields
        self.at = 1

    def any(self, node: Node) -> Rational | Plain:
        """The description of a node; `at` stays where the work stopped if it cannot be described."""
        found = self.constant(node) if not names_in(node) else self.described(node)
        size = found.size if isinstance(found, Plain) else sum(part.size for part in found.parts)
        if size > SIZE_LIMIT:
            self.at = node.at
            raise TooLarge
        return found

    def constant(self, node: Node) -> Rational | Plain:
        self.at = node.at
        return _constant(value_of(node, {}), isinstance(node, Step | Call | Product | Sum | Negate))

    def described(self, node: Node) -> Rational | Plain:
        match node:
            case Field():
                return self.field(node)
            case Negate() | Sum() | Product() | Call() | Step():
                return self.arithmetic(node)
        return self.condition(node)

    def number(self, node: Node) -> Rational:
        return cast("Rational", self.any(node))

    def plain(self, node: Node) -> Plain:
        return cast("Plain", self.any(node))

    def field(self, node: Field) -> Rational | Plain:
        found = self.fields[node.name]
        column, name = self.column, node.name
        if not found.is_number:
            return Plain(2, lambda: column(name))
        self.at = node.at
        return Rational(_column(found, lambda: column(name)))

    def arithmetic(self, node: Node) -> Rational:
        match node:
            case Negate():
                return rationals.negate(self.number(node.operand))
            case Sum():
                return self.sum(node)
            case Product():
                return self.product(node)
            case Call():
                return self.call(node)
            case Step():
                return self.step(node)
        raise TypeError(f"no such node: {type(node).__name__}")

    def sum(self, node: Sum) -> Rational:
        terms = [self.number(term) for _, term in node.terms]
        signs = [sign for sign, _ in node.terms]
        signed = [
            term if sign == "+" else rationals.negate(term) for sign, term in zip(signs, terms, strict=True)
        ]
        self.at = node.at
        while len(signed) > 1:
            pairs = [signed[index : index + 2] for index in range(0, len(signed), 2)]
            signed = [rationals.add(*pair) if len(pair) == 2 else pair[0] for pair in pairs]
        return signed[0]

    def product(self, node: Product) -> Rational:
        total: Rational | None = None
        for sign, factor in node.factors:
            part = self.divisor(factor) if sign == "/" else self.number(factor)
            self.at = node.at
            total = part if total is None else rationals.times(total, part)
        assert total is not None
        return total

    def divisor(self, factor: Node) -> Rational:
        """One divided by the factor; a constant one is inverted here and now."""
        value = constant(factor)
        if value:
            return rationals.rational(1 / value)
        return rationals.divide(Rational(literal(Fraction(1))), self.number(factor))

    def call(self, node: Call) -> Rational:
        found = [self.number(part) for part in node.arguments]
        self.at = node.at
        if node.function in ("min", "max"):
            return rationals.extreme(found, largest=node.function == "max")
        return rationals.rounded(found[0], up=node.function == "ceil")

    def step(self, node: Step) -> Rational:
        operand = self.number(node.operand)
        self.at = node.at
        values = exact.aligned([literal(value) for _, value in node.table])
        reached = [
            conditions.numbers_compared(operand, ">=", rationals.rational(low)) for low, _ in node.table
        ]
        steps = list(zip(reached, values, strict=True))[::-1]

        def build() -> exp.Expression:
            from sqlglot import exp

            return exp.Case(ifs=[exp.If(this=test.build(), true=value.build()) for test, value in steps])

        size = sum(test.size + value.size + 1 for test, value in steps)
        low, high = min(value.low for value in values), max(value.high for value in values)
        return Rational(Exact(low, high, values[0].type, size, build))

    def condition(self, node: Node) -> Plain:
        match node:
            case Compare():
                return self.compare(node.left, node.operator, node.right)
            case Between():
                above = self.compare(node.operand, ">=", node.low)
                return conditions.combined("And", [above, self.compare(node.operand, "<=", node.high)])
            case In():
                return self.membership(node)
            case IsMissing():
                return self.missing(node)
            case Not():
                return conditions.opposite(self.plain(node.operand))
            case And():
                return conditions.combined("And", [self.plain(item) for item in node.items])
            case Or():
                return conditions.combined("Or", [self.plain(item) for item in node.items])
        raise TypeError(f"no such node: {type(node).__name__}")

    def compare(self, left: Node, operator: str, right: Node) -> Plain:
        one, other = self.any(left), self.any(right)
        self.at = left.at
        if isinstance(one, Rational) and isinstance(other, Rational):
            return conditions.numbers_compared(one, operator, other)
        return conditions.compared(cast("Plain", one), operator, cast("Plain", other))

    def membership(self, node: In) -> Plain:
        operand = self.any(node.operand)
        self.at = node.at
        if isinstance(operand, Rational):
            return conditions.chosen(operand, [cast("Fraction", choice.value) for choice in node.choices])
        return conditions.listed(operand, [self.plain(choice) for choice in node.choices])

    def missing(self, node: IsMissing) -> Plain:
        operand = self.any(node.operand)
        parts = operand.parts if isinstance(operand, Rational) else [operand]
        found = conditions.combined("Or", [conditions.unknown(part) for part in parts])
        return conditions.opposite(found) if node.negated else found


def _constant(value: Value, numeric: bool) -> Rational | Plain:
    match value:
        case None:
            return Rational(_nothing()) if numeric else conditions.boolean(None)
        case bool():
            return conditions.boolean(value)
        case str():
            return conditions.text(value)
        case date():
            return conditions.day(value.isoformat())
    return rationals.rational(value)


def _nothing() -> Exact:
    """A constant that has no value, as a step below its first number."""

    def build() -> exp.Expression:
        from sqlglot import exp

        return exact.cast_to(exp.Null(), "BIGINT")

    return Exact(Fraction(0), Fraction(0), exact.BIGINT, 3, build)


def _column(found: FieldType, column: exact.Build) -> Exact:
    """A column, in the width that the range of its field needs; 18 digits where the contract says no range."""
    widest = Fraction(10**exact.NARROW - 1, 10**found.scale)
    low = -widest if found.minimum is None else found.minimum
    high = max(widest, low) if found.maximum is None else found.maximum
    digits = exact.digits_of(max(abs(low), abs(high)), found.scale)
    if found.scale == 0 and digits <= exact.NARROW:
        kind = exact.BIGINT
    else:
        kind = exact.decimal(
            exact.NARROW if digits <= exact.NARROW else max(digits, exact.DIGITS), found.scale
        )

    def build() -> exp.Expression:
        return exact.cast_to(column(), str(kind))

    return Exact(min(low, high), high, kind, 4, build)
