"""Exact numbers of the engine: integers and DECIMALs whose widths are known before a query runs.

Each operation knows the range of its result, asks for the width that the range needs and refuses what would
pass 38 digits. The types follow the engine's own rules (DuckDB): a sum of DECIMAL(w, s) is DECIMAL(w+1, s), a
product adds widths and scales but stays at 18 digits, unchecked for more, when both factors have at most 18.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from duxue.expressions.types import decimals_of
from duxue.values import plain

if TYPE_CHECKING:
    from sqlglot import exp

DIGITS = 38
NARROW = 18
Build = Callable[[], "exp.Expression"]


class TooWide(Exception):
    """A number would need more digits than the engine has."""

    def __init__(self, digits: int) -> None:
        super().__init__(digits)
        self.digits = digits


@dataclass(frozen=True, slots=True)
class SqlType:
    name: str
    width: int
    scale: int

    def __str__(self) -> str:
        return f"DECIMAL({self.width}, {self.scale})" if self.name == "DECIMAL" else self.name


BIGINT = SqlType("BIGINT", NARROW, 0)
HUGEINT = SqlType("HUGEINT", DIGITS, 0)


def decimal(width: int, scale: int) -> SqlType:
    if width > DIGITS:
        raise TooWide(width)
    return SqlType("DECIMAL", width, scale)


@dataclass(frozen=True, slots=True)
class Exact:
    """A number in the engine: its range (both ends included), its type, how many nodes its SQL has."""

    low: Fraction
    high: Fraction
    type: SqlType
    size: int
    build: Build
    constant: Fraction | None = None

    @property
    def scale(self) -> int:
        return self.type.scale

    @property
    def positive(self) -> bool:
        return self.low > 0

    def digits(self, scale: int | None = None) -> int:
        """The width that the range needs when written with `scale` decimals."""
        return digits_of(max(abs(self.low), abs(self.high)), self.scale if scale is None else scale)


def digits_of(value: Fraction, scale: int) -> int:
    whole = math.ceil(value * 10**scale)
    return max(len(str(whole)) if whole else 0, scale, 1)


def literal(value: Fraction) -> Exact:
    """A constant that has a finite number of decimals."""
    scale = decimals_of(value)
    if scale is None:
        raise ValueError(f"{value} has no finite decimal")
    digits = digits_of(abs(value), scale)
    kind = BIGINT if scale == 0 and digits <= NARROW else decimal(digits, scale)
    return _constant(value, kind)


def _constant(value: Fraction, kind: SqlType) -> Exact:
    def build() -> exp.Expression:
        from sqlglot import exp

        number: exp.Expression = exp.Literal.number(plain(abs(value)))
        return cast_to(exp.Neg(this=number) if value < 0 else number, str(kind))

    return Exact(value, value, kind, 3, build, value)


def retype(number: Exact, kind: SqlType) -> Exact:
    if number.type == kind:
        return number
    if number.constant is not None:
        return _constant(number.constant, kind)

    def build() -> exp.Expression:
        return cast_to(number.build(), str(kind))

    return replace(number, type=kind, size=number.size + 2, build=build)


def cast_to(tree: exp.Expression, kind: str) -> exp.Expression:
    """Always a cast: `exp.cast` would leave out one from DECIMAL(18, 2) to DECIMAL(19, 2)."""
    from sqlglot import exp

    return exp.Cast(this=tree, to=_data_type(kind).copy())


@cache
def _data_type(kind: str) -> exp.DataType:
    from sqlglot import exp

    return exp.DataType.build(kind)


def binary(name: str, left: Build, right: Build) -> Build:
    """The builder of `left <name> right`, by the class name of the operation in the SQL tree."""

    def build() -> exp.Expression:
        from sqlglot import exp

        operation: type[exp.Expression] = getattr(exp, name)
        return operation(this=wrapped(left()), expression=wrapped(right()))

    return build


def wrapped(tree: exp.Expression) -> exp.Expression:
    """In parentheses, unless it holds together without them."""
    from sqlglot import exp

    loose = isinstance(tree, exp.Binary | exp.Unary | exp.In | exp.Between) and not isinstance(
        tree, exp.Paren
    )
    return exp.Paren(this=tree) if loose else tree


def add(one: Exact, other: Exact) -> Exact:
    low, high = one.low + other.low, one.high + other.high
    scale = max(one.scale, other.scale)
    needed = digits_of(max(abs(low), abs(high)), scale)
    widest = max(one.digits(scale), other.digits(scale))
    if scale == 0 and needed <= NARROW and widest <= NARROW:
        kind = result = BIGINT
    else:
        decimal(needed, scale)
        kind = _kind_to_add(one, other, widest, needed, scale)
        result = decimal(min(DIGITS, kind.width + 1), scale)
    left, right = retype(one, kind), retype(other, kind)
    return Exact(low, high, result, left.size + right.size + 1, binary("Add", left.build, right.build))


def _kind_to_add(one: Exact, other: Exact, widest: int, needed: int, scale: int) -> SqlType:
    same = one.type == other.type and one.type.name == "DECIMAL"
    if same and (needed > NARROW or one.type.width < NARROW):
        return one.type
    return decimal(NARROW - 1 if widest < NARROW else widest, scale)


def negative(number: Exact) -> Exact:
    if number.constant is not None:
        return literal(-number.constant)

    def build() -> exp.Expression:
        from sqlglot import exp

        return exp.Neg(this=wrapped(number.build()))

    return Exact(-number.high, -number.low, number.type, number.size + 2, build)


def multiply(one: Exact, other: Exact) -> Exact:
    if one.constant == 1:
        return other
    if other.constant == 1:
        return one
    corners = [a * b for a in (one.low, one.high) for b in (other.low, other.high)]
    low, high = min(corners), max(corners)
    scale = one.scale + other.scale
    needed = digits_of(max(abs(low), abs(high)), scale)
    narrow = max(one.digits(), other.digits()) <= NARROW
    if scale == 0 and needed <= NARROW and narrow:
        left, right, result = retype(one, BIGINT), retype(other, BIGINT), BIGINT
    else:
        decimal(needed, scale)
        left, right = _factors(one, other, needed)
        result = _product_type(left.type, right.type, scale)
    return Exact(low, high, result, left.size + right.size + 1, binary("Mul", left.build, right.build))


def _factors(one: Exact, other: Exact, needed: int) -> tuple[Exact, Exact]:
    """Both as DECIMAL; at least one wider than 18 digits where the product is, else the engine would not widen."""
    left, right = _as_decimal(one), _as_decimal(other)
    if needed > NARROW and max(left.type.width, right.type.width) <= NARROW:
        left = retype(left, decimal(NARROW + 1, left.scale))
    elif needed <= NARROW:
        left, right = _narrowed(left), _narrowed(right)
    return left, right


def _as_decimal(number: Exact) -> Exact:
    if number.type.name == "DECIMAL":
        return number
    return retype(number, decimal(number.digits(), number.scale))


def _narrowed(number: Exact) -> Exact:
    if number.type.width <= NARROW or number.digits() > NARROW:
        return number
    return retype(number, decimal(NARROW, number.scale))


def _product_type(left: SqlType, right: SqlType, scale: int) -> SqlType:
    width = left.width + right.width
    if width > NARROW and max(left.width, right.width) <= NARROW and scale < NARROW:
        width = NARROW
    return decimal(min(DIGITS, width), scale)


def aligned(numbers: list[Exact]) -> list[Exact]:
    """The numbers in one type that holds them all, to be compared."""
    scale = max(number.scale for number in numbers)
    needed = max(number.digits(scale) for number in numbers)
    if scale == 0 and needed <= NARROW:
        return [retype(number, BIGINT) for number in numbers]
    kind = decimal(needed, scale)
    for number in numbers:
        fits = number.scale == scale and number.type.width >= needed
        if number.constant is None and number.type.name == "DECIMAL" and fits:
            kind = number.type
            break
    return [retype(number, kind) for number in numbers]


def whole(number: Exact, up: bool) -> Exact:
    """The next whole number above (or below) a DECIMAL."""
    if number.scale == 0:
        return number

    def build() -> exp.Expression:
        from sqlglot import exp

        return (exp.Ceil if up else exp.Floor)(this=number.build())

    low, high = _whole_range(number.low, number.high, up)
    rounded = Exact(low, high, decimal(number.type.width, 0), number.size + 1, build)
    return retype(rounded, BIGINT) if rounded.digits() <= NARROW else rounded


def _whole_range(low: Fraction, high: Fraction, up: bool) -> tuple[Fraction, Fraction]:
    turn = math.ceil if up else math.floor
    return Fraction(turn(low)), Fraction(turn(high))


def whole_quotient(number: Exact, divisor: Exact, up: bool) -> Exact:
    """`number / divisor` rounded up or down to a whole number, by whole-number division; divisor above 0."""
    scale = max(number.scale, divisor.scale)
    top, bottom = _integer(number, scale), _integer(divisor, scale)
    if HUGEINT in (top.type, bottom.type):
        top, bottom = retype(top, HUGEINT), retype(bottom, HUGEINT)
    one = _constant(Fraction(1), top.type)
    nought = _constant(Fraction(0), top.type)
    quotient = binary("IntDiv", top.build, bottom.build)
    rest = binary("Mod", top.build, bottom.build)

    def build() -> exp.Expression:
        from sqlglot import exp

        past = binary("GT" if up else "LT", rest, nought.build)()
        case = exp.Case(ifs=[exp.If(this=past, true=one.build())], default=nought.build())
        return (exp.Add if up else exp.Sub)(this=exp.Paren(this=quotient()), expression=case)

    corners = [end / by for end in (number.low, number.high) for by in (divisor.low, divisor.high)]
    low, high = _whole_range(min(corners), max(corners), up)
    size = 2 * (top.size + bottom.size) + 14
    result = Exact(low, high, top.type, size, build)
    if result.digits() <= NARROW:
        return retype(result, BIGINT)
    return retype(result, decimal(result.digits(), 0)) if result.type == HUGEINT else result


def _integer(number: Exact, scale: int) -> Exact:
    """`number × 10^scale`, a whole number, as an integer of the engine."""
    raised = multiply(number, literal(Fraction(10**scale))) if scale else number
    kind = BIGINT if digits_of(max(abs(raised.low), abs(raised.high)), 0) <= NARROW else HUGEINT
    return retype(raised, kind)
