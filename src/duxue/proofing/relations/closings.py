"""Parts before their whole (A 3个、B 5个，共8个), and lists that end with what is left (其余41家)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.claims.vocabulary import alternatives, data
from duxue.proofing.relations.names import addable, alike, name_of, one_of, text_of
from duxue.proofing.relations.wholes import Partition

_MOST = 16
_TOGETHER_BEHIND = re.compile("(?:合计|共计|总计)(?:为|达|达到|是|有)?$")
_CLAUSE_BEFORE = re.compile("(?:合计|合起来|加起来|相加|加总)，$")
_SUM_BEHIND = re.compile("[^，。；：、（）0-9]{0,8}(?:之和|的总和|的和)")
_IS = re.compile("，?(?:即|恰)?(?:为|是|等于|系)")
_EVERYWHERE = frozenset({"全市", "全县", "全区", "全省", "全国", "合计", "共计", "总计", "达到"})
_WHOLE = re.compile("共|总|合计|全市|全县|全区|全省|全国|全校|全年|现有")


@cache
def _together() -> re.Pattern[str]:
    words = data("parts")
    verbs = alternatives(words["together_verbs"])
    return re.compile(
        rf"^[，、（]?(?:{alternatives(words['together'])})(?:{verbs})?(?P<more>[^，。；：、]{{0,8}})$"
    )


def closed_lists(claims: Claims) -> Iterator[Partition]:
    """Every list that a whole or the words for the rest close."""
    for sentence in claims.sentences:
        found = [one for one in sentence.quantities if addable(claims, one)]
        for place, last in enumerate(found):
            before = [one for one in found[max(0, place - _MOST) : place] if one.unit == last.unit]
            if not before:
                continue
            if one_of("rest").search(last.lead[-16:]):
                yield from _with_rest(claims, before, last)
            match = _together().match(last.lead)
            if match and len(before) > 1:
                yield from _whole_behind(claims, before, last, match["more"])
            elif len(before) > 1 and _named_together(claims, before, last):
                yield from _whole_behind(claims, before, last, "")


def _named_together(claims: Claims, before: Sequence[Quantity], whole: Quantity) -> bool:
    """高中招生人数合计17283人, behind parts of which each says 招生; 三项合计，新修水库713座."""
    if _TOGETHER_BEHIND.search(whole.lead) is None:
        lead = text_of(claims, whole)[
            max(0, whole.start - len(whole.lead) - 5) : whole.start - len(whole.lead)
        ]
        ended = _CLAUSE_BEFORE.search(lead)
        between = claims.quantities[before[0].index : whole.index]
        skipped = sum(one.unit == whole.unit for one in between) > len(before)
        return ended is not None and not skipped
    names = [name_of(claims, part) for part in before[-2:]]
    words = whole.lead.lstrip("，；")
    pieces = {words[place : place + 2] for place in range(len(words) - 1)} - _EVERYWHERE
    return any(all(piece in name for name in names) for piece in pieces)


def _joined(text: str, part: Quantity) -> bool:
    before = part.start - len(part.lead)
    return text[before - 1 : before] == "、" or part.lead[:1] in tuple("和与及")


def totals_of(claims: Claims) -> Iterator[Partition]:
    """A whole, and a list that 之和 ends behind it: 贷款90亿元，为甲类40亿元、乙类50亿元之和."""
    for sentence in claims.sentences:
        found = [one for one in sentence.quantities if addable(claims, one)]
        for last in range(2, len(found)):
            text = text_of(claims, found[last])
            if not _SUM_BEHIND.match(text, found[last].end):
                continue
            first = last
            while first and _joined(text, found[first]):
                first -= 1
            parts, whole = found[first : last + 1], found[first - 1] if first else None
            if whole is None or len(parts) < 2 or {one.unit for one in parts} != {whole.unit}:
                continue
            between = claims.quantities[whole.index : parts[-1].index]
            if sum(one.unit == whole.unit for one in between) > len(parts):
                continue
            if _IS.match(text, whole.end):
                yield Partition(whole, tuple(parts), True, True)


def _with_rest(claims: Claims, before: Sequence[Quantity], rest: Quantity) -> Iterator[Partition]:
    if _announced(text_of(claims, rest)[before[0].end : rest.start]):
        return
    earlier = _sentence_before(claims, before[0])
    candidates = [(whole, [*before[place + 1 :], rest]) for place, whole in enumerate(before[:-1])]
    candidates += [(whole, [*before, rest]) for whole in earlier]
    readings = [
        Partition(whole, tuple(parts), True, True, sure=whole.passage == rest.passage and not earlier)
        for whole, parts in candidates
    ]
    for partition in readings:
        if partition.agrees:
            yield partition
            return
    if readings and len(before) > 1 and (_WHOLE.search(before[0].lead) or not earlier):
        first = readings[0]
        if first.whole.value < max(part.value for part in first.parts) and not first.slipped():
            return
        between = text_of(claims, rest)[first.whole.end : first.parts[0].start]
        if one_of("other_subject").search(between) is None:
            yield Partition(first.whole, first.parts, True, True, sure=bool(_WHOLE.search(before[0].lead)))
    elif readings and len(before) == 1:
        yield Partition(readings[0].whole, readings[0].parts, True, True, sure=len(earlier) == 1)


def _announced(between: str) -> bool:
    """A list behind 其中 or a colon is read as such."""
    return "：" in between or one_of("among").search(between) is not None


def _sentence_before(claims: Claims, quantity: Quantity) -> list[Quantity]:
    """The figures of its unit in the sentence before, in the same passage, the nearest first."""
    if not quantity.sentence:
        return []
    sentence = claims.sentences[quantity.sentence - 1]
    if sentence.passage != quantity.passage:
        return []
    return [
        one for one in reversed(sentence.quantities) if addable(claims, one) and one.unit == quantity.unit
    ]


def _whole_behind(
    claims: Claims, before: Sequence[Quantity], whole: Quantity, more: str
) -> Iterator[Partition]:
    text = text_of(claims, whole)
    parts = _contiguous(text, before)
    for count in range(len(parts), 1, -1):
        partition = Partition(whole, tuple(parts[-count:]), True, alike(claims, parts[-count:]))
        if partition.agrees:
            yield partition
            return
    said_before = text[before[0].start - len(before[0].lead) : before[-1].end]
    if len(parts) > 1 and (not more or more[:2] in said_before):
        yield Partition(
            whole, tuple(parts), True, alike(claims, parts), sure=not more and len(parts) == len(before)
        )


def _contiguous(text: str, before: Sequence[Quantity]) -> list[Quantity]:
    """The figures back to where another subject begins."""
    parts = [before[-1]]
    for one in reversed(before[:-1]):
        between = text[one.end : parts[-1].start]
        if "。" in between or one_of("among").search(between) or _WHOLE.search(parts[-1].lead):
            break
        parts.append(one)
    return parts[::-1]
