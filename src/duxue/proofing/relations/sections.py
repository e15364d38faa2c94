"""Parts by their names against a whole that stands earlier in the section, with other figures between."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice, pairwise

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.claims.nouns import noun_before
from duxue.proofing.claims.vocabulary import data
from duxue.proofing.relations.members import Member, Names, all_names, members_of, naming_words, opposed
from duxue.proofing.relations.names import addable, text_of
from duxue.proofing.relations.wholes import Partition

_FAR = 700
_PASSAGES = 8
_NEAR = 10
_SPAN = re.compile("(?:全年|上半年|下半年|前三季度|年内|年末|累计|总计|共计|完成|实现|达到?|为|共|已)+$")
_WHOLE = re.compile("全[市县区省国乡镇州盟旗校]|总|共|GDP")
_REACH = 80
_WHOLES = 8
_BEHIND = 8
_VERBS = re.compile(r"^(?:实现|完成|达到|达|的|为|共|有|是|将|总计|累计|预计)+")


def sections(claims: Claims) -> Iterator[list[Quantity]]:
    """The figures from heading to heading, without those in tables."""
    kinds = [passage.kind for passage in claims.document.passages]
    found: list[Quantity] = []
    passage = -1
    for quantity in claims.facts:
        if any(kind == "heading" for kind in kinds[passage + 1 : quantity.passage + 1]) and found:
            yield found
            found = []
        passage = quantity.passage
        if kinds[passage] == "paragraph":
            found.append(quantity)
    if found:
        yield found


def named_partitions(claims: Claims) -> Iterator[Partition]:
    """Every complete set of names with the whole that it belongs to."""
    for section in sections(claims):
        items = [one for one in section if addable(claims, one)]
        if len(items) < 3:
            continue
        yield from _numbered(claims, items)
        groups = list(_groups(claims, items))
        used = {member.quantity.index for _, members, _ in groups for member in members}
        sums = Counter(
            sum(member.quantity.value for member in members) for _, members, first in groups if first
        )
        for names, members, first in groups:
            for partition in _with_whole(claims, items, used, names, members, first):
                borne_out = sums[partition.total] > 1 or sums[partition.whole.value] > 0
                yield replace(partition, sure=partition.sure or borne_out)


def _groups(claims: Claims, items: Sequence[Quantity]) -> Iterator[tuple[Names | None, list[Member], bool]]:
    before = naming_words(claims, items)
    for names in all_names():
        found = members_of(claims, names, items, before)
        yield from ((names, members, first) for members, first in windows(claims, found, names.count))
    for one, other in pairwise(items):
        if one.unit == other.unit and opposed(one, other) and _close(claims, one, other):
            measure = min(one.lead, other.lead, key=len)
            yield None, [Member(one, 0, measure), Member(other, 1, measure)], True


def windows(claims: Claims, found: Sequence[Member], count: int) -> Iterator[tuple[list[Member], bool]]:
    """Each run of figures that names every member once; True for those that overlap no run before them."""
    free = 0
    for place in range(len(found) - count + 1):
        run = list(found[place : place + count])
        pairs = list(pairwise(member.quantity for member in run))
        if len({member.number for member in run}) < count or not all(_close(claims, *pair) for pair in pairs):
            continue
        if len({member.quantity.unit for member in run}) > 1 or not _same_measure(
            [member.measure for member in run]
        ):
            continue
        yield run, place >= free
        free = max(free, place + count)


def _close(claims: Claims, one: Quantity, other: Quantity) -> bool:
    return claims.place(other).start - claims.place(one).start < _FAR


def _same_measure(measures: Sequence[str]) -> bool:
    return len({_stem(measure)[-2:] for measure in measures}) == 1


@lru_cache(maxsize=4096)
def _stem(words: str) -> str:
    stem = _VERBS.sub("", noun_before(words))
    for group in data("parts")["same_measure"]:
        for word in group:
            if stem.endswith(word):
                return stem[: -len(word)] + str(group[0])
    return stem


def _with_whole(
    claims: Claims,
    items: Sequence[Quantity],
    used: set[int],
    names: Names | None,
    members: Sequence[Member],
    first: bool,
) -> Iterator[Partition]:
    parts = tuple(member.quantity for member in members)
    candidates = (one for one in _wholes(claims, items, names, members) if one.index not in used)
    wholes = list(islice(candidates, _WHOLES))
    for whole in wholes:
        partition = Partition(whole, parts, True, True)
        if partition.agrees:
            yield partition
            return
    if wholes and first and not _goes_on(claims, items, parts[-1]):
        partition = Partition(wholes[0], parts, True, True)
        near = abs(partition.missing) * _NEAR <= abs(wholes[0].value)
        plain = len(wholes) == 1 and bool(_WHOLE.search(wholes[0].lead)) and _beside(wholes[0], parts[0])
        yield Partition(wholes[0], parts, True, True, sure=near or plain or partition.slipped())


def _goes_on(claims: Claims, items: Sequence[Quantity], last: Quantity) -> bool:
    """Whether the list has one more member than the names know: 公办…、民办…、公建民营…."""
    place = bisect_left(items, last.index, key=lambda one: one.index) + 1
    if place == len(items) or items[place].passage != last.passage or items[place].unit != last.unit:
        return False
    return text_of(claims, last)[last.end : last.end + 1] == "、"


def _beside(whole: Quantity, part: Quantity) -> bool:
    return part.passage - whole.passage <= 1


def _wholes(
    claims: Claims, items: Sequence[Quantity], names: Names | None, members: Sequence[Member]
) -> Iterator[Quantity]:
    """Figures that may be the whole, the nearest before the parts first, then those behind that are named so."""
    start, unit = members[0].quantity, members[0].quantity.unit
    measure = _stem(members[0].measure)
    place = bisect_left(items, start.index, key=lambda one: one.index)
    last = members[-1].quantity.index
    behind = [one for one in items[place : place + _BEHIND] if start.index < one.index <= last + _BEHIND]
    for one in (*reversed(items[max(0, place - _REACH) : place]), *behind):
        if start.passage - one.passage > _PASSAGES:
            return
        if one.unit != unit or one.part:
            continue
        named = names is not None and any(word in one.lead for word in names.whole)
        if one.index > start.index and not named:
            continue
        fits = named or (_measures(claims, one, start, measure) and not bracketed(claims, one))
        if fits and (one.year is None or start.year is None or one.year == start.year):
            yield one


def _measures(claims: Claims, whole: Quantity, part: Quantity, measure: str) -> bool:
    if len(measure) < 2:
        return whole.passage == part.passage and whole.sentence >= part.sentence - 1
    return _stem(whole.lead).endswith(measure[-2:])


def measured(words: str) -> str:
    """The end of what the words before a figure measure, alike for 零售总额 and 零售额."""
    return _stem(_SPAN.sub("", words))[-2:]


def bracketed(claims: Claims, quantity: Quantity) -> bool:
    """Whether a figure stands in a bracket."""
    before = text_of(claims, quantity)[max(0, quantity.start - 200) : quantity.start]
    return before.count("（") > before.count("）")


def _numbered(claims: Claims, items: Sequence[Quantity]) -> Iterator[Partition]:
    """A whole, and the first figures of the numbered passages behind it: 1、预算收入…；2、基金收入…"""
    passages = claims.document.passages
    firsts: list[Quantity] = []
    for one in items:
        if passages[one.passage].number and (not firsts or one.passage > firsts[-1].passage):
            firsts.append(one)
    whole = next(
        (one for one in reversed(items) if firsts and one.passage == firsts[0].passage - 1 and not one.part),
        None,
    )
    if whole is None or len(firsts) < 2 or passages[whole.passage].number:
        return
    stems = {_stem(one.lead)[-2:] for one in (whole, *firsts)}
    partition = Partition(whole, tuple(firsts), True, True)
    near = abs(partition.missing) * _NEAR <= abs(whole.value)
    if {one.unit for one in firsts} == {whole.unit} and len(stems) == 1 and (near or partition.slipped()):
        yield partition
