"""Between which numbers the value of an expression lies, from the ranges of its fields."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from functools import reduce

from duxue.expressions.nodes import Call, Expression, Field, Negate, Node, Number, Product, Step, Sum
from duxue.expressions.types import FieldType
from duxue.values import Interval


def bounds(expression: Expression, fields: Mapping[str, FieldType]) -> Interval:
    """The range of a numeric expression over rows where every field it reads has a value within its range.

    A side is None when nothing can be said, as with a field that has no minimum. Never too narrow, sometimes
    wider than needed (`x - x`). ValueError for an expression that is no number.
    """
    return range_of(expression.root, fields)


def range_of(node: Node, fields: Mapping[str, FieldType]) -> Interval:
    match node:
        case Number():
            return Interval(node.value, node.value)
        case Field():
            return Interval(fields[node.name].minimum, fields[node.name].maximum)
        case Negate():
            return range_of(node.operand, fields).scale(Fraction(-1))
        case Sum():
            terms = [(sign, range_of(term, fields)) for sign, term in node.terms]
            return reduce(Interval.__add__, (term if sign == "+" else -term for sign, term in terms))
        case Product():
            total = Interval(Fraction(1), Fraction(1))
            for sign, factor in node.factors:
                found = range_of(factor, fields)
                total = total.times(found) if sign == "*" else quotient(total, found)
            return total
        case Call():
            return _call(node, [range_of(part, fields) for part in node.arguments])
        case Step():
            return step_range(node, range_of(node.operand, fields))
    raise ValueError(f"{type(node).__name__} is no number")


def quotient(total: Interval, divisor: Interval) -> Interval:
    """A divisor below zero is turned round with its dividend; one that spans zero says nothing."""
    if divisor.high is not None and divisor.high < 0:
        return (-total).divide(-divisor)
    return total.divide(divisor)


def _call(node: Call, found: list[Interval]) -> Interval:
    match node.function:
        case "min":
            return reduce(Interval.minimum, found)
        case "max":
            return reduce(Interval.maximum, found)
    whole = math.ceil if node.function == "ceil" else math.floor
    low, high = found[0].low, found[0].high
    return Interval(
        None if low is None else Fraction(whole(low)), None if high is None else Fraction(whole(high))
    )


def step_range(node: Step, found: Interval) -> Interval:
    """The values of the steps that can be reached."""
    reached = []
    for position, (low, value) in enumerate(node.table):
        following = node.table[position + 1][0] if position + 1 < len(node.table) else None
        starts = found.high is None or low <= found.high
        lasts = found.low is None or following is None or following > found.low
        if starts and lasts:
            reached.append(value)
    reached = reached or [value for _, value in node.table]
    return Interval(min(reached), max(reached))
