"""What an engine gives for one area: exact parts, how much is undecided, whether made-up rows stand in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

import pyarrow as pa

from duxue.measures.engines.source import Source
from duxue.measures.plan import Leaf, ReachPlan, SpreadPlan
from duxue.values import SquareRoot

Scope = tuple[str, str | None]
"""A kind of area, and the area under which they lie (None: everywhere)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A leaf over the rows of one area.

    `known` adds up what is decided; `low` and `high` are what it becomes with the undecided rows, None where
    that has no bound. `seen` counts all rows of the area, `rows` those that meet the condition.
    """

    known: Fraction
    rows: int
    seen: int
    undecided: int
    low: Fraction | None
    high: Fraction | None
    made_up: bool


@dataclass(frozen=True, slots=True)
class SpreadCell:
    """A spread between the units of one area; `root` is None without units or with no resource at all."""

    units: int
    left_out: int
    undecided: int
    resources: Fraction
    weights: Fraction
    root: SquareRoot | None
    made_up: bool


@dataclass(frozen=True, slots=True)
class ReachCell:
    passed: int
    failed: int
    undecided: int
    made_up: bool


@dataclass(frozen=True, slots=True)
class UnitValue:
    """Numerator and denominator of one unit; None where they are not decided."""

    unit: str
    numerator: Fraction | None
    denominator: Fraction | None


@dataclass(frozen=True, slots=True)
class UnitVerdict:
    """Whether one unit meets a reach, with the values of each round's tests (None: unknown)."""

    unit: str
    passed: bool | None
    values: tuple[tuple[Fraction | None, ...], ...]


class Engine(Protocol):
    """What every engine can do; all of them give equal cells for equal plans."""

    name: str
    source: Source

    def sums(self, leaves: Sequence[Leaf], scope: Scope) -> Mapping[Leaf, Mapping[str, Cell]]:
        """Areas without any row of the register are absent."""

    def spreads(
        self, plans: Sequence[SpreadPlan], scope: Scope
    ) -> Mapping[SpreadPlan, Mapping[str, SpreadCell]]: ...

    def reaches(
        self, plans: Sequence[ReachPlan], scope: Scope
    ) -> Mapping[ReachPlan, Mapping[str, ReachCell]]: ...

    def unit_values(self, plan: SpreadPlan, area: str) -> list[UnitValue]: ...

    def unit_verdicts(self, plan: ReachPlan, area: str) -> list[UnitVerdict]: ...

    def rows(self, leaf: Leaf, area: str) -> pa.Table:
        """The rows behind a leaf in an area: those whose condition is not false, with file and row."""

    def reports(self, leaf: Leaf) -> frozenset[tuple[str, str]]:
        """Who has rows in the register and period of the leaf, and about which place."""
