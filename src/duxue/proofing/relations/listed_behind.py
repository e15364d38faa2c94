"""Lists right behind a count, whatever is counted: 三项重点（甲、乙、丙）, 四件大事，即甲、乙、丙、丁, 四类商品，分别是…"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache

from duxue.proofing.claims import Claims
from duxue.proofing.relations.counting import COUNT, Counting, number, words_of
from duxue.proofing.relations.listed_names import masked

# units of what is spoken of, not of what is owned: 3所学校（小学、初中） may be any schools
_COUNTED = re.compile(
    rf"{COUNT}(?P<unit>[个项件类种条大点份]大?)(?P<noun>[^—，。；：、（）“”《》0-9一二三四五六七八九十]{{1,14}})"
)
_OPENED = re.compile(
    "(?P<bracket>（)|(?:，|：|——)?(?:即|分别是|分别为|依次是|依次为|它们是|具体是|具体为|也就是|具体有|(?:具体|主要|分别)?(?P<holds>包括))：?|：|——"
)
_NOT_A_LIST = re.compile(
    "[0-9。！？]|^(?:含|包括|不含|其中|如|例如|比如|指|以下简称|简称|见|详见|占|约|即将|试行|暂行)"
)
_END = re.compile("[。；！？]")
_FULL_STOP = re.compile("[。！？]")
_JOINT = re.compile("以及|和|与|及")
_GENERIC = frozenset("市区县旗镇乡场") | {"街道", "园区", "开发区", "办事处", "管委会", "社区", "村"}
_MARKED = re.compile("[（(][一二三四五六七八九十1-9][）)]|[①-⑳]|[一二三四五六七八九十]是")
LONGEST, LONGEST_ITEM, LONGEST_NAME = 160, 14, 10
_SPELLED = re.compile("(?:，|：|——)?(?:具体|分别|依次)")
_TOLD = re.compile("[的了将已]|进一步|全面|确保|推动|促进|力争|有效|不断|其中|以及")
FARTHEST_OFF = 2
"""A count further from the list than this is of something else."""


def countings(claims: Claims) -> Iterator[Counting]:
    """Every count with a list of short names right behind it."""
    for place, passage in enumerate(claims.document.passages):
        if passage.kind != "cell":
            for match in _COUNTED.finditer(passage.text):
                found = _counting(place, passage.text, match)
                if found is not None:
                    yield found


def _counting(place: int, text: str, match: re.Match[str]) -> Counting | None:
    opened = _OPENED.match(text, match.end())
    if opened is None:
        return None
    begin, end = opened.end(), _end(text, opened)
    if end is None or _NOT_A_LIST.search(text[begin:end]) or _MARKED.search(text[begin:end]):
        return None
    body = masked(text[begin:end])
    strongest = next((mark for mark in "；、，" if mark in body), None)
    if strongest is None or (strongest != "，" and "，" in body):
        return None
    cuts = [begin, *(begin + cut.end() for cut in re.finditer(strongest, body)), end + 1]
    items = [(one, other - 1) for one, other in itertools.pairwise(cuts)]
    names = [text[slice(*item)] for item in items]
    if not all(0 < len(name) <= LONGEST_ITEM for name in names) or set(names) <= _GENERIC:
        return None
    open_end = names[-1].endswith(("等", "等等"))
    if strongest == "，" and (open_end or not _SPELLED.match(opened[0]) or not _are_names(names)):
        return None
    named = opened["holds"] is None or _things().search(match["noun"]) is not None
    most = len(items) + sum(len(_JOINT.findall(name)) for name in names)
    count = number(match["count"])
    gap = max(len(items) - count, count - most, 0)
    return Counting(
        stated=(place, match.start("count"), match.end()),
        count=count,
        items=tuple((place, *item) for item in items),
        fewest=len(items),
        most=most,
        # 包括 alone may leave some out; 具体包括 tells them all.
        complete=not open_end and (opened["holds"] is None or _SPELLED.match(opened[0]) is not None),
        sure=named and gap <= FARTHEST_OFF and len(items) >= 2 and count >= 2,
    )


@cache
def _things() -> re.Pattern[str]:
    """What is spoken of by names, so that 包括 tells all of them: 四个环节, 五项制度."""
    return re.compile(f"(?:{words_of('announced')}|{words_of('names_of')})$")


def _are_names(names: list[str]) -> bool:
    """Whether what commas part are names, and the sentence does not go on behind them."""
    return all(1 < len(name) <= LONGEST_NAME and not _TOLD.search(name) for name in names)


def _end(text: str, opened: re.Match[str]) -> int | None:
    if opened["bracket"]:
        end = text.find("）", opened.end(), opened.end() + LONGEST)
        return end if end >= 0 else None
    stop = _FULL_STOP.search(text, opened.end(), opened.end() + LONGEST)
    if stop is None or "、" in text[opened.end() : stop.start()]:  # a semicolon parts no item where 、 does
        stop = _END.search(text, opened.end(), opened.end() + LONGEST)
    end = stop.start() if stop else len(text)
    return end if end - opened.end() <= LONGEST else None
