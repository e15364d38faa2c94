"""Percentages of a stated partition make 100."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from duxue.messages import Text
from duxue.proofing.causes import likely_cause
from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims
from duxue.proofing.judging import Judged, check, meets, piece, said, shown, span, written
from duxue.proofing.relations.percentages import HUNDRED, Shares, listed_shares, ratios
from duxue.values import Interval, half_up, plain

RULE = "percent-total"


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each list of percentages that is complete, or is more than 100 together."""
    for shares in chain(ratios(claims), listed_shares(claims)):
        judged = _judged(shares)
        if judged is not None:
            yield _check(claims, shares, judged)


def _judged(shares: Shares) -> Judged | None:
    if meets(shares.interval, HUNDRED):
        return "holds"
    over = shares.interval.low is not None and shares.interval.low > 100
    if shares.closed or (shares.alike and (over or shares.nearly or shares.slipped)):
        return "fails" if shares.sure else "doubtful"
    return None


def _check(claims: Claims, shares: Shares, judged: Judged) -> Check:
    first, last, total = shares.parts[0], shares.parts[-1], shares.total
    cause, because = "", Text("", "")
    if judged != "holds":
        wanted = [(part, HUNDRED - shares.interval + part.interval) for part in shares.parts]
        exact = [(part, Interval.exact(part.value + 100 - total)) for part, _ in wanted]
        cause, because = likely_cause(*exact[-1], shares.parts, wanted=exact[:-1], claims=claims)
    numbers = " + ".join(plain(half_up(part.value, 4)) for part in shares.parts)
    sign = "=" if total == 100 else "≈" if judged == "holds" else "≠"
    figures = [written(claims, part) for part in shares.parts]
    end = "" if sign == "=" else f" {sign} 100"
    return check(
        RULE,
        "percent-total",
        judged,
        "impossible",
        [
            piece(claims, "stated", first.passage, first.start, last.end),
            *(span(claims, "part", part) for part in shares.parts),
        ],
        stated="、".join(figures),
        computed="100%",
        arithmetic=f"{numbers} = {plain(half_up(total, 4))}{end}",
        message=said(
            f"proof-percent-total-{'agrees' if judged == 'holds' else 'differs'}",
            parts=Text("、".join(figures), ", ".join(figures)),
            total=shown(total, "%", None, 4),
            cause=because,
        ),
        cause=cause,
    )
