"""A number as `number / divisor`, the divisor above 0 or NULL: how quotients stay exact in the engine."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from duxue.expressions import exact
from duxue.expressions.exact import BIGINT, Build, Exact, aligned, binary, literal, multiply, negative, whole
from duxue.expressions.types import decimals_of

if TYPE_CHECKING:
    from sqlglot import exp


@dataclass(frozen=True, slots=True)
class Rational:
    """`divisor` None means 1. NULL in either part means that the value is unknown."""

    number: Exact
    divisor: Exact | None = None

    @property
    def parts(self) -> list[Exact]:
        """The parts that may be NULL."""
        found = [self.number] if self.divisor is None else [self.number, self.divisor]
        return [part for part in found if part.constant is None]


def rational(value: Fraction) -> Rational:
    """A constant; 1/3 keeps its 3 below."""
    if decimals_of(value) is not None:
        return Rational(literal(value))
    return Rational(literal(Fraction(value.numerator)), literal(Fraction(value.denominator)))


def add(one: Rational, other: Rational) -> Rational:
    (left, right), divisor = over_one_divisor([one, other])
    return Rational(exact.add(left, right), divisor)


def negate(one: Rational) -> Rational:
    return Rational(negative(one.number), one.divisor)


def times(one: Rational, other: Rational) -> Rational:
    return Rational(multiply(one.number, other.number), _product([one.divisor, other.divisor]))


def divide(one: Rational, other: Rational) -> Rational:
    """Unknown where `other` is 0. Both parts take the sign of the divisor, so that it ends above 0."""
    upper, lower = other.divisor, other.number
    number = one.number if upper is None else multiply(one.number, upper)
    if lower.positive:
        return Rational(number, _product([one.divisor, lower]))
    if lower.low < 0:
        number = multiply(number, _sign(lower))
    return Rational(number, _product([one.divisor, _size_or_null(lower)]))


def over_one_divisor(found: list[Rational]) -> tuple[list[Exact], Exact | None]:
    """The numbers as they stand over one common divisor; constant divisors meet in their least multiple."""
    constants = [_constant_divisor(one) for one in found]
    common = math.lcm(*[value.numerator for value in constants])
    variable = [
        None if one.divisor is None or one.divisor.constant is not None else one.divisor for one in found
    ]
    numbers = []
    for index, one in enumerate(found):
        number = multiply(one.number, literal(Fraction(common) / constants[index]))
        for other, divisor in enumerate(variable):
            if other != index and divisor is not None:
                number = multiply(number, divisor)
        numbers.append(number)
    below = _product([*variable, None if common == 1 else literal(Fraction(common))])
    return numbers, below


def _constant_divisor(one: Rational) -> Fraction:
    """A constant divisor is always whole (see `rational`)."""
    if one.divisor is None or one.divisor.constant is None:
        return Fraction(1)
    return one.divisor.constant


def extreme(found: list[Rational], largest: bool) -> Rational:
    """The least or greatest; unknown where one of them is, unlike LEAST and GREATEST of the engine."""
    above, divisor = over_one_divisor(found)
    numbers = aligned(above)
    ends = max if largest else min
    low, high = ends(one.low for one in numbers), ends(one.high for one in numbers)
    doubtful = [one for one in numbers if one.constant is None]

    def build() -> exp.Expression:
        from sqlglot import exp

        function = exp.Greatest if largest else exp.Least
        first, *others = [one.build() for one in numbers]
        chosen = function(this=first, expressions=others, ignore_nulls=True)
        given = [
            exp.Not(this=exp.Is(this=exact.wrapped(one.build()), expression=exp.Null())) for one in doubtful
        ]
        return exp.Case(ifs=[exp.If(this=exp.and_(*given, copy=False, wrap=False), true=chosen)])

    size = 2 * sum(one.size for one in numbers) + 4 * len(numbers)
    return Rational(Exact(low, high, numbers[0].type, size, build), divisor)


def rounded(one: Rational, up: bool) -> Rational:
    if one.divisor is None:
        return Rational(whole(one.number, up))
    return Rational(exact.whole_quotient(one.number, one.divisor, up))


def _product(parts: list[Exact | None]) -> Exact | None:
    total: Exact | None = None
    for part in parts:
        if part is not None:
            total = part if total is None else multiply(total, part)
    return total


def _sign(number: Exact) -> Exact:
    below = binary("LT", number.build, exact.retype(literal(Fraction(0)), number.type).build)

    def build() -> exp.Expression:
        from sqlglot import exp

        minus, plus = literal(Fraction(-1)).build(), literal(Fraction(1)).build()
        return exp.Case(ifs=[exp.If(this=below(), true=minus)], default=plus)

    return Exact(Fraction(-1), Fraction(1), BIGINT, number.size + 12, build)


def _size_or_null(number: Exact) -> Exact:
    """`abs(number)`, NULL instead of 0."""
    inner: Build = number.build
    size = number.size + 5

    def build() -> exp.Expression:
        from sqlglot import exp

        tree = exp.Abs(this=inner()) if number.low < 0 else inner()
        nought = exact.retype(literal(Fraction(0)), number.type).build()
        return exp.Nullif(this=tree, expression=nought)

    smallest = Fraction(1, 10**number.scale)
    largest = max(abs(number.low), abs(number.high), smallest)
    return Exact(smallest, largest, number.type, size, build)
