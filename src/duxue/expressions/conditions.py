"""Conditions in the engine's SQL; NULL is unknown, as in `evaluate`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from duxue.expressions.exact import Build, Exact, aligned, binary, cast_to, wrapped
from duxue.expressions.rationals import Rational, over_one_divisor, rational

if TYPE_CHECKING:
    from sqlglot import exp

OPERATIONS = {"==": "EQ", "!=": "NEQ", "<": "LT", "<=": "LTE", ">": "GT", ">=": "GTE"}


@dataclass(frozen=True, slots=True)
class Plain:
    """A condition, a text or a date: something whose width nobody has to know."""

    size: int
    build: Build


def boolean(value: bool | None) -> Plain:
    def build() -> exp.Expression:
        from sqlglot import exp

        return cast_to(exp.Null(), "BOOLEAN") if value is None else exp.Boolean(this=value)

    return Plain(2, build)


def text(value: str) -> Plain:
    def build() -> exp.Expression:
        from sqlglot import exp

        return exp.Literal.string(value)

    return Plain(1, build)


def day(iso: str) -> Plain:
    def build() -> exp.Expression:
        from sqlglot import exp

        return cast_to(exp.Literal.string(iso), "DATE")

    return Plain(3, build)


def compared(left: Plain | Exact, operator: str, right: Plain | Exact) -> Plain:
    build = binary(OPERATIONS[operator], left.build, right.build)
    return Plain(left.size + right.size + 1, build)


def numbers_compared(left: Rational, operator: str, right: Rational) -> Plain:
    """Both sides over one divisor above 0 keep their order; each carries the NULL of the other's divisor."""
    (one, other), _ = over_one_divisor([left, right])
    first, second = aligned([one, other])
    return compared(first, operator, second)


def chosen(operand: Rational, values: Sequence[Fraction]) -> Plain:
    """Whether a number is one of the constants."""
    if operand.divisor is not None:
        return combined("Or", [numbers_compared(operand, "==", rational(value)) for value in values])
    first, *others = aligned([operand.number, *[rational(value).number for value in values]])
    return listed(Plain(first.size, first.build), [Plain(one.size, one.build) for one in others])


def listed(operand: Plain, values: Sequence[Plain]) -> Plain:
    def build() -> exp.Expression:
        from sqlglot import exp

        return exp.In(this=wrapped(operand.build()), expressions=[value.build() for value in values])

    return Plain(operand.size + 1 + sum(value.size for value in values), build)


def unknown(part: Plain | Exact) -> Plain:
    def build() -> exp.Expression:
        from sqlglot import exp

        return exp.Is(this=wrapped(part.build()), expression=exp.Null())

    return Plain(part.size + 2, build)


def opposite(part: Plain) -> Plain:
    def build() -> exp.Expression:
        from sqlglot import exp

        return exp.Not(this=wrapped(part.build()))

    return Plain(part.size + 2, build)


def combined(name: str, parts: Sequence[Plain]) -> Plain:
    """All (`And`) or any (`Or`) of them, as a balanced tree: thousands of parts stay a shallow tree."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    left, right = combined(name, parts[:middle]), combined(name, parts[middle:])
    return Plain(left.size + right.size + 1, binary(name, left.build, right.build))
