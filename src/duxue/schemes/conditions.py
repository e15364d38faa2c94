"""The tests of the scheme language: three-valued, over figures, counts and findings of people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag, model_validator

from duxue.messages import InputError
from duxue.notation import StrictModel
from duxue.schemes.limits import Limit, StandardLimit, shape_of
from duxue.schemes.lists import filled
from duxue.schemes.references import Reference

Comparison = Literal["at_least", "above", "at_most", "below", "equals"]
COMPARISONS: tuple[Comparison, ...] = ("at_least", "above", "at_most", "below", "equals")


class Over(StrictModel):
    """The test is put to each area of this kind under the object (R14); `need` says how many must meet it."""

    kind: str
    need: Literal["all", "any", "none"] = "all"


class _Compared(StrictModel):
    at_least: Limit | None = None
    above: Limit | None = None
    at_most: Limit | None = None
    below: Limit | None = None
    equals: Limit | None = None

    def comparison(self) -> tuple[Comparison | None, Limit]:
        """The one operator and its limit; no operator where it is the standard's own (`meets`)."""
        return next((name, limit) for name in COMPARISONS if (limit := getattr(self, name)) is not None)

    def _written(self) -> list[str]:
        return [name for name in (*COMPARISONS, "meets") if getattr(self, name, None) is not None]

    @model_validator(mode="after")
    def _one_comparison(self) -> _Compared:
        written = self._written()
        if len(written) != 1:
            raise InputError.one(
                "schemes-one-comparison", found=", ".join(written) or "–", allowed=", ".join(self._allowed())
            )
        return self

    def _allowed(self) -> tuple[str, ...]:
        return COMPARISONS


class FigureTest(_Compared):
    """A figure against a limit; `meets` takes operator and limit from a standard."""

    figure: Reference
    meets: StandardLimit | None = None
    over: Over | None = None

    def comparison(self) -> tuple[Comparison | None, Limit]:
        return (None, self.meets) if self.meets is not None else super().comparison()

    def _allowed(self) -> tuple[str, ...]:
        return (*COMPARISONS, "meets")


class CountTest(_Compared):
    """A number that a person counted for this item, against a limit."""

    counted: str


class AllOf(StrictModel):
    all_: Annotated[tuple[Condition, ...], AfterValidator(filled)] = Field(alias="all")


class AnyOf(StrictModel):
    any_: Annotated[tuple[Condition, ...], AfterValidator(filled)] = Field(alias="any")


class Not(StrictModel):
    not_: Condition = Field(alias="not")


class Judged(StrictModel):
    """A yes or no that a person gives for this item, under this id."""

    judged: str


_SHAPES = {
    "figure": "{figure}",
    "counted": "{counted}",
    "all": "{all}",
    "any": "{any}",
    "not": "{not}",
    "judged": "{judged}",
}


def _shape(value: Any) -> str | None:
    if isinstance(value, Mapping):
        return shape_of(value, _SHAPES)
    fields = getattr(type(value), "model_fields", {})
    names = {field.alias or name for name, field in fields.items()}
    return next((shape for key, shape in _SHAPES.items() if key in names), None)


Condition = Annotated[
    Annotated[FigureTest, Tag("{figure}")]
    | Annotated[CountTest, Tag("{counted}")]
    | Annotated[AllOf, Tag("{all}")]
    | Annotated[AnyOf, Tag("{any}")]
    | Annotated[Not, Tag("{not}")]
    | Annotated[Judged, Tag("{judged}")],
    Discriminator(_shape),
]

for _model in (AllOf, AnyOf, Not):
    _model.model_rebuild()
