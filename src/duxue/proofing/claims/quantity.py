"""A number in a report with all that the words around it say about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal, TypeVar

from duxue.proofing.claims.vocabulary import ReportUnit
from duxue.proofing.document import Document, Place
from duxue.values import Interval

Hedge = Literal["", "about", "near", "more", "less", "least", "most", "range"]
Role = Literal["level", "base", "change", "rate", "points", "share", "ratio"]
"""level: 共有391所, 达到46.1% · base: 由28万人…, 2020年为21.87亿元 before a comparison · change: 增加3117所 · rate: 增长1.07%,
增长1.3倍 · points: 提高3.05个百分点 · share: 占…的83% · ratio: one number of 3.9:59.5:36.6"""

Made = TypeVar("Made")
NEAR = Fraction(1, 10)
ABOUT = Fraction(1, 20)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure, or a numeral that is none (`fact` false, `reason` says why).

    `start` and `end` hold the numeral with its unit in the passage's clean text. Values are in the unit's base:
    29.48万所 is 294,800 所 with a step of 100, 1.2亿元 is in 元, shares are in per cent, multiples are numbers.
    """

    index: int
    passage: int
    start: int
    end: int
    number: tuple[int, int]
    """The numeral alone."""
    sentence: int
    """Number of the sentence in the document; sentences end at 。！？ and with the passage."""
    clause: int
    """Number of the clause in the document; clauses end at ，；：、 and brackets that hold figures."""
    value: Fraction
    step: Fraction
    wide: Fraction
    written: ReportUnit
    exact: bool
    """Counted one by one and written in full: no rounding."""
    hedge: Hedge
    upper: Fraction | None
    """The other end of a range such as 3—5个."""
    fact: bool
    reason: str
    role: Role
    sign: int
    """-1 for a fall, +1 for a rise, 0 for neither."""
    lead: str
    """The words of its clause before it, back to the number before."""
    tail: str
    """The words after it, up to the end of the clause or the next number."""
    noun: str
    """What is counted or measured, as far as its own clause says: 公办中小学, 教育集团, 第一产业增加值."""
    of: str
    """Of a share 占…的: the whole."""
    basis: str
    """Of a change, a rate or points: what it is compared with as written, 上年, 1980年, 同期; empty where not said."""
    yearly: bool
    """An average per year: 年均, 平均每年."""
    real: bool
    """Growth that is not of the nominal values, or may not be: 可比价, 实际, 增加值."""
    part: bool
    """其中, 包括 stands before it in its sentence, without a full stop or a semicolon between."""
    plan: bool
    """A plan, a forecast or a demand, not what happened."""
    year: int | None
    """The year that its clause, else its sentence, names last before it."""
    group: int
    """Numbers of one ratio share it; -1 elsewhere."""
    _kept: Interval | None = field(init=False, default=None, repr=False, compare=False)
    """The interval once it was asked for: many rules ask."""

    @property
    def unit(self) -> str:
        return self.written.name

    @property
    def kind(self) -> str:
        return self.written.kind

    @property
    def interval(self) -> Interval:
        """What the unrounded value may be, by the last place as written and the hedge."""
        kept = self._kept
        if kept is None:
            kept = self._interval(self.step)
            object.__setattr__(self, "_kept", kept)
        return kept

    @property
    def widest(self) -> Interval:
        """The same, where trailing zeros are taken for rounded ones too."""
        if self.wide is self.step:
            return self.interval
        return self._interval(max(self.step, self.wide)) if self.wide >= 100 * self.step else self.interval

    def _interval(self, step: Fraction) -> Interval:
        if self.exact and step is self.step and not self.hedge and self.upper is None:
            return Interval(self.value, self.value)
        value, half = self.value, Fraction(0) if self.exact and step == self.step else step / 2
        if self.upper is not None:
            return Interval(value - half, max(value, self.upper) + half)
        if self.hedge == "about":
            room = max(half, abs(value) * ABOUT)
            return Interval(value - room, value + room)
        if self.hedge == "near":
            return Interval(value * (1 - NEAR) - half, value + half)
        if self.hedge == "more":
            # 300余, 1.2万多: up to the next of the last place that is not 0; never closed, for 超过 says no more.
            return Interval(value - half, None)
        if self.hedge == "least":
            return Interval(value - half, None)
        if self.hedge in ("less", "most"):
            return Interval(None, value + half)
        return Interval(value - half, value + half)


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage: clean characters from `start` to `end`, and its figures."""

    number: int
    passage: int
    start: int
    end: int
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True)
class Claims:
    """All numbers of a document, typed, by sentence and in order."""

    document: Document
    quantities: tuple[Quantity, ...]
    sentences: tuple[Sentence, ...]
    year: int | None
    """The year that the report is about, from its title or its first sentences."""
    _made: dict[Callable[[Claims], Any], Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, reading: Callable[[Claims], Made]) -> Made:
        """What a reading makes of these claims; several rules share it, so it is made only once."""
        if reading not in self._made:
            self._made[reading] = reading(self)
        made: Made = self._made[reading]
        return made

    @cached_property
    def facts(self) -> tuple[Quantity, ...]:
        return tuple(quantity for quantity in self.quantities if quantity.fact)

    @cached_property
    def by_value(self) -> Mapping[tuple[Fraction, str], Sequence[Quantity]]:
        """The facts by value and unit."""
        found: dict[tuple[Fraction, str], list[Quantity]] = {}
        for fact in self.facts:
            found.setdefault((fact.value, fact.unit), []).append(fact)
        return found

    @cached_property
    def _by_passage(self) -> dict[int, list[Quantity]]:
        found: dict[int, list[Quantity]] = {}
        for quantity in self.quantities:
            found.setdefault(quantity.passage, []).append(quantity)
        return found

    def of_passage(self, passage: int) -> Sequence[Quantity]:
        return self._by_passage.get(passage, ())

    def place(self, quantity: Quantity) -> Place:
        """Where the numeral with its unit stands in the document's text."""
        return self.document.passages[quantity.passage].place(quantity.start, quantity.end)

    def sentence_text(self, sentence: Sentence) -> str:
        return self.document.passages[sentence.passage].text[sentence.start : sentence.end]
