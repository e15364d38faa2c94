"""A stated number of things held against the things that are listed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from duxue.proofing.claims.numerals import chinese
from duxue.proofing.claims.vocabulary import alternatives, data

COUNT = r"(?<![0-9.一二三四五六七八九十百千万第至])(?P<count>[一二两三四五六七八九]?十[一二三四五六七八九]?|[两二三四五六七八九]|[1-9][0-9]?)(?![0-9.])"
Piece = tuple[int, int, int]
"""A passage and the clean characters from, to."""


@dataclass(frozen=True, slots=True)
class Counting:
    """A stated count and what was listed; lists can be read in more than one way, from `fewest` to `most` items."""

    stated: Piece
    count: int
    items: tuple[Piece, ...]
    fewest: int
    most: int
    complete: bool
    """Whether the text claims that all are listed."""
    sure: bool
    """Whether nothing else can be meant by the count."""
    scored: bool = False
    """Whether the items are lines with a score each."""

    @property
    def holds(self) -> bool:
        return self.fewest <= self.count <= self.most


def number(word: str) -> int:
    """The whole number that is written in digits or characters."""
    return int(word) if word.isascii() else int(chinese(word)[0])


@cache
def words_of(name: str) -> str:
    """The words of a list of `counting.yaml` as alternatives of a pattern, the longest first."""
    return alternatives(data("counting")[name])


LISTED = re.compile(
    rf"{COUNT}(?P<unit>[个项件类种条大点份]大?)(?P<noun>[^，。；：、（）“”《》0-9一二三四五六七八九十]{{1,14}}?)"
    "(?=——|，|：|。|（)"
)
"""四项称号, 三份文件: a count of whatever, up to the mark behind its noun."""


@cache
def announcement() -> re.Pattern[str]:
    """以下四项工作, 六个新亮点, 三方面问题: a count of things that a list is given of."""
    plain = "[^，。；：、“”《》0-9一二三四五六七八九十]"
    known = rf"{plain}{{0,8}}?(?:{words_of('announced')})(?:的?(?:{words_of('announced')}))?"
    # 以下 and 如下 announce whatever is counted
    return re.compile(
        rf"(?P<sign>以下|如下|下列)?{COUNT}(?P<unit>[个项条大点类种件步]?)(?(sign){plain}{{1,10}}(?=[：。，（])|{known})"
    )
