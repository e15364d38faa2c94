"""Mottoes that count: 八大类价格“四升三降一平”, “八增长两收窄”（…）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from duxue.proofing.claims import Claims
from duxue.proofing.relations.counting import COUNT, Counting, number, words_of

_NUMBER = "[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]|[1-9][0-9]?"
_QUOTED = re.compile("“([^“”]{3,24})”")
_SEPARATOR = re.compile("[、；，]")
_Part = tuple[int, str, tuple[int, int]]
"""A number, its word, and where both stand in the motto."""
_BRACKET = re.compile("[^“”，。；：（）]{0,6}（(?P<list>[^（）]{4,300})）")
_JOINT = re.compile("以及|和|与|及")


def countings(claims: Claims) -> Iterator[Counting]:
    """The whole of a motto's parts against a count before it; each part against the list in the bracket behind it."""
    part = re.compile(f"({_NUMBER})(?:个|项|类)?({words_of('motto')})")
    for place, passage in enumerate(claims.document.passages):
        for match in _QUOTED.finditer(passage.text):
            parts = _parts(part, match[1])
            if not parts:
                continue
            yield from _counted_before(place, passage.text, match, sum(count for count, _, _ in parts))
            bracket = _BRACKET.match(passage.text, match.end())
            if bracket:
                yield from _listed_behind(place, passage.text, match, parts, bracket.span("list"))


def _parts(part: re.Pattern[str], words: str) -> list[_Part]:
    found, end = [], 0
    for match in part.finditer(words):
        if words[end : match.start()].strip("、，"):
            return []
        found.append((number(match[1]), match[2], match.span()))
        end = match.end()
    return found if end == len(words) and len(found) > 1 else []


def _counted_before(place: int, text: str, motto: re.Match[str], total: int) -> Iterator[Counting]:
    begin = max(text.rfind(mark, max(0, motto.start() - 60), motto.start()) for mark in "。；，：") + 1
    begin = max(begin, motto.start() - 60)
    stated = re.search(COUNT + "(?:大类|类|大|个|项|种)", text[begin : motto.start()])
    if stated:
        whole = (place, begin + stated.start(), begin + stated.end())
        item = (place, motto.start(), motto.end())
        yield Counting(whole, number(stated["count"]), (item,), total, total, True, True)


def _listed_behind(
    place: int, text: str, motto: re.Match[str], parts: list[_Part], inside: tuple[int, int]
) -> Iterator[Counting]:
    """GDP实现正增长、农村和城镇收入同步增长: an item may name two things at once. Or “一减”：玉米；“两增”：水稻、蔬菜."""
    start = motto.start() + 1
    labelled = "“" in text[slice(*inside)]
    for count, word, (begin, end) in parts:
        own = (
            _labelled(text, inside, word)
            if labelled
            else [item for item in _items(text, inside) if word in text[slice(*item)]]
        )
        if own:
            most = len(own) + sum(len(_JOINT.findall(text[slice(*item)])) for item in own)
            pieces = tuple((place, *item) for item in own)
            stated = (place, start + begin, start + end)
            yield Counting(stated, count, pieces, len(own), most, True, True)


def _labelled(text: str, inside: tuple[int, int], word: str) -> list[tuple[int, int]]:
    found = re.compile(f"“(?:{_NUMBER}){word}”[：是为指，]{{1,2}}").search(text, *inside)
    if found is None:
        return []
    end = text.find("；", found.end(), inside[1])
    return _items(text, (found.end(), inside[1] if end < 0 else end))


def _items(text: str, inside: tuple[int, int]) -> list[tuple[int, int]]:
    begin, end = inside
    cuts = [begin, *(cut.end() for cut in _SEPARATOR.finditer(text, begin, end)), end + 1]
    return [(one, other - 1) for one, other in pairwise(cuts) if other - 1 > one]
