"""Lists that a report announces and then gives: 以下四项工作, then 一是…二是… or numbered passages or items after a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from duxue.proofing.claims import Claims
from duxue.proofing.document import Passage
from duxue.proofing.relations.counting import LISTED, Counting, Piece, announcement, number, words_of
from duxue.proofing.relations.listed_names import masked

_ORDINAL = re.compile(
    "(?:(?<=[，。；：、！？”）])|^)其?(?P<number>[一二三四五六七八九]|十[一二三四五]?)(?:是|要(?=[^求]))"
    "|(?<=[，。；：、！？”）])(?P<marked>[（][一二三四五六七八九1-9][）]|[①-⑨])"
)
_SENTENCE = re.compile("[。！？]")
_NUMBERS: Sequence[tuple[str, re.Pattern[str]]] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("一、", r"([一二三四五六七八九十]{1,3})[、.．]"),
        ("（一）", r"[（(]([一二三四五六七八九十]{1,3})[）)]"),
        ("1.", r"([0-9]{1,2})[.．、](?![0-9])"),
        ("（1）", r"[（(]([0-9]{1,2})[）)]"),
        ("①", r"([①-⑳])"),
        ("一是", r"([一二三四五六七八九十]{1,2})是"),
        ("第一", r"第([一二三四五六七八九十]{1,2})[，、：]"),
    )
)
# behind the last item: the list may go on without a mark
_GOES_ON = re.compile(
    "还有|此外|另外|另有|其他|最后|再者|再次|其次|除此|以及|第[二三四五六七八九十]|[二三四五六七八九]者"
)
MOST_LEFT_OUT = 2
SHORT = 16
FARTHEST = 400
_OPENS = "[的等]?(?:，|。|：|——)?(?:即|主要是|主要有|分别是|分别为|具体是|具体为|具体如下|依次是|(?:具体)?包括)?[：，]?"
REACH = 300


def countings(claims: Claims) -> Iterator[Counting]:
    """Every announced count with the items that follow it."""
    passages = claims.document.passages
    numbered = [numbering(passage) for passage in passages]
    for place, passage in enumerate(passages):
        if passage.kind == "cell":
            continue
        yield from _in_sentences(place, passage.text)
        yield from _after_colon(place, passage.text)
        found = _announced_at_end(place, passages, numbered)
        if found is not None:
            yield found


def numbering(passage: Passage) -> tuple[str, int] | None:
    """The style and the number at the head of a passage."""
    for text in (passage.text, passage.number):
        for style, pattern in _NUMBERS:
            match = pattern.match(text)
            if match:
                word = match[1]
                return style, ord(word) - ord("①") + 1 if "①" <= word <= "⑳" else number(word)
    return None


def _in_sentences(place: int, text: str) -> Iterator[Counting]:
    """一是…；二是…；三是… behind the count, in the same sentence or the one after it."""
    plain = masked(text)
    runs: list[list[re.Match[str]]] = []
    for match in _ORDINAL.finditer(plain):
        if runs and _style(runs[-1][-1]) == _style(match) and _order(match) > _order(runs[-1][-1]):
            runs[-1].append(match)
        elif _order(match) == 1 or (_order(match) == 2 and _right_behind(plain, match.start()) is not None):
            runs.append([match])
    for run in runs:
        first = run[0].start()
        stated, named = _announcing(plain, first), None
        if stated is None:
            named = stated = _right_behind(plain, first)
        if stated is None or len(run) < 2 or (named is not None and not _are_names(plain, run)):
            continue
        between = plain[stated.end() : first]
        items = tuple((place, match.start(), match.end()) for match in run)
        sure = re.fullmatch(_OPENS, between) is not None
        sure = (
            sure or re.search(words_of("following"), _sentence_of(plain, stated.start(), first)) is not None
        )
        count, last = number(stated["count"]), _order(run[-1])
        if last < count:
            sure = (
                sure
                and count - last <= MOST_LEFT_OUT
                and not _GOES_ON.search(plain, run[-1].end(), run[-1].end() + 2 * REACH)
            )
        yield _counting(place, stated, items, sure)


def _right_behind(plain: str, first: int) -> re.Match[str] | None:
    """The count that nothing but a mark or 具体是 parts from the list."""
    found = list(LISTED.finditer(plain, max(0, first - 2 * SHORT), first))
    last = found[-1] if found else None
    if last is None or _elsewhere(plain, last) or not re.fullmatch(_OPENS, plain[last.end() : first]):
        return None
    return last


def _are_names(plain: str, run: Sequence[re.Match[str]]) -> bool:
    """Whether every item is a short name and nothing that is told at length."""
    return all(re.match(f"[^，。；]{{1,{SHORT}}}(?:[。；]|$)", plain[match.end() :]) for match in run)


def _style(match: re.Match[str]) -> bool:
    return match["marked"] is not None


def _order(match: re.Match[str]) -> int:
    word = match["number"] or match["marked"].strip("（）")
    return ord(word) - ord("①") + 1 if "①" <= word <= "⑨" else number(word)


def _announcing(plain: str, first: int) -> re.Match[str] | None:
    """The last announcement before the list, in its sentence or the sentence before."""
    ends = [match.end() for match in _SENTENCE.finditer(plain, max(0, first - REACH), first)]
    begin = ends[-1] if ends else max(0, first - REACH)
    if begin == first and ends:
        begin = ends[-2] if len(ends) > 1 else max(0, first - REACH)
    found = [match for match in announcement().finditer(plain, begin, first) if not _elsewhere(plain, match)]
    return found[-1] if found else None


def _elsewhere(plain: str, match: re.Match[str]) -> bool:
    before = plain[max(0, match.start() - 12) : match.start()]
    return re.search(f"(?:{words_of('elsewhere')})[^，。；]{{0,4}}$", before) is not None


def _sentence_of(plain: str, start: int, end: int) -> str:
    begin = max(plain.rfind(mark, max(0, start - REACH), start) for mark in "。！？；") + 1
    return plain[begin:end]


def _after_colon(place: int, text: str) -> Iterator[Counting]:
    """三项任务：甲；乙；丙。 The items are those between the strongest marks; the weaker marks may part items too."""
    plain = masked(text)
    for match in announcement().finditer(plain):
        if plain[match.end() : match.end() + 1] != "：" or _elsewhere(plain, match):
            continue
        begin = match.end() + 1
        stop = _SENTENCE.search(plain, begin)
        end = stop.start() if stop else len(plain)
        body = plain[begin:end]
        if not body or _ORDINAL.search(body) or re.search("[（(][一二三1-3][）)]|[①-⑳]|[1-9][.、]", body):
            continue
        strongest = next((mark for mark in "；，、" if mark in body), None)
        if strongest is None:
            continue
        cuts = [begin, *(begin + found.end() for found in re.finditer(strongest, body)), end + 1]
        items = tuple((place, one, other - 1) for one, other in pairwise(cuts) if other - 1 > one)
        most = len(re.findall("[；，、]|以及|和|与|及", body)) + 1
        simple = strongest == "；" or all(stop - start <= 10 for _, start, stop in items)
        yield Counting(_stated(place, match), number(match["count"]), items, len(items), most, True, simple)


def _announced_at_end(
    place: int, passages: Sequence[Passage], numbered: Sequence[tuple[str, int] | None]
) -> Counting | None:
    """A heading or the last sentence of a passage announces the numbered passages that follow."""
    if place + 1 >= len(numbered):
        return None
    plain = masked(passages[place].text)
    ends = [match.end() for match in _SENTENCE.finditer(plain.rstrip("。！？"))]
    begin = ends[-1] if ends else 0
    found = [match for match in announcement().finditer(plain, begin) if not _elsewhere(plain, match)]
    own = numbered[place]
    if not found or (own is not None and found[-1].start() == 0):
        return None
    items = _following(place, numbered)
    if len(items) < 2:
        return None
    match = found[-1]
    sentence = plain[begin:]
    sure = plain.endswith("：") or re.search(words_of("following"), sentence) is not None
    own_matter = len(items)
    while own_matter and re.search(words_of("another_matter"), passages[items[own_matter - 1]].text[:16]):
        own_matter -= 1
    count = number(match["count"])
    pieces = tuple((item, 0, min(2, len(passages[item].text))) for item in items[: max(count, own_matter)])
    fewest = own_matter if own_matter >= 2 and count < len(items) else len(items)
    return Counting(_stated(place, match), count, pieces, fewest, len(items), True, sure and len(found) == 1)


def _following(place: int, numbered: Sequence[tuple[str, int] | None]) -> list[int]:
    """The passages of the list that begins behind this one; lists inside its items are passed over."""
    first = numbered[place + 1]
    if first is None or first[1] > 2 or (first[1] == 2 and _has_begun(first[0], place, numbered)):
        return []
    style, last = first
    items, inner = [place + 1], set[str]()
    for later in range(place + 2, len(numbered)):
        found = numbered[later]
        if found is None:
            continue
        if found[0] == style:
            if found[1] <= last:
                break
            items.append(later)
            last = found[1]
            inner.clear()
        elif found[1] == 1:
            inner.add(found[0])
        elif found[0] not in inner:
            break
    return items


def _has_begun(style: str, place: int, numbered: Sequence[tuple[str, int] | None]) -> bool:
    """Whether a list of that style began before, so that its second item only goes on with it."""
    earlier = numbered[max(0, place - FARTHEST) : place + 1]
    return any(found is not None and found[0] == style for found in earlier)


def _stated(place: int, match: re.Match[str]) -> Piece:
    return place, match.start("count"), match.end()


def _counting(place: int, match: re.Match[str], items: tuple[Piece, ...], sure: bool) -> Counting:
    return Counting(_stated(place, match), number(match["count"]), items, len(items), len(items), True, sure)
