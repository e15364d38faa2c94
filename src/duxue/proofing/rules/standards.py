"""Figures below a national standard or target in force that the section on problems does not admit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from duxue.messages import Fact, Text
from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.claims.vocabulary import data
from duxue.proofing.judging import said, span, written
from duxue.proofing.relations.required import mention, met, outcome, required
from duxue.values import plain

RULE = "standards"
REACH = 60
OWN = 16


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each figure that a standard in force at the report's date is about."""
    asked = {name: entry for name, entry in data("standards").items() if not entry.get("falls")}
    for quantity in claims.facts:
        if quantity.role not in ("level", "share") or quantity.plan or quantity.unit != "%":
            continue
        words = _words_before(claims, quantity)
        for name, entry in asked.items():
            about = _are_about(words, entry["words"]) and _said_before(claims, quantity, entry["words"])
            if about and quantity.year in (None, claims.year):
                yield from _held(claims, quantity, words, name, entry)


def _words_before(claims: Claims, quantity: Quantity) -> str:
    """The words of the sentence back to the figure before it."""
    text = claims.document.passages[quantity.passage].text
    start = max(claims.sentences[quantity.sentence].start, quantity.start - REACH)
    for one in reversed(claims.quantities[max(0, quantity.index - REACH) : quantity.index]):
        if one.passage != quantity.passage or one.end < start:
            break
        if one.fact and one.end <= quantity.start:
            start = max(start, one.end)
            break
    return text[start : quantity.start]


def _are_about(words: str, asked: Mapping[str, list[str]]) -> bool:
    return (
        any(word in words[-OWN:] for word in asked["last"])
        and all(word in words for word in asked.get("all", ()))
        and any(word in words for word in asked.get("any", [""]))
        and not any(word in words[-2 * OWN :] for word in asked.get("none", ()))
    )


def _said_before(claims: Claims, quantity: Quantity, asked: Mapping[str, list[str]]) -> bool:
    """Whether the sentence says before the figure what it is about, where its own words do not: 合格率95%，优良率45%."""
    text = claims.document.passages[quantity.passage].text
    start = max(claims.sentences[quantity.sentence].start, quantity.start - 3 * REACH)
    before = text[start : quantity.start]
    return any(word in before for word in asked.get("sentence", [""]))


def _held(
    claims: Claims, quantity: Quantity, words: str, name: str, entry: Mapping[str, Any]
) -> Iterator[Check]:
    found = required(claims, name, entry.get("beside", ()), words)
    if found is None:
        return
    standard, limit = found.standard, found.standard.limits[0].limit
    keeps = met(limit, quantity.interval)
    admitted = mention(claims, quantity, entry) if keeps is False else None
    code, level = outcome(found, keeps, admitted is not None)
    stated, line = written(claims, quantity), f"{plain(limit.value)}%"
    signs = ("≥", "<") if limit.op in ("at_least", "above") else ("≤", ">")
    facts: dict[str, Fact] = {
        "stated": stated,
        "limit": line,
        "standard": Text(standard.title.zh, standard.title.en),
        "document": Text.same(standard.document.number or standard.document.title.zh),
        "due": standard.due.year if standard.due else "",
    }
    yield Check(
        rule=RULE,
        kind=standard.kind,
        verdict="fails" if level else "unsure" if keeps is None else "holds",
        spans=(span(claims, "stated", quantity), *(admitted or ())),
        stated=stated,
        computed=line,
        arithmetic=f"{stated} {signs[0] if keeps else signs[1]} {line}",
        message=said(code, **facts),
        level=level,
    )
