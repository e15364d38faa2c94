"""Shares that cannot be above everything there is: a coverage of 842 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.claims.vocabulary import alternatives
from duxue.proofing.judging import said, span, written
from duxue.proofing.relations.subjects import naming

RULE = "above-all"
ALL = 100
_LINKS = "(?:也|均|都|已|仅|只|稳定|保持|分别)?(?:在|为|达到?|是|至|到)?"


@cache
def _never_above_all() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(naming()['at_most_all'])}){_LINKS}$")


@cache
def _may_exceed() -> re.Pattern[str]:
    return re.compile(alternatives(naming()["may_exceed"]))


def checks(claims: Claims) -> Iterator[Check]:
    """Shares above 100 % of what they are part of."""
    for quantity in claims.facts:
        if quantity.kind == "share" and quantity.value > ALL and _is_of_all(quantity):
            yield _too_high(claims, quantity)


def _is_of_all(quantity: Quantity) -> bool:
    if quantity.hedge or quantity.role not in ("level", "share"):
        return False
    if quantity.role == "share":
        return (
            bool(quantity.of)
            and not _may_exceed().search(quantity.of + quantity.lead)
            and _of_itself(quantity)
        )
    return _never_above_all().search(quantity.lead) is not None


def _of_itself(quantity: Quantity) -> bool:
    """占全国幼儿园 of what are 幼儿园 too: the part is surely in the whole."""
    subject = quantity.lead.split("占")[0]
    return quantity.part or (len(quantity.of) > 1 and quantity.of[-2:] in subject)


def _too_high(claims: Claims, quantity: Quantity) -> Check:
    stated = written(claims, quantity)
    return Check(
        rule=RULE,
        kind="share",
        verdict="fails",
        spans=(span(claims, "stated", quantity),),
        stated=stated,
        computed="≤ 100%",
        arithmetic=f"{stated} > 100%",
        message=said("proof-above-all-fails", stated=stated, name=quantity.lead[-20:]),
        level="impossible",
        cause="decimal-point" if quantity.value < ALL * 100 else "",
    )
