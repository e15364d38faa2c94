"""One figure in several places: the same, or a contradiction."""

from __future__ import annotations

from collections.abc import Iterator

from duxue.messages import Text
from duxue.proofing.causes import likely_cause
from duxue.proofing.checks import Check, Level
from duxue.proofing.claims import Claims
from duxue.proofing.judging import said, span, written
from duxue.proofing.relations.repeats import Mention, agreeing, differing, mentions
from duxue.proofing.relations.restated import beside, with_same_growth
from duxue.values import plain

RULE = "repeated"
SLIPS = ("digits-swapped", "decimal-point", "unit")


def checks(claims: Claims) -> Iterator[Check]:
    """Figures that agree with an earlier place, and those of one name that cannot be one figure."""
    found = claims.once(mentions)
    pairs = list(agreeing(found))
    told = set[tuple[int, int]]()
    for later, earlier in pairs:
        yield _agrees(claims, later, earlier)
    for later, earlier in differing(found, claims.year):
        told.add((later.quantity.index, earlier.quantity.index))
        yield _differs(claims, later, earlier, "inconsistent")
    for later, earlier, sure in (*beside(claims, pairs, found), *with_same_growth(claims, found)):
        if (later.quantity.index, earlier.quantity.index) not in told:
            told.add((later.quantity.index, earlier.quantity.index))
            yield from _beside(claims, later, earlier, sure)


def _beside(claims: Claims, later: Mention, earlier: Mention, sure: bool) -> Iterator[Check]:
    slip = _cause(claims, later, earlier)[0] in SLIPS
    if sure or slip:
        yield _differs(claims, later, earlier, "inconsistent" if sure else "question")


def _agrees(claims: Claims, later: Mention, earlier: Mention) -> Check:
    words = written(claims, later.quantity)
    return Check(
        rule=RULE,
        kind="repeated",
        verdict="holds",
        spans=(span(claims, "stated", later.quantity), span(claims, "other", earlier.quantity)),
        stated=words,
        computed=written(claims, earlier.quantity),
        arithmetic=f"{words} = {written(claims, earlier.quantity)}",
        message=said("proof-repeated-holds", name=_name(later), stated=words, other_name=_name(earlier)),
    )


def _differs(claims: Claims, later: Mention, earlier: Mention, level: Level) -> Check:
    code, why = _cause(claims, later, earlier)
    one, other = written(claims, later.quantity), written(claims, earlier.quantity)
    return Check(
        rule=RULE,
        kind="repeated",
        verdict="fails",
        spans=(span(claims, "stated", later.quantity), span(claims, "other", earlier.quantity)),
        stated=one,
        computed=other,
        arithmetic=f"{one} ≠ {other}",
        message=said("proof-repeated-fails", name=_name(later), stated=one, other=other, cause=why),
        level=level,
        cause=code,
    )


def _cause(claims: Claims, later: Mention, earlier: Mention) -> tuple[str, Text]:
    return likely_cause(later.quantity, earlier.quantity.interval, (earlier.quantity,), claims=claims)


def _name(mention: Mention) -> str:
    return mention.name or plain(mention.quantity.value)
