"""One standard, as its file has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from duxue.areas import KINDS
from duxue.messages import Fact, Fault, InputError, Place, Text, listed
from duxue.notation import Bilingual, StrictModel, inside, likely
from duxue.standards.limits import LimitRow
from duxue.values import unit

Certainty = Literal["confirmed", "secondary", "unverified"]
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class IssuedDocument(StrictModel):
    """Where a standard is written. It binds from `effective` to `until`, both included; null: no end is known.

    `dates` says how sure we are of the two first dates.
    """

    number: str | None = None
    title: Bilingual
    issued: date | None = None
    effective: date
    until: date | None = None
    dates: Certainty = "unverified"


class AppliesTo(StrictModel):
    """The kinds of area that a standard binds. A county norm is not a norm for the city as a whole."""

    kinds: tuple[str, ...] = Field(min_length=1)


class Standard(StrictModel):
    """A dated requirement on one measure, in `unit`.

    `floor` is kept from the day it takes effect, `target` reached by `due`; `in_principle` repeats the text's
    own 原则上. `certainty` is how far the values were confirmed: `confirmed` in two places or the text itself,
    `secondary` in one, `unverified` from memory. `follows` names the standard that this one took the place of;
    `overrides` is the reason why a workspace's standard stands for one of the product.
    """

    id: str
    edition: int = Field(ge=1)
    title: Bilingual
    kind: Literal["floor", "target"]
    measure: str
    with_: dict[str, str] = Field(default_factory=dict, alias="with")
    unit: str
    limits: tuple[LimitRow, ...] = Field(min_length=1)
    due: date | None = None
    in_principle: bool = False
    applies_to: AppliesTo
    document: IssuedDocument
    clause: Bilingual
    certainty: Certainty
    source: str = Field(min_length=1)
    note: Bilingual | None = None
    follows: str | None = None
    overrides: Bilingual | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        faults = [*self._names(), *self._dates(), *self._limits()]
        if faults:
            raise InputError(faults)
        return self

    def is_due(self, day: date) -> bool:
        """Whether a figure of that day may be held against it: a floor always, a target from its `due` on."""
        return self.due is None or self.due <= day

    def _names(self) -> Iterator[Fault]:
        if not _ID.fullmatch(self.id):
            yield Fault("standards-id-form", inside("id"), {"found": self.id})
        for index, kind in enumerate(self.applies_to.kinds):
            if kind not in KINDS:
                place = inside("applies_to", "kinds", index)
                yield unknown_word("standards-kind-unknown", place, kind, list(KINDS))
        try:
            unit(self.unit)
        except InputError as error:
            yield from (Fault(one.code, inside("unit"), one.facts) for one in error.faults)

    def _dates(self) -> Iterator[Fault]:
        if self.kind == "target" and self.due is None:
            yield Fault("standards-target-without-due", inside("kind"))
        if self.kind == "floor" and self.due is not None:
            yield Fault("standards-floor-with-due", inside("due"), {"due": self.due})
        document = self.document
        pairs = [
            ("issued", document.issued, "effective", document.effective, ("document", "effective")),
            ("effective", document.effective, "until", document.until, ("document", "until")),
            ("effective", document.effective, "due", self.due, ("due",)),
            ("due", self.due, "until", document.until, ("document", "until")),
        ]
        for first, earlier, second, later, path in pairs:
            if earlier is not None and later is not None and later < earlier:
                facts: dict[str, Fact] = {
                    "first": first,
                    "earlier": earlier,
                    "second": second,
                    "later": later,
                }
                yield Fault("standards-dates-reversed", inside(*path), facts)

    def _limits(self) -> Iterator[Fault]:
        """A limit that an earlier one always hides would never count."""
        for index, row in enumerate(self.limits):
            for earlier in self.limits[:index]:
                if earlier.for_.items() <= row.for_.items():
                    yield Fault("standards-limit-hidden", inside("limits", index), {"number": str(index + 1)})
                    break


def unknown_word(code: str, place: Place, word: str, allowed: list[str]) -> Fault:
    """The fault of a word that is not among the allowed ones, with the likely one."""
    near = likely(word, allowed)
    hint = Text(f"，是否应为“{near}”？", f'; did you mean "{near}"?') if near else Text("。", ".")
    return Fault(code, place, {"found": word, "hint": hint, "allowed": listed(allowed)})
