"""The names of parts: whether they cut a whole in one direction, and whether figures can be added up at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.claims.vocabulary import alternatives, data

KINDS = frozenset({"count", "amount", "score"})
_TAIL = re.compile(r"[^，。；：、（）]{0,10}")
_CLAUSE = re.compile(r"[^，。；：]*$")
_ANNOUNCED = re.compile("^(?:其中|当中)?，?(?:重点|主要)(?:包括|包含|是|有|为)")
"""Words that lead a list and are no part of the first name: 其中重点包括货物类采购."""
_REACH = 30
_BEFORE = re.compile(r"[^，。；：、（）]*$")


@cache
def one_of(name: str) -> re.Pattern[str]:
    """Any word of a list of `library/proofing/parts.yaml`."""
    return re.compile(alternatives(data("parts")[name]))


def text_of(claims: Claims, quantity: Quantity) -> str:
    return claims.document.passages[quantity.passage].text


def addable(claims: Claims, quantity: Quantity) -> bool:
    """A figure that can be a whole or a part: a count or an amount, no average, no change against another time."""
    if not quantity.fact or quantity.kind not in KINDS or quantity.upper is not None:
        return False
    if quantity.role not in ("level", "change") or (quantity.role == "change" and compared(quantity)):
        return False
    before = _CLAUSE.findall(text_of(claims, quantity)[max(0, quantity.start - _REACH) : quantity.start])[0]
    return quantity.sign >= 0 and one_of("not_additive").search(before) is None


def compared(quantity: Quantity) -> bool:
    """A change that is held against another time: 比上年增加, 同比减少."""
    return bool(quantity.basis) or "比" in quantity.lead or "较" in quantity.lead


def comparable(whole: Quantity, part: Quantity) -> bool:
    """占地面积 does not hold 建筑面积, though both are areas."""
    return not any(one in whole.lead and other in part.lead for one, other in data("parts")["other_measures"])


def opposite(parts: Sequence[Quantity]) -> bool:
    """收入 and 支出 beside what is left are its two sides, not its parts."""
    return any(
        any(one in part.lead and other not in part.lead for part in parts)
        and any(other in part.lead and one not in part.lead for part in parts)
        for one, other in data("parts")["opposites"]
    )


def name_of(claims: Claims, quantity: Quantity) -> str:
    """The words of its clause around a figure."""
    tail = _TAIL.match(text_of(claims, quantity), quantity.end)
    before: str = _BEFORE.findall(quantity.lead)[0]
    return before + (tail[0] if tail else "")


def alike(claims: Claims, parts: Sequence[Quantity]) -> bool:
    """Whether the parts' names cut the whole in one direction, so that nothing is counted in two of them."""
    names = [_ANNOUNCED.sub("", name_of(claims, part)) for part in parts]
    if (
        len(parts) < 2
        or len(set(names)) < len(names)
        or any(one_of("overlapping").search(name) for name in names)
    ):
        return False
    found = [_directions(name) for name in names]
    return all(directions == found[0] for directions in found) and _in_one_breath(claims, parts)


def _directions(name: str) -> frozenset[str]:
    known = data("parts")["directions"]
    return frozenset(direction for direction, words in known.items() if any(word in name for word in words))


def _in_one_breath(claims: Claims, parts: Sequence[Quantity]) -> bool:
    text = text_of(claims, parts[0])
    pairs = pairwise(parts)
    return all(
        one.passage == other.passage and "。" not in text[one.end : other.start] for one, other in pairs
    ) and all(len(part.lead) <= 24 for part in parts[1:])
