"""What people give: points and findings, the state of last year's problems, totals printed in a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from duxue.messages import Text

State = Literal["done", "under-way", "open"]


@dataclass(frozen=True)
class Judgement:
    """What one person says about one item of one object in one layer.

    `points` are given points; `judged` answers yes or no to the findings a rule asks for, `counted` gives
    the numbers it asks for. `by` is the id of the person or office role.
    """

    item: str
    area: str
    layer: str
    points: Fraction | None = None
    judged: Mapping[str, bool] = field(default_factory=dict)
    counted: Mapping[str, Fraction] = field(default_factory=dict)
    reason: Text | None = None
    by: str | None = None
    on: date | None = None
    place: Text | None = None
    scheme: str | None = None
    evidence: str | None = None
    submission: str | None = None


@dataclass(frozen=True)
class Problem:
    """A problem of last year. `stated` says whether the report names it; a state of None is not known."""

    id: str
    title: Text
    state: State | None
    stated: bool = True
    area: str | None = None


@dataclass(frozen=True)
class StatedTotal:
    """A total, and perhaps a level, that a report prints, and how many items it says there are."""

    scheme: str
    area: str
    layer: str
    total: Decimal | None = None
    level: Text | None = None
    source: str | None = None
    place: Text | None = None
    items_said: int | None = None
    by: str | None = None
