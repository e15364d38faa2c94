"""Parts listed behind their whole in a sentence: 其中, 包括, 分别为, a colon, a bracket."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.claims.vocabulary import alternatives, data
from duxue.proofing.relations.members import name_the_whole
from duxue.proofing.relations.names import addable, alike, comparable, name_of, one_of, opposite, text_of
from duxue.proofing.relations.wholes import Partition

_MARK = re.compile(r"(?P<closed>[^，。；：、（）]{0,14}：)|[^，。；：、（）]{0,14}(?:（|中(?:，|有|共有))")
_AND_SO_ON = re.compile("[^，。；：、）]{0,12}等(?![0-9])")
_LONGEST = 600
_MOST = 60
_WHOLES = 6
_RIGHT_BEHIND = 4


@cache
def _markers() -> re.Pattern[str]:
    words = data("parts")
    among = alternatives(word for word in words["among"] if word != "含")
    namely = alternatives(word for word in words["namely"] if word != "即")
    return re.compile(
        rf"(?P<among>{among}|(?<=[，；。])(?:这里面|这当中|里面(?![积条向粉料]))|(?<!包)含(?![量义税金]))|(?P<namely>{namely}|(?<![立随当迅])即(?![将使可日时]))"
    )


def listed(claims: Claims) -> Iterator[Partition]:
    """Every whole with the parts that a marker announces behind it."""
    for passage in range(len(claims.document.passages)):
        quantities = [quantity for quantity in claims.of_passage(passage) if quantity.fact]
        if len(quantities) > 1:
            yield from _of_passage(claims, claims.document.passages[passage].text, quantities)


def _of_passage(claims: Claims, text: str, quantities: Sequence[Quantity]) -> Iterator[Partition]:
    starts = [quantity.start for quantity in quantities]
    for match in _markers().finditer(text):
        place = bisect_left(starts, match.start())
        if place and _reaches(text, quantities[place - 1], match.start()):
            before, after = quantities[max(0, place - _MOST) : place], quantities[place : place + _MOST]
            yield from _partition(claims, before, after, match.end(), match["namely"] is not None)
    for place, whole in enumerate(quantities):
        mark = _MARK.match(text, whole.end)
        if mark and addable(claims, whole) and not _markers().match(text, mark.end()):
            after = quantities[place + 1 : place + 1 + _MOST]
            for partition in _partition(claims, [whole], after, mark.end(), mark["closed"] is not None):
                if len(partition.parts) > 1 or mark[0].endswith("有"):
                    yield partition


def _reaches(text: str, last: Quantity, start: int) -> bool:
    """The marker stands in the sentence of the figure before it, or begins the next one."""
    if start - last.end > _LONGEST:
        return False
    between = text[last.end : start]
    return between.count("。") == 0 or (between.count("。") == 1 and len(between.rpartition("。")[2]) <= 1)


def _partition(
    claims: Claims, before: Sequence[Quantity], after: Sequence[Quantity], start: int, closed: bool
) -> Iterator[Partition]:
    text = text_of(claims, before[-1])
    found = _run(claims, text, after, start)
    if not found:
        return
    wholes = _wholes(claims, text, before, found[0], start)
    if not wholes:
        return
    rest = next((place for place, part in enumerate(found) if one_of("rest").search(part.lead)), None)
    if rest is not None:
        found = found[: rest + 1]
    complete = closed or rest is not None or name_the_whole(claims, found)
    all_of_them = complete and len(found) > 1 and not _AND_SO_ON.match(text, found[-1].end)
    readings = [found[:count] for count in range(len(found), 1, -1)] if rest is None else [found]
    for whole in wholes:
        for parts in readings:
            partition = Partition(whole, tuple(parts), all_of_them and parts == found, True)
            if partition.agrees:
                yield partition
                return
    if opposite(found):
        return
    most = max(part.value for part in found)
    fits = [
        whole for whole in wholes if whole.value >= most or _names_them(claims, text, whole, found, start)
    ]
    if not fits and len(wholes) > 1 and sum(whole.value for whole in wholes) >= most:
        return
    parts = found if all_of_them else _first_breath(text, found)
    yield Partition(fits[0] if fits else wholes[0], tuple(parts), all_of_them, alike(claims, parts))


def _begins(text: str, end: int, start: int) -> bool:
    """Whether the marker before `start` begins the sentence right behind that of the figure: …。其中，"""
    between = text[end:start]
    return between.count("。") == 1 and len(between.rpartition("。")[2]) <= _RIGHT_BEHIND


def _names_them(claims: Claims, text: str, whole: Quantity, parts: Sequence[Quantity], start: int) -> bool:
    """电站有一百个，其中火力电站…、水电站…: the marker stands right behind it, and each part has its name."""
    noun = whole.noun[-2:]
    near = start - whole.end <= _RIGHT_BEHIND and len(noun) == 2
    return near and len(parts) > 1 and all(noun in name_of(claims, part) for part in parts)


def _wholes(
    claims: Claims, text: str, before: Sequence[Quantity], first: Quantity, start: int
) -> list[Quantity]:
    """The figures of the parts' unit before them, in this sentence or the last, the nearest first."""
    found: list[Quantity] = []
    for one in reversed(before):
        if start - one.end > _LONGEST or len(found) == _WHOLES:
            break
        if one.sentence < first.sentence and not _begins(text, one.end, start):
            break
        if (
            one.unit == first.unit
            and comparable(one, first)
            and addable(claims, one)
            and _depth(text, one.end, start) >= 0
        ):
            found.append(one)
    return found


def _run(claims: Claims, text: str, following: Sequence[Quantity], start: int) -> list[Quantity]:
    """The figures of one unit that follow, up to the end of the sentence or bracket, or where another subject begins."""
    found: list[Quantity] = []
    last = reached = start
    depth = 0
    for one in following:
        if one.start - start > 2 * _LONGEST:
            break
        more = _depth(text, reached, one.start)
        depth, reached = depth + more, one.start
        if depth < 0 or "。" in text[last : one.start]:
            break
        if depth > 0 or not addable(claims, one) or (found and one.unit != found[0].unit):
            continue
        if _another(text, one, last, bool(found)):
            break
        found.append(one)
        last = one.end
    return found


def _another(text: str, one: Quantity, last: int, later: bool) -> bool:
    between = text[last : one.start]
    return (later and _markers().search(_outside(between)) is not None) or one_of("other_subject").search(
        one.lead
    ) is not None


def _outside(text: str) -> str:
    return re.sub(r"（[^（）]{0,200}）", "", text)


def _first_breath(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Up to the first semicolon, where more than one figure stands before it."""
    for place in range(2, len(found)):
        if "；" in text[found[place - 1].end : found[place].start]:
            marks = ["；" in text[a.end : b.start] for a, b in pairwise(found[:place])]
            if not any(marks):
                return list(found[:place])
    return list(found)


def _depth(text: str, start: int, end: int) -> int:
    """How many brackets are open at `end` that were not at `start`; below 0 where more were closed."""
    piece = text[start:end]
    return piece.count("（") - piece.count("）")
