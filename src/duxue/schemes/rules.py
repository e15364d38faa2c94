"""The kinds of rules: a kind only where the arithmetic differs, a parameter or a combination elsewhere.

The R numbers are those of the catalogue in docs/explanation/composition.md.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Discriminator, Field, Tag, model_validator

from duxue.messages import InputError
from duxue.notation import Bilingual, StrictModel
from duxue.schemes.conditions import Condition
from duxue.schemes.limits import Limit
from duxue.schemes.lists import filled
from duxue.schemes.references import Reference

PartStep = Literal["counts", "ignored", "in-proportion"]
"""What a part of a step does: 1.5 steps are 2, 1 or 1.5."""


def _exactly_one(model: StrictModel, *names: str) -> None:
    written = [name for name in names if getattr(model, name) is not None]
    if len(written) != 1:
        raise InputError.one("schemes-exactly-one", found=", ".join(written) or "–", allowed=", ".join(names))


class Amount(StrictModel):
    """A number that a rule works on: a figure, or what a person counted for this item."""

    figure: Reference | None = None
    counted: str | None = None

    @model_validator(mode="after")
    def _figure_or_count(self) -> Self:
        _exactly_one(self, "figure", "counted")
        return self


class Counting(Amount):
    """How often something is deducted: n above `beyond`, or n short of `below`, in steps if there are any."""

    each: Decimal = Field(gt=0)
    beyond: Limit | None = None
    below: Limit | None = None
    step: Decimal | None = Field(default=None, gt=0)
    part_step: PartStep = "counts"
    at_most: Decimal | None = Field(default=None, gt=0)

    @model_validator(mode="after")
    def _one_direction(self) -> Self:
        if self.beyond is not None and self.below is not None:
            _exactly_one(self, "beyond", "below")
        return self


class DeductEach(Counting):
    """R1: full marks less `each` for every event, or for every one short of a norm."""

    kind: Literal["deduct-each"]


class NamedDeduction(StrictModel):
    """Points that go when a named failing is found."""

    id: str
    title: Bilingual
    points: Decimal = Field(gt=0)
    when: Condition


class CountedDeduction(Counting):
    """A deduction for every event, as one line of a list (R1 inside R2)."""

    id: str
    title: Bilingual


def _deduction(value: Any) -> str:
    keys = value if isinstance(value, dict) else getattr(type(value), "model_fields", {})
    return "counted-deduction" if "each" in keys else "named-deduction"


Deduction = Annotated[
    Annotated[NamedDeduction, Tag("named-deduction")] | Annotated[CountedDeduction, Tag("counted-deduction")],
    Discriminator(_deduction),
]


class DeductListed(StrictModel):
    """R2: full marks less the deductions that apply. With `strict_sum` they may not exceed full marks."""

    kind: Literal["deduct-listed"]
    deductions: Annotated[tuple[Deduction, ...], AfterValidator(filled)]
    strict_sum: bool = False


class Element(StrictModel):
    """A part of an item: its points when the test is met, else `else`."""

    id: str
    title: Bilingual
    points: Decimal = Field(gt=0)
    when: Condition
    else_: Decimal = Field(default=Decimal(0), alias="else")


class AddListed(StrictModel):
    """R3: the sum of the points of what is there. With `strict_sum: false` it may exceed full marks."""

    kind: Literal["add-listed"]
    elements: Annotated[tuple[Element, ...], AfterValidator(filled)]
    strict_sum: bool = True


class AllOrNothing(StrictModel):
    """R5, and by its test R12 to R16: full marks when met, else `else`."""

    kind: Literal["all-or-nothing"]
    when: Condition
    else_: Decimal = Field(default=Decimal(0), alias="else")


class EachShort(StrictModel):
    """`points` go for every `step` that the figure is short of the target."""

    step: Decimal = Field(gt=0)
    points: Decimal = Field(gt=0)
    part_step: PartStep = "counts"


class Proportional(Amount):
    """R8: full × (value − zero_at) ÷ (target − zero_at), or so many points for each step short of the target."""

    kind: Literal["proportional"]
    target: Limit
    zero_at: Decimal = Decimal(0)
    each_short: EachShort | None = None


class PoolShares(StrictModel):
    """The part of an equal share that a problem gives, by its state."""

    done: Decimal = Field(default=Decimal(1), ge=0, le=1)
    under_way: Decimal = Field(default=Decimal("0.5"), ge=0, le=1, alias="under-way")
    open: Decimal = Field(default=Decimal(0), ge=0, le=1)


class Pool(StrictModel):
    """R9: full marks divided equally over the problems of last year, each counting by its state."""

    kind: Literal["pool"]
    over: Literal["problems"]
    shares: PoolShares = PoolShares()
    when_none: Decimal | None = None


class Band(StrictModel):
    """Half open: from its limit up to the band before it (or down to it). The last band has no limit."""

    at_least: Decimal | None = None
    above: Decimal | None = None
    at_most: Decimal | None = None
    below: Decimal | None = None
    points: Decimal

    @property
    def limit(self) -> tuple[Literal["at_least", "above", "at_most", "below"], Decimal] | None:
        names: tuple[Literal["at_least", "above", "at_most", "below"], ...] = (
            "at_least",
            "above",
            "at_most",
            "below",
        )
        return next(((name, value) for name in names if (value := getattr(self, name)) is not None), None)

    @model_validator(mode="after")
    def _one_limit_at_most(self) -> Self:
        if sum(value is not None for value in (self.at_least, self.above, self.at_most, self.below)) > 1:
            _exactly_one(self, "at_least", "above", "at_most", "below")
        return self


class Bands(Amount):
    """R11: the points of the first band that the value falls in."""

    kind: Literal["bands"]
    bands: Annotated[tuple[Band, ...], AfterValidator(filled)]


class Opinion(StrictModel):
    """R26: how the points of one or several people become one."""

    kind: Literal["judgement"]
    combine: Literal["single", "mean", "median"] = "single"
    drop_extremes: bool = False
    steps: Decimal | None = Field(default=None, gt=0)

    @model_validator(mode="after")
    def _extremes_of_several(self) -> Self:
        if self.drop_extremes and self.combine == "single":
            raise InputError.one("schemes-extremes-of-one")
        return self


Rule = Annotated[
    DeductEach | DeductListed | AddListed | AllOrNothing | Proportional | Pool | Bands | Opinion,
    Field(discriminator="kind"),
]
