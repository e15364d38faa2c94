"""Checks of changes: figures as sentences show them, and what becomes of growth that may be real."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from duxue.messages import Fact, Text
from duxue.proofing.causes import Wanted, likely_cause
from duxue.proofing.checks import Check, Level, Span
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.claims.vocabulary import alternatives, any_of, units, words
from duxue.proofing.judging import check, judge, meets, said, span, written
from duxue.proofing.relations.leads import change
from duxue.proofing.relations.movement import Movement
from duxue.values import Interval, half_up, plain

_SIZES = (("亿", 10**8), ("万", 10**4))
_FINEST = {10**8: 10**5, 10**4: 10}
"""From what last place on a figure is shown in 亿 or 万."""
NO_CAUSE = Text("", "")


@dataclass(frozen=True, slots=True)
class Found:
    """A relation between figures: what is stated, what the others give, narrow and wide."""

    rule: str
    kind: str
    codes: tuple[str, str]
    """Of the messages: where it holds, and where it differs."""
    stated: Quantity
    narrow: tuple[Interval, Interval]
    """Stated, computed."""
    wide: tuple[Interval, Interval]
    shown: str
    arithmetic: str
    """The left side; what is computed and whether it agrees is added."""
    others: Sequence[tuple[str, Quantity]]
    sure: bool = True
    real: bool = False
    beyond: Interval | None = None
    """What the stated figure may be at constant prices; None where that is open."""
    tentative: bool = False
    """Read so only where it holds."""
    level: Level = "impossible"
    expected: Interval | None = None
    """What the stated figure should be, as it is written; None where that is the computed interval."""
    wanted: Wanted = ()
    years: int = 0
    """How many years it runs over, for the message."""


def outcomes(claims: Claims, found: Found | None) -> Iterator[Check]:
    """The check of a relation, if there is one to be made."""
    made = None if found is None else _outcome(claims, found)
    if made is not None:
        yield made


def _outcome(claims: Claims, found: Found) -> Check | None:
    """The check of a relation. Growth that may be real, and does not fit, is left open; what is tentative is dropped."""
    stated = phrase(claims, found.stated)
    names: dict[str, Fact] = {
        role: phrase(claims, one) if role == "rate" else written(claims, one) for role, one in found.others
    }
    names["years"] = found.years
    spans = [span(claims, "stated", found.stated), *(span(claims, role, one) for role, one in found.others)]
    judged = judge(found.narrow, found.wide)
    if judged == "holds":
        message = said(found.codes[0], **(names | {"stated": stated, "computed": found.shown}))
        return check(
            found.rule, found.kind, "holds", found.level, spans,
            stated=written(claims, found.stated), computed=found.shown,
            arithmetic=f"{found.arithmetic} = {found.shown}", message=message,
        )  # fmt: skip
    if found.tentative:
        return None
    if found.real and (found.beyond is None or meets(found.narrow[0], found.beyond)):
        return _open(claims, found, spans, stated)
    expected = found.expected or found.narrow[1]
    others = [one for _, one in found.others]
    code, cause = "", NO_CAUSE
    if found.stated.hedge == "" and expected.is_bounded:
        code, cause = likely_cause(found.stated, expected, others, wanted=found.wanted, claims=claims)
    message = said(found.codes[1], **(names | {"stated": stated, "computed": found.shown, "cause": cause}))
    if judged == "fails" and not found.sure:
        judged = "doubtful"
    return check(
        found.rule, found.kind, judged, found.level, spans,
        stated=written(claims, found.stated), computed=found.shown,
        arithmetic=f"{found.arithmetic} = {found.shown} ≠ {written(claims, found.stated)}" if found.arithmetic else found.shown,
        message=message, cause=code,
    )  # fmt: skip


def _open(claims: Claims, found: Found, spans: Sequence[Span], stated: str) -> Check:
    message = said("proof-growth-open", stated=stated, computed=found.shown)
    arithmetic = f"{found.arithmetic} = {found.shown}"
    name = written(claims, found.stated)
    return Check(found.rule, found.kind, "unsure", tuple(spans), name, found.shown, arithmetic, message)


@cache
def _verbs() -> re.Pattern[str]:
    averages = [word for entry in change()["averages"].values() for word in entry["words"]]
    others = [
        "翻",
        "结余",
        "节余",
        "赤字",
        "顺差",
        "逆差",
        "相差",
        "增速",
        "增幅",
        "降幅",
        "高",
        "低",
        "快",
        "慢",
    ]
    return re.compile(alternatives([*words("rise", "fall"), *averages, *others]))


def phrase(claims: Claims, quantity: Quantity) -> str:
    """The figure with its verb, as the report writes it: 增长1.07%."""
    own = quantity.lead[max((quantity.lead.rfind(mark) for mark in "，；：。、（）"), default=-1) + 1 :]
    found = list(_verbs().finditer(own[-16:]))
    hedge = next(
        (
            word
            for word in words("about_after", "least_after", "most_after")
            if quantity.tail.startswith(word)
        ),
        "",
    )
    verb = own[-16:][found[0].start() :] if found else ""
    return verb + written(claims, quantity) + hedge


def numbers(quantities: Sequence[Quantity]) -> list[str]:
    """Figures as a line of arithmetic shows them: in their own unit where all have the same, else in the base unit."""
    sizes = {quantity.written.times for quantity in quantities}
    size = sizes.pop() if len(sizes) == 1 else Fraction(1)
    return [number(quantity.value / size) for quantity in quantities]


def amount(value: Fraction, like: Quantity) -> str:
    """A value in the unit of the figure beside it, as that is written and one place finer: 12.53万吨 beside 12.5万吨."""
    times = like.written.times or 1
    scaled, step = value / times, like.step / times
    size, word = next(
        ((size, word) for word, size in _SIZES if step >= _FINEST[size] and abs(scaled) >= size / 100),
        (1, ""),
    )
    decimals = 0
    while Fraction(1, 10**decimals) > step / size and decimals < 6:
        decimals += 1
    return f"{plain(half_up(scaled / size, decimals + 1))}{word}{_word(like)}"


def _word(like: Quantity) -> str:
    """The unit as written, 万吨 without its 万; the name of the unit where it is counted in it."""
    spelled = [word for word, unit in units().items() if unit == like.written]
    return min(spelled, key=len) if like.written.times != 1 and spelled else like.unit


def number(value: Fraction) -> str:
    """A value as a line of arithmetic shows it: 29.48万, 3117, 12438."""
    for word, size in _SIZES:
        if abs(value) >= size and (value * 100 / size).denominator <= 100 and (value / 100).denominator == 1:
            return f"{plain(value / size)}{word}"
    return plain(half_up(value, 4)) if value.denominator != 1 else plain(value)


def decimals_of(quantity: Quantity) -> int:
    """How many decimals the figure is written with."""
    step, decimals = quantity.step / (quantity.written.times or 1), 0
    while step < 1 and decimals < 6:
        step, decimals = step * 10, decimals + 1
    return decimals


def rate_shown(value: Fraction, like: Quantity, stated: Interval) -> str:
    """A value with the unit of the figure beside it, and enough decimals to tell the two apart."""
    for decimals in range(decimals_of(like), 7):
        shown = half_up(value, decimals)
        if stated.contains(Fraction(shown)) == stated.contains(value):
            break
    return f"{plain(shown)}{'倍' if like.kind == 'doublings' else like.unit}"


def is_real(claims: Claims, movement: Movement) -> bool:
    """Whether the growth of a movement may be at constant prices."""
    figures = movement.figures
    if any(one.real for one in figures if one.role == "rate"):
        return True
    first = min(figures, key=lambda one: one.index)
    sentence = claims.sentences[first.sentence]
    return any_of("real_words").search(claims.sentence_text(sentence)) is not None
