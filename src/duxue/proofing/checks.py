"""What the proof-reader says: checks of relations between figures, and faults of the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from duxue.messages import Text
from duxue.proofing.document import Place

Verdict = Literal["holds", "fails", "unsure"]
Level = Literal["impossible", "inconsistent", "below-standard", "question"]


@dataclass(frozen=True, slots=True)
class Span:
    """A place that a check is about. The role of the figure that is checked is `stated`."""

    role: str
    place: Place
    text: str
    """As it stands in the document's text."""


@dataclass(frozen=True, slots=True)
class Check:
    """A relation that was checked, also when it holds."""

    rule: str
    """The id of the rule: the name of its file, `sum-of-parts`."""
    kind: str
    """What kind of relation: sum, item-count, score-total, share, growth, average, repeated, target, floor …"""
    verdict: Verdict
    spans: tuple[Span, ...]
    stated: str
    """The stated value as shown, with its unit: `96.15分`."""
    computed: str
    """What it should be by the other figures, as shown; an interval as `7.01—7.04%`; empty where nothing is computed."""
    arithmetic: str
    """One line, the same in every language: `4 + 8 + 5 = 17 ≠ 22`."""
    message: Text
    level: Level | None = None
    """Only of a check that fails."""
    cause: str = ""
    """The code of the likely cause, empty where none is seen: part-missing, digits-swapped, decimal-point,
    other-year, unit, off-by-one."""

    @property
    def stated_span(self) -> Span:
        return next((span for span in self.spans if span.role == "stated"), self.spans[0])


@dataclass(frozen=True, slots=True)
class TextFault:
    """A fault of the text apart from its figures."""

    rule: str
    """doubled-word, unbalanced-mark, traditional-character, numbering, empty-heading, masked-figure, two-names."""
    places: tuple[Place, ...]
    text: str
    """The faulty text as it stands."""
    message: Text
    sure: bool = True
    """False where somebody should look; shown as a question."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the document was understood."""

    numbers: int
    facts: int
    linked: int


@dataclass(frozen=True, slots=True)
class Proof:
    """Everything that was found in a document."""

    checks: tuple[Check, ...]
    faults: tuple[TextFault, ...]
    coverage: Coverage
    against: tuple[Mapping[str, object], ...] = field(default=())
    facts: tuple[Place, ...] = field(default=())
    """Where the facts stand, for the page that marks them."""
