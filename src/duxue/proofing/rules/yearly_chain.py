"""An average yearly rate against the rates of the single years: 1981年增长5.7%, 1982年增长5%, 两年平均每年递增5.3%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims, Quantity, Sentence
from duxue.proofing.claims.context import years
from duxue.proofing.relations.bounds import grown, narrow, root, signed, wide
from duxue.proofing.relations.outcomes import Found, numbers, outcomes, rate_shown
from duxue.proofing.relations.year_spans import count_of
from duxue.values import Interval

RULE = "yearly-chain"
_MOST = 6
"""Over how many years an average is followed."""
_AVERAGE = re.compile("(?P<count>[两三四五六2-6])年(?:平均|年均|平均每年|间?年均)[^，。；：]{0,8}$")


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each average over years whose own rates stand before it in the sentence."""
    for sentence in claims.sentences:
        rates = [
            one for one in sentence.quantities if one.fact and one.role == "rate" and one.kind == "share"
        ]
        for place, stated in enumerate(rates):
            single = _single(claims, sentence, rates[max(0, place - _MOST) : place], stated)
            if single:
                yield from outcomes(claims, _found(stated, single))


def _single(
    claims: Claims, sentence: Sentence, before: Sequence[Quantity], stated: Quantity
) -> Sequence[Quantity]:
    text = claims.document.passages[sentence.passage].text
    start = stated.number[0]
    found = _AVERAGE.search(text[max(sentence.start, start - 24) : start])
    count = count_of(found["count"]) if found else 0
    single = before[-count:] if count else []
    bases = [years(one.basis) for one in single]
    if len(single) < count or count < 2 or not all(bases):
        return []
    first = bases[0][0][1]
    return single if [named[0][1] for named in bases] == list(range(first, first + count)) else []


def _found(stated: Quantity, single: Sequence[Quantity]) -> Found:
    count = len(single)
    close, loose, exact = Interval.exact(1), Interval.exact(1), Fraction(1)
    for one in single:
        sign = -1 if one.sign < 0 else 1
        close = close.times(grown(signed(one, narrow), 1))
        loose = loose.times(grown(signed(one, wide), 1))
        exact *= 1 + sign * one.value / 100
    value = root(max(exact, Fraction(1, 1000)), count) * (-1 if stated.sign < 0 else 1)
    line = " × ".join(
        f"(1 {'-' if one.sign < 0 else '+'} {number}%)"
        for one, number in zip(single, numbers(single), strict=True)
    )
    return Found(
        rule=RULE, kind="growth", codes=("proof-yearly-growth-chain-holds", "proof-yearly-growth-chain-differs"), stated=stated,
        narrow=(grown(signed(stated, narrow), count), close), wide=(grown(signed(stated, wide), count), loose),
        shown=rate_shown(value, stated, narrow(stated)), arithmetic=f"[{line}]^(1/{count}) - 1",
        others=tuple(("rate", one) for one in single),
        expected=Interval.exact(value), years=count,
    )  # fmt: skip
