"""Rates with both counts beside them: 应检153所，实检150所，覆盖率98.0%; 抽检200批次，合格196批次，合格率98%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.claims.vocabulary import alternatives
from duxue.proofing.relations.proportions import Shared
from duxue.proofing.relations.subjects import naming

_RATE = re.compile(r"(?P<what>[\u4e00-\u9fff]{2,8})率(?:也|均|都|仅|只|为|达到?|是|约|近|至|:|：)*$")
_AMONG = re.compile("中的?$")
_SHOULD, _REALLY = (
    re.compile("应(?!用|急|对|届|变)"),
    re.compile("实(?:际|检|到|有|缴|收|查|报|考|参|际上|测|评|训|名)|已"),
)


@cache
def _counted_by() -> list[tuple[str, re.Pattern[str]]]:
    return [(what, re.compile(alternatives(words))) for what, words in naming()["rates"].items()]


def counted_rates(claims: Claims) -> Iterator[Shared]:
    """Every rate whose sentence has a count of what the rate names before it, and what that is counted of."""
    for sentence in claims.sentences:
        facts = [quantity for quantity in sentence.quantities if quantity.fact]
        for place, quantity in enumerate(facts):
            rate = (
                _RATE.search(quantity.lead) if quantity.kind == "share" and quantity.role == "level" else None
            )
            if rate:
                yield from _shared(claims, quantity, rate["what"], facts[:place])


def _shared(claims: Claims, stated: Quantity, what: str, facts: Sequence[Quantity]) -> Iterator[Shared]:
    levels = [one for one in facts if one.role == "level" and one.kind in ("count", "amount")]
    if len(levels) < 2:
        return
    part = levels[-1]
    wholes = [one for one in levels[:-1] if one.unit == part.unit]
    if not wholes or _other_rate(facts, part, stated):
        return
    whole = wholes[-1]
    named = any(what.endswith(name) and words.search(part.lead + part.tail) for name, words in _counted_by())
    due = _SHOULD.search(whole.lead) is not None and _REALLY.search(part.lead) is not None
    among = _AMONG.search(_between(claims, whole, part)) is not None or whole.tail.endswith("中")
    single = len({one.value for one in wholes}) == 1
    yield Shared(stated, part, (whole,), (named and single) or due or (named and among))


def _other_rate(facts: Sequence[Quantity], part: Quantity, stated: Quantity) -> bool:
    """Another share between the count and the rate: then the rate is said of that."""
    return any(part.index < one.index < stated.index and one.kind == "share" for one in facts)


def _between(claims: Claims, whole: Quantity, part: Quantity) -> str:
    return claims.document.passages[whole.passage].text[whole.end : part.start].rstrip("，")
