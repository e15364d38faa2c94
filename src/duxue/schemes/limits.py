"""What a figure is held against: a number, a standard, another figure, or a number by attribute (R30)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, model_validator

from duxue.notation import StrictModel, likely
from duxue.schemes.references import Reference

AREA_KIND = "kind"
"""`by: kind` reads the kind of the area instead of an attribute."""


class NumberLimit(StrictModel):
    """A number, in the figure's own unit unless `unit` names another of the same dimension."""

    value: Decimal
    unit: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _a_bare_number(cls, value: Any) -> Any:
        return value if isinstance(value, Mapping | NumberLimit) else {"value": value}


class StandardLimit(StrictModel):
    """The limit of a standard, for the figure's slice and the area's attributes."""

    standard: str

    @model_validator(mode="before")
    @classmethod
    def _a_word_is_a_standard(cls, value: Any) -> Any:
        return {"standard": value} if isinstance(value, str) else value


class FigureLimit(StrictModel):
    """Another figure of the same area: pay against pay, this year against the year before (R12, R13)."""

    figure: Reference


class CaseLimit(StrictModel):
    """A number by an attribute of the area; an area without a case has no limit, unless `otherwise` gives one."""

    by: str
    cases: dict[str, Decimal] = Field(min_length=1)
    otherwise: Decimal | None = None


_SHAPES = {
    "value": "number | {value, unit}",
    "standard": "{standard}",
    "figure": "{figure}",
    "cases": "{by, cases}",
    "by": "{by, cases}",
}


def _shape(value: Any) -> str | None:
    if isinstance(value, bool | str) or value is None:
        return None
    if isinstance(value, int | Decimal):
        return "number | {value, unit}"
    if isinstance(value, Mapping):
        return shape_of(value, _SHAPES)
    return next(
        (shape for key, shape in _SHAPES.items() if key in getattr(type(value), "model_fields", {})), None
    )


def shape_of(value: Mapping[str, Any], shapes: Mapping[str, str]) -> str | None:
    """The shape that a mapping's keys show; where none does, the one that a misspelt key most likely meant."""
    found = next((shape for key, shape in shapes.items() if key in value), None)
    if found is not None:
        return found
    meant = next((word for key in value if (word := likely(str(key), shapes)) is not None), None)
    return None if meant is None else shapes[meant]


Limit = Annotated[
    Annotated[NumberLimit, Tag("number | {value, unit}")]
    | Annotated[StandardLimit, Tag("{standard}")]
    | Annotated[FigureLimit, Tag("{figure}")]
    | Annotated[CaseLimit, Tag("{by, cases}")],
    Discriminator(_shape),
]
