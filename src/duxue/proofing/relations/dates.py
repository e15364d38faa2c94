"""Years, ranges of years and dates as a report names them, and what cannot be among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from duxue.proofing.claims import Claims
from duxue.proofing.claims.context import years
from duxue.proofing.relations.leads import change
from duxue.proofing.relations.year_spans import count_of

_YEAR = r"(?:(?:18|19|20)[0-9]{2}|[一二][〇○零一二三四五六七八九]{3})"
_SPAN = re.compile(
    rf"(?P<first>(?<![0-9.]){_YEAR})(?:学?年度?)?(?:[-—－–~～]{{1,2}}|至|到)(?P<last>{_YEAR})(?=学?年(?!来?内))学?年度?(?:末|底)?"
)
_FROM_TO = re.compile(
    rf"(?:由|从)(?P<first>{_YEAR})年(?:末|底|度|初)?的?[^，。；：、]{{1,24}}?(?:到|至|为|成)(?P<last>{_YEAR})年"
)
_SINCE = re.compile(
    rf"(?:自|从)?(?P<first>{_YEAR})年(?:以来|起|开始|至今|以后)[^。；0-9]{{0,10}}?(?:已|已经)?(?P<how>连续|累计|持续|历时)(?P<count>[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,3}})年"
)
_NUMBER = "[0-9]{1,2}|[一二两三四五六七八九十]{1,3}"
_SINCE_UNTIL = re.compile(
    rf"(?P<first>(?<![0-9.]){_YEAR})年(?:以来|起|开始|以后)，?(?:截[至止]到?|至|到)(?P<last>{_YEAR})年(?:末|底)?"
    rf"(?:，?[^，。；0-9]{{0,20}}?)(?P<how>连续|累计|持续|历时)(?P<count>{_NUMBER})年"
)
"""2018年以来，截至2022年，…已连续五年"""
_BEFORE_SPAN = re.compile(rf"(?:连续|持续|历时)(?P<count>{_NUMBER})年[（(]$")
"""连续五年（2018年至2022年）"""
_COUNTED = re.compile(
    r"^(?:的|这|，|已经?是?|期间|共|前后|时间|历时|整整|连续|持续|累计|（)*(?P<count>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?:个)?年(?!级|制|度|计划|规划|行动|[以之]?[后前]|一遇|期)"
)
_PLAN = re.compile(
    rf"“(?P<plan>十[一二三四五]|[一二三四五六七八九十])五”(?:时期|期间|规划)?[（，]?(?:[（(])(?P<first>{_YEAR})年?(?:[-—－–~～]{{1,2}}|至|到)(?P<last>{_YEAR})年"
)
_DATE = re.compile(
    rf"(?<![0-9.])(?:(?P<year>{_YEAR})年)?(?P<month>[0-9]{{1,2}})月(?:(?P<day>[0-9]{{1,2}})[日号])?(?![0-9])"
)
_BACKWARDS = re.compile("追溯|上溯|回溯|倒推|倒查|倒数|回顾|对比|比较|相比")
_MONTH = r"(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月)?"
_MONTH_OF = re.compile("年(?P<month>[0-9]{1,2}|[一二三四五六七八九十]{1,2})月")
_BEGUN = "开始|启动|开工|开建|兴建|动工|奠基|立项|破土|实施|筹建"
_ENDED = "结束|竣工|完工|建成|投入使用|正式投入|投产|交付|通车|完成|验收|启用|落成|投入运行|投运"
_BUILT = re.compile(
    rf"(?P<first>(?<![0-9.]){_YEAR})年(?![^。；，]{{0,6}}前){_MONTH}"
    rf"(?:[^。；，]{{0,12}}?(?:{_BEGUN})[^。；，]{{0,8}}?，?(?:并|已|且|于|将|计划|预计|到|至){{0,3}}(?P<end>{_YEAR})年[^。；，]{{0,10}}?(?:{_ENDED})"
    rf"|，(?P<name>[^。；，]{{2,24}}?)(?:{_BEGUN})[，；](?P<later>{_YEAR})年{_MONTH}，(?P=name)[^。；，]{{0,6}}?(?:{_ENDED})"
    rf"|(?<=月)(?:至|到|—|-){{1,2}}(?P<until>{_YEAR})年{_MONTH}(?=[，。；]))"
)
_FINISHED = rf"(?:正式|全面|顺利|如期)?(?:{_ENDED})(?!的)"
_WORKS = (
    re.compile(
        rf"(?:始建|兴建|动工|开工|奠基)于(?P<first>{_YEAR})年{_MONTH}，(?:并|已|于){{0,2}}(?P<last>{_YEAR})年{_MONTH}{_FINISHED}"
    ),
    re.compile(
        rf"(?P<first>(?<![0-9.]){_YEAR})年{_MONTH}，[^。；，0-9]{{2,24}}?(?:奠基|开工|动工|破土)[，；](?:[^。；，0-9]{{0,10}}，)?"
        rf"(?:并|已|于){{0,2}}(?P<last>{_YEAR})年{_MONTH}{_FINISHED}"
    ),
    re.compile(
        rf"(?P<first>(?<![0-9.]){_YEAR})年{_MONTH}(?:奠基|开工|动工|开建|始建|兴建)(?:建设)?的[^。；，0-9]{{2,24}}，"
        rf"(?:并|已|于){{0,2}}(?P<last>{_YEAR})年{_MONTH}{_FINISHED}"
    ),
    re.compile(
        rf"于(?P<last>{_YEAR})年{_MONTH}{_FINISHED}，(?:该|此|其|这)[^。；，0-9]{{0,6}}?(?:开工|动工|奠基|始建|开建)"
        rf"(?:时间|日期)?(?:为|是|于|在)(?P<first>{_YEAR})年{_MONTH}"
    ),
)
"""The same work begun and finished, in other orders of words."""
_RUN_BEHIND = re.compile(
    rf"^，[^。；，0-9]{{2,20}}?(?:实现|已经?是?|保持)(?:连续|(?=(?:{_NUMBER})年连))(?P<count>{_NUMBER})年"
)
"""2016年到2022年，…实现七年连升"""
_RUN_BEFORE = re.compile(
    rf"(?<![0-9第十])(?P<count>{_NUMBER})年(?:不断|不间断|不停|不减)[^，。；0-9]{{0,3}}，$"
)
_UP_TO = re.compile(
    rf"截[至止]到?(?P<last>{_YEAR})年(?:末|底)?，[^，。；0-9]{{0,20}}?(?P<first>(?<![0-9.]){_YEAR})年(?:以来|起|开始)，?(?:已经?)?连续(?P<count>{_NUMBER})年"
)
_UNTIL = re.compile(
    rf"截[至止](?:到)?(?P<year>{_YEAR})年(?:末|底|[0-9]{{1,2}}月(?:[0-9]{{1,2}}[日号]|底|末)?)?"
)
_BEGAN = re.compile("年(?:以来|起|开始|以后)，?$")
_COMPARED = re.compile(
    rf"(?P<first>(?<![0-9.]){_YEAR})年[^，。；：比较年]{{0,14}}(?:比|较)(?P<last>{_YEAR})年[^，。；多少]{{0,12}}(?:增长|增加|提高|上升|下降|减少|降低)"
)
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Dated:
    """Years or a date in a passage: what is wrong with them, if anything, and what it should be."""

    kind: str
    """backwards, count, since, plan, date"""
    passage: int
    stated: tuple[int, int]
    """Where the words that are checked stand in the clean text."""
    other: tuple[int, int] | None
    expected: tuple[int, ...]
    """What the number of years may be; for a plan its first and last year."""
    found: tuple[int, ...]
    sure: bool = True

    @property
    def holds(self) -> bool:
        if self.kind == "order":
            return self.found >= self.expected
        return (
            self.found == self.expected if self.kind == "plan" else bool(set(self.found) & set(self.expected))
        )


def year_of(written: str) -> int:
    return years(f"{written}年")[0][1]


def dated(claims: Claims) -> Iterator[Dated]:
    """Every statement of the document about its own years that can be checked."""
    for number, passage in enumerate(claims.document.passages):
        text = passage.text
        if "年" in text or "月" in text:
            yield from _spans(number, text)
            yield from _since_until(number, text)
            yield from _since(claims, number, text)
            yield from _plans(number, text)
            yield from _dates(number, text)
            yield from _late(claims, number, text)
            yield from _built(number, text)


def _spans(number: int, text: str) -> Iterator[Dated]:
    for match in _SPAN.finditer(text):
        first, last = year_of(match["first"]), year_of(match["last"])
        if last < first and not _BACKWARDS.search(text[max(0, match.start() - 8) : match.end() + 8]):
            yield Dated("backwards", number, match.span("last"), match.span("first"), (first,), (last,))
        start = max(0, match.start() - 10)
        behind = None
        counted = _COUNTED.match(text[match.end() : match.end() + 14])
        if counted:
            start = match.end()
        elif behind := _RUN_BEHIND.match(text[match.end() : match.end() + 40]):
            start, counted = match.end(), behind
        elif before := _RUN_BEFORE.search(text[start : match.start()]):
            counted = before
        elif text[match.end() : match.end() + 2].lstrip("年").startswith(("）", ")")):
            counted = _BEFORE_SPAN.search(text[start : match.start()])
        if counted and last > first:
            place = (start + counted.start("count"), start + counted.end("count") + 1)
            span = (match.start("first"), match.end("last"))
            found = _count(number, place, span, (first, last), counted["count"])
            # some years in a row may be fewer than those that are told of
            some = behind is not None and "连续" in behind[0] and found.found[0] < min(found.expected)
            yield replace(found, sure=not some)
    for match in _FROM_TO.finditer(text):
        first, last = year_of(match["first"]), year_of(match["last"])
        if last < first and not _BACKWARDS.search(match[0]):
            yield Dated("backwards", number, match.span("last"), match.span("first"), (first,), (last,))


def _count(
    number: int, place: tuple[int, int], span: tuple[int, int], ends: tuple[int, int], count: str
) -> Dated:
    """A number of years beside the first and the last of them, counted with both or as the time between."""
    length = ends[1] - ends[0]
    return Dated("count", number, place, span, (length + 1, length), (count_of(count),))


def _since_until(number: int, text: str) -> Iterator[Dated]:
    for match in (*_SINCE_UNTIL.finditer(text), *_UP_TO.finditer(text)):
        ends = year_of(match["first"]), year_of(match["last"])
        if ends[0] < ends[1]:
            place = (match.start("count"), match.end("count") + 1)
            places = sorted((match.span("first"), match.span("last")))
            yield _count(number, place, (places[0][0], places[1][1]), ends, match["count"])


def _since(claims: Claims, number: int, text: str) -> Iterator[Dated]:
    for match in _SINCE.finditer(text):
        first = year_of(match["first"])
        if _UP_TO.search(text, max(0, match.start() - 40), match.end()):
            continue
        ends = _ends(claims, text[: match.start()][-120:])
        if not ends or max(ends) <= first:
            continue
        expected = tuple(
            sorted({length for end in ends for length in (end - first + 1, end - first)}, reverse=True)
        )
        place = (match.start("count"), match.end("count") + 1)
        yield Dated("since", number, place, match.span("first"), expected, (count_of(match["count"]),))


def _ends(claims: Claims, before: str) -> tuple[int, ...]:
    """The year that a report counts up to: that of its title; a work report of a year looks back on the one before."""
    if claims.year is None:
        return ()
    title = "".join(passage.text for passage in claims.document.passages[:3])
    return (claims.year, claims.year - 1) if "工作报告" in title else (claims.year,)


def _plans(number: int, text: str) -> Iterator[Dated]:
    for match in _PLAN.finditer(text):
        begin = change()["plans"].get(match["plan"])
        if begin is not None:
            found = year_of(match["first"]), year_of(match["last"])
            place = (match.start("first"), match.end("last"))
            yield Dated(
                "plan", number, place, (match.start(), match.start("plan") + 3), (begin, begin + 4), found
            )


def _dates(number: int, text: str) -> Iterator[Dated]:
    for match in _DATE.finditer(text):
        month, day = int(match["month"]), int(match["day"] or 1)
        wrong = not 1 <= month <= 12 or not 1 <= day <= DAYS[month - 1]
        if wrong and (match["day"] or match["year"]):
            yield Dated("date", number, match.span(), None, (), (month, day))


def _late(claims: Claims, number: int, text: str) -> Iterator[Dated]:
    """Compared with a later year, or up to a date after the report."""
    for match in _COMPARED.finditer(text):
        if year_of(match["last"]) > year_of(match["first"]):
            yield Dated("later", number, match.span("first"), match.span("last"), (), (), sure=False)
    for match in _UNTIL.finditer(text):
        # a report on a year is written in the next one; the year that something began in is not the report's
        begun = _BEGAN.search(text[max(0, match.start() - 6) : match.start()])
        if claims.year is not None and not begun and year_of(match["year"]) > claims.year + 1:
            yield Dated("until", number, match.span(), None, (claims.year,), (), sure=False)


def _built(number: int, text: str) -> Iterator[Dated]:
    """2019年开工, 2022年竣工; within one year by their months, where both are named."""
    seen: set[int] = set()
    for match in (one for pattern in (_BUILT, *_WORKS) for one in pattern.finditer(text)):
        last = next(name for name in ("end", "later", "until", "last") if match.groupdict().get(name))
        if match.start("first") in seen:
            continue
        seen.add(match.start("first"))
        begun, ended = _moment(text, match.end("first")), _moment(text, match.end(last))
        first, second = year_of(match["first"]), year_of(match[last])
        if first == second and begun and ended:
            spans = ((match.start(last), ended[1]), (match.start("first"), begun[1]))
            yield Dated("order", number, *spans, (begun[0],), (ended[0],))
        else:
            yield Dated("order", number, match.span(last), match.span("first"), (first,), (second,))


def _moment(text: str, end: int) -> tuple[int, int] | None:
    """The month behind a year that ends there, and where it ends; None without one."""
    month = _MONTH_OF.match(text, end)
    return (count_of(month["month"]), month.end()) if month else None
