"""The words of a stock and its flows: the day that a figure is of, whether it came in or went out, of what."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from duxue.proofing.claims import Quantity
from duxue.proofing.claims.context import years
from duxue.proofing.claims.vocabulary import alternatives, data
from duxue.proofing.relations.leads import bare_words

Day = Literal["opening", "closing", "either", "had", "has", ""]
_STOPS = re.compile("[；。！？：]")
_ALONE = 12
"""How long a clause is at most that only names the time of the next."""
_YEAR_DAY = re.compile(
    "(?P<year>(?:18|19|20)[0-9]{2}|[一二][〇○零一二三四五六七八九]{3})年度?"
    "(?P<day>年?[末底]|初|12月31日|十二月三十一日|1月1日|一月一日)(?!前|之前|以前)"
)
_COMPARED = re.compile("(?:比|较|与|同)[^，]{0,6}$")
_PERIOD = re.compile(
    "一年[中里来]|(?:[一二三四五六七八九十上下]{1,3})?(?:半年|季度|年内|期内|学年|年间|期间|年度)|[本当][月季旬周期]|其间|累计|共计?|截[至止]|先后|其中"
)
_PLACE = re.compile("[全我本][国省市县区州旗镇乡校]")


@cache
def words_of(name: str) -> tuple[str, ...]:
    """A list of `library/proofing/flows.yaml`."""
    return tuple(data("flows")[name])


@cache
def _any(*names: str) -> re.Pattern[str]:
    return re.compile(alternatives(word for name in names for word in words_of(name)))


@cache
def _state(name: str) -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives(words_of(name))})(?!{alternatives(words_of('not_states'))})")


def clause_of(words: str) -> str:
    """The words of a figure's own clause, with the one before where that only names a time: 到2022年末，全市共有…"""
    clauses = _STOPS.split(words)[-1].strip("（）、和及").split("，")
    time_first = len(clauses) > 1 and len(clauses[-2]) <= _ALONE and day_of(clauses[-2])[0] != ""
    return "".join(clauses[-2:]) if time_first else clauses[-1]


def day_of(words: str) -> tuple[Day, int | None]:
    """Which end of a period words name, and after which year's last day that is as far as they say."""
    dated = _YEAR_DAY.search(words)
    if dated is not None and not _COMPARED.search(words[: dated.start()]):
        year = years(dated[0])[0][1] if years(dated[0]) else None
        if year is not None:
            return _dated(dated["day"], year)
    for name in ("opening", "closing"):
        found = _state(name).search(words)
        if found is not None:
            return ("" if _COMPARED.search(words[: found.start()]) else name), None
    for day in ("had", "has"):
        if _any(day).search(words):
            return day, None
    return "", None


def _dated(day: str, year: int) -> tuple[Day, int]:
    return ("opening", year - 1) if day in ("初", "1月1日", "一月一日") else ("either", year)


def signs_of(words: str) -> tuple[int, ...]:
    """+1 of what came in, -1 of what went out, both of what may be either; nothing where no verb is known."""
    found = [(match.end(), match[0]) for match in _any("gains", "losses", "either").finditer(words)]
    if not found:
        return ()
    verb = found[-1][1]
    if verb in words_of("either"):
        return (-1, 1)
    return (1,) if verb in words_of("gains") else (-1,)


def says(words: str, *names: str) -> bool:
    return _any(*names).search(words) is not None


def name_of(words: str) -> str:
    """What flowed, without the verbs of flows and the place."""
    return stock_name(_any("gains", "losses", "either").sub("", words))


def stock_name(words: str) -> str:
    """What a stock is of, without the day and the place; the verbs stay, for 施工面积 is a name."""
    bare = _YEAR_DAY.sub("", words)
    bare = _any("opening", "closing", "had", "has", "present").sub("", bare)
    return bare_words(_PLACE.sub("", _PERIOD.sub("", bare.replace("，", ""))))


def is_same(one: str, other: str) -> bool:
    """Whether two names may be of one stock: one is the other, or holds it, or says nothing."""
    return not one or not other or one in other or other in one


def is_like(one: str, other: str) -> bool:
    return one[-2:] == other[-2:] or len(set(one) & set(other)) >= 2


def belongs(flow: str, stock: str) -> bool:
    """Whether what flowed may be of the stock: it names nothing of its own, or something of its name."""
    if len(flow) < 2 or not stock:
        return not flow or not stock or flow in stock
    return any(flow[place : place + 2] in stock for place in range(len(flow) - 1))


def is_figure_of_its_own(quantity: Quantity) -> bool:
    return quantity.kind in ("count", "amount") and not quantity.plan and quantity.upper is None
