"""What is left of two figures of one sentence: 收入12亿元, 支出10亿元, 结余2亿元; 男生320人, 女生280人, 男生比女生多40人."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duxue.proofing.claims import Claims, Quantity, Sentence

Balance = tuple[Quantity, Quantity, Quantity, bool]
"""What is stated, the larger side, the smaller side, whether the sentence says that it is their difference."""

_MOST = 60
"""How many figures before a difference are looked at."""
_REACH = 60
"""How many characters before a figure what it is set beside may begin."""
_LEFT = re.compile(
    "(?:结余|盈余|节余|顺差|结转)(?:资金)?(?:到|至)?(?:下年|次年|下一年|下年度|下一年度)?(?:使用|支出)?(?:为|是|达|达到|约|了|：)*$"
)
_SHORT = re.compile("(?:赤字|亏空|缺口|逆差|入不敷出)(?:为|是|达|达到|约|了|：)*$")
_APART = re.compile("(?:相差|差额|差距|之差|差值)(?:仅|只|为|是|达|达到|约|了|：)*$")
_IN = re.compile("(?:收入|出口)(?!支出)[^，。；、]{0,8}$")
_OUT = re.compile("(?:支出|进口)[^，。；、]{0,8}$")
_ALIKE = re.compile("相抵|相减|收支|轧差|两者之差|两项之差")
_ALL = re.compile("(?:总量|总计|合计|总额)(?:为|是|达|达到|：)*$")
"""All that came in and all that went out: what is left can be nothing else."""
_FIRST = re.compile("^，?(?:比|较|超出)(?P<other>[^，。；：比、（）]{2,14}?)(?P<way>多出?|少)?(?:了|约)*$")
_SAYS = re.compile("^[，（](?P<other>[^，。；：、（）]{2,14}?)(?:为|是|有)$")
_FORMER = re.compile("(?P<one>前者|后者)(?:比|较)(?P<other>前者|后者)(?P<way>多出?|少|高出?|低)(?:了|约)*$")
_OVERTOOK = re.compile("(?P<one>前者|后者)(?P<way>超出|超过|多出|高出)(?P<other>前者|后者)(?:了|约)*$")
_BESIDE = re.compile("(?:与|同|和)[^，。；：、]{1,24}相比$")
_OVER = re.compile("^，?(?P<way>多出?|高出?|少|低)(?:了|约)*$")
_THAN = re.compile(r"(?P<one>[^，。；：比、]{0,12})比(?P<other>[^，。；：比、]{1,12}?)(?P<way>多|少)$")


def balances(claims: Claims) -> Iterator[Balance]:
    """Every difference of two figures that a sentence states beside both."""
    for sentence in claims.sentences:
        facts = [one for one in sentence.quantities if one.fact and one.kind in ("count", "amount")]
        for place, stated in enumerate(facts):
            before = facts[max(0, place - _MOST) : place]
            found = (
                _surplus(claims, sentence, before, stated)
                or _compared(before, stated)
                or _former(before, stated)
                or _beside(claims, sentence, before, stated)
                or _apart(before, stated)
                or _told_behind(claims, facts, place)
            )
            if found is not None:
                yield found


def _surplus(
    claims: Claims, sentence: Sentence, before: Sequence[Quantity], stated: Quantity
) -> Balance | None:
    left, short = _LEFT.search(stated.lead), _SHORT.search(stated.lead)
    if stated.role != "level" or (left is None and short is None):
        return None
    levels = [one for one in before if one.role == "level" and one.unit == stated.unit]
    came = [one for one in levels if _IN.search(one.lead)]
    went = [one for one in levels if _OUT.search(one.lead)]
    if len(levels) != 2 or len(came) != 1 or len(went) != 1 or came[0] is went[0]:
        return None
    every = all(_ALL.search(one.lead) for one in (came[0], went[0]))
    sure = every or _ALIKE.search(claims.sentence_text(sentence)) is not None
    return (stated, came[0], went[0], sure) if left else (stated, went[0], came[0], sure)


def _compared(before: Sequence[Quantity], stated: Quantity) -> Balance | None:
    found = _THAN.search(stated.lead)
    if found is None or stated.role != "change":
        return None
    other = _named(before, stated, found["other"])
    one = _named(before, stated, found["one"]) if found["one"] else None
    if one is None or other is None or one is other:
        return None
    return (stated, one, other, True) if found["way"] == "多" else (stated, other, one, True)


def _former(before: Sequence[Quantity], stated: Quantity) -> Balance | None:
    """城镇居民35132元, 农村居民22339元, 前者比后者多12793元"""
    found = _FORMER.search(stated.lead) if stated.role == "change" else None
    found = found or _OVERTOOK.search(stated.lead)
    if found is None or found["one"] == found["other"]:
        return None
    pair = before[-2:]
    if len(pair) < 2 or any(one.role != "level" or one.unit != stated.unit for one in pair):
        return None
    one, other = pair if found["one"] == "前者" else reversed(pair)
    return (stated, one, other, True) if found["way"][0] in "多高超" else (stated, other, one, True)


def _beside(
    claims: Claims, sentence: Sentence, before: Sequence[Quantity], stated: Quantity
) -> Balance | None:
    """与农村居民的20517元相比, 城镇居民为29073元, 多出8556元"""
    if len(before) < 2 or stated.unit != before[-1].unit or stated.unit != before[-2].unit:
        return None
    other, one = before[-2:]
    text = claims.document.passages[sentence.passage].text
    start = max(sentence.start, other.start - _REACH)
    beside = _BESIDE.search(text[start : other.end + 2])
    found = _OVER.search(text[one.end : stated.start])
    if beside is None or found is None or text[other.end + 2 : other.end + 3] != "，":
        return None
    return (stated, one, other, True) if found["way"][0] in "多高" else (stated, other, one, True)


def _told_behind(claims: Claims, facts: Sequence[Quantity], place: int) -> Balance | None:
    """城镇居民为29073元, 比农村居民多8556元, 农村居民为20517元"""
    if not 0 < place < len(facts) - 1:
        return None
    one, stated, other = facts[place - 1 : place + 2]
    if one.role != "level" or other.role != "level" or not one.unit == stated.unit == other.unit:
        return None
    text = claims.document.passages[stated.passage].text
    found, named = _FIRST.search(text[one.end : stated.start]), _SAYS.search(text[stated.end : other.start])
    if found is None or named is None or found["other"] != named["other"]:
        return None
    overtakes = found["way"] is None and "超出" in text[one.end : one.end + 3]
    if not overtakes and found["way"] is None:
        return None
    return (stated, other, one, True) if found["way"] == "少" else (stated, one, other, True)


def _apart(before: Sequence[Quantity], stated: Quantity) -> Balance | None:
    """小学2603个班, 初中2213个班, 相差390个"""
    if _APART.search(stated.lead) is None:
        return None
    levels = [one for one in before if one.role == "level" and one.unit == stated.unit]
    if len(levels) != 2:
        return None
    larger, smaller = sorted(levels, key=lambda one: one.value, reverse=True)
    return stated, larger, smaller, True


def _named(before: Sequence[Quantity], stated: Quantity, name: str) -> Quantity | None:
    found = [
        one
        for one in before
        if one.unit == stated.unit and one.role == "level" and name and one.noun.endswith(name)
    ]
    return found[0] if len(found) == 1 else None
