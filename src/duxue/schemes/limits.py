"""What a figure is held against: a number, a standard, another figure, or a number by attribute (R30)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, model_validator

from duxue.notation import StrictModel
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


class FigureLimit(StrictModel):
    """Another figure of the same area: pay against pay, this year against the year before (R12, R13)."""

    figure: Reference


class CaseLimit(StrictModel):
    """A number by an attribute of the area; an area without a case has no limit, unless `otherwise` gives one."""

    by: str
    cases: dict[str, Decimal] = Field(min_length=1)
    otherwise: Decimal | None = None


_SHAPES = {
    "value": "a-number",
    "standard": "a-standard",
    "figure": "a-figure",
    "cases": "cases",
    "by": "cases",
}


def _shape(value: Any) -> str | None:
    if isinstance(value, bool | str) or value is None:
        return None
    if isinstance(value, int | Decimal):
        return "a-number"
    keys = value if isinstance(value, Mapping) else type(value).model_fields
    return next((shape for key, shape in _SHAPES.items() if key in keys), None)


Limit = Annotated[
    Annotated[NumberLimit, Tag("a-number")]
    | Annotated[StandardLimit, Tag("a-standard")]
    | Annotated[FigureLimit, Tag("a-figure")]
    | Annotated[CaseLimit, Tag("cases")],
    Discriminator(
        _shape,
        custom_error_type="schemes-limit-shape",
        custom_error_message="a limit is a number, {standard}, {figure} or {by, cases}",
    ),
]
