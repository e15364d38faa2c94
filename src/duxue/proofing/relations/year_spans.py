"""Over how many years something grew: by the years of its figures, by 五年 or 2018—2022年, by the report's own period."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.claims.context import years
from duxue.proofing.claims.numerals import chinese
from duxue.proofing.judging import meets
from duxue.proofing.relations.bounds import grown, narrow, signed
from duxue.proofing.relations.leads import change
from duxue.proofing.relations.movement import Movement
from duxue.proofing.relations.movements import movements

_YEAR = r"(?:(?:18|19|20)[0-9]{2}|[一二][〇○零一二三四五六七八九]{3})"
RANGE = re.compile(rf"(?P<first>{_YEAR})年?(?:[-—－–~～至到]{{1,2}})(?P<last>{_YEAR})年")
_COUNT = re.compile(
    r"(?<![0-9.第一二三四五六七八九十〇○零年个])(?P<count>[0-9]{1,2}|[二两三四五六七八九]?十[一二三四五六七八九]?|[两三四五六七八九])"
    r"年(?:来|间|内|中|期间|平均|年均|累计|合计|总共|共|以来|，|增长|增加|下降|减少|翻|全[国省市州县区])"
)
_THIS_TIME = re.compile("(?:这个|这一|此|该|上述|同一)(?:期间|时期|阶段|段时间)|这些年|[这上]个?五年")
_PLAN = re.compile(
    "第[一二三四五六七八九十]{1,2}个五年计划|“?(?P<plan>十[一二三四五]|[一二三四五六七八九十])五”?(?:时期|期间|计划期间|规划期间|以来|五年)"
)


@dataclass(frozen=True, slots=True)
class Years:
    """The numbers of years that are meant, the likeliest first."""

    counts: tuple[int, ...]
    sure: bool


def years_of(claims: Claims, movement: Movement, stated: Quantity) -> Years | None:
    """How many years a yearly rate runs over; None where nothing says so."""
    passage = claims.document.passages[stated.passage].text
    sentence = claims.sentences[stated.sentence]
    before = passage[sentence.start : stated.number[0]]
    clause = before[max(before.rfind(mark) for mark in "，；、（") + 1 :]
    own = years_before(clause) or _named(movement, claims) or years_before(before)
    if own is not None:
        return own
    earlier = passage[: sentence.start]
    near = years_before(earlier)
    meant = _THIS_TIME.search(before) is not None
    found = [*(near.counts[:1] if near else ()), *_compared(earlier)]
    usual = claims.once(_usual)
    found += [] if usual is None else [usual]
    # one source alone may speak of something else
    return Years((found[0],), meant or found.count(found[0]) > 1 or found == [usual]) if found else None


def _named(movement: Movement, claims: Claims) -> Years | None:
    """By the years of both figures: 由一九八○年的191元增加到一九八五年的255元; 比1980年增长51.8%"""
    first = movement.base_year or (int(movement.basis) if movement.basis.isdigit() else None)
    last = movement.year
    if last is None and movement.level is not None:
        last = movement.level.year
    if first is not None and (last is None or last <= first):
        figure = movement.figures[-1]
        before = claims.document.passages[figure.passage].text[
            claims.sentences[figure.sentence].start : figure.start
        ]
        last = max((year for _, year in years(before)), default=None)
    if first is None or last is None or last <= first:
        return None
    return Years((last - first,), True)


def years_before(before: str) -> Years | None:
    """How many years a text names last: the nearest of 五年, 2018—2022年 and “十三五”期间"""
    found: list[tuple[int, tuple[int, ...]]] = []
    for match in RANGE.finditer(before):
        first, last = (years(f"{match[name]}年")[0][1] for name in ("first", "last"))
        if last > first:
            found.append((match.start(), (last - first + 1, last - first)))
    found += [(match.start(), (count_of(match["count"]),)) for match in _COUNT.finditer(before)]
    found += [(match.start(), (5,)) for match in _PLAN.finditer(before)]
    return Years(max(found)[1], True) if found else None


def count_of(written: str) -> int:
    return int(written) if written.isascii() else int(chinese(written)[0])


def _compared(before: str) -> list[int]:
    """Between the last two years that the passage names: 一九八五年…比一九八○年"""
    named = [year for _, year in years(before)][-2:]
    return [abs(named[0] - named[1])] if len(set(named)) == 2 else []


def _usual(claims: Claims) -> int | None:
    """The number of years that the report names nearly always: that of the term or the plan it looks back on."""
    asked = change()["years_of_report"]
    found: Counter[int] = Counter()
    for passage in claims.document.passages:
        found.update(count_of(match["count"]) for match in _COUNT.finditer(passage.text))
    if not found:
        return None
    count, times = found.most_common(1)[0]
    return count if times >= asked["times"] and times * 100 >= sum(found.values()) * asked["share"] else None


def yearly_others(movement: Movement, stated: Quantity) -> dict[str, Quantity]:
    """The figures by which a yearly rate or a yearly change is checked."""
    if movement.level is not None and movement.base is not None and movement.base.value > 0:
        same = stated is movement.yearly_rate or movement.level.unit == stated.unit
        return {"level": movement.level, "base": movement.base} if same else {}
    return {"rate": movement.rate} if movement.rate is not None and _is_total(movement, stated) else {}


def _is_total(movement: Movement, stated: Quantity) -> bool:
    """Whether the rate beside a yearly one is that of all the years."""
    rate = movement.rate
    if rate is None or stated is movement.yearly_change or movement.basis in ("same", "ring"):
        return False
    if rate.index > stated.index:
        return (
            rate.index == stated.index + 1
            and re.search("累计|共|总|[0-9一二三四五六七八九十]年", rate.lead) is not None
        )
    return True


def spans_all(claims: Claims, movement: Movement, span: Years) -> bool:
    """比1981年增长5%, 两年平均: the rate is that of one year of several."""
    if (movement.level is not None and movement.base is not None) or not movement.basis.isdigit():
        return True
    first = movement.figures[0]
    text = claims.document.passages[first.passage].text[claims.sentences[first.sentence].start : first.start]
    named = [year for _, year in years(text) if str(year) != movement.basis]
    return not named or named[-1] - int(movement.basis) in span.counts


def is_nominal(claims: Claims, movement: Movement, stated: Quantity, count: int) -> bool:
    """都是平均每年递增4%: the same rate agrees with other figures, so that those are at constant prices too."""
    for one in movements(claims):
        if (
            one is not movement
            and one.yearly_rate is stated
            and one.level is not None
            and one.base is not None
        ):
            ratio = narrow(one.level).divide(narrow(one.base))
            if meets(grown(signed(stated, narrow), count), ratio):
                return True
    return False
