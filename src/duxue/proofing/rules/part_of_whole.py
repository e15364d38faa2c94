"""A part named by 其中 or 中有 is not above its whole."""

from __future__ import annotations

from collections.abc import Iterator

from duxue.proofing.causes import likely_cause
from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.judging import Judged, check, piece, said, span, written
from duxue.proofing.relations.lists import listed
from duxue.proofing.relations.settled import Settled, settled
from duxue.proofing.relations.sums import bare, named, size_of
from duxue.proofing.relations.wholes import above, coarse

RULE = "part-of-whole"


def checks(claims: Claims) -> Iterator[Check]:
    """One check for a single part; of several parts those that are above the whole alone."""
    for partition in listed(claims):
        if partition.closed or (partition.agrees and len(partition.parts) > 1):
            continue
        for part in partition.parts:
            judged = _judged(part, partition.whole)
            if len(partition.parts) == 1 or (judged != "holds" and not partition.alike):
                yield _check(claims, part, partition.whole, judged, partition.sure)
    yield from (_settled(claims, found) for found in settled(claims))


def _settled(claims: Claims, found: Settled) -> Check:
    """Where others are named beside those that are settled, the settled ones are fewer."""
    whole, done = found.whole, found.done
    over = done.value > whole.value
    judged: Judged = "fails" if over else "doubtful" if found.rest and done.value == whole.value else "holds"
    rest = [piece(claims, "other", done.passage, *found.rest)] if found.rest else []
    sign = ">" if over else "<" if done.value < whole.value else "="
    facts = {"part": _words(claims, done), "whole": _words(claims, whole), "cause": ""}
    return check(
        RULE,
        "part",
        judged,
        "impossible",
        [span(claims, "stated", whole), span(claims, "part", done), *rest],
        stated=written(claims, whole),
        computed=f"≥ {written(claims, done)}",
        arithmetic=f"{bare(done.value, size_of(claims, whole))} {sign} {bare(whole.value, size_of(claims, whole))}",
        message=said(
            f"proof-part-of-whole-{'within' if judged == 'holds' else 'above' if over else 'none-left'}",
            **facts,
        ),
    )


def _words(claims: Claims, quantity: Quantity) -> str:
    return f"{written(claims, quantity)}{quantity.noun[:4]}"


def _judged(part: Quantity, whole: Quantity) -> Judged:
    if not above(part.interval, whole.interval):
        return "holds"
    return "fails" if above(coarse(part, [whole]), coarse(whole, [part])) else "doubtful"


def _check(claims: Claims, part: Quantity, whole: Quantity, judged: Judged, sure: bool) -> Check:
    cause, because = "", None
    if judged != "holds":
        cause, because = likely_cause(part, whole.interval, (whole,), claims=claims)
        because = None if cause in ("off-by-one", "") else because
        cause = cause if because is not None else ""
    size = size_of(claims, whole)
    sign = "≤" if judged == "holds" else ">"
    facts = {"part": named(claims, part), "whole": named(claims, whole), "cause": because or ""}
    return check(
        RULE,
        "part",
        "doubtful" if judged == "fails" and not sure else judged,
        "impossible",
        [span(claims, "stated", part), span(claims, "whole", whole)],
        stated=written(claims, part),
        computed=f"≤ {written(claims, whole)}",
        arithmetic=f"{bare(part.value, size)} {sign} {bare(whole.value, size)}",
        message=said(
            "proof-part-of-whole-within" if judged == "holds" else "proof-part-of-whole-above", **facts
        ),
        cause=cause,
    )
