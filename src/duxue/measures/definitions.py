"""The forms of a measure as a file states it: a closed set of kinds, no free code."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from duxue.measures.figures import MeasureRef, slice_of
from duxue.messages import Text
from duxue.notation import Bilingual, StrictModel
from duxue.periods import PeriodType

Certainty = Literal["confirmed", "secondary", "unverified"]
Moment = Annotated[str, Field(pattern=r"^(t|t-[1-9][0-9]?y|[A-Z0-9-]+)$")]


def _short_reference(value: object) -> object:
    return {"measure": value} if isinstance(value, str) else value


def _weight(value: object) -> object:
    """A weight is a whole number, a decimal or a fraction written "1/8"; never a float."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return value
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError):
        return value


Exact = Annotated[Fraction, BeforeValidator(_weight)]


class Reference(StrictModel):
    """Another measure, at a period and for a slice: `id` alone, or a mapping."""

    measure: str
    with_: dict[str, str] = Field(default_factory=dict, alias="with")
    at: Moment = "t"
    over: Annotated[int, Field(ge=1, le=30)] = 1

    def ref(self, source: str | None = None) -> MeasureRef:
        return MeasureRef(self.measure, slice_of(self.with_), self.at, self.over, source)


Ref = Annotated[Reference, BeforeValidator(_short_reference)]


class Weighted(Reference):
    weight: Exact = Fraction(1)


class Limit(StrictModel):
    """One bound on a value: a number in the measure's unit."""

    at_least: Exact | None = None
    above: Exact | None = None
    at_most: Exact | None = None
    below: Exact | None = None


class ReachTest(Limit):
    """A test that a unit meets or not: a ratio, share or additive measure against a limit or a standard's."""

    measure: str
    with_: dict[str, str] = Field(default_factory=dict, alias="with")
    standard: str | None = None

    def ref(self) -> MeasureRef:
        return MeasureRef(self.measure, slice_of(self.with_))


class Common(StrictModel):
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    edition: Annotated[int, Field(ge=1)]
    title: Bilingual
    unit: str
    decimals: Annotated[int, Field(ge=0, le=18)]
    definition: Bilingual
    by: tuple[str, ...] = ()
    certainty: Certainty = "confirmed"
    source: str | Bilingual | None = None
    note: Bilingual | None = None
    overrides: Bilingual | None = None

    def references(self) -> Iterator[tuple[tuple[str | int, ...], Reference]]:
        """Each measure that this one is made of, with its place in the file."""
        return iter(())


class Count(Common):
    kind: Literal["count"]
    register_id: str = Field(alias="register")
    where: str | None = None


class Sum(Common):
    kind: Literal["sum"]
    register_id: str = Field(alias="register")
    of: str
    where: str | None = None


class Share(Common):
    kind: Literal["share"]
    register_id: str = Field(alias="register")
    of: str | None = None
    where: str
    within: str | None = None


class Stated(Common):
    """A figure that nobody computes here: it is only stated, by a source."""

    kind: Literal["stated"]
    period_type: PeriodType | None = None


class Combine(Common):
    kind: Literal["combine"]
    parts: Annotated[tuple[Annotated[Weighted, BeforeValidator(_short_reference)], ...], Field(min_length=1)]

    def references(self) -> Iterator[tuple[tuple[str | int, ...], Reference]]:
        return (((("parts", index)), part) for index, part in enumerate(self.parts))


class Ratio(Common):
    kind: Literal["ratio"]
    numerator: Ref
    denominator: Ref

    def references(self) -> Iterator[tuple[tuple[str | int, ...], Reference]]:
        yield ("numerator",), self.numerator
        yield ("denominator",), self.denominator


class Spread(Common):
    kind: Literal["spread"]
    of: Ref
    between: str
    levels: tuple[str, ...]

    def references(self) -> Iterator[tuple[tuple[str | int, ...], Reference]]:
        yield ("of",), self.of


class Reach(Common):
    kind: Literal["reach"]
    units: str
    tests: Annotated[tuple[ReachTest, ...], Field(min_length=1)]
    at_least: Annotated[int, Field(ge=1)] | None = None
    floor: Exact | None = None
    over: Literal["month", "term"] | None = None
    period_type: PeriodType = PeriodType.SCHOOL_YEAR
    universe: Literal["rows", "areas"] | None = None

    def references(self) -> Iterator[tuple[tuple[str | int, ...], Reference]]:
        for index, test in enumerate(self.tests):
            yield ("tests", index), Reference.model_validate({"measure": test.measure, "with": test.with_})

    @property
    def needed(self) -> int:
        """How many of the tests a unit must meet."""
        return len(self.tests) if self.at_least is None else self.at_least

    @property
    def everybody(self) -> bool:
        """Whether units without rows belong to the whole."""
        return (self.universe or ("areas" if self.over else "rows")) == "areas"


class Across(Common):
    kind: Literal["across"]
    fn: Literal["min", "max", "mean", "rank", "all", "any", "count"]
    of: Ref
    over: str
    test: Limit | None = None
    order: Literal["highest-first", "lowest-first"] = "highest-first"

    def references(self) -> Iterator[tuple[tuple[str | int, ...], Reference]]:
        yield ("of",), self.of


class Change(Common):
    kind: Literal["change"]
    of: Ref
    against: Moment = "t-1y"
    as_: Literal["absolute", "percent"] = Field(alias="as")

    def references(self) -> Iterator[tuple[tuple[str | int, ...], Reference]]:
        yield ("of",), self.of


class Compare(Common):
    kind: Literal["compare"]
    left: Ref
    right: Ref
    as_: Literal["difference", "ratio"] = Field(alias="as")

    def references(self) -> Iterator[tuple[tuple[str | int, ...], Reference]]:
        yield ("left",), self.left
        yield ("right",), self.right


Definition = Count | Sum | Share | Stated | Combine | Ratio | Spread | Reach | Across | Change | Compare
AnyDefinition = Annotated[Definition, Field(discriminator="kind")]
ADDITIVE_KINDS = ("count", "sum", "share")


class MeasureFile(StrictModel):
    """One file: one measure, or a list of them under `measures`."""

    measures: tuple[AnyDefinition, ...]


def title_of(definition: Any) -> Text:
    title: Text = definition.title
    return title
