"""Numerals with their units: ranges are one, the numbers of a ratio a group, and some are no figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from duxue.proofing.claims.nouns import noun_before
from duxue.proofing.claims.numerals import Numeral, numerals
from duxue.proofing.claims.vocabulary import (
    BARE,
    ONE,
    ReportUnit,
    unit_pattern,
    unit_starts,
    units,
    words,
)

PER_CENT = ReportUnit("%", "share", ONE)
RATIO = ReportUnit("", "ratio", ONE)
NO_FIGURES = frozenset({"age", "temperature", "rank"})
_RANGE = re.compile("[-—－–~～至]+")
# 价格指数（以上年价格为100）是97.7: what stands in brackets parts a figure from its name
_INDEX = re.compile("指数（[^（）]{1,10}100）(?:平均)?(?:为|是|达到?)?$")
_SCORE_WORDS = re.compile(
    "得分|总分|评分|分值|扣|满分|计|均分|平均|加分|分数|得|自评|赋|成绩|考核|复核|评为|线"
)
_SCORE = re.compile(
    "分(?!别|之|类|工|批|布|级|期|段|管|配|局|公司|校|园|行|散|项|解|析|钟|成|为|值占|支|会|队|科|厂|所)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A numeral with its unit, before the words around it were read."""

    numeral: Numeral
    end: int
    unit: ReportUnit
    between: bool
    """多, 余 stood between number and unit."""
    upper: Fraction | None = None
    group: int = -1


def found_in(text: str) -> list[Found]:
    """Every numeral with its unit; ranges are one, the numbers of a ratio are a group."""
    found: list[Found] = []
    end = 0
    for numeral in numerals(text):
        if numeral.start < end:
            continue
        one = _with_unit(text, numeral)
        previous = found[-1] if found else None
        if previous is not None and previous.end <= numeral.start:
            joint = text[previous.end : numeral.start]
            if joint == ":":
                group = previous.group if previous.group >= 0 else len(found) - 1
                if previous.unit is BARE or previous.unit is RATIO:
                    found[-1] = replace(previous, unit=RATIO, group=group)
                    one = replace(one, unit=RATIO, group=group, end=numeral.end)
            elif _is_range(text, previous, joint, one):
                upper = numeral.value * one.unit.times / (one.unit.times or 1)
                found[-1] = replace(previous, end=one.end, unit=one.unit, upper=upper, between=one.between)
                end = one.end
                continue
        found.append(one)
        end = one.end
    return found


def _is_range(text: str, previous: Found, joint: str, one: Found) -> bool:
    if not _RANGE.fullmatch(joint) or previous.upper is not None:
        return False
    if previous.unit is not BARE and previous.unit.name != one.unit.name:
        return False
    return text[max(0, previous.numeral.start - 1) : previous.numeral.start] not in ("从", "由", "自")


def _with_unit(text: str, numeral: Numeral) -> Found:
    if numeral.per_cent:
        return Found(numeral, numeral.end, PER_CENT, False)
    end = numeral.end
    for step in (0, 1):
        if step and text[end : end + 1] not in words("more_between"):
            break
        if text[end + step : end + step + 1] in unit_starts():
            match = unit_pattern().match(text, end + step)
            if match:
                return Found(numeral, match.end(), units()[match[0]], step == 1)
    if text[end : end + 1] in ("多", "余"):
        return Found(numeral, end + 1, BARE, True)
    return Found(numeral, end, BARE, False)


def no_figure(text: str, one: Found, lead: str, cell: bool) -> str:
    """Why the numeral is no figure although nothing masks it; empty where it is one."""
    numeral, unit = one.numeral, one.unit
    written = text[numeral.start : numeral.end]
    if unit.kind in NO_FIGURES:
        return unit.kind
    if numeral.notation == "chinese" and unit.kind not in ("doublings", "times"):
        if written in (
            "一",
            "百",
            "千",
            "万",
            "亿",
            "千万",
            "零",
            "〇",
            "○",
            "万亿",
            "百千",
            "千百",
        ):
            return "word"
        if unit is BARE and (len(written) == 1 or (not one.between and len(written) < 4)):
            return "word"
        if len(written) > 1 and "点" not in written and not set(written) & set("十百千万亿"):
            return "word"
        if unit.kind == "time" and unit.name == "年" and len(written) >= 4:
            return "date"
    if unit.kind == "score" and not (_SCORE.match(text, one.end - 1) and (_SCORE_WORDS.search(lead) or cell)):
        return "word"
    if (
        unit.name in ("县", "市", "省", "村", "国", "校")
        and numeral.notation == "chinese"
        and len(written) < 2
    ):
        return "word"
    if unit is BARE and not cell and numeral.notation == "arabic" and not noun_before(lead):
        named = _INDEX.search(text[max(0, numeral.start - 24) : numeral.start]) is not None
        return "" if named else "bare"
    return ""
