"""Percentage points that parts add to a growth, and changes of shares that cancel."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import add

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.relations.members import Member, Names, all_names, members_of
from duxue.proofing.relations.names import text_of
from duxue.proofing.relations.sections import sections, windows
from duxue.values import Interval

_PULL = re.compile("拉动|拉升|拉低|下拉|拖累|贡献")
_NEGATIVE = re.compile("负向|负拉动|拉低|下拉|拖累|下降|减少|回落")
_TARGET = re.compile(
    r"(?:拉动|拉升|拉低|下拉|拖累|贡献)(?:了)?(?P<words>[^，。；：]*?)(?:增长|提高|上升|下降|$)"
)
_PLACE = re.compile("^(?:全市|全县|全区|全省|全国|我市|我县|我省|地区|经济)+")
_SHARE = re.compile("比重|占比|份额|比例")
_START = re.compile("[；。：]")
_CANDIDATES = 3
_REACH = 120


@dataclass(frozen=True, slots=True)
class Balance:
    """Signed figures that together make the stated one."""

    stated: Quantity
    parts: tuple[Quantity, ...]
    signs: tuple[int, ...]
    sure: bool

    @property
    def interval(self) -> Interval:
        pairs = zip(self.parts, self.signs, strict=True)
        return reduce(add, (part.interval.scale(sign) for part, sign in pairs))

    @property
    def total(self) -> Fraction:
        return sum(
            (part.value * sign for part, sign in zip(self.parts, self.signs, strict=True)), Fraction(0)
        )

    @property
    def own(self) -> Interval:
        """The stated figure with its sign."""
        return self.stated.interval.scale(self.stated.sign or 1)

    @property
    def agrees(self) -> bool:
        one, other = self.own, self.interval
        return not ((one.low or 0) > (other.high or 0) or (one.high or 0) < (other.low or 0))


def pulls(claims: Claims) -> Iterator[Balance]:
    """第一、第二、第三产业分别拉动 … 个百分点 against the growth of the whole before."""
    for section in sections(claims):
        points = [one for one in section if one.kind == "points" and _pulls(claims, one)]
        if len(points) > 1:
            for names in all_names():
                members = _pulling(claims, names, points)
                for run, first in windows(claims, members, names.count):
                    yield from _against_growth(claims, section, names, run, first)


def share_changes(claims: Claims) -> Iterator[Balance]:
    """一、三产业比重分别提高0.9、5.9个百分点，二产比重下降6.8个百分点: together nothing."""
    for section in sections(claims):
        points = [one for one in section if one.kind == "points" and _SHARE.search(segment(claims, one))]
        if len(points) < 2:
            continue
        for names in all_names():
            members = [Member(one.quantity, one.number, "") for one in members_of(claims, names, points)]
            for run, _ in windows(claims, members, names.count):
                figures = [member.quantity for member in run]
                if (
                    all(figure.sign for figure in figures)
                    and len({figure.sentence for figure in figures}) == 1
                ):
                    yield _cancelling(figures)


def _cancelling(figures: Sequence[Quantity]) -> Balance:
    """The figure that stands alone on its side is checked against the others."""
    alone = [one for one in figures if sum(one.sign == other.sign for other in figures) == 1]
    stated = alone[-1] if alone else figures[-1]
    others = tuple(one for one in figures if one is not stated)
    return Balance(stated, others, tuple(-one.sign for one in others), True)


def segment(claims: Claims, quantity: Quantity) -> str:
    """The words from the last semicolon, colon or full stop up to a figure."""
    text = text_of(claims, quantity)[max(0, quantity.start - 200) : quantity.start]
    return _START.split(text)[-1]


def _pulls(claims: Claims, quantity: Quantity) -> bool:
    return _PULL.search(segment(claims, quantity).rpartition("，")[2]) is not None


def _pulling(claims: Claims, names: Names, points: Sequence[Quantity]) -> list[Member]:
    """Each pull with the member that its clause, else its segment, names first."""
    direct = {member.quantity.index: member for member in members_of(claims, names, points)}
    found: list[Member] = []
    for one in points:
        if text_of(claims, one).startswith("：", one.end):
            continue  # told in advance; the list follows
        if one.index in direct:
            found.append(Member(one, direct[one.index].number, ""))
        else:
            numbers = names.found(segment(claims, one))
            found += [Member(one, numbers[0], "")] if len(set(numbers)) == 1 else []
    return found


def _against_growth(
    claims: Claims, section: Sequence[Quantity], names: Names, run: Sequence[Member], first: bool
) -> Iterator[Balance]:
    parts = tuple(member.quantity for member in run)
    signs = tuple(-1 if _NEGATIVE.search(segment(claims, part).rpartition("，")[2]) else 1 for part in parts)
    place = bisect_left(section, parts[0].index, key=lambda one: one.index)
    rates = [
        one
        for one in reversed(section[max(0, place - _REACH) : place])
        if one.role == "rate"
        and one.unit == "%"
        and not names.found(segment(claims, one))
        and not _bracketed(claims, one)
    ][:_CANDIDATES]
    readings = [Balance(rate, parts, signs, _is_about(claims, rate, parts[-1])) for rate in rates]
    agreeing = [balance for balance in readings if balance.agrees]
    if agreeing:
        yield agreeing[0]
    elif first and readings and readings[0].sure:
        yield readings[0]


def _is_about(claims: Claims, rate: Quantity, pull: Quantity) -> bool:
    """Whether the pull names what grows: 拉动GDP, and GDP stands before the rate."""
    target = _TARGET.search(segment(claims, pull).rpartition("，")[2])
    words = _PLACE.sub("", target["words"]) if target else ""
    about = segment(claims, rate)
    if len(words) < 2 or words == "GDP" or words.endswith("生产总值"):
        return re.search("GDP|生产总值|经济", about) is not None
    return words in about


def _bracketed(claims: Claims, quantity: Quantity) -> bool:
    before = text_of(claims, quantity)[max(0, quantity.start - 200) : quantity.start]
    return before.count("（") > before.count("）")
