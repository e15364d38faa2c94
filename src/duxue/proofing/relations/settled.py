"""Things counted, and how many of them are settled: 五个问题, 4个已整改, 另有问题正在整改; 案件8起, 1人…、7人…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.relations.names import text_of
from duxue.proofing.relations.wholes import Partition

_THINGS = re.compile("^(?P<thing>问题|任务|事项|建议|提案|隐患|线索|意见)")
_DONE = re.compile("^[^，。；]{0,12}(?:已|全部|均)[^，。；]{0,8}(?:完|整改|办结|解决|销号|落实|到位)")
_REST = re.compile("(?P<rest>[^，。；：、]{2,30})(?:正在|尚未|仍在|还在|仍未|暂未|待)")
_CASES = frozenset({"起", "件", "宗"})
_DEALT_WITH = re.compile("^[^，。；、]{0,6}(?:被|予以|给予|受到)")
_REACH = 300


@dataclass(frozen=True, slots=True)
class Settled:
    """So many of the things are settled; `rest` is where others are named without a count."""

    whole: Quantity
    done: Quantity
    rest: tuple[int, int] | None


def settled(claims: Claims) -> Iterator[Settled]:
    """五个问题 … 4个问题已全部整改完毕，部分县区…问题正在整改."""
    counts = [one for one in claims.facts if one.exact and _THINGS.match(_tail(claims, one))]
    for place, done in enumerate(counts):
        thing = _THINGS.match(_tail(claims, done))
        if thing is None or not _DONE.match(_tail(claims, done)):
            continue
        for whole in reversed(counts[max(0, place - 3) : place]):
            near = whole.passage == done.passage and done.start - whole.end < _REACH
            if (
                near
                and _tail(claims, whole).startswith(thing["thing"])
                and not _DONE.match(_tail(claims, whole))
            ):
                yield Settled(whole, done, _rest(claims, done, thing["thing"]))
                break


def _tail(claims: Claims, quantity: Quantity) -> str:
    return text_of(claims, quantity)[quantity.end : quantity.end + 30]


def _rest(claims: Claims, done: Quantity, thing: str) -> tuple[int, int] | None:
    text = text_of(claims, done)
    found = _REST.search(text, done.end, min(len(text), done.end + 80))
    if (
        found is None
        or thing not in found["rest"]
        or any(done.end < one.start < found.end() for one in _beside(claims, done))
    ):
        return None
    return found.span("rest")


def _beside(claims: Claims, quantity: Quantity) -> Sequence[Quantity]:
    return [one for one in claims.sentences[quantity.sentence].quantities if one.fact]


def dealt_with(claims: Claims) -> Iterator[Partition]:
    """Cases, and persons by how they were dealt with, where these make the cases; 案件8起，1名教师被…；7名教师被…"""
    for sentence in claims.sentences:
        facts = [one for one in sentence.quantities if one.fact and one.exact]
        for place, whole in enumerate(facts[:-2]):
            if whole.unit not in _CASES:
                continue
            parts: list[Quantity] = []
            for one in facts[place + 1 :]:
                if one.unit != "人" or not _DEALT_WITH.match(_tail(claims, one)):
                    break
                parts.append(one)
                partition = Partition(whole, tuple(parts), False, False)
                if len(parts) > 1 and partition.agrees:
                    yield partition
                    break
