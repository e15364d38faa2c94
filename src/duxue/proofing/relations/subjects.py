"""What a figure is called, in a form in which two places of a report can be compared."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.claims.vocabulary import alternatives, data

_BRACKETS = re.compile(r"（[^（）]{0,40}）|\[[0-9]{1,3}\]|[“”‘’①-⑳]")
_TIMES = re.compile(
    r"(?:[0-9]{4}|[一二][〇○零一二三四五六七八九]{3})年(?:末|底|度|全年|上半年|下半年|初)?|(?:上|下)半年|[0-9一二三四]季度|[0-9一二三四五六七八九十]{1,2}月(?:份|末|底)?(?:[0-9]{1,2}日)?"
    r"|“?[一二三四五六七八九十]{1,3}五”?(?:时期|期间|末)"
)
_PAUSE = re.compile("[，；：、。！？]")
_AFTER = re.compile(r"(?:多|余)?的?(?P<noun>[^，。；：、（）“”《》0-9]{1,16})")
_AFTER_STOP = re.compile(
    "被|已|均|都|共|分别|和|及|与|以及|或|在|对|进行|开展|实现|完成|参加|参与|达|获|通过|同时|并|为|是|有|比|较|占|组成|提出|属于|实行|实施|得到|全部|受|由|按|向|的|开设|到|中$"
)


@cache
def naming() -> dict[str, Any]:
    """The words of `library/proofing/naming.yaml`."""
    return data("naming")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], dict[str, str]]:
    words = naming()
    spelled = {word: names[0] for names in words["one_name"] for word in names[1:]}
    return (
        re.compile(f"^(?:{alternatives(words['leading'])})"),
        re.compile(f"(?:{alternatives(words['trailing'])})$"),
        re.compile(alternatives(words["inner"])),
        spelled,
    )


@lru_cache(maxsize=4096)
def normal(words: str) -> str:
    """A name without words of place, time and reporting at its ends, in one spelling."""
    leading, trailing, inner, spelled = _patterns()
    name = _TIMES.sub("", _BRACKETS.sub("", words)).strip("，。；：、 ")
    for word, one in spelled.items():
        if word in name and one not in name:
            name = name.replace(word, one)
    while True:
        cut = trailing.sub("", leading.sub("", name))
        if len(cut) < 2 or cut == name:
            break
        name = cut
    return inner.sub("", name) or name


def before(quantity: Quantity) -> str:
    """The words of its own clause before a figure."""
    return _PAUSE.split(_BRACKETS.sub("", quantity.lead).rstrip("：，"))[-1]


def after(claims: Claims, quantity: Quantity) -> str:
    """The noun behind a counted figure: 42个教育集团."""
    if quantity.kind != "count":
        return ""
    text = claims.document.passages[quantity.passage].text
    found = _AFTER.match(text, quantity.end)
    if found is None:
        return ""
    noun = found["noun"]
    stop = _AFTER_STOP.search(noun, 1)
    return noun[: stop.start()] if stop else noun


def names(claims: Claims, quantity: Quantity) -> tuple[str, ...]:
    """The names that a figure may go by: the words before it, the noun behind it."""
    found = (normal(before(quantity)), normal(after(claims, quantity)))
    return tuple(dict.fromkeys(name for name in found if name))


def same(one: str, other: str) -> bool:
    """Whether two normal names are one, but for words that only name the domain."""
    if one == other:
        return True
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    rest = longer.removesuffix(shorter)
    return len(shorter) >= 2 and rest != longer and rest in naming()["domains"]
