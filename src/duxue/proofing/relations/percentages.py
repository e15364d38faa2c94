"""Percentages of one whole that stand side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from operator import add

from duxue.proofing.causes import slips
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.relations.members import name_the_whole
from duxue.proofing.relations.names import alike, one_of, text_of
from duxue.values import Interval

HUNDRED = Interval.exact(100)
_STRUCTURE = re.compile("三次产业|产业结构|比重|占比|构成|结构")
_ONE_WHOLE = re.compile("三次产业|产业结构|构成")
_LAST_OF_ALL = re.compile("^(?:其他|其它|其余|余下)|以下$|及以上$")
"""The last name of a list that leaves nothing out: 其他用电, 专科及以下."""
_DIVIDED = re.compile("划?分[为成]")
_AND_SO_ON = re.compile("[^，。；：、）]{0,12}等")


@dataclass(frozen=True, slots=True)
class Shares:
    """Percentages that make 100 where the list is complete."""

    parts: tuple[Quantity, ...]
    closed: bool
    alike: bool
    sure: bool = True

    @property
    def interval(self) -> Interval:
        return reduce(add, (part.interval for part in self.parts))

    @property
    def slipped(self) -> bool:
        """Whether two digits swapped or a decimal point moved in exactly one of several explains all that is missing."""
        if len(self.parts) < 3 or any(part.step >= 1 for part in self.parts):
            return False
        wanted = [(part, Interval.exact(part.value + 100 - self.total)) for part in self.parts]
        return sum(any(code != "unit" for code, _ in slips(*figure)) for figure in wanted) == 1

    @property
    def nearly(self) -> bool:
        """Three and more with decimals that miss a hundred by less than one were meant to make it."""
        decimal = len(self.parts) > 2 and all(part.step < 1 for part in self.parts)
        return decimal and abs(self.total - 100) <= 1

    @property
    def total(self) -> Fraction:
        return sum((part.value for part in self.parts), Fraction(0))


def ratios(claims: Claims) -> Iterator[Shares]:
    """三次产业比为3.9:59.5:36.6."""
    groups: dict[tuple[int, int], list[Quantity]] = {}
    for one in claims.facts:
        if one.role == "ratio" and one.group >= 0:
            groups.setdefault((one.passage, one.group), []).append(one)
    for group in groups.values():
        words = text_of(claims, group[0])[max(0, group[0].start - 30) : group[0].start]
        words = re.split("[，。；]", words)[-1]
        decimal = any(one.step < 1 for one in group)
        total = sum(one.value for one in group)
        enough = len(group) > 2 or re.search("比重|占比|构成|结构", words)
        if not enough or not _STRUCTURE.search(words):
            continue
        if 80 <= total <= 125 or (decimal and total > 50):
            yield Shares(tuple(group), True, True)


def listed_shares(claims: Claims) -> Iterator[Shares]:
    """A占x%、B占y%、C占z% in one sentence."""
    for sentence in claims.sentences:
        run: list[Quantity] = []
        for one in sentence.quantities:
            if _is_share(claims, one) and (not run or _same_whole(claims, run[-1], one)):
                run.append(one)
                continue
            if one.fact and one.kind == "share":
                yield from _run(claims, run)
                run = [one] if _is_share(claims, one) else []
        yield from _run(claims, run)


def _run(claims: Claims, run: Sequence[Quantity]) -> Iterator[Shares]:
    if len(run) < 2:
        return
    text = text_of(claims, run[0])
    rest = one_of("rest").search(text[run[-2].end : run[-1].start]) is not None
    names = _names_before(claims, run)
    cut = len(names) > 2 and _divided(text, run[0].start)
    whole = rest or cut or bool(names and _LAST_OF_ALL.search(names[-1])) or name_the_whole(claims, run)
    closed = whole and not _AND_SO_ON.match(text, run[-1].end)
    together = alike(claims, run) or bool(names)
    found = Shares(tuple(run), closed, together, sure=closed or len(run) > 2)
    if (
        closed
        or found.interval.low is None
        or abs(found.total - 100) <= 3
        or (together and (found.total > 100 or found.nearly or found.slipped))
    ):
        yield found


def _divided(text: str, start: int) -> bool:
    """Whether the clause before says that the whole is cut into these: 分为甲、乙、丙，各占…."""
    return (
        re.search("划?分[为成][^，。；：]{2,60}，(?:各占|分别占|依次占)$", text[max(0, start - 80) : start])
        is not None
    )


def _names_before(claims: Claims, run: Sequence[Quantity]) -> list[str]:
    """铁路、公路、水运分别占…: as many names as shares stand before them, none of which holds another; else none."""
    text = text_of(claims, run[0])
    clauses = re.split("[，。；：]", text[max(0, run[0].start - 80) : run[0].start])
    words = clauses[-1]
    if len(clauses) > 1 and re.match("各占|分别占|依次占", words):
        divided = _DIVIDED.search(clauses[-2])
        words = clauses[-2][divided.end() :] + words if divided else words
    found = re.search("各占|分别|依次|占", words)
    names = re.split("[、和与]|及(?!以)", words[: found.start()]) if found else []
    joints = all(re.fullmatch("[、和与及，]{1,2}", text[a.end : b.start]) for a, b in pairwise(run))
    apart = joints and len(names) == len(run) > 2 and not one_of("overlapping").search(words)
    return names if apart else []


def _is_share(claims: Claims, one: Quantity) -> bool:
    if not one.fact or one.unit != "%" or one.role not in ("share", "level") or one.upper is not None:
        return False
    text = text_of(claims, one)
    before = re.split("[，。；：]", text[max(0, one.start - 60) : one.start])[-1]
    return one.role == "share" or any(word in before for word in ("占比", "比重", "分别占", "的比例"))


def _same_whole(claims: Claims, one: Quantity, other: Quantity) -> bool:
    between = text_of(claims, one)[one.end : other.start]
    near = (
        len(between) <= 40
        and "。" not in between
        and not re.search("其中|比上年|同比|提高|下降|上升", between)
    )
    return near and (not other.of or not one.of or other.of == one.of)
