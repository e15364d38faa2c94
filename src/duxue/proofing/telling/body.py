"""`duxue proof --json`: everything that was found, as one document."""

from __future__ import annotations

from typing import Any

from duxue.messages import Text
from duxue.proofing.checks import Check, Proof, TextFault
from duxue.proofing.document import Document, Place, Unread
from duxue.proofing.telling.findings import numbered

Body = dict[str, Any]


def proof_document(document: Document, proof: Proof) -> Body:
    """The whole proof; checks in the order of the text, also those that hold. Offsets are code points of its text."""
    faults = sorted(proof.faults, key=lambda fault: fault.places)
    return {
        "document": {"name": document.name, "sha256": document.sha256, "chars": len(document.text)},
        "coverage": {
            "numbers": proof.coverage.numbers,
            "facts": proof.coverage.facts,
            "linked": proof.coverage.linked,
            "unread": [_unread(piece) for piece in document.unread],
        },
        "checks": [_check(name, check) for name, check in numbered(proof)],
        "text": [_fault(document, fault) for fault in faults],
        "against": [dict(comparison) for comparison in proof.against],
    }


def _check(name: str, check: Check) -> Body:
    return {
        "id": name,
        "rule": check.rule,
        "kind": check.kind,
        "cause": check.cause or None,
        "verdict": check.verdict,
        "level": check.level,
        "spans": [{"role": span.role, **_place(span.place), "text": span.text} for span in check.spans],
        "stated": check.stated,
        "computed": check.computed,
        "message": _words(check.message),
    }


def _fault(document: Document, fault: TextFault) -> Body:
    places = [{**_place(place), "text": document.text[place.start : place.end]} for place in fault.places]
    return {
        "rule": fault.rule,
        "sure": fault.sure,
        "spans": places,
        "text": fault.text,
        "message": _words(fault.message),
    }


def _unread(piece: Unread) -> Body:
    return {**_place(piece.place), "reason": piece.reason}


def _place(place: Place) -> Body:
    return {"start": place.start, "end": place.end}


def _words(words: Text) -> Body:
    return {"zh": words.zh, "en": words.en}
