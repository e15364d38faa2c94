"""Numberings at the start of a line: `一、`, `（二）`, `3.`, `①`, `第四章`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from duxue.proofing.reading.settings import loaded

_ONES = "[一二三四五六七八九]"
_PARTS = {
    # Not `二〇二一`: that is a year.
    "N": f"(?:{_ONES}?百(?:[零〇]{_ONES}|{_ONES}?十{_ONES}?)?|{_ONES}?十{_ONES}?|{_ONES})",
    "#": "[0-9]{1,3}",
    "@": "[①-⑳㉑-㉟㊱-㊿❶-❿]",
    "㈠": "[㈠-㈩]",
    "⑴": "[⑴-⒇]",
    "⒈": "[⒈-⒛]",
}
_DECIMAL = re.compile(
    r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?:[.、] {0,4}| {1,4}|(?=[\u4e00-\u9fff]))(?![亿万千百个元倍米吨公平名人所年月日岁亩%])"
)


@dataclass(frozen=True, slots=True)
class Numbering:
    """A numbering as written, without blanks around it, and its rank: 0 is the highest of those known."""

    text: str
    rank: int


def numbering(text: str) -> Numbering | None:
    """The numbering with which a folded line starts; None where there is none, or it may be a figure."""
    found = _pattern().match(text)
    if found is None or found.lastgroup is None:
        return None
    return Numbering(found.group().strip(), int(found.lastgroup[1:]))


def decimal_numbering(text: str) -> Numbering | None:
    """A numbering such as `2.3.1`; only for a line that is short enough for a heading, since it may be a figure."""
    found = _DECIMAL.match(text)
    return Numbering(found.group().strip(), _first_rank("#.") + found.group().count(".")) if found else None


@cache
def _pattern() -> re.Pattern[str]:
    ranks = loaded("reading")["numberings"]
    named = [f"(?P<r{rank}>{'|'.join(map(_shape, shapes))})" for rank, shapes in enumerate(ranks)]
    return re.compile("|".join(named))


def _shape(shape: str) -> str:
    # Folded text has no wide forms of these.
    parts = "".join(_PARTS.get(mark, re.escape(mark)) for mark in shape.replace("．", "."))
    if shape[-1] not in ".．、":
        return parts + " {0,4}"
    # `1.5` is a figure but `1.2021年` a numbering; `一、二级` are two grades.
    figure = "(?! {0,4}[0-9](?![0-9]{3} {0,2}年))" if "#" in shape else ""
    return parts + figure + f"(?!{_ONES}[、级年期类线季月等]) {{0,4}}"


@cache
def _first_rank(shape: str) -> int:
    ranks: list[list[str]] = loaded("reading")["numberings"]
    return next(rank for rank, shapes in enumerate(ranks) if shape in shapes)
