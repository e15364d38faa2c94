"""A stock carried from one day to another: 年初521家, 期内新纳入58家, 退出95家, 期末484家."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.judging import meets
from duxue.proofing.relations.bounds import Side, narrow
from duxue.proofing.relations.names import compared
from duxue.proofing.relations.stock_words import (
    Day,
    belongs,
    clause_of,
    day_of,
    is_figure_of_its_own,
    is_like,
    is_same,
    name_of,
    says,
    signs_of,
    stock_name,
)
from duxue.values import Interval

_SENTENCES = 3
"""Over how many sentences of a paragraph a stock is carried."""
_FLOWS = 6


@dataclass(frozen=True, slots=True)
class Stock:
    """A stock on two days and the flows between them."""

    opening: Quantity
    flows: tuple[tuple[Quantity, int], ...]
    """Each with +1 or -1."""
    closing: Quantity
    sure: bool
    tentative: bool
    """Read so only where it holds: a flow whose verb is not known, or parts among the flows."""

    def expected(self, side: Side) -> Interval:
        total = side(self.opening)
        for flow, sign in self.flows:
            total = total + side(flow).scale(sign)
        return total

    def wanted(self) -> list[tuple[Quantity, Interval]]:
        """What each other figure would have to be if the rest is right."""
        signed = [(self.opening, 1), *self.flows]
        wanted = []
        for one, sign in signed:
            left = narrow(self.closing)
            for other, way in signed:
                left = left if other is one else left - narrow(other).scale(way)
            wanted.append((one, left.scale(sign)))
        return wanted


@dataclass(slots=True)
class _Begun:
    """A stock whose last day was not read yet."""

    opening: Quantity
    name: str
    day: Day
    year: int | None
    flows: list[tuple[Quantity, tuple[int, ...], str]] = field(default_factory=list)
    tentative: bool = False

    def takes(self, flow: Quantity, words: str) -> bool:
        """Whether the figure is a flow, or none at all; anything else of the same unit ends the reading."""
        if compared(flow) or flow.basis:
            return True
        if self.flows and says(words, "derived"):
            return True
        signs = signs_of(words)
        if says(words, "sums") or flow.role == "base" or len(self.flows) == _FLOWS:
            return False
        if not signs and (not flow.sign or flow.role != "change"):
            # a verb that is not known: at most one, and only beside a known one
            self.tentative = True
            signs = (-1, 1)
        self.tentative = self.tentative or flow.part or flow.tail.startswith("等")
        self.flows.append((flow, signs or (flow.sign,), words))
        return True


def stocks(claims: Claims) -> Iterator[Stock]:
    """Every stock with both its days, at least one flow between them, and nothing else of its unit."""
    begun: dict[str, _Begun] = {}
    passage = -1
    for quantity, words in _with_words(claims):
        if quantity.passage != passage:
            begun, passage = {}, quantity.passage
        known = begun.get(quantity.unit)
        if known is not None and quantity.sentence - known.opening.sentence >= _SENTENCES:
            known = None
            del begun[quantity.unit]
        day, year = day_of(words) if quantity.role in ("level", "base") else ("", None)
        if known is not None and known.flows and _ends(known, day, year):
            made = _made(known, quantity, words, day, year)
            if made is not None:
                yield made
            known = None
        if day in ("opening", "either", "had"):
            begun[quantity.unit] = _Begun(quantity, stock_name(words), day, year)
        elif known is None or not known.takes(quantity, words):
            begun.pop(quantity.unit, None)


def _with_words(claims: Claims) -> Iterator[tuple[Quantity, str]]:
    """Each count or amount with the words of its clause, from the figure before on."""
    for sentence in claims.sentences:
        text, before = claims.document.passages[sentence.passage].text, sentence.start
        for quantity in sentence.quantities:
            if not quantity.fact:
                continue
            if is_figure_of_its_own(quantity):
                yield quantity, clause_of(text[before : quantity.number[0]])
            before = quantity.end


def _ends(known: _Begun, day: Day, year: int | None) -> bool:
    if day in ("closing", "has"):
        return True
    return day == "either" and (known.year is None or year is None or year > known.year)


def _made(known: _Begun, closing: Quantity, words: str, day: Day, year: int | None) -> Stock | None:
    name = stock_name(words)
    same = is_same(known.name, name)
    if not same and not is_like(known.name, name):
        return None
    whole_name = known.name + name
    firm = _firm(known.flows)
    own = all(belongs(name_of(said), whole_name) for _, _, said in known.flows)
    next_year = known.year is None or year is None or year == known.year + 1
    open_ = known.tentative or firm is None or _is_partial(known.flows)
    signs = _fitting(known, closing) if firm is None else firm
    if signs is None:
        return None
    flows = tuple((flow, sign) for (flow, _, _), sign in zip(known.flows, signs, strict=True))
    sure = known.day != "had" and day != "has" and _complete(known.flows, signs)
    return Stock(known.opening, flows, closing, sure, open_ or not (same and own and next_year))


def _firm(flows: Sequence[tuple[Quantity, tuple[int, ...], str]]) -> tuple[int, ...] | None:
    """The sign of each flow as its verb says: what may be either went out where something else came in."""
    came = any(signs == (1,) for _, signs, _ in flows)
    if not came and any(len(signs) > 1 for _, signs, _ in flows):
        return None
    return tuple(signs[0] for _, signs, _ in flows)


def _fitting(known: _Begun, closing: Quantity) -> tuple[int, ...] | None:
    """The signs with which it all agrees, where the verbs leave them open."""
    for signs in product(*(signs for _, signs, _ in known.flows)):
        flows = tuple((flow, sign) for (flow, _, _), sign in zip(known.flows, signs, strict=True))
        stock = Stock(known.opening, flows, closing, False, True)
        if meets(narrow(closing), stock.expected(narrow)):
            return signs
    return None


def _is_partial(flows: Sequence[tuple[Quantity, tuple[int, ...], str]]) -> bool:
    """Births and deaths say nothing of those who moved; 出栏 nothing of what was raised."""
    words = [said for _, _, said in flows]
    return any(says(said, "natural") for said in words) and not any(says(said, "moving") for said in words)


def _complete(flows: Sequence[tuple[Quantity, tuple[int, ...], str]], signs: Sequence[int]) -> bool:
    """Whether no other flow is to be expected: both ways are told, or a net change."""
    return len(set(signs)) == 2 or (len(flows) == 1 and says(flows[0][2], "net"))
