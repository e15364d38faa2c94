"""Figures: what a measure gives for an area and a period, with its unit, status and trace."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from duxue.messages import InputError, Text
from duxue.values import Interval, Missing, RootSum, SquareRoot, Unit

Slice = tuple[tuple[str, str], ...]
Value = Fraction | SquareRoot | RootSum
Status = Literal["final", "provisional", "estimated"]

MADE_UP = "made-up"
NOT_COMPARABLE = "not-comparable"
UNVERIFIED = "unverified-definition"

_WRITTEN = re.compile(
    r"(?P<measure>[a-z0-9][a-z0-9-]*)"
    r"(?:\[(?P<slice>[^\]@#]*)\])?"
    r"(?:@(?P<area>[^@#\[\]\s]+))?"
    r"(?:@(?P<period>[A-Z0-9-]+(?:\.\.[A-Z0-9-]+)?))?"
    r"(?:#(?P<source>[a-z0-9:-]+))?"
)


def slice_of(pairs: Mapping[str, str]) -> Slice:
    """The slice in its one order: sorted by key."""
    return tuple(sorted(pairs.items()))


def written_slice(pairs: Slice) -> str:
    return "[" + ",".join(f"{key}={value}" for key, value in pairs) + "]" if pairs else ""


@dataclass(frozen=True, order=True, slots=True)
class FigureId:
    """`measure[key=value,…]@area@period[#source]`, the permanent name of a figure.

    A sum over several years names the first and the last: `SY2019..SY2021`.
    """

    measure: str
    slice: Slice
    area: str
    period: str
    source: str | None = None

    def __str__(self) -> str:
        tail = f"#{self.source}" if self.source else ""
        return f"{self.measure}{written_slice(self.slice)}@{self.area}@{self.period}{tail}"

    @classmethod
    def parse(cls, text: str) -> FigureId:
        """The whole form only; `measures-figure-unreadable` where the area or the period is missing."""
        sketch = FigureSketch.parse(text)
        if sketch.area is None or sketch.period is None:
            raise InputError.one("measures-figure-unreadable", None, text=text)
        return cls(sketch.measure, sketch.slice, sketch.area, sketch.period, sketch.source)


@dataclass(frozen=True, slots=True)
class FigureSketch:
    """A figure as a person types it: parts may be left out where only one fits."""

    measure: str
    slice: Slice
    area: str | None
    period: str | None
    source: str | None

    @classmethod
    def parse(cls, text: str) -> FigureSketch:
        found = _WRITTEN.fullmatch(text)
        pairs: dict[str, str] = {}
        for part in found["slice"].split(",") if found and found["slice"] else []:
            key, equals, value = part.partition("=")
            if not (key and equals and value) or key in pairs:
                found = None
                break
            pairs[key] = value
        if found is None:
            raise InputError.one("measures-figure-unreadable", None, text=text)
        return cls(found["measure"], slice_of(pairs), found["area"], found["period"], found["source"])

    def fits(self, figure: FigureId) -> bool:
        """Whether what is written agrees with the figure; slices must be whole where one is written."""
        return (
            self.measure == figure.measure
            and (not self.slice or self.slice == figure.slice)
            and self.area in (None, figure.area)
            and self.period in (None, figure.period)
            and (self.source == figure.source or self.source is None)
        )


@dataclass(frozen=True, slots=True)
class MeasureRef:
    """A measure as a rule, a standard or another measure refers to it.

    `at` is a period relative to the window (`t`, `t-1y`) or one of its own; `over` a number of years
    that end with it. A `source` of None leaves the choice to the scheme.
    """

    measure: str
    slice: Slice = ()
    at: str = "t"
    over: int = 1
    source: str | None = None

    def __str__(self) -> str:
        at = "" if self.at == "t" else f"({self.at})"
        over = "" if self.over == 1 else f"({self.over}y)"
        source = f"#{self.source}" if self.source else ""
        return f"{self.measure}{written_slice(self.slice)}{at}{over}{source}"


@dataclass(frozen=True, slots=True)
class Incomparable:
    """Why a stated figure cannot be held against that of another period."""

    period: str
    reason: Text


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure that somebody states: its value at face, with source, place and person (an id)."""

    id: FigureId
    value: Fraction
    unit: Unit
    printed: str
    made_up: bool = False
    status: Status = "final"
    place: Text | None = None
    evidence: str | None = None
    submission: str | None = None
    by: str | None = None
    on: date | None = None
    not_comparable: Incomparable | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """The value of a measure, or the reason why there is none.

    `value` is unrounded and in `unit`; `shown` is it rounded once, half up, to `decimals`. Where a value is
    missing, `known` is the part that was reported, `bounds` what the whole can be, and `coverage` says how
    many of the units that owe it have filed (n, N).
    """

    id: FigureId
    value: Value | None
    shown: Decimal | None
    unit: Unit
    decimals: int
    missing: Missing | None = None
    known: Fraction | None = None
    bounds: Interval | None = None
    coverage: tuple[int, int] | None = None
    status: Status = "final"
    flags: frozenset[str] = frozenset()
    parts: tuple[tuple[str, str], ...] = ()
    made_of: tuple[FigureId, ...] = ()
    note: Text | None = field(default=None, compare=False)

    @property
    def made_up(self) -> bool:
        return MADE_UP in self.flags

    @property
    def comparable(self) -> bool:
        return NOT_COMPARABLE not in self.flags

    def compare(self, limit: Fraction) -> int | None:
        """-1, 0 or 1 as the unrounded value is below, at or above the limit; None when it is missing."""
        if self.value is None:
            return None
        if isinstance(self.value, Fraction):
            return (self.value > limit) - (self.value < limit)
        return self.value.compare(limit)
