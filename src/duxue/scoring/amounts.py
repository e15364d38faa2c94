"""Numbers that rules work on: a figure, or what a person counted or judged for the item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from duxue.measures.figures import Figure, MeasureRef
from duxue.messages import Text
from duxue.schemes.rules import Amount
from duxue.scoring.case import LeafCase
from duxue.scoring.results import Reason
from duxue.scoring.usable import obstacle
from duxue.scoring.wording import both, number, reason, shown_figure
from duxue.values import Unit, unit

T = TypeVar("T", bool, Fraction)


@dataclass(frozen=True)
class Tally:
    """What a person counted; None and the reason where nobody did, or where people differ."""

    value: Fraction | None
    shown: Text
    reason: Reason | None = None


@dataclass(frozen=True)
class YesOrNo:
    """What a person found; None and the reason where nobody did, or where people differ."""

    holds: bool | None
    reason: Reason | None = None


@dataclass(frozen=True)
class Number:
    """A usable number: `value` is what arithmetic uses (a spread's shown decimal), `figure` decides tests."""

    value: Fraction | None
    shown: Text
    symbol: Text
    reasons: tuple[Reason, ...] = ()
    figures: tuple[str, ...] = ()
    figure: Figure | None = None
    ref: MeasureRef | None = None

    @property
    def unit(self) -> Unit | None:
        return self.figure.unit if self.figure is not None else None

    def order(self, limit: Fraction) -> int | None:
        """-1, 0 or 1 against the limit by the unrounded value; None when there is none."""
        if self.value is None:
            return None
        if self.figure is not None:
            return self.figure.compare(limit)
        return (self.value > limit) - (self.value < limit)


def amount(source: Amount, case: LeafCase) -> Number:
    """The number that a rule names, or the reasons why there is none."""
    if source.figure is None:
        counted = tally(source.counted or "", case)
        unsaid = () if counted.reason is None else (counted.reason,)
        return Number(counted.value, counted.shown, unit("time").symbol, unsaid)
    ref = source.figure.figure
    figure = case.figure(ref)
    used, symbol = (str(figure.id),), figure.unit.symbol
    why = obstacle(figure, ref, case)
    if why is not None or figure.shown is None:
        return Number(None, case.title(ref), symbol, () if why is None else (why,), used, figure, ref)
    value = figure.value if isinstance(figure.value, Fraction) else Fraction(figure.shown)
    return Number(value, shown_figure(case.title(ref), figure), symbol, (), used, figure, ref)


def tally(name: str, case: LeafCase) -> Tally:
    """The number that people counted for the item under this name."""
    found = _entered(name, [judgement.counted for judgement in case.judgements])
    if len(found) == 1:
        return Tally(found[0], both("scoring-counted", name=name, value=number(found[0])))
    code = "scoring-reason-counted-differently" if found else "scoring-reason-not-counted"
    return Tally(None, Text.same(name), reason(code, name=name))


def finding(name: str, case: LeafCase) -> YesOrNo:
    """The yes or no that people gave for the item under this name."""
    found = _entered(name, [judgement.judged for judgement in case.judgements])
    if len(found) == 1:
        return YesOrNo(found[0])
    code = "scoring-reason-judged-both" if found else "scoring-reason-not-judged"
    return YesOrNo(None, reason(code, name=name))


def _entered(name: str, entries: list[Mapping[str, T]]) -> list[T]:
    """The different values that were given under a name, in the order given."""
    return list(dict.fromkeys(entry[name] for entry in entries if name in entry))
