"""A scheme: the tree of indicators, its points, its layers, sources and levels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Discriminator, Field, Tag, field_validator, model_validator

from duxue.messages import InputError
from duxue.notation import Bilingual, StrictModel
from duxue.schemes.lists import filled
from duxue.schemes.rules import Opinion, Rule

Standing = Literal["official", "partial", "reconstruction", "made-up"]
Certainty = Literal["confirmed", "secondary", "unverified"]
LAYERS = ("self", "reviewed", "verified", "final")


class IssuedDocument(StrictModel):
    """The document that issued the scheme."""

    number: str | None = None
    title: Bilingual
    issued: date | None = None
    effective: date | None = None


class Level(StrictModel):
    """A grade of the whole; the last one has no `at_least`."""

    id: str
    title: Bilingual
    at_least: Decimal | None = None


class PassMark(StrictModel):
    """What passes: a total of at least so many points, or this level and those above it."""

    at_least: Decimal | None = None
    level: str | None = None

    @model_validator(mode="after")
    def _points_or_level(self) -> Self:
        if (self.at_least is None) == (self.level is None):
            raise InputError.one(
                "schemes-exactly-one",
                found="–" if self.level is None else "at_least, level",
                allowed="at_least, level",
            )
        return self


class Bounds(StrictModel):
    """What a leaf is clamped to; a scheme may let an item exceed its full marks or fall below 0."""

    low: Decimal = Decimal(0)
    high: Decimal | None = None


class Leaf(StrictModel):
    """An item that is scored (观测点). `by` says whether the rule or a person gives the points."""

    id: str
    title: Bilingual
    points: Decimal = Field(ge=0)
    by: Literal["rule", "judgement"]
    role: Bilingual | None = None
    method: Bilingual | None = None
    evidence: tuple[Bilingual, ...] = ()
    clause: Bilingual | None = None
    certainty: Certainty = "confirmed"
    bounds: Bounds = Bounds()
    rule: Rule | None = None
    continues: str | None = None
    note: Bilingual | None = None

    @field_validator("certainty", mode="before")
    @classmethod
    def _inferred_is_secondary(cls, value: Any) -> Any:
        return "secondary" if value == "inferred" else value

    @property
    def low(self) -> Decimal:
        return self.bounds.low

    @property
    def high(self) -> Decimal:
        return self.points if self.bounds.high is None else self.bounds.high

    @property
    def opinion(self) -> Opinion:
        """How the points of people become one; a single judgement unless the scheme says otherwise."""
        return self.rule if isinstance(self.rule, Opinion) else Opinion(kind="judgement")

    @property
    def computed_rule(self) -> Rule | None:
        """The rule that computes points; None where a person alone decides."""
        return None if isinstance(self.rule, Opinion) else self.rule

    @property
    def guessed(self) -> bool:
        """Whether the rule is only a guess beside a judgement: it raises questions and never gives points."""
        return self.by == "judgement" and self.computed_rule is not None


class Node(StrictModel):
    """An indicator made of others; its points are the sum of theirs."""

    id: str
    title: Bilingual
    points: Decimal = Field(ge=0)
    items: Annotated[tuple[Indicator, ...], AfterValidator(filled)]
    role: Bilingual | None = None
    clause: Bilingual | None = None
    note: Bilingual | None = None


def _shape(value: Any) -> str:
    if isinstance(value, Mapping):
        return "node" if "items" in value else "leaf"
    return "node" if isinstance(value, Node) else "leaf"


Indicator = Annotated[Annotated[Node, Tag("node")] | Annotated[Leaf, Tag("leaf")], Discriminator(_shape)]


class Scheme(StrictModel):
    """An evaluation scheme (评价方案) as issued, or as far as it could be read."""

    id: str
    edition: int = Field(ge=1)
    title: Bilingual
    authority: Bilingual
    document: IssuedDocument | None = None
    year: int = Field(ge=1949, le=2999)
    object: str
    standing: Standing
    total: Decimal = Field(gt=0)
    decimals: int = Field(ge=0, le=6)
    layers: Annotated[tuple[str, ...], AfterValidator(filled)] = Field(default=LAYERS)
    sources: Annotated[tuple[str, ...], AfterValidator(filled)] = Field(default=("computed",))
    levels: tuple[Level, ...] = ()
    level_note: Bilingual | None = None
    pass_: PassMark | None = Field(default=None, alias="pass")
    indicators: Annotated[tuple[Indicator, ...], AfterValidator(filled)]
    source: str | None = None
    note: Bilingual | None = None
    overrides: Bilingual | None = None

    def walk(self) -> Iterator[Node | Leaf]:
        """Every indicator, a node before its parts, in the scheme's own order."""
        yield from _walk(self.indicators)

    def leaves(self) -> Iterator[Leaf]:
        """The items that are scored, in the scheme's own order."""
        return (item for item in self.walk() if isinstance(item, Leaf))

    def item(self, name: str) -> Node | Leaf | None:
        """The indicator or item with this id, None where there is none."""
        return next((item for item in self.walk() if item.id == name), None)


def _walk(indicators: tuple[Indicator, ...]) -> Iterator[Node | Leaf]:
    for indicator in indicators:
        yield indicator
        if isinstance(indicator, Node):
            yield from _walk(indicator.items)


Node.model_rebuild()
