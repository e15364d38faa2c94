"""Points between two rates that are both stated: 同比增长6.8%（上年同期增长3.8%）, 增速提高3个百分点."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims, Quantity, Sentence
from duxue.proofing.claims.vocabulary import alternatives
from duxue.proofing.relations.bounds import narrow, signed, wide
from duxue.proofing.relations.leads import Lead, change, lead_of
from duxue.proofing.relations.outcomes import Found, number, outcomes

RULE = "growth-difference"


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each number of points that a sentence gives between a rate now and one before."""
    for sentence in claims.sentences:
        facts = [one for one in sentence.quantities if one.fact and one.role in ("rate", "points")]
        points = [one for one in facts if one.role == "points"]
        rates = [one for one in facts if one.role == "rate" and one.kind == "share"]
        if len(points) == 1 and len(rates) == 2:
            found = _found(claims, sentence, rates, points[0])
            if found is not None:
                yield from outcomes(claims, found)


def _found(claims: Claims, sentence: Sentence, rates: Sequence[Quantity], points: Quantity) -> Found | None:
    text = claims.document.passages[sentence.passage].text
    ends = [sentence.start, *(one.end for one in rates)]
    leads = [lead_of(text, end, one) for end, one in zip(ends, rates, strict=False)]
    spoken = lead_of(text, max(end for end in ends if end <= points.number[0]), points)
    now, then = (rates[0], rates[1]) if _is_before(leads[1]) else (rates[1], rates[0])
    if (
        _is_before(leads[0]) == _is_before(leads[1])
        or not _is_speed(spoken)
        or not _same(spoken, leads, rates, now)
    ):
        return None
    falls = re.search("降幅|跌幅|减幅", spoken.text) is not None
    sign = (points.sign or 1) * (-1 if falls else 1)
    close, loose = (signed(now, side) - signed(then, side) for side in (narrow, wide))
    value = (now.value * (now.sign or 1) - then.value * (then.sign or 1)) * sign
    first, second = (f"{'-' if one.sign < 0 else ''}{number(one.value)}" for one in (now, then))
    return Found(
        rule=RULE,
        kind="difference",
        codes=("proof-growth-difference-holds", "proof-growth-difference-differs"),
        stated=points,
        narrow=(narrow(points).scale(sign), close),
        wide=(wide(points).scale(sign), loose),
        shown=f"{number(value)}{points.unit}",
        arithmetic=f"{first} - {'(' + second + ')' if second.startswith('-') else second}",
        others=(("level", now), ("base", then)),
        expected=close.scale(sign),
    )


def _is_before(lead: Lead) -> bool:
    return re.search(alternatives(change()["earlier"]), lead.text) is not None and not re.search(
        "比|较", lead.text
    )


def _is_speed(lead: Lead) -> bool:
    return any(word in lead.text for word in change()["speeds"])


def _same(spoken: Lead, leads: Sequence[Lead], rates: Sequence[Quantity], now: Quantity) -> bool:
    """Whether points and the earlier rate are of the year before, and neither names a subject of its own."""
    then = leads[1] if now is rates[0] else leads[0]
    return spoken.basis in ("", "same") and (now is rates[1] or not then.subject)
