"""Figures of one name that are powers of ten apart: a decimal point moved, a 万 left out."""

from __future__ import annotations

from collections.abc import Iterator

from duxue.proofing.causes import slips
from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims
from duxue.proofing.judging import said, span, written
from duxue.proofing.relations.repeats import (
    PLACES_BACK,
    Mention,
    contradict,
    digits,
    is_specific,
    mentions,
    same_year,
)

RULE = "magnitude"
FEWEST = 3
"""So many digits and they are hardly the same by chance."""
_FROM_POWER = frozenset({"decimal-point", "unit"})


def checks(claims: Claims) -> Iterator[Check]:
    """The same name and digits, ten or a hundred times as much: worth a question even where the scopes may differ."""
    by_name: dict[tuple[str, str], list[Mention]] = {}
    for mention in claims.once(mentions):
        if digits(mention.quantity) < FEWEST or not is_specific(mention):
            continue
        earlier = by_name.setdefault((mention.quantity.unit, mention.name), [])
        for other in reversed(earlier[-PLACES_BACK:]):
            if _one_point(mention, other, claims.year) and not contradict(mention, other, claims.year):
                yield _misplaced(claims, mention, other)
                break
        earlier.append(mention)


def _one_point(one: Mention, other: Mention, report: int | None) -> bool:
    return (
        _powers_apart(one, other)
        and one.quantity.sentence != other.quantity.sentence
        and one.named == other.named
        and same_year(one.quantity, other.quantity, report)
        and any(
            code in _FROM_POWER and value == other.quantity.value
            for code, value in slips(one.quantity, other.quantity.interval)
        )
    )


def _powers_apart(one: Mention, other: Mention) -> bool:
    """Whether one value is a power of ten times the other: the cheap test before the others."""
    low, high = sorted((abs(one.quantity.value), abs(other.quantity.value)))
    if not low or high == low or high % low:
        return False
    return set(str(int(high / low))[1:]) == {"0"} and str(int(high / low))[0] == "1"


def _misplaced(claims: Claims, mention: Mention, other: Mention) -> Check:
    one, before = written(claims, mention.quantity), written(claims, other.quantity)
    return Check(
        rule=RULE,
        kind="magnitude",
        verdict="fails",
        spans=(span(claims, "stated", mention.quantity), span(claims, "other", other.quantity)),
        stated=one,
        computed=before,
        arithmetic=f"{one} ≠ {before}",
        message=said("proof-magnitude-shifted", name=mention.name, stated=one, other=before),
        level="question",
        cause="decimal-point",
    )
