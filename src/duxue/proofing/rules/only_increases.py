"""Spending that may only increase, and fell: the two years stand in the text, or the fall itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from duxue.messages import Fact, Text
from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.claims.vocabulary import data
from duxue.proofing.judging import said, span, written
from duxue.proofing.relations.required import mention, outcome, required

RULE = "only-increases"


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each pair of years of a spending that a standard asks not to fall."""
    for name, entry in data("standards").items():
        if not entry.get("falls"):
            continue
        for quantity in claims.facts:
            named = quantity.role == "level" and quantity.unit == entry["unit"] and not quantity.plan
            if named and _is_named(quantity.lead, entry["words"]):
                other = _year_before(claims, quantity)
                if other is not None:
                    yield from _held(claims, quantity, other, name, entry)


def _is_named(words: str, asked: Mapping[str, list[str]]) -> bool:
    return (
        all(word in words for word in asked["all"])
        and any(word in words for word in asked["any"])
        and not any(word in words for word in asked["none"])
    )


def _year_before(claims: Claims, quantity: Quantity) -> Quantity | None:
    """The next figure of the sentence, where it is said to be that of the year before: 比2020年为21.87亿元, 下降10.4%."""
    following = [
        one
        for one in claims.sentences[quantity.sentence].quantities
        if one.index > quantity.index and one.fact
    ]
    if not following:
        return None
    other = following[0]
    if other.role == "rate" and other.real is False and not other.yearly:
        return other
    earlier = quantity.year or claims.year
    named = "上年" in other.lead or "去年" in other.lead or (other.year or 0) == (earlier or 0) - 1
    return other if other.unit == quantity.unit and other.role in ("level", "base") and named else None


def _held(
    claims: Claims, quantity: Quantity, other: Quantity, name: str, entry: Mapping[str, Any]
) -> Iterator[Check]:
    found = required(claims, name, (), quantity.lead)
    if found is None:
        return
    fell = other.sign < 0 if other.role == "rate" else quantity.interval.at_least(other.value) is False
    admitted = mention(claims, quantity, entry) if fell else None
    code, level = outcome(found, not fell, admitted is not None)
    now, then = written(claims, quantity), written(claims, other)
    facts: dict[str, Fact] = {
        "stated": now,
        "limit": then,
        "standard": Text(found.standard.title.zh, found.standard.title.en),
        "document": Text.same(found.standard.document.number or found.standard.document.title.zh),
        "due": "",
    }
    yield Check(
        rule=RULE,
        kind=found.standard.kind,
        verdict="fails" if level else "holds",
        spans=(span(claims, "stated", quantity), span(claims, "base", other), *(admitted or ())),
        stated=now,
        computed=then,
        arithmetic=f"{now} {'<' if fell else '≥'} {then}"
        if other.role != "rate"
        else f"{now}, {'−' if fell else '+'}{then}",
        message=said(f"proof-increases-{code.removeprefix('proof-standards-')}", **facts),
        level=level,
    )
