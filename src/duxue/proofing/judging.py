"""What rules share: intervals held against each other, spans, sentences in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from duxue.messages import Fact, Text, sentence
from duxue.proofing.checks import Check, Level, Span
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.document import Place
from duxue.values import Interval, half_up, plain

Judged = Literal["holds", "fails", "doubtful"]
TENTHS_OF_THOUSANDS = ("亿", 10**8), ("万", 10**4)


def meets(one: Interval, other: Interval) -> bool:
    """Whether one value can lie in both."""
    above = one.low is not None and other.high is not None and one.low > other.high
    below = one.high is not None and other.low is not None and one.high < other.low
    return not above and not below


def judge(narrow: tuple[Interval, Interval], wide: tuple[Interval, Interval] | None = None) -> Judged:
    """Holds where some unrounded values agree; doubtful where only numbers rounded far more coarsely than written
    could agree; fails where none can. Each pair is what is stated and what is computed."""
    if meets(*narrow):
        return "holds"
    return "doubtful" if wide is not None and meets(*wide) else "fails"


def span(claims: Claims, role: str, quantity: Quantity) -> Span:
    """The place of a quantity: the numeral with its unit."""
    return placed(claims, role, claims.place(quantity))


def placed(claims: Claims, role: str, place: Place) -> Span:
    return Span(role, place, claims.document.text[place.start : place.end])


def piece(claims: Claims, role: str, passage: int, start: int, end: int) -> Span:
    """The place of other words of a passage: a list of names, a heading."""
    return placed(claims, role, claims.document.passages[passage].place(start, end))


def written(claims: Claims, quantity: Quantity) -> str:
    """The quantity as the report writes it, without spaces and broken lines."""
    return claims.document.passages[quantity.passage].text[quantity.start : quantity.end]


def shown(value: Fraction, unit: str, like: Quantity | None = None, decimals: int = 2) -> str:
    """A computed value with its unit, in 万 or 亿 where the quantity beside it is written so."""
    for word, size in TENTHS_OF_THOUSANDS:
        if like is not None and word in _tail_of(like) and abs(value) >= size / 100:
            return f"{plain(half_up(value / size, max(decimals, 2)))}{word}{unit}"
    return f"{plain(half_up(value, decimals))}{unit}"


def _tail_of(quantity: Quantity) -> str:
    size = quantity.step / (quantity.written.times or 1)
    return "亿" if size >= 10**4 and abs(quantity.value) >= 10**8 else "万" if size >= 10 else ""


def said(code: str, **facts: Fact) -> Text:
    """The message of that code in both languages; a fact at its end may be empty."""
    return Text(sentence(code, "zh", **facts).strip(), sentence(code, "en", **facts).strip())


def check(
    rule: str,
    kind: str,
    judged: Judged,
    level: Level,
    spans: Iterable[Span],
    *,
    stated: str,
    computed: str,
    arithmetic: str,
    message: Text,
    cause: str = "",
) -> Check:
    """A check from what was judged: what is doubtful fails as a question only."""
    if judged == "holds":
        return Check(rule, kind, "holds", tuple(spans), stated, computed, arithmetic, message)
    own: Level = level if judged == "fails" else "question"
    return Check(rule, kind, "fails", tuple(spans), stated, computed, arithmetic, message, own, cause)
