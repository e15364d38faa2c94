"""The value of an expression for one row: exact, three-valued. The oracle of the SQL."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from duxue.expressions.nodes import (
    And,
    Between,
    BooleanLiteral,
    Call,
    Compare,
    DateLiteral,
    Expression,
    Field,
    In,
    IsMissing,
    Literal,
    Negate,
    Node,
    Not,
    Number,
    Or,
    Product,
    Step,
    Sum,
    TextLiteral,
)
from duxue.values import Missing

Value = Fraction | str | bool | date | None


def evaluate(expression: Expression, row: Mapping[str, Any]) -> Value:
    """The value for a row; None means unknown.

    Numbers come back as Fraction. A row holds int, Decimal, Fraction, str, bool, date, and None or a Missing
    where there is no value. Arithmetic, min and max with an unknown part are unknown, so is a division by zero;
    and, or, not follow Kleene. KeyError if the row lacks a field, TypeError for a float: both are defects.
    """
    return value_of(expression.root, row)


def value_of(node: Node, row: Mapping[str, Any]) -> Value:
    match node:
        case Number() | TextLiteral() | BooleanLiteral() | DateLiteral():
            return node.value
        case Field():
            return _given(row[node.name])
        case Negate():
            number = _number(node.operand, row)
            return None if number is None else -number
        case Sum():
            return _sum(node, row)
        case Product():
            return _product(node, row)
        case Call():
            return _call(node, row)
        case Step():
            return _step(node, row)
    return _condition(node, row)


def _given(value: Any) -> Value:
    if value is None or isinstance(value, Missing):
        return None
    if isinstance(value, bool | str | date | Fraction):
        return value
    if isinstance(value, int | Decimal):
        return Fraction(value)
    raise TypeError(f"a row holds exact values, not {type(value).__name__}")


def _number(node: Node, row: Mapping[str, Any]) -> Fraction | None:
    return cast("Fraction | None", value_of(node, row))


def _truth(node: Node, row: Mapping[str, Any]) -> bool | None:
    return cast("bool | None", value_of(node, row))


def _sum(node: Sum, row: Mapping[str, Any]) -> Fraction | None:
    total = Fraction(0)
    for sign, term in node.terms:
        number = _number(term, row)
        if number is None:
            return None
        total += number if sign == "+" else -number
    return total


def _product(node: Product, row: Mapping[str, Any]) -> Fraction | None:
    total = Fraction(1)
    for sign, factor in node.factors:
        number = _number(factor, row)
        if number is None or (sign == "/" and number == 0):
            return None
        total = total * number if sign == "*" else total / number
    return total


def _call(node: Call, row: Mapping[str, Any]) -> Fraction | None:
    found = [_number(part, row) for part in node.arguments]
    numbers = [number for number in found if number is not None]
    if len(numbers) < len(found):
        return None
    match node.function:
        case "min":
            return min(numbers)
        case "max":
            return max(numbers)
        case "ceil":
            return Fraction(math.ceil(numbers[0]))
    return Fraction(math.floor(numbers[0]))


def _step(node: Step, row: Mapping[str, Any]) -> Fraction | None:
    number = _number(node.operand, row)
    if number is None:
        return None
    reached = [value for low, value in node.table if low <= number]
    return reached[-1] if reached else None


def _condition(node: Node, row: Mapping[str, Any]) -> bool | None:
    match node:
        case Compare():
            return _compare(value_of(node.left, row), node.operator, value_of(node.right, row))
        case Between():
            value = value_of(node.operand, row)
            above = _compare(value, ">=", value_of(node.low, row))
            return _all((above, _compare(value, "<=", value_of(node.high, row))))
        case In():
            return _in(value_of(node.operand, row), node.choices)
        case IsMissing():
            return (value_of(node.operand, row) is None) != node.negated
        case Not():
            truth = _truth(node.operand, row)
            return None if truth is None else not truth
        case And():
            return _all(_truth(item, row) for item in node.items)
        case Or():
            opposite = _all(_not(_truth(item, row)) for item in node.items)
            return _not(opposite)
    raise TypeError(f"no such node: {type(node).__name__}")


def _not(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


def _all(truths: Iterable[bool | None]) -> bool | None:
    found = list(truths)
    if False in found:
        return False
    return None if None in found else True


def _in(value: Value, choices: tuple[Literal, ...]) -> bool | None:
    if value is None:
        return None
    return any(value == choice.value for choice in choices)


def _compare(left: Any, operator: str, right: Any) -> bool | None:
    if left is None or right is None:
        return None
    match operator:
        case "==":
            return bool(left == right)
        case "!=":
            return bool(left != right)
        case "<":
            return bool(left < right)
        case "<=":
            return bool(left <= right)
        case ">":
            return bool(left > right)
    return bool(left >= right)
