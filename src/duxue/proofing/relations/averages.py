"""Averages that stand beside a total and a number: 发放150万元, 资助学生1200人, 人均1250元; 五年合计…, 平均每年…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from duxue.proofing.claims import Claims, Quantity, Sentence
from duxue.proofing.claims.vocabulary import alternatives
from duxue.proofing.relations.bounds import Side
from duxue.proofing.relations.leads import bare_words, change
from duxue.proofing.relations.year_spans import Years, count_of, years_before
from duxue.values import Interval

_TOTAL = re.compile("合计|累计|共|总|先后|一共|全部")
_GIVEN = re.compile("发放|拨付|拨款|投入|安排|支付|落实|下达|兑现|支出|补助|资助")
_REACHED = re.compile("受益|惠及|覆盖|资助|补助|发放")
_OVER_YEARS = re.compile(
    "年(?:来|间|内|期间)，?(?![^，。；]{0,24}(?:达到|[突超]|到|至|比|较|现有|目前|余额|保持|稳定|维持|均|每|年|目标|计划|规模|能力))"
    "[^，。；：]{0,24}$"
)
"""What was done in some years: 三年来完成造林33万亩. A level that was reached or held in them is no total."""
_HEAD = re.compile(
    "(?:^|[，。；：])(?:全[国省市州县区])?(?P<count>[2-9]|10|[两三四五六七八九十])年(?![级制期限度月前后第])[^，。；：]{1,16}(?:总量|总数|总额)(?:达|为|是)"
)
_EXTREME = re.compile("最|达标|标准|以上|不低于|不少于|限|提高|增加|增长|可支配|纯收入|预期")

_BACK, _AHEAD = 24, 12
"""Among how many figures of its sentence before and behind an average the total and the number are looked for."""
_NEAR = 32
"""How many characters before a figure tell what it is of."""
_WORDS = 600
"""How many characters before it may name its years."""


@dataclass(frozen=True, slots=True)
class Average:
    stated: Quantity
    total: Quantity
    count: Quantity | None
    """What the total is divided by; None where that is a number of years."""
    years: int
    sure: bool
    """Whether the sentence has no other total and no other number."""

    def divisor(self, side: Side) -> Interval:
        return Interval.exact(self.years) if self.count is None else side(self.count)

    def quotient(self, side: Side) -> Interval:
        return side(self.total).divide(self.divisor(side))

    @property
    def exactly(self) -> Fraction:
        return self.total.value / (self.count.value if self.count is not None else self.years)


@cache
def _words() -> tuple[re.Pattern[str], dict[str, tuple[str, tuple[str, ...]]]]:
    known = {
        word: (name, tuple(entry["units"]))
        for name, entry in change()["averages"].items()
        for word in entry["words"]
    }
    return re.compile(rf"(?P<word>{alternatives(known)})(?P<what>[^，。；：、]{{0,12}})$"), known


def averages(claims: Claims) -> Iterator[list[Average]]:
    """For each average the pairs of total and number that it may come from."""
    pattern, known = _words()
    for sentence in claims.sentences:
        facts = [one for one in sentence.quantities if one.fact and one.kind in ("amount", "count")]
        for place, stated in enumerate(facts if len(facts) > 1 else ()):
            found = pattern.search(stated.lead[-24:]) if stated.role in ("level", "change") else None
            if found is None or _EXTREME.search(stated.lead[-24:]) or stated.hedge in ("least", "most"):
                continue
            name, asked = known[found["word"]]
            named = bare_words(found["what"])
            what = "" if named in change()["general"] else named
            near = facts[max(0, place - _BACK) : place + _AHEAD]
            pairs = (
                _of_years(claims, sentence, near, stated, what)
                if name == "每年"
                else _pairs(near, stated, asked, name, what)
            )
            if pairs:
                yield pairs


def _totals(facts: Sequence[Quantity], stated: Quantity, what: str) -> list[Quantity]:
    pattern, _ = _words()
    found = [
        one
        for one in facts
        if one is not stated
        and one.unit == stated.unit
        and one.role in ("level", "change")
        and one.value > stated.value
        and not pattern.search(one.lead[-24:])
        and (one.index < stated.index or _TOTAL.search(one.lead) or _GIVEN.search(one.lead))
    ]
    named = [one for one in found if what and (what in one.lead or what in one.noun)]
    return found if not what else named


def _pairs(
    facts: Sequence[Quantity], stated: Quantity, asked: Sequence[str], name: str, what: str
) -> list[Average]:
    totals = _totals(facts, stated, what)
    counts = [
        one
        for one in facts
        if one.unit in asked
        and one.role in ("level", "change")
        and (one.index < stated.index or _is_reached(totals, stated, one, what))
    ]
    things = [one for one in counts if one.unit != "个" or name[-1] in one.noun + one.tail[:8]]
    pairs = [(total, count) for total in totals for count in things if count is not total and count.value > 0]
    return [Average(stated, total, count, 0, len(pairs) == 1) for total, count in pairs]


def _is_reached(totals: Sequence[Quantity], stated: Quantity, count: Quantity, what: str) -> bool:
    """人均津贴1139元, 发放高龄津贴3055万元, 惠及老人26821人: who got it may be told last, where the total is of the same"""
    after = [one for one in totals if one.index > stated.index]
    return (
        len(after) == 1
        and what != ""
        and _GIVEN.search(after[0].lead) is not None
        and count.index == after[0].index + 1 == stated.index + 2
        and _REACHED.search(count.lead[-_NEAR:]) is not None
    )


def _of_years(
    claims: Claims, sentence: Sentence, facts: Sequence[Quantity], stated: Quantity, what: str
) -> list[Average]:
    start = max(sentence.start, stated.number[0] - _WORDS)
    before = claims.document.passages[sentence.passage].text[start : stated.number[0]]
    span = years_before(before) or _at_the_head(before)
    earlier = [one for one in _totals(facts, stated, "") if one.index < stated.index]
    totals = [one for one in earlier if _TOTAL.search(one.lead)]
    if not totals and len(earlier) == 1 and what in earlier[0].lead:
        text = claims.document.passages[sentence.passage].text
        totals = [
            one for one in earlier if _OVER_YEARS.search(text[max(start, one.start - _NEAR) : one.start])
        ]
    if span is None or len(totals) != 1:
        return []
    return [Average(stated, totals[0], None, count, True) for count in span.counts]


def _at_the_head(before: str) -> Years | None:
    """四年引进人才总量达2000人: a clause that begins with how many years it speaks of"""
    found = _HEAD.search(before)
    return Years((count_of(found["count"]),), True) if found else None


def rounded(stated: Quantity) -> Interval:
    """What an average may be before rounding: also one that counts heads is rounded to whole ones, or cut off."""
    own = stated.interval
    if not own.is_exact:
        return own
    return Interval(stated.value - stated.step / 2, stated.value + stated.step)
