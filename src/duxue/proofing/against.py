"""A report held against a run: each figure that the text states and the run knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from duxue.messages import Text
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.claims.vocabulary import data
from duxue.proofing.judging import said, shown, written
from duxue.values import unit

SURE = Fraction(4, 5)
"""How much of a figure's name must stand around the number in the text."""
REACH = 24
COUNTED_BY_ITEM = frozenset("个项件次场节篇条份处起种")
_WORDS = re.compile("[\u4e00-\u9fffA-Za-z]+")
_OFTEN = re.compile("的|数量|数$|人数|比例|情况|全市|全县|全省")


@dataclass(frozen=True, slots=True)
class Known:
    """A figure of a run: its permanent name, what it is called, the words of its slice, unit and exact value."""

    figure: str
    title: Text
    slice: tuple[str, ...]
    unit: str
    """The id of the unit in the library: percent, yuan, person, school …"""
    value: Fraction
    year: int | None


def compared(claims: Claims, known: Iterable[Known]) -> tuple[Mapping[str, object], ...]:
    """One entry a figure of the text that the run knows by its name, unit and year.

    `verdict` is agrees or differs. Where two figures of the run bear the name, the one that agrees is taken: a
    stated figure beside a computed one is what another check is for.
    """
    named = [(one, _pairs(one.title.zh)) for one in known]
    found = []
    for quantity in claims.facts:
        if quantity.role in ("level", "share", "base") and not quantity.plan:
            entry = _best(
                claims, quantity, [pair for pair in named if _same_unit(pair[0].unit, quantity.unit)]
            )
            if entry is not None:
                found.append(entry)
    return tuple(found)


def _same_unit(known: str, said_in: str) -> bool:
    """Whether a unit of the library is what the report counts in: 个, 项, 件 are one."""
    if known == "percent":
        return said_in == "%"
    return unit(known).title.zh == said_in or (known == "item" and said_in in COUNTED_BY_ITEM)


def _pairs(words: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a name without the words that any name may have."""
    joined = "".join(_WORDS.findall(_OFTEN.sub("", words)))
    return frozenset(joined[place : place + 2] for place in range(len(joined) - 1))


def _is_named(word: str, around: str) -> bool:
    """Whether a stage or another word of the slice is said, in one of the forms that reports use."""
    return any(form in around for form in data("words")["same_as"].get(word, [word]))


def _best(
    claims: Claims, quantity: Quantity, candidates: Iterable[tuple[Known, frozenset[str]]]
) -> Mapping[str, object] | None:
    around = quantity.lead[-REACH:] + quantity.tail[:12]
    pairs = _pairs(around)
    year = quantity.year or claims.year
    fitting = [
        (Fraction(len(names & pairs), len(names)), one)
        for one, names in candidates
        if len(names) >= 3 and one.year in (None, year) and all(_is_named(word, around) for word in one.slice)
    ]
    best = max((score for score, _ in fitting), default=Fraction(0))
    if best < SURE:
        return None
    named = [one for score, one in fitting if score == best]
    agreeing = [one for one in named if quantity.interval.contains(one.value)]
    if not agreeing and len({one.value for one in named}) > 1:
        return None
    return _entry(claims, quantity, (agreeing or named)[0], agrees=bool(agreeing))


def _entry(claims: Claims, quantity: Quantity, one: Known, *, agrees: bool) -> Mapping[str, object]:
    place = claims.place(quantity)
    stated, run = written(claims, quantity), shown(one.value, quantity.unit, like=quantity)
    verdict = "agrees" if agrees else "differs"
    message = said(f"proof-against-{verdict}", stated=stated, run=run, name=one.title, figure=one.figure)
    return {
        "figure": one.figure,
        "verdict": verdict,
        "start": place.start,
        "end": place.end,
        "text": claims.document.text[place.start : place.end],
        "stated": stated,
        "run": run,
        "message": {"zh": message.zh, "en": message.en},
    }
