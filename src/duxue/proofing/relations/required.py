"""Which standard of the library a figure of a report is held against, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from duxue.library import ROOT
from duxue.proofing.checks import Level, Span
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.judging import piece, span
from duxue.proofing.relations.admissions import admission, admitted_beside, mentions
from duxue.proofing.relations.places import kind_of_report, names_a_county, names_another_area
from duxue.values import Interval

if TYPE_CHECKING:
    from duxue.standards import Limit, Standard

Outcome = tuple[str, Level | None]
"""The code of the message, and the level where the figure falls short."""


@dataclass(frozen=True, slots=True)
class Required:
    """A standard in force at the report's date, and whether it binds the area that the figure is of."""

    standard: Standard
    binds: bool
    due: bool


@cache
def standard_named(name: str) -> Standard:
    """A standard of the product. Read only when a report names a figure that it is about."""
    from duxue.standards import load_standard

    return load_standard(ROOT / "standards" / f"{name}.yaml")


def required(claims: Claims, name: str, beside: Sequence[str], words: str) -> Required | None:
    """The standard for the area that the words name, else the report's; None where it does not apply then and there."""
    standard = standard_named(name)
    own = kind_of_report(claims)
    kind = "county" if names_a_county(words) else own
    binds = kind in standard.applies_to.kinds
    if (
        names_another_area(words, own)
        or claims.year is None
        or kind is None
        or (not binds and kind not in beside)
    ):
        return None
    day = date(claims.year, 12, 31)
    document = standard.document
    if document.effective > day or (document.until is not None and document.until < day):
        return None
    return Required(standard, binds, standard.is_due(day))


def met(limit: Limit, figure: Interval) -> bool | None:
    """Whether the figure keeps the limit; None where its rounding or its hedge leaves that open."""
    value = Fraction(limit.value)
    if limit.op in ("at_least", "above"):
        return figure.at_least(value) if limit.op == "at_least" else figure.above(value)
    opposite = figure.above(value) if limit.op == "at_most" else figure.at_least(value)
    return None if opposite is None else not opposite


def mention(claims: Claims, quantity: Quantity, entry: Mapping[str, Any]) -> list[Span] | None:
    """Where the report admits the shortfall: the places in its section on problems, none but in the sentence itself,
    or None where it does not."""
    last = entry["words"].get("last", ["\0"])
    again = mentions(claims, quantity, last[0])
    if again is not None:
        return [span(claims, "mention", again)]
    place = admission(claims, entry["admitted"])
    if place is not None:
        return [piece(claims, "mention", *place)]
    return [] if admitted_beside(claims, quantity) else None


def outcome(found: Required, keeps: bool | None, admitted: bool) -> Outcome:
    """Met, not due yet, admitted, or below: a target is 低于目标, a floor 低于标准."""
    if keeps is None:
        return "proof-standards-open", None
    if keeps:
        return "proof-standards-met", None
    if not found.due:
        return "proof-standards-not-due", None
    if admitted:
        return "proof-standards-admitted", None
    if not found.binds:
        return "proof-standards-beside", "question"
    return f"proof-standards-below-{found.standard.kind}", "below-standard"
