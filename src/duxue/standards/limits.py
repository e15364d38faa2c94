"""What a figure has to reach or may not pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, Self, cast

from pydantic import Field, model_validator

from duxue.messages import InputError
from duxue.notation import StrictModel

Operator = Literal["at_least", "above", "at_most", "below"]
OPERATORS: tuple[Operator, ...] = ("at_least", "above", "at_most", "below")


@dataclass(frozen=True, slots=True)
class Limit:
    """An operator and an exact value in the unit of the standard."""

    op: Operator
    value: Fraction

    def met(self, order: int) -> bool:
        """Whether a figure keeps the limit; `order` is -1, 0 or 1: the figure is below, at or above the value."""
        match self.op:
            case "at_least":
                return order >= 0
            case "above":
                return order > 0
            case "at_most":
                return order <= 0
        return order < 0


class LimitRow(StrictModel):
    """One limit of a file: exactly one operator, and for which slice or attributes of the area it holds."""

    for_: dict[str, str] = Field(default_factory=dict, alias="for")
    at_least: Decimal | None = None
    above: Decimal | None = None
    at_most: Decimal | None = None
    below: Decimal | None = None

    @model_validator(mode="after")
    def _has_one_operator(self) -> Self:
        if len(self._given()) != 1:
            found = ", ".join(self._given()) or "–"
            raise InputError.one("standards-one-operator", found=found, allowed=", ".join(OPERATORS))
        return self

    def _given(self) -> list[Operator]:
        return [name for name in OPERATORS if getattr(self, name) is not None]

    @property
    def limit(self) -> Limit:
        (operator,) = self._given()
        return Limit(operator, Fraction(cast("Decimal", getattr(self, operator))))

    def fits(self, known: Mapping[str, str]) -> bool:
        """Whether every key of `for` has that value among the slice and the attributes."""
        return all(known.get(key) == value for key, value in self.for_.items())
