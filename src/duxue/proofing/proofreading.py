"""One function from a document to all that was found in it."""

from __future__ import annotations

from collections.abc import Iterable

from duxue.proofing.against import Known, compared
from duxue.proofing.checks import Check, Coverage, Proof
from duxue.proofing.claims import Claims, read_claims
from duxue.proofing.document import Document
from duxue.proofing.faults import text_faults
from duxue.proofing.rules import rules

WEIGHT = {"impossible": 0, "inconsistent": 1, "below-standard": 2, "question": 3, "holds": 4, "unsure": 5}


def proof(document: Document, known: Iterable[Known] = ()) -> Proof:
    """Reads the figures of a document, checks how they relate, and looks for faults of the text.

    Figures `known` of a run are held against those that the text states.
    """
    claims = read_claims(document)
    checks = _once(check for rule in rules().values() for check in rule(claims))
    places = tuple(claims.place(fact) for fact in claims.facts)
    against = compared(claims, known)
    return Proof(checks, text_faults(document), _coverage(claims, checks), against, places)


def _once(checks: Iterable[Check]) -> tuple[Check, ...]:
    """In the order of the text. Of checks of the same figure against the same places one stays, a failing one first."""
    found: dict[object, Check] = {}
    for check in checks:
        key = (check.stated_span.place, frozenset((span.place.start, span.place.end) for span in check.spans))
        known = found.get(key)
        if known is None or _weight(check) < _weight(known):
            found[key] = check
    return tuple(sorted(found.values(), key=lambda check: (check.stated_span.place, check.rule)))


def _weight(check: Check) -> int:
    return WEIGHT[check.level or check.verdict]


def _coverage(claims: Claims, checks: tuple[Check, ...]) -> Coverage:
    """Facts that stand in a relation: those that a span of a check touches."""
    places = sorted({(span.place.start, span.place.end) for check in checks for span in check.spans})
    linked, furthest, order = 0, -1, 0
    for place in sorted(claims.place(fact) for fact in claims.facts):
        while order < len(places) and places[order][0] < place.end:
            furthest = max(furthest, places[order][1])
            order += 1
        linked += furthest > place.start
    return Coverage(len(claims.quantities), len(claims.facts), linked)
