"""Spending that may only increase, and fell: the two years stand in the text, or the fall itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from duxue.messages import Fact, Text
from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims
from duxue.proofing.claims.vocabulary import data
from duxue.proofing.judging import said, span, written
from duxue.proofing.relations.required import mention, outcome, required
from duxue.proofing.relations.spendings import Spent, spendings

RULE = "only-increases"
NAME = Text("一般公共预算教育支出", "public budget spending on education")


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each pair of years of a spending that a standard asks not to fall."""
    for name, entry in data("standards").items():
        if entry.get("falls"):
            for spent in spendings(claims, entry):
                yield from _held(claims, spent, name, entry)


def _held(claims: Claims, spent: Spent, name: str, entry: Mapping[str, Any]) -> Iterator[Check]:
    quantity, other = spent.now, spent.other
    found = required(claims, name, (), quantity.lead)
    if found is None:
        return
    fell = spent.fell
    admitted = mention(claims, quantity, entry) if fell else None
    code, level = outcome(found, not fell, admitted is not None)
    now, then = written(claims, quantity), written(claims, other)
    moved = other.role in ("rate", "change")
    sign = ("−" if fell else "+") if moved else ("<" if fell else "≥")
    facts: dict[str, Fact] = {
        "stated": NAME if quantity is other else now,
        "limit": Text(("减" if fell else "增") + then, f"{'-' if fell else '+'}{then}") if moved else then,
        "standard": Text(found.standard.title.zh, found.standard.title.en),
        "document": Text.same(found.standard.document.number or found.standard.document.title.zh),
        "due": "",
    }
    code = f"proof-increases-{'change-' if moved else ''}{code.removeprefix('proof-standards-')}"
    yield Check(
        rule=RULE,
        kind=found.standard.kind,
        verdict="fails" if level else "holds",
        spans=(
            span(claims, "stated", quantity),
            *([span(claims, "base", other)] if other is not quantity else ()),
            *(admitted or ()),
        ),
        stated=now,
        computed=then,
        arithmetic=f"{now}, {sign}{then}" if moved else f"{now} {sign} {then}",
        message=said(code, **facts),
        level=level,
    )
