"""Shares with the part and the whole that they are of, as far as the text names both."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.relations.subjects import before, names, naming, normal, same
from duxue.values import Interval, half_up, plain

FAR = 60
"""How many passages back a whole may stand."""
COARSE, FINE = 1000, 10
_AMONG = re.compile("其中|包括|当中|中，|中的?$")
_OF_IT = re.compile("[^，。；0-9]{0,12}[的）]的?(?:比例|比重)?(?:为|达到?|是)?(?:近|约|超过|仅)?")
_BEFORE_WHOLE = re.compile("(?:占|完成|相当于|为|是|达到?)[^，。；为]{0,16}$")
_FORMER, _LATTER = re.compile("，?前者[为是有达计]"), re.compile("，?后者[为是有达计]")
_OF_THESE = re.compile("占(?:其中|其|总数|总量)的?(?:比例为?|比重为?)?$")
_IS = re.compile("，?(?:即)?[为计是有达]?")
_IN_IT = re.compile("[^，。；0-9]{1,20}中，?所?占(?:比|到|据|了)?(?:为|达)?")
_PORTION = re.compile("，?(?:所占)?份额[为是达]?到?")
_IN_ALL = re.compile("(?:总量|总数|总计|合计|总额|共有?)[为是达]?到?$")
_TOTAL = re.compile("共|总")
_GENERAL = re.compile("(?:总数|总量|总额|全部|总体|前者)?的?(?:比例|比重)?")
_LISTED = frozenset({"、", "和", "与", "及", "，", "以及"})


@dataclass(frozen=True, slots=True)
class Shared:
    """A share, what it is a share of, and what is shared."""

    stated: Quantity
    part: Quantity
    wholes: tuple[Quantity, ...]
    """The whole, or the figures that together are it."""
    sure: bool
    """Whether the words say that it is this part of this whole; else only a share that agrees is worth telling."""


def proportions(claims: Claims) -> Iterator[Shared]:
    """Every 占 and 比重 of the document whose part and whole are in the text."""
    index = _Index(claims)
    for sentence in claims.sentences:
        quantities = [quantity for quantity in sentence.quantities if quantity.fact]
        yield from _around(claims, quantities)
        for run in _runs(claims, quantities):
            parts = _parts(index, quantities, run)
            for stated, part in zip(run, parts, strict=False):
                found = _shared(claims, index, stated, part, parts if len(run) > 1 else ())
                if found is not None:
                    yield found


_MOST = 100
"""How many figures before a share are looked at."""


def is_level(quantity: Quantity) -> bool:
    return quantity.role == "level" and quantity.kind in ("count", "amount") and quantity.upper is None


def roomy(quantity: Quantity) -> Interval:
    """The interval of a figure that may be rounded more coarsely than it is written: 12000 perhaps, 200 not."""
    coarse = quantity.wide >= COARSE * quantity.step and abs(quantity.value) >= FINE * quantity.wide
    return quantity.widest if coarse else quantity.interval


def _runs(claims: Claims, quantities: Sequence[Quantity]) -> Iterator[list[Quantity]]:
    """Shares that are listed, 分别占30%、70%; others alone."""
    run: list[Quantity] = []
    for quantity in quantities:
        listed = run and quantity.kind == "share" and _joint(claims, run[-1], quantity) in _LISTED
        if listed and "分别" in run[0].lead:
            run.append(quantity)
            continue
        if run:
            yield run
        run = [quantity] if quantity.kind == "share" and quantity.role == "share" else []
    if run:
        yield run


def _joint(claims: Claims, one: Quantity, other: Quantity) -> str:
    return claims.document.passages[one.passage].text[one.end : other.start]


def _parts(index: _Index, quantities: Sequence[Quantity], run: Sequence[Quantity]) -> list[Quantity]:
    """The part of each share of a run, in order; none where they are not found."""
    first = run[0]
    if len(run) > 1:
        listed = _levels_before(quantities, first, len(run))
        alike = len(listed) == len(run) and len({quantity.unit for quantity in listed}) == 1
        return listed if alike else []
    subject = normal(_own_subject(first))
    return index.called(subject, first) if len(subject) >= 2 else _levels_before(quantities, first, 1)


def _levels_before(quantities: Sequence[Quantity], last: Quantity, count: int) -> list[Quantity]:
    """The nearest figures before one that stand still, in order; at most as many as asked for."""
    place = bisect_left(quantities, last.index, key=lambda one: one.index)
    before = quantities[max(0, place - _MOST) : place]
    return [one for one in before if one.fact and is_level(one)][-count:]


def _own_subject(share: Quantity) -> str:
    """The words before 占 in its own clause: 非国有投资占…"""
    return re.split("占|(?:所占)?的?(?:比重|比例|份额)", before(share))[0].removesuffix("所")


def _shared(
    claims: Claims, index: _Index, stated: Quantity, part: Quantity, listed: Sequence[Quantity]
) -> Shared | None:
    if stated.of and not _GENERAL.fullmatch(stated.of):
        found = index.whole(stated, part)
        return Shared(stated, part, (found[0],), found[1]) if found else None
    if part.sentence != stated.sentence:
        return None
    whole = _whole_before(claims, part, listed)
    if whole is not None:
        return Shared(stated, part, (whole,), True)
    named = None if listed else index.named_before(part)
    if named is not None:
        return Shared(stated, part, (named[0],), named[1])
    return Shared(stated, part, tuple(listed), False) if listed else None


def _around(claims: Claims, quantities: Sequence[Quantity]) -> Iterator[Shared]:
    """占应检153所的98.0%, 为年初预算185亿元的105%, 占在园幼儿（26069人）的34%: the whole stands before 的."""
    for part, whole, stated in zip(quantities, quantities[1:], quantities[2:], strict=False):
        text = claims.document.passages[whole.passage].text
        named = stated.kind == "share" and _OF_IT.fullmatch(text, whole.end, stated.start)
        named = named and _BEFORE_WHOLE.search(text, max(part.end, whole.start - 24), whole.start)
        if named and part.unit == whole.unit and is_level(part) and is_level(whole):
            yield Shared(stated, part, (whole,), True)
    for three in zip(quantities, quantities[1:], quantities[2:], strict=False):
        found = _in_another_order(claims, *three)
        if found is not None:
            yield found


def _in_another_order(claims: Claims, one: Quantity, two: Quantity, three: Quantity) -> Shared | None:
    """占X的33.6%，前者为175名，后者为521名; X计890个，甲占其中的51.7%，为460个; 甲达14万户，在69万户中占到20%."""
    shares = [quantity for quantity in (one, two, three) if quantity.kind == "share"]
    levels = [quantity for quantity in (one, two, three) if is_level(quantity)]
    if len(shares) != 1 or len(levels) != 2 or levels[0].unit != levels[1].unit:
        return None
    stated, text = shares[0], claims.document.passages[one.passage].text
    if stated is one and stated.role == "share" and _FORMER.match(two.lead) and _LATTER.match(three.lead):
        return Shared(stated, two, (three,), True)
    if stated is two and _OF_THESE.search(stated.lead) and _IS.fullmatch(three.lead):
        return Shared(stated, three, (one,), True)
    if stated is not three:
        return None
    if _IN_IT.fullmatch(text, two.end, stated.start) and text[two.start - 1] == "在":
        return Shared(stated, one, (two,), True)
    named = _PORTION.fullmatch(stated.lead) and _IN_ALL.search(one.lead)
    return Shared(stated, two, (one,), True) if named else None


def _whole_before(claims: Claims, part: Quantity, listed: Sequence[Quantity]) -> Quantity | None:
    """共有教师200人，其中女教师120人，占60%: the figure that 其中 opens."""
    first = listed[0] if listed else part
    if not first.part:
        return None
    text = claims.document.passages[first.passage].text
    marks = [match.start() for match in _AMONG.finditer(text, max(0, first.start - 200), first.start)]
    for mark in reversed(marks):
        levels = [
            one for one in claims.of_passage(first.passage) if one.end <= mark and one.fact and is_level(one)
        ]
        if levels and levels[-1].sentence >= first.sentence - 1:
            found = [one for one in levels if one.sentence == levels[-1].sentence and one.unit == part.unit]
            whole = found[-1] if found else None
            return whole if whole is not None and whole.value >= part.value else None
    return None


class _Index:
    """Levels of a document by their names."""

    def __init__(self, claims: Claims) -> None:
        self.claims = claims
        self.by_name: dict[str, list[Quantity]] = {}
        for quantity in claims.facts:
            if is_level(quantity):
                for name in names(claims, quantity):
                    self.by_name.setdefault(name, []).append(quantity)

    def called(self, name: str, share: Quantity) -> list[Quantity]:
        """The nearest figure before the share that has the name, or the name and a measure: 第一产业 for 第一产业增加值."""
        found = list(self.by_name.get(name, ()))
        for measure in naming()["measures"]:
            found += self.by_name.get(name + measure, ())
        found = [one for one in found if one.index < share.index and share.passage - one.passage <= FAR]
        return [max(found, key=lambda one: one.index)] if found else []

    def whole(self, share: Quantity, part: Quantity) -> tuple[Quantity, bool] | None:
        """The nearest figure that is called as the share's whole, and whether that is sure."""
        of = normal(share.of)
        if len(of) < 2:
            return None
        exact = [one for one in self._named(of) if self._fits(one, share, part)]
        if exact:
            nearest = max(exact, key=lambda one: (one.index < share.index, one.index))
            rivals = {one.value for one in exact if one.passage == nearest.passage}
            return nearest, len(rivals) == 1
        whole = _whole_before(self.claims, part, ())
        if whole is not None and self._ends_with(whole, of) and self._fits(whole, share, part):
            return whole, True
        return None

    def named_before(self, part: Quantity) -> tuple[Quantity, bool] | None:
        """共有企业1929家，开展改造的企业1149家，占比59.56%: the figure just before whose name the part's name ends with.

        It is surely the whole where it is a total or has the shorter name.
        """
        sentence = self.claims.sentences[part.sentence].quantities
        earlier = _levels_before(sentence, part, 1)
        if not earlier or earlier[-1].unit != part.unit or earlier[-1].value < part.value:
            return None
        whole = earlier[-1]
        pairs = [(own, other) for own in names(self.claims, part) for other in names(self.claims, whole)]
        if not any(len(other) > 1 and own != other and own.endswith(other[-2:]) for own, other in pairs):
            return None
        within = any(len(other) > 1 and own != other and own.endswith(other) for own, other in pairs)
        return whole, within or _TOTAL.search(whole.lead) is not None

    def _named(self, of: str) -> list[Quantity]:
        found = list(self.by_name.get(of, ()))
        for domain in naming()["domains"]:
            found += self.by_name.get(domain + of, ())
            if of.startswith(domain):
                found += self.by_name.get(of.removeprefix(domain), ())
        return found

    def _ends_with(self, whole: Quantity, of: str) -> bool:
        return any(name.endswith(of) or same(name, of) for name in names(self.claims, whole))

    def _fits(self, whole: Quantity, share: Quantity, part: Quantity) -> bool:
        years = {whole.year, share.year, part.year} - {None}
        return (
            whole.index != part.index
            and whole.unit == part.unit
            and whole.plan == part.plan
            and abs(share.passage - whole.passage) <= FAR
            and len(years) <= 1
        )


def bounds(interval: Interval, decimals: int) -> str:
    """`7.01—7.04%`, or one value where both bounds are the same when rounded."""
    if interval.low is None or interval.high is None:
        return ""
    low, high = plain(half_up(interval.low, decimals + 1)), plain(half_up(interval.high, decimals + 1))
    return f"{low}%" if low == high else f"{low}—{high}%"


def decimals_of(stated: Quantity) -> int:
    """How many decimals the share is written with."""
    decimals, step = 0, stated.step
    while step < 1 and decimals < 6:
        decimals, step = decimals + 1, step * 10
    return decimals
