"""Points that parts add to a growth make it; changes of the shares of a whole cancel."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

from duxue.messages import Fact, Text
from duxue.proofing.causes import likely_cause
from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims
from duxue.proofing.judging import check, said, shown, span, written
from duxue.proofing.relations.pulls import Balance, pulls, share_changes
from duxue.proofing.relations.sums import named
from duxue.values import half_up, plain

RULE = "contributions"


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each complete set of pulls, and for each set of share changes."""
    pulling = ((balance, "pulls") for balance in pulls(claims))
    changing = ((balance, "shares") for balance in share_changes(claims))
    for balance, what in chain(pulling, changing):
        yield _check(claims, balance, what)


def _check(claims: Claims, balance: Balance, what: str) -> Check:
    stated, total = balance.stated, balance.total
    own = stated.value * (stated.sign or 1)
    cause, because = "", Text("", "")
    if not balance.agrees:
        expected = balance.interval.scale(stated.sign or 1)
        cause, because = likely_cause(stated, expected, balance.parts, claims=claims)
    pieces = [
        f"{'-' if sign < 0 else ''}{_number(part.value)}"
        for part, sign in zip(balance.parts, balance.signs, strict=True)
    ]
    sign = "=" if own == total else "≈" if balance.agrees else "≠"
    facts: dict[str, Fact] = {
        "stated": named(claims, stated),
        "count": len(balance.parts),
        "total": shown(total, stated.unit, None, 6),
        "cause": because,
    }
    return check(
        RULE,
        "sum",
        "holds" if balance.agrees else "fails" if balance.sure else "doubtful",
        "impossible",
        [span(claims, "stated", stated), *(span(claims, "part", part) for part in balance.parts)],
        stated=written(claims, stated),
        computed=shown(abs(total), stated.unit, None, 6),
        arithmetic=f"{' + '.join(pieces).replace('+ -', '- ')} = {_number(total)} {sign} {_number(own)}",
        message=said(f"proof-contributions-{what}-{'agree' if balance.agrees else 'differ'}", **facts),
        cause=cause,
    )


def _number(value: Fraction) -> str:
    return plain(half_up(value, 4))
