"""Lists of names in a sentence, 增值税、房产税、契税等3个税种, and how many names they may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duxue.proofing.claims import Claims
from duxue.proofing.relations.counting import COUNT, Counting, number, words_of

LONGEST = 240
_UNITS = "个|项|家|所|种|类|大|名|位|条|门|座|款|处|件|支|本|部|只|县|省|市|区|镇|乡|国"
_BEHIND = re.compile(
    rf"(?P<open>等)?(?:共计|共|这|总计)?{COUNT}(?P<unit>{_UNITS})(?P<noun>[^，。；：、（）“”《》]{{0,10}})"
)
_STOP = re.compile("[，。；：！？]")
_PAIRED = re.compile("《[^《》]{0,80}》|“[^“”]{0,60}”|（(?![一二三四五六七八九十0-9]{1,2}）)[^（）]{0,60}）")
_TOUCHING = re.compile("、|(?<=[》”])(?=[《“])")
_JOINT = re.compile("以及|和|与|及")
_FIGURE = re.compile("[0-9]")
_UNCLEAN = re.compile("[的了]|分别|其中|通过|实现|完成|开展|建成|新建|增加|投入|达到")
_SHORT, _LONG = 6, 16


def countings(claims: Claims) -> Iterator[Counting]:
    """Every count that stands right behind a list of names."""
    for passage, one in enumerate(claims.document.passages):
        text = one.text
        if one.kind == "cell" or ("、" not in text and "》《" not in text and "”“" not in text):
            continue
        plain = masked(text)
        for match in _BEHIND.finditer(plain):
            found = _counting(passage, plain, match)
            if found is not None:
                yield found


def masked(text: str) -> str:
    """The text with the insides of brackets and quotation marks blotted out, so that marks in them part nothing."""
    return _PAIRED.sub(lambda match: match[0][0] + "□" * (len(match[0]) - 2) + match[0][-1], text)


def _counting(passage: int, plain: str, match: re.Match[str]) -> Counting | None:
    items = _items(plain, _start(plain, match.start()), match.start())
    names = [plain[begin:stop] for begin, stop in items]
    if len(names) < 2 or not all(names) or any(_FIGURE.search(name[-8:]) for name in names):
        return None
    most = len(names) + sum(len(_JOINT.findall(name)) for name in names)
    count = number(match["count"])
    kind = re.match(words_of("names_of"), match["noun"])
    complete = match["open"] is None
    tail = match["noun"][:2]
    # 制度管理、资产管理2项管理: every item ends with what is counted
    alike = len(tail) == 2 and all(name.endswith(tail) for name in names)
    named = kind is not None or alike or match["unit"] in "县省市区镇乡国"
    if complete and not named and not len(names) <= count <= most:
        return None
    return Counting(
        stated=(passage, match.start("count"), match.end("unit") + (kind.end() if kind else 0)),
        count=count,
        items=tuple((passage, begin, stop) for begin, stop in items),
        fewest=len(names),
        most=most,
        complete=complete,
        sure=_clean(names),
    )


def _clean(names: list[str]) -> bool:
    """Whether nothing but names can be meant: short ones, or ones that end alike."""
    if len(names) < 3 or "的" in names[0][-6:]:
        return False
    if any(len(name) > _LONG or _UNCLEAN.search(name) for name in names[1:]):
        return False
    return all(len(name) <= _SHORT for name in names[1:]) or len({name[-1] for name in names}) == 1


def _start(plain: str, end: int) -> int:
    before = [match.end() for match in _STOP.finditer(plain, max(0, end - LONGEST), end)]
    return before[-1] if before else max(0, end - LONGEST)


def _items(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """The items between the enumeration marks; also where two titles or quotations touch."""
    found, place = [], start
    for cut in _TOUCHING.finditer(plain, start, end):
        if cut.start() > start:
            found.append((place, cut.start()))
            place = cut.end()
    return [*found, (place, end)]
