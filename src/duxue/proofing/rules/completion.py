"""How far a plan was carried out: 年初预算185亿元，完成194亿元，完成预算的104.9%；计划12.0万亩，超额完成12.5%."""

from __future__ import annotations

from collections.abc import Iterator

from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims
from duxue.proofing.relations.completions import completions
from duxue.proofing.relations.quotients import told

RULE = "completion"


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each rate whose sentence has both the plan and what was done."""
    for found in completions(claims):
        made = told(RULE, claims, found, _code)
        if made is not None:
            yield made


def _code(ending: str) -> str:
    return f"proof-completion-{ending}"
