"""Plans and what was done of them, with the rate that a sentence says was reached."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.claims.vocabulary import alternatives
from duxue.proofing.relations.coverages import NEAR, any_of, shares_two, words
from duxue.proofing.relations.quotients import Quotient, Sense

_REACH = 30
_VERBS = "(?:了|也|均|仅|只|为|达到?|约|近|的)*$"
_RATE = re.compile(
    rf"(?P<whose>[^，。；]{{0,8}}?)(?:执行率|完成率|兑现率|到位率|执行进度|支出进度|完成进度|完成){_VERBS}"
)


@cache
def _of_plan() -> re.Pattern[str]:
    return re.compile(
        rf"(?:完成|为|占|相当于|达到?|是)[^，。；]{{0,10}}(?:{alternatives(words()['planned'])})(?:数|额|总额)?{_VERBS}"
    )


@cache
def _of_plan_before() -> re.Pattern[str]:
    return re.compile(
        rf"(?:完成|为|占|相当于|达到?|是)[^，。；]{{0,10}}(?:{alternatives(words()['planned'])})(?:数|额|总额)?(?:为|（)?$"
    )


@cache
def _above() -> re.Pattern[str]:
    plan = alternatives(words()["planned"])
    return re.compile(
        rf"(?:超额|超过|超出|超)(?:完成)?(?:了)?[^，。；比占]{{0,6}}?(?:{plan})?(?:数|额)?{_VERBS}"
    )


def completions(claims: Claims) -> Iterator[Quotient]:
    """Every rate of completion whose plan and figure stand before it in its sentence."""
    for sentence in claims.sentences:
        facts = [quantity for quantity in sentence.quantities if quantity.fact]
        for place, stated in enumerate(facts):
            if place > 1 and stated.kind == "share" and stated.role != "points":
                sense = _sense(stated)
                if sense is not None:
                    yield from _planned(
                        claims, stated, sense, _own(facts[max(0, place - NEAR) : place], claims)
                    )


def _sense(stated: Quantity) -> Sense | None:
    """Whether the words say how much of the plan, or how much more than it."""
    if any_of("expected").search(stated.lead):
        return None
    if stated.role in ("level", "rate") and _above().search(stated.lead):
        return "above"
    if stated.role == "rate":
        return None
    return (
        "of" if _of_plan().search(stated.lead) or _RATE.search(stated.lead) or stated.lead == "的" else None
    )


def _own(facts: Sequence[Quantity], claims: Claims) -> list[Quantity]:
    """The figures since the last semicolon or the last rate of completion, without changes and growth."""
    own: list[Quantity] = []
    for one in reversed(facts):
        between = claims.document.passages[one.passage].text[one.end : own[-1].start] if own else ""
        if "；" in between or one.role == "share" or (one.kind == "share" and one.role == "level"):
            break
        if one.role == "level" or (one.role == "change" and not one.basis and "新" in one.lead):
            own.append(one)
    return own[::-1]


def _planned(claims: Claims, stated: Quantity, sense: Sense, facts: Sequence[Quantity]) -> Iterator[Quotient]:
    if len(facts) < 2 or facts[-1].unit != facts[-2].unit or facts[-1].kind not in ("count", "amount"):
        return
    one, other = facts[-2:]
    if stated.lead == "的":
        # 完成年度目标任务3.50万人的110%, 完成任务（3.50万人）的110%
        text = claims.document.passages[other.passage].text
        if _of_plan_before().search(text, one.end, other.start) and not any_of("expected").search(one.lead):
            yield Quotient(stated, one, other, sense, "sure")
        return
    plans = [fact for fact in facts[:-1] if fact.unit == other.unit and _is_plan(fact)]
    if not plans and _named_before(claims, one):
        plans = [one]
    if not plans or not _is_done(other, stated) or not _same_year(stated, other, plans[-1]):
        return
    version = any_of("versions").search(stated.lead)
    chosen = [plan for plan in plans if version and version[0] in plan.lead] or plans
    sure = len(chosen) == 1 and not other.part and chosen[0] is facts[-2] and other.value > 0
    if sense == "above" and stated.lead.endswith("的"):
        # 超额完成计划的112.5%: both readings are written
        yield Quotient(stated, other, chosen[-1], "of")
        sure = False
    yield Quotient(
        stated, other, chosen[-1], sense, "sure" if sure and _of_them(stated, one, other) else "open"
    )


def _of_them(stated: Quantity, plan: Quantity, done: Quantity) -> bool:
    """Whether the rate, the plan and the figure are of one thing, as far as they name one: 投资完成率, 利润预算, 税收完成."""
    found = _RATE.search(stated.lead)
    whose = _whose(found["whose"]) if found else ""
    own, planned = _whose(done.lead), _whose(plan.lead)
    if whose and not shares_two(whose, own + planned):
        return False
    return len(own) < 2 or len(planned) < 2 or shares_two(own, planned)


def _whose(words_before: str) -> str:
    """The words of a figure without those of planning and doing."""
    every = [
        *words()["whose"],
        *words()["planned_before"],
        *words()["carried_out"],
        *words()["versions"],
        "数",
        "为",
        "，",
    ]
    return re.sub(alternatives(every), "", words_before)


def _is_plan(quantity: Quantity) -> bool:
    return any_of("planned_before").search(quantity.lead) is not None and not _carried_out(quantity)


def _named_before(claims: Claims, quantity: Quantity) -> bool:
    """按照批准的预算，教育支出为50.0亿元: the plan is named in the clause before."""
    text = claims.document.passages[quantity.passage].text
    start = claims.sentences[quantity.sentence].start
    before = text[max(start, quantity.start - _REACH) : quantity.start]
    return (
        re.search(
            f"(?:按|按照|根据)[^，。；]{{0,12}}(?:{alternatives(words()['planned'])})[^，。；]{{0,4}}，",
            before,
        )
        is not None
    )


def _carried_out(quantity: Quantity) -> bool:
    return (
        any_of("carried_out").search(quantity.lead.replace("计划完成", "计划").replace("任务完成", "任务"))
        is not None
    )


def _is_done(quantity: Quantity, stated: Quantity) -> bool:
    lead = quantity.lead.strip("，：")
    if any_of("expected").search(lead) or (any_of("planned").search(lead) and not _carried_out(quantity)):
        return False
    if _carried_out(quantity):
        return True
    return lead.removesuffix("为") in words()["carried_out_alone"]


def _same_year(*figures: Quantity) -> bool:
    return len({one.year for one in figures} - {None}) <= 1
