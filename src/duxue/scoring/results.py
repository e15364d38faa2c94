"""What scoring gives: spans, scores of items and indicators, and the result of one layer."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from duxue.measures.findings import Finding
from duxue.messages import Text

Status = Literal["final", "cannot-tell", "guessed"]
Verdict = Literal["pass", "fail", "cannot-tell"]
ZERO = Decimal(0)


@dataclass(frozen=True)
class Reason:
    """Why something cannot be told: the code is what the digest holds, the text is for people."""

    code: str
    text: Text


@dataclass(frozen=True)
class Outcome:
    """What a rule gives before clamp and rounding.

    The points lie between `low` and `high` (None where a side has no bound); they are decided when both
    are the same. Where they are not, `reasons` say why. `working` is the arithmetic without its result.
    """

    low: Fraction | None
    high: Fraction | None
    working: Text
    reasons: tuple[Reason, ...] = ()
    figures: tuple[str, ...] = ()
    sums: bool = True

    @property
    def points(self) -> Fraction | None:
        """The points before clamp, None while they cannot be told."""
        return self.low if self.low == self.high else None


@dataclass(frozen=True)
class Span:
    """A sum of points: its value, or the bounds it lies between while something is undecided."""

    low: Decimal
    high: Decimal
    value: Decimal | None

    @property
    def undecided(self) -> Decimal:
        """The points that hang on what cannot be told."""
        return self.high - self.low


@dataclass(frozen=True)
class Score:
    """The points of one item or indicator in one layer.

    `value` is None unless the status is final; `low` and `high` then bound it. `entered` is what people gave,
    `computed` what the rule gives (also a guessed one); they stand side by side, and `by` says which counts.
    Status `guessed` means that only a guessed rule has a result, which gives no points.
    """

    id: str
    item: str
    layer: str
    full: Decimal
    by: Literal["rule", "judgement", "sum"]
    status: Status
    value: Decimal | None
    low: Decimal
    high: Decimal
    entered: Decimal | None
    computed: Decimal | None
    certainty: str
    figures: tuple[str, ...]
    explanation: Text
    reasons: tuple[Reason, ...] = ()
    computed_explanation: Text | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.low, self.high, self.value)


@dataclass(frozen=True)
class LayerResult:
    """One object in one layer: its scores in the scheme's order, its total, level and findings."""

    scheme: str
    area: str
    window: str
    layer: str
    scores: tuple[Score, ...]
    total: Span
    level: str | None
    level_missing: Text | None
    stated_total: Decimal | None
    stated_level: Text | None
    verdict: Verdict
    findings: tuple[Finding, ...]

    def score(self, item: str) -> Score | None:
        """The score of that item or indicator."""
        return next((score for score in self.scores if score.item == item), None)
