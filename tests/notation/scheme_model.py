"""A small model with what models of the product have: kinds, either-or, words, limits, texts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from duxue.messages import Fault, InputError
from duxue.notation import Bilingual, StrictModel, inside, inside_key


class Standing(StrEnum):
    OFFICIAL = "official"
    MADE_UP = "made-up"


class Proportional(StrictModel):
    kind: Literal["proportional"]
    target: Decimal | Standard | Cases


class Standard(StrictModel):
    standard: str


class Cases(StrictModel):
    by: str
    cases: dict[str, Decimal]


class All(StrictModel):
    kind: Literal["all"]
    all: tuple[Rule, ...]


Rule = Annotated[Proportional | All, Field(discriminator="kind")]


class Item(StrictModel):
    id: Annotated[str, Field(pattern=r"^[A-Z][0-9]*$")]
    points: Annotated[Decimal, Field(ge=0, le=100)]
    rule: Rule | None = None
    share: Fraction | None = None

    @field_validator("id")
    @classmethod
    def _is_not_z(cls, value: str) -> str:
        if value == "Z":
            raise InputError.one("yaml-blank")
        return value


class Scheme(StrictModel):
    id: str
    title: Bilingual
    standing: Standing = Standing.OFFICIAL
    year: int
    issued: date | None = None
    official: bool = False
    items: Annotated[tuple[Item, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _items_differ(self) -> Scheme:
        ids = [item.id for item in self.items]
        twice = [place for place, name in enumerate(ids) if name in ids[:place]]
        if twice:
            raise InputError(
                [Fault("yaml-blank", inside("items", place, "id")) for place in twice]
                + [Fault("yaml-key-empty", inside_key("items"))]
            )
        return self
