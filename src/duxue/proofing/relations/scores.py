"""Scores of a self-assessment: a line for each item, and the total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.relations.counting import words_of

FEWEST = 3
_LABEL = 40
"""How long the words before the figure of such a line are at most."""
_ADDED = re.compile("得分[^，。；]{0,6}(?:相加|累加|加总|汇总|之和)")
_OWN = "(?:本项|该项|此项|单项|本指标|本条)?"


@dataclass(frozen=True, slots=True)
class Scoring:
    """Lines of one label, 得分 or 分值, and the total that the report states for them."""

    lines: tuple[Quantity, ...]
    total: Quantity | None
    """None where no total is stated, or more than one could be meant."""
    also: tuple[Quantity, ...]
    """Other figures that could be the total."""


def scorings(claims: Claims) -> list[Scoring]:
    """For the scores and for the full marks, where there are at least three lines."""
    found = []
    for lines, totals in (("score_lines", "total_of_scores"), ("full_mark_lines", "total_of_full_marks")):
        own = score_lines(claims, lines)
        if len(own) >= FEWEST:
            stated = _totals(claims, own, totals)
            found.append(Scoring(own, stated[0] if stated else None, tuple(stated[1:])))
    return found


def score_lines(claims: Claims, name: str) -> tuple[Quantity, ...]:
    """Figures that are a line of their own, 得分：8分, or stand alone in brackets at the end of one."""
    found: dict[str, list[Quantity]] = {}
    pattern = _line(name)
    for quantity in claims.quantities:
        if quantity.kind not in ("score", "bare") or "分" not in quantity.lead + quantity.unit:
            continue
        sentence = claims.sentences[quantity.sentence]
        text = claims.document.passages[quantity.passage].text
        opened = text.rfind("（", max(sentence.start, quantity.start - _LABEL), quantity.start)
        label = pattern.fullmatch(text, sentence.start, quantity.start) or (
            pattern.fullmatch(text, opened, quantity.start) if opened >= 0 else None
        )
        if label and not text[quantity.end : sentence.end].strip("分）)】。；， "):
            found.setdefault(label["label"], []).append(quantity)
    most: list[Quantity] = []
    for lines in found.values():
        most = lines if len(lines) > len(most) else most
    return tuple(most)


@cache
def _line(name: str) -> re.Pattern[str]:
    return re.compile(rf"[（(【]?(?:经[^，。；：]{{1,8}}，)?{_OWN}(?P<label>{words_of(name)})[为是]?[：:]?")


def _totals(claims: Claims, lines: Sequence[Quantity], name: str) -> list[Quantity]:
    """Totals outside the lines, of the report's own year; the surest first."""
    taken = {line.index for line in lines}
    words = re.compile(rf"(?:{words_of(name)})[^，。；]{{0,4}}$")
    inside = range(lines[0].passage, lines[-1].passage)
    found = [
        quantity
        for quantity in claims.facts
        if quantity.kind == "score"
        and quantity.index not in taken
        and quantity.passage not in inside
        and not quantity.hedge
        and quantity.year in (None, claims.year)
        and (
            words.search(quantity.lead)
            # 自评得分90分，由9项指标得分相加而成
            or (
                "得分" in quantity.lead
                and _ADDED.search(claims.document.passages[quantity.passage].text, quantity.end)
            )
        )
    ]
    return sorted(found, key=lambda quantity: ("得" not in quantity.lead, quantity.index))


def scored_count(claims: Claims, scoring: Scoring) -> tuple[Quantity, int] | None:
    """The number of indicators that the passage with the total says were scored, 15项考核指标, and where its noun ends."""
    if scoring.total is None:
        return None
    for quantity in claims.of_passage(scoring.total.passage):
        named = re.match(rf"[^，。；0-9]{{0,6}}(?:{words_of('scored')})", quantity.tail)
        # 评价内容共9项: the noun stands before
        before = re.search(rf"(?:{words_of('scored')})(?:总共|一共|共有|共计|共|计|有)$", quantity.lead)
        if quantity.kind == "count" and quantity.fact and not quantity.hedge and (named or before):
            return quantity, quantity.end + (named.end() if named else 0)
    return None
