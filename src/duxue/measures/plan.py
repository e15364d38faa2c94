"""What a measure compiles to: a tree of operations over additive leaves, the same for every engine.

A leaf is a sum over the rows of one register in one period. Conditions and values are held in the normal text
of the expression language, so that a plan is a value: it can be compared, hashed, printed and cached.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from duxue.measures.figures import MeasureRef, Slice
from duxue.periods import Period

Operator = Literal["at_least", "above", "at_most", "below"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """Rows of a register in a period that meet `where`, counted, or `value` added up over them.

    `slice` repeats the fields that `where` pins to one code, so that an engine sees what a row is.
    """

    register: str
    period: Period
    value: str | None = None
    where: str | None = None
    slice: Slice = ()


@dataclass(frozen=True, slots=True)
class Term:
    weight: Fraction
    leaf: Leaf


@dataclass(frozen=True, slots=True)
class Linear:
    """A weighted sum of leaves: all that is additive over rows, and so over units and areas."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class UnitRatio:
    """numerator ÷ denominator × factor of one unit; a denominator of None is 1.

    Without a denominator, `ground` counts the rows of the slice: a unit that has none has no value, not zero.
    """

    numerator: Linear
    denominator: Linear | None
    factor: Fraction
    ground: Linear | None = None


@dataclass(frozen=True, slots=True)
class SpreadPlan:
    """The weighted spread of a ratio between units of a kind, by the ratio's own denominator."""

    ratio: UnitRatio
    between: str


@dataclass(frozen=True, slots=True)
class Test:
    """A unit's ratio against a limit; `floor` is the limit that it must reach in any case."""

    ratio: UnitRatio
    operator: Operator
    limit: Fraction
    floor: Fraction | None


@dataclass(frozen=True, slots=True)
class ReachPlan:
    """Units of a kind that meet at least `needed` of the tests, and the floors of all, in each of the rounds.

    A round is one set of tests: the months or terms of a year, or one round for the year itself.
    """

    units: str
    rounds: tuple[tuple[Test, ...], ...]
    needed: int
    everybody: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an operation by its reference, with the weight that a combination gives it."""

    role: str
    ref: MeasureRef
    weight: Fraction = Fraction(1)


def leaves_of(linear: Linear | None) -> tuple[Leaf, ...]:
    return tuple(term.leaf for term in linear.terms) if linear else ()


def leaves_of_ratio(ratio: UnitRatio) -> tuple[Leaf, ...]:
    return leaves_of(ratio.numerator) + leaves_of(ratio.denominator) + leaves_of(ratio.ground)


def leaves_of_reach(reach: ReachPlan) -> tuple[Leaf, ...]:
    found = [leaf for tests in reach.rounds for test in tests for leaf in leaves_of_ratio(test.ratio)]
    return tuple(dict.fromkeys(found))
