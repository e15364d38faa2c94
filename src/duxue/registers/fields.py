"""What one column of a register may hold."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field as Setting

from duxue.expressions import FieldType
from duxue.notation import Bilingual, StrictModel
from duxue.values import unit

Sensitivity = Literal["public", "province", "office"]

MOST_DECIMALS = 9
"""A DECIMAL(18, scale) keeps nine digits before the point, whatever the scale."""

DIGITS = 18
"""Digits of the widest stored number; sums of such columns still fit DECIMAL(38, scale)."""


class _Field(StrictModel):
    type_: str = Setting(alias="type")
    title: Bilingual
    sensitivity: Sensitivity = "office"
    required: bool = False
    note: Bilingual | None = None

    @property
    def type(self) -> str:
        """The word of the field's type, as the contract writes it."""
        return self.type_


class AreaField(_Field):
    """The code of an area or school that is valid on the register's reference date."""

    type_: Literal["area"] = Setting(alias="type")

    def field_type(self) -> FieldType:
        return FieldType(kind="text")


class TextField(_Field):
    """Free text; an empty cell is missing, never an empty string."""

    type_: Literal["text"] = Setting(alias="type")

    def field_type(self) -> FieldType:
        return FieldType(kind="text")


class CodeField(_Field):
    """One word of a closed list; the cell may hold the word or its Chinese or English title."""

    type_: Literal["code"] = Setting(alias="type")
    codes: dict[str, Bilingual]

    def field_type(self) -> FieldType:
        return FieldType(kind="code", codes=frozenset(self.codes))


class DateField(_Field):
    """A day, written 2021-09-01."""

    type_: Literal["date"] = Setting(alias="type")

    def field_type(self) -> FieldType:
        return FieldType(kind="date")


class BooleanField(_Field):
    """Yes or no."""

    type_: Literal["boolean"] = Setting(alias="type")

    def field_type(self) -> FieldType:
        return FieldType(kind="boolean")


class _Number(_Field):
    unit: str
    min: int | Decimal | None = None
    max: int | Decimal | None = None

    @property
    def lowest(self) -> Fraction | None:
        """The smallest value allowed, or None."""
        return None if self.min is None else Fraction(self.min)

    @property
    def highest(self) -> Fraction | None:
        """The largest value allowed, or None."""
        return None if self.max is None else Fraction(self.max)


class IntegerField(_Number):
    """A whole number in the field's unit."""

    type_: Literal["integer"] = Setting(alias="type")

    @property
    def places(self) -> int:
        """Digits after the point: none."""
        return 0

    def field_type(self) -> FieldType:
        return FieldType(kind="integer", unit=unit(self.unit), minimum=self.lowest, maximum=self.highest)


class DecimalField(_Number):
    """A decimal in the field's unit, with at most `scale` digits after the point; more are never rounded away."""

    type_: Literal["decimal"] = Setting(alias="type")
    scale: int = Setting(ge=1, le=MOST_DECIMALS)

    @property
    def places(self) -> int:
        """Digits after the point: the scale."""
        return self.scale

    def field_type(self) -> FieldType:
        return FieldType(
            kind="decimal",
            scale=self.scale,
            unit=unit(self.unit),
            minimum=self.lowest,
            maximum=self.highest,
        )


NumberField = IntegerField | DecimalField
Field = Annotated[
    AreaField | TextField | CodeField | DateField | BooleanField | IntegerField | DecimalField,
    Setting(discriminator="type_"),
]
