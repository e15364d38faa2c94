"""A whole, and its parts in a sentence that says how it is cut: 按城乡分，城镇…；农村…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.claims.vocabulary import alternatives, data
from duxue.proofing.relations.members import name_the_whole
from duxue.proofing.relations.names import addable, alike, text_of
from duxue.proofing.relations.sections import bracketed, measured
from duxue.proofing.relations.wholes import Partition

_SENTENCES = 3
_NEAR = 10


@cache
def _way() -> re.Pattern[str]:
    known = alternatives(data("parts")["ways"])
    return re.compile(
        rf"(?:按|分|从)(?:(?P<known>{known})|[^，。；：、按分从]{{1,8}})(?:分组|分类|划分|来分|来看|角度看|区分|统计|观察|分|看|计)[，：]"
    )


def divided(claims: Claims) -> Iterator[Partition]:
    """Every sentence that begins so, with the nearest figure before it that is measured alike."""
    for sentence in claims.sentences:
        if len(sentence.quantities) < 2:
            continue
        text = claims.document.passages[sentence.passage].text
        found = _way().search(text, sentence.start, sentence.quantities[0].start)
        if found is None:
            continue
        parts = _parts(claims, sentence.quantities, found.end())
        whole = _whole(claims, parts) if len(parts) > 1 else None
        if whole is None:
            continue
        partition = Partition(whole, tuple(parts), True, alike(claims, parts))
        near = abs(partition.missing) * _NEAR <= abs(whole.value)
        every = found["known"] is not None or name_the_whole(claims, parts)
        if every or partition.agrees or partition.slipped():
            yield Partition(whole, tuple(parts), True, partition.alike, sure=every or near)


def _parts(claims: Claims, quantities: Sequence[Quantity], start: int) -> list[Quantity]:
    """The figures of one unit and one measure, outside of brackets and without what 其中 names."""
    found: list[Quantity] = []
    for one in quantities:
        if one.start < start or not addable(claims, one) or one.part or bracketed(claims, one):
            continue
        if not found or (one.unit == found[0].unit and measured(one.lead) == measured(found[0].lead)):
            found.append(one)
    return found


def _whole(claims: Claims, parts: Sequence[Quantity]) -> Quantity | None:
    first = parts[0]
    for number in range(first.sentence - 1, max(-1, first.sentence - 1 - _SENTENCES), -1):
        sentence = claims.sentences[number]
        if first.passage - sentence.passage > 1:
            break
        for one in sentence.quantities:
            same = one.unit == first.unit and measured(one.lead) == measured(first.lead)
            if (
                same
                and addable(claims, one)
                and not one.part
                and text_of(claims, one)[one.end : one.end + 1] != "、"
            ):
                return one
    return None
