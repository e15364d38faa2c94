"""What the words around a number say: hedges, verbs of change, comparisons, shares, years, plans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from duxue.proofing.claims.quantity import Hedge, Role
from duxue.proofing.claims.vocabulary import alternatives, first_characters, last_characters, words

HEDGES_BEFORE: tuple[tuple[str, Hedge], ...] = (
    ("least_before", "least"),
    ("most_before", "most"),
    ("less_before", "less"),
    ("near_before", "near"),
    ("about_before", "about"),
    ("more_before", "more"),
)
HEDGES_AFTER: tuple[tuple[str, Hedge], ...] = (
    ("about_after", "about"),
    ("least_after", "least"),
    ("most_after", "most"),
)
_NAMES_BEFORE = tuple(name for name, _ in HEDGES_BEFORE)
_NAMES_AFTER = tuple(name for name, _ in HEDGES_AFTER)
_SHARE = re.compile(
    r"占(?P<of>[^占，。；：]{0,40}?)(?:的)?(?:比例|比重|份额|百分比|比率|比)?(?:为|达到?|是|仅|只|已|上升|约|的|了)*$"
)
_SHARE_WORD = re.compile(
    r"(?:比重|比例|占比|份额|覆盖面|[^效功概频速][率](?!先))(?:也|均|都|已|仅|只|平均|分别|总体|一直|保持|稳定|首次|又|再|在|为|达到?|是|了|约|近|至|到|上升|提高|下降|提升|升|增加|增长|降|:|：)*$"
)
_RATE_WORD = re.compile(
    r"(?:增幅|涨幅|升幅|增速|增长率|增长速度|速度|递增率)(?:也|均|分别|约|仅|为|达到?|是|高达|只有)*$"
)
_FALL_WORD = re.compile(r"(?:降幅|跌幅|下降率|减幅)(?:也|均|分别|约|仅|为|达到?|是|高达|只有)*$")
_AFTER_GROWTH = re.compile(r"^的?(?:正|高|速度|年均|较快|平均)?(?:的)?(?:增长|增速|增幅|速度递增|速度增长)")
_AFTER_FALL = re.compile(r"^的?(?:负增长|降幅|跌幅|速度递减)")
_BASIS = re.compile(
    r"(?:(?<![占对例相环同])比(?![重例])|(?<![比相计])较(?![好快大高])|与(?=[^，。；]{1,14}相比))(?P<basis>(?:上|去|前)(?:一)?年(?:同期|同月|全年|度|末|底)?|上(?:个)?(?:季度|月|学年|学期)|(?:[0-9]{4}|[一二][〇○零一二三四五六七八九]{3})年(?:末|底|度|全年|同期)?"
    r"|同期|[一二三四]季度|一九[^，。；]{2}年|[^，。；：、比较]{1,12}?)(?=相比|增|减|提|上|下|多|少|降|升|扩|缩|翻|涨|跌|高|低|净|回|的|又|再|累计|平均|年均|实际|$|[0-9一二三四五六七八九十百])"
)
_SAME_BASIS = re.compile(r"同比|环比")
_YEAR = re.compile(
    r"(?<![0-9.])((?:1[89]|20)[0-9]{2})(?=年|学年|/|-|—|至)|([一二][〇○零一二三四五六七八九]{3})(?=年)"
)
_DIGITS = {
    **{character: str(value) for value, character in enumerate("零一二三四五六七八九")},
    "〇": "0",
    "○": "0",
}
_CHANGE_HINT = re.compile(r"比[^，。；]{0,14}(?:多|少)$")
_NEW_HINT = re.compile(r"(?:新增|新建|新招|增设|净增|增收|减收|增支|减支)[^，。；0-9]{0,10}$")


@dataclass(frozen=True, slots=True)
class Said:
    """What the words before and after a number make of it."""

    role: Role
    sign: int
    of: str
    stem: str
    """The words before, without hedge and verb: the noun of the figure is at its end."""


@cache
def _verb() -> re.Pattern[str]:
    rise, fall = alternatives(words("rise")), alternatives(words("fall"))
    return re.compile(
        rf"(?:(?P<fall>{fall})|(?P<rise>{rise}))(?P<to>(?:到|至|为|达))?(?P<far>了|达|约|近|超|仅|平均|又|再|也|均|都|分别|:)*$"
    )


@cache
def _verb_ends() -> frozenset[str]:
    """The characters that `_verb` may end with."""
    return last_characters("rise", "fall") | frozenset("到至为达了约近超仅均又再也都别:")


def hedge_before(lead: str) -> tuple[Hedge, str]:
    """The hedge at the end of the words before a number, and the words without it."""
    if lead[-1:] not in last_characters(*_NAMES_BEFORE):
        return "", lead
    for name, hedge in HEDGES_BEFORE:
        word = next((word for word in words(name) if lead.endswith(word)), "")
        if word:
            return hedge, lead[: -len(word)]
    return "", lead


def hedge_after(tail: str) -> Hedge:
    if tail[:1] in first_characters(*_NAMES_AFTER):
        for name, hedge in HEDGES_AFTER:
            if tail.startswith(words(name)):
                return hedge
    return ""


def said(lead: str, tail: str, kind: str) -> Said:
    """Role and sign of a number by the words before it (without hedges) and after it."""
    verb = _verb().search(lead) if lead[-1:] in _verb_ends() else None
    if kind == "points":
        sign = 0 if verb is None else -1 if verb["fall"] else 1
        return Said("points", sign, "", lead[: verb.start()] if verb else lead)
    if kind in ("share", "times", "doublings"):
        found = _of_per_cent(lead, tail, kind, verb)
        if found is not None:
            return found
    elif verb is not None and not verb["to"]:
        return Said("change", -1 if verb["fall"] else 1, "", lead[: verb.start()])
    elif _CHANGE_HINT.search(lead):
        return Said("change", -1 if lead.endswith("少") else 1, "", lead)
    elif _NEW_HINT.search(lead):
        return Said("change", -1 if "减" in lead[-14:] else 1, "", lead)
    return Said("level", 0, "", lead[: verb.start()] if verb else lead)


def _of_per_cent(lead: str, tail: str, kind: str, verb: re.Match[str] | None) -> Said | None:
    if kind == "doublings":
        return Said("rate", 1, "", lead)
    for pattern, sign in ((_RATE_WORD, 1), (_FALL_WORD, -1)) if lead else ():
        found = pattern.search(lead)
        if found:
            return Said("rate", sign, "", lead[: found.start()])
    if _AFTER_FALL.match(tail):
        return Said("rate", -1, "", lead)
    if _AFTER_GROWTH.match(tail):
        return Said("rate", 1, "", lead)
    if verb is not None and not verb["to"]:
        return Said("rate", -1 if verb["fall"] else 1, "", lead[: verb.start()])
    if kind == "times":
        return None
    share = _SHARE.search(lead)
    if share:
        return Said("share", 0, share["of"], lead[: share.start()])
    word = _SHARE_WORD.search(lead)
    if word:
        return Said("level", 0, "", lead)
    return None


def basis_of(lead: str) -> str:
    """What a change is compared with, as the words say; 同比 and 环比 stand for themselves."""
    if not any(word in lead for word in "比较与"):
        return ""
    same = _SAME_BASIS.search(lead)
    if same:
        return same[0]
    found = [match["basis"] for match in _BASIS.finditer(lead)]
    return found[-1] if found else ""


def years(text: str) -> list[tuple[int, int]]:
    """Years named in a text: where, and which."""
    found = []
    for match in _YEAR.finditer(text):
        written = match[1] or "".join(_DIGITS[character] for character in match[2])
        if 1840 <= int(written) <= 2100:
            found.append((match.start(), int(written)))
    return found
