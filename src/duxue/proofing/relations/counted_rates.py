"""Rates with both counts beside them: 应检153所，实检150所，覆盖率98.0%; 覆盖率98.0%，即153所中有150所."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.claims.vocabulary import alternatives
from duxue.proofing.relations.proportions import Shared
from duxue.proofing.relations.subjects import naming

_VERBS = "(?:也|均|都|仅|只|提升|提高|上升|为|达到?|是|约|近|至|到|：)*$"
_RATE = re.compile(rf"(?P<what>[\u4e00-\u9fff]{{2,12}})(?:率|面|比例|比重){_VERBS}")
_DONE = re.compile(
    rf"(?:执行率|完成率|完成|为(?:年初|年度|调整)?(?:预算|计划)的|完成(?:年初|年度|调整)?(?:预算|计划)的){_VERBS}"
)
_PLANNED, _CARRIED_OUT = re.compile("预算|计划|目标任务"), re.compile("实际|执行|决算|完成|支出")
_SHOULD, _REALLY = (
    re.compile("应(?!用|急|对|届|变)"),
    re.compile("实(?:际|检|到|有|缴|收|查|报|考|参|测|评|训|名)|已"),
)
_AMONG = re.compile("中的?$|中，[^，]{0,6}$|其中[^，]{0,6}$|累计$|已有$")
_THAT_IS = re.compile("[，（](?:即|也就是|其中)?[^，。；]{0,8}$")
_IN_WHICH = re.compile("[^，。；]{0,24}中，?的?(?:已?有|共有|已)?$")


@cache
def _counted_by() -> list[tuple[str, re.Pattern[str]]]:
    return [(what, re.compile(alternatives(words))) for what, words in naming()["rates"].items()]


def counted_rates(claims: Claims) -> Iterator[Shared]:
    """Every rate whose sentence gives what the rate counts, and what that is counted of."""
    for sentence in claims.sentences:
        facts = [quantity for quantity in sentence.quantities if quantity.fact]
        for place, quantity in enumerate(facts):
            if quantity.kind != "share" or quantity.role not in ("level", "share"):
                continue
            rate = _RATE.search(quantity.lead)
            if _DONE.search(quantity.lead):
                yield from _carried_out(quantity, facts[:place])
            elif rate:
                before = list(_before(claims, quantity, rate["what"], facts[:place]))
                yield from before or _behind(claims, quantity, facts[place + 1 : place + 3])


def _before(claims: Claims, stated: Quantity, what: str, facts: Sequence[Quantity]) -> Iterator[Shared]:
    """235所卫生院中，188所达到标准，达标率80.0%"""
    levels = [one for one in facts if one.role == "level" and one.kind in ("count", "amount")]
    part = levels[-1] if levels else None
    wholes = [one for one in levels[:-1] if part is not None and one.unit == part.unit]
    if part is None or not wholes or any(part.index < one.index for one in facts):
        return
    whole = wholes[-1]
    phrase = _phrase(claims, part, stated)
    listed = any(what.endswith(name) and words.search(phrase) for name, words in _counted_by())
    named = listed or all(character in phrase for character in what[-2:])
    due = _SHOULD.search(whole.lead) is not None and _REALLY.search(part.lead) is not None
    among = _AMONG.search(_between(claims, whole, part)) is not None
    single = len({one.value for one in wholes}) == 1
    # 三千个实行责任制，推行面…: a name of its own is no rate of the count beside it, such as 巩固率
    own = what[-2:] in naming()["own_rates"]
    short = len(what) <= 4 and not own and among
    yield Shared(
        stated, part, (whole,), single and (due or (named and not own) or (listed and among) or short)
    )


def _behind(claims: Claims, stated: Quantity, facts: Sequence[Quantity]) -> Iterator[Shared]:
    """覆盖率达到72.86%，即210个学校食堂中有153个"""
    if len(facts) < 2 or facts[0].unit != facts[1].unit:
        return
    whole, part = facts
    text = claims.document.passages[stated.passage].text
    that_is = _THAT_IS.fullmatch(text, stated.end, whole.start)
    if that_is and _IN_WHICH.fullmatch(text, whole.end, part.start) and part.kind in ("count", "amount"):
        yield Shared(stated, part, (whole,), True)


def _carried_out(stated: Quantity, facts: Sequence[Quantity]) -> Iterator[Shared]:
    """预算安排515.8亿元，执行560.4亿元，执行率为108.6%"""
    amounts = [one for one in facts if one.kind == "amount" and one.role in ("level", "base")]
    if len(amounts) < 2 or amounts[-1].unit != amounts[-2].unit or facts[-1] is not amounts[-1]:
        return
    whole, part = amounts[-2:]
    if _PLANNED.search(whole.lead) and _CARRIED_OUT.search(part.lead) and not _PLANNED.search(part.lead):
        yield Shared(stated, part, (whole,), True)


def _phrase(claims: Claims, part: Quantity, stated: Quantity) -> str:
    """The words of the part: before it, and behind it up to the rate's own clause."""
    text = claims.document.passages[part.passage].text
    between = text[part.end : stated.start - len(stated.lead)]
    return part.lead + between


def _between(claims: Claims, whole: Quantity, part: Quantity) -> str:
    return claims.document.passages[whole.passage].text[whole.end : part.start]
