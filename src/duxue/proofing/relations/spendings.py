"""A spending of this year and what it was the year before, or by how much it changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from duxue.proofing.claims import Claims, Quantity

REACH = 200
"""How many characters back the words of a sentence are read."""
_LAST_YEAR = re.compile("上年|去年|上一年|前一年|同期|同比")
_FROM = re.compile("(?:由|从)[^，。；]{0,12}$")
_TO = re.compile(
    "^[，的]?(?:[^，。；0-9]{0,4}?)(?:变为|变成|调整为|[增减升降提][至到]|[增减][加少长](?:到|至|为)|下降(?:到|至|为)|上升(?:到|至|为)|提高(?:到|至|为)|压减(?:到|至|为)|到|至)"
)
_ONLY_TIME = re.compile(
    "^[，；：]?(?:[0-9]{4}年|今年|本年|当年)?(?:度)?(?:的|则)?(?:为|是|达到?|降至|减至|降为|完成|增至|增加到|下降到|减少到)?$"
)
_WAS = re.compile("(?:上年|去年|上一年|前一年)度?(?:为|是|达到?|完成)?$")
_NOW = re.compile(
    "^[，；]?(?:而)?(?:本年|今年|当年|本年度)(?:度)?(?:则|已)?(?:为|是|达到?|完成|增至|降至|减至)?$"
)
_BRACKETED = re.compile("[（(][0-9]{4}年(?:度)?[）)](?:和|与|、|，|及)?")


@dataclass(frozen=True, slots=True)
class Spent:
    """What is held against the year before: two levels, or one figure and its change."""

    now: Quantity
    other: Quantity

    @property
    def fell(self) -> bool:
        if self.other.role in ("rate", "change"):
            return self.other.sign < 0
        return self.now.interval.at_least(self.other.value) is False


def spendings(claims: Claims, entry: Mapping[str, Any]) -> Iterator[Spent]:
    """Every figure of the spending that a sentence sets beside that of the year before."""
    for sentence in claims.sentences:
        facts = [one for one in sentence.quantities if one.fact]
        for place, quantity in enumerate(facts):
            if quantity.plan or not _is_named(
                _words_before(claims, quantity, facts[place - 1] if place else None), entry["words"]
            ):
                continue
            following = facts[place + 1] if place + 1 < len(facts) else None
            again = following is not None and _is_named(
                _words_before(claims, following, quantity), entry["words"]
            )
            found = _spent(claims, quantity, following, entry["unit"], again)
            if found is not None and not found.other.plan and found.now.year in (None, claims.year):
                yield found


def _words_before(claims: Claims, quantity: Quantity, before: Quantity | None) -> tuple[str, str]:
    """The figure's own words, back to the figure before it, and those of its sentence."""
    text = claims.document.passages[quantity.passage].text
    start = max(claims.sentences[quantity.sentence].start, quantity.start - REACH)
    own = max(start, before.end) if before else start
    return text[own : quantity.start], text[start : quantity.start]


def _is_named(said: tuple[str, str], asked: Mapping[str, list[str]]) -> bool:
    own, sentence = said
    return (
        all(word in own for word in asked["all"])
        and any(word in sentence for word in asked["any"])
        and not any(word in own for word in asked["none"])
    )


def _spent(
    claims: Claims, quantity: Quantity, other: Quantity | None, unit: str, again: bool
) -> Spent | None:
    """`again`: the other figure names the spending as well."""
    if quantity.role in ("rate", "change"):
        # 教育支出比上年减少2.28亿元: no level is told
        fits = quantity.unit in (unit, "%") and _against_last_year(claims, quantity, quantity)
        return Spent(quantity, quantity) if fits else None
    if quantity.unit != unit or other is None:
        return None
    if other.role in ("rate", "change"):
        return Spent(quantity, other) if _against_last_year(claims, other, quantity) else None
    if other.unit != unit:
        return None
    this = claims.year if quantity.year is None else quantity.year
    if _FROM.search(quantity.lead):
        next_year = other.year in (None, quantity.year) or other.year == (quantity.year or 0) + 1
        to = _TO.match(other.lead) and (_LAST_YEAR.search(quantity.lead) or (quantity.year and next_year))
        return Spent(other, quantity) if to else None
    if _WAS.search(quantity.lead) and _NOW.match(other.lead):
        return Spent(other, quantity)
    if quantity.role == "level" and other.year is not None and other.year == (this or 0) + 1:
        return Spent(other, quantity) if again or _beside(claims, quantity, other) else None
    named = _LAST_YEAR.search(other.lead) or (other.year or 0) == (this or 0) - 1
    return Spent(quantity, other) if named and quantity.role == "level" else None


def _beside(claims: Claims, quantity: Quantity, other: Quantity) -> bool:
    """Whether nothing but the time stands before the other figure: 分别为12.4亿元（2020年）和13.1亿元（2021年）"""
    text = claims.document.passages[quantity.passage].text
    if _BRACKETED.fullmatch(text[quantity.end : other.start]):
        return True
    return _ONLY_TIME.match(other.lead) is not None


def _against_last_year(claims: Claims, moved: Quantity, level: Quantity) -> bool:
    """Whether a change is against the year before, by its words, or says nothing else."""
    if moved.yearly or moved.real or moved.sign == 0 or moved.unit not in ("%", level.unit):
        return False
    year = level.year or claims.year
    return (
        not moved.basis or _LAST_YEAR.search(moved.basis) is not None or str((year or 0) - 1) in moved.basis
    )
