"""The tests of the scheme language: three-valued, over figures, counts and findings of people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from duxue.notation import StrictModel
from duxue.schemes.limits import Limit
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

    def comparison(self) -> tuple[Comparison, Limit] | None:
        """The one comparison and its limit; None where the operator is the standard's own (`meets`)."""
        return next(
            ((name, limit) for name in COMPARISONS if (limit := getattr(self, name)) is not None), None
        )

    def _written(self) -> list[str]:
        return [name for name in (*COMPARISONS, "meets") if getattr(self, name, None) is not None]

    @model_validator(mode="after")
    def _one_comparison(self) -> _Compared:
        written = self._written()
        if len(written) != 1:
            raise PydanticCustomError(
                "schemes-one-comparison",
                "exactly one comparison",
                {"found": ", ".join(written) or "–", "allowed": ", ".join(self._allowed())},
            )
        return self

    def _allowed(self) -> tuple[str, ...]:
        return COMPARISONS


class FigureTest(_Compared):
    """A figure against a limit; `meets` takes operator and limit from a standard."""

    figure: Reference
    meets: str | None = None
    over: Over | None = None

    def _allowed(self) -> tuple[str, ...]:
        return (*COMPARISONS, "meets")


class CountTest(_Compared):
    """A number that a person counted for this item, against a limit."""

    counted: str


class AllOf(StrictModel):
    all_: tuple[Condition, ...] = Field(alias="all", min_length=1)


class AnyOf(StrictModel):
    any_: tuple[Condition, ...] = Field(alias="any", min_length=1)


class Not(StrictModel):
    not_: Condition = Field(alias="not")


class Judged(StrictModel):
    """A yes or no that a person gives for this item, under this id."""

    judged: str


_SHAPES = {
    "figure": "a-figure-test",
    "counted": "a-count-test",
    "all": "all-of",
    "any": "any-of",
    "not": "not",
    "judged": "a-finding",
}


def _shape(value: Any) -> str | None:
    if isinstance(value, Mapping):
        return next((shape for key, shape in _SHAPES.items() if key in value), None)
    fields = getattr(type(value), "model_fields", {})
    names = {field.alias or name for name, field in fields.items()}
    return next((shape for key, shape in _SHAPES.items() if key in names), None)


Condition = Annotated[
    Annotated[FigureTest, Tag("a-figure-test")]
    | Annotated[CountTest, Tag("a-count-test")]
    | Annotated[AllOf, Tag("all-of")]
    | Annotated[AnyOf, Tag("any-of")]
    | Annotated[Not, Tag("not")]
    | Annotated[Judged, Tag("a-finding")],
    Discriminator(
        _shape,
        custom_error_type="schemes-test-shape",
        custom_error_message="a test is {figure}, {counted}, {all}, {any}, {not} or {judged}",
    ),
]

for _model in (AllOf, AnyOf, Not):
    _model.model_rebuild()
