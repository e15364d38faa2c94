"""A whole and its parts, as far as the text says that they are, and whether they can agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, reduce
from operator import add

from duxue.proofing.causes import slips
from duxue.proofing.claims import Quantity
from duxue.proofing.judging import Judged, judge, meets
from duxue.values import Interval

_LARGE = 10_000
_MANY = 8


@dataclass(frozen=True)
class Partition:
    """Some figures read as the parts of another."""

    whole: Quantity
    parts: tuple[Quantity, ...]
    closed: bool
    """The text claims that these are all the parts: 其余, 分别, names such as 城镇 and 乡村."""
    alike: bool
    """By their names no part holds another, so that together they cannot be more than the whole."""
    sure: bool = True
    """False where whole and parts were found by position and names only."""

    @cached_property
    def total(self) -> Fraction:
        return sum((part.value for part in self.parts), Fraction(0))

    @cached_property
    def interval(self) -> Interval:
        return reduce(add, (part.interval for part in self.parts))

    @property
    def widest(self) -> Interval:
        return reduce(add, (coarse(part, self._figures) for part in self.parts))

    @property
    def _figures(self) -> tuple[Quantity, ...]:
        return (self.whole, *self.parts)

    @property
    def missing(self) -> Fraction:
        return self.whole.value - self.total

    @cached_property
    def agrees(self) -> bool:
        """Whether the parts make the whole."""
        if not any(figure.hedge for figure in self._figures):  # most lists: without the cost of intervals
            room = sum((figure.step for figure in self._figures if not figure.exact), Fraction(0))
            return 2 * abs(self.missing) <= room
        return meets(self.whole.interval, self.interval)

    @property
    def judged(self) -> Judged | None:
        """None where the text does not say enough."""
        if self.closed or self.agrees:
            return judge(
                (self.whole.interval, self.interval), (coarse(self.whole, self._figures), self.widest)
            )
        if not above(self.interval, self.whole.interval):
            return "holds"
        if not self.alike:
            return None
        return "fails" if above(self.widest, coarse(self.whole, self._figures)) else "doubtful"

    def wanted(self) -> tuple[tuple[Quantity, Interval], ...]:
        """What each part would have to be if all other figures are right."""
        return tuple((part, self.whole.interval - self._others(part)) for part in self.parts)

    def _others(self, part: Quantity) -> Interval:
        whole, own = self.interval, part.interval
        low = None if whole.low is None or own.low is None else whole.low - own.low
        high = None if whole.high is None or own.high is None else whole.high - own.high
        return Interval(low, high)

    def slipped(self) -> bool:
        """Whether exactly one figure explains the difference by two digits swapped or a decimal point moved."""
        if len(self.parts) > _MANY:
            return False
        figures = ((self.whole, self.interval), *self.wanted())
        return sum(any(code != "unit" for code, _ in slips(*figure)) for figure in figures) == 1


def coarse(quantity: Quantity, others: Sequence[Quantity]) -> Interval:
    """The interval for a figure rounded more coarsely than written, but not than the finest figure beside it."""
    if quantity.exact and quantity.value < _LARGE:
        return quantity.interval
    finest = min([quantity.wide, *(other.wide for other in others)])
    return replace(quantity, wide=finest).widest


def above(one: Interval, other: Interval) -> bool:
    """Whether every value of one lies above every value of the other."""
    return one.low is not None and other.high is not None and one.low > other.high


def equation(parts: Sequence[str], total: str, whole: str, sign: str) -> str:
    """`21 + 22 + 347 = 390 ≠ 391`."""
    end = "" if sign == "=" else f" {sign} {whole}"
    return f"{' + '.join(parts)} = {total}{end}"
