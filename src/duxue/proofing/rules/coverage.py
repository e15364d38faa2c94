"""A rate that is named, against the counts beside it: 43个断面中水质优良的29个，水质优良率67.4%."""

from __future__ import annotations

from collections.abc import Iterator

from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims
from duxue.proofing.relations.coverages import coverages
from duxue.proofing.relations.quotients import told

RULE = "coverage"


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each rate that the words tie to two counts; the others are told only where they agree."""
    for found in coverages(claims):
        made = told(RULE, claims, found, _code)
        if made is not None:
            yield made


def _code(ending: str) -> str:
    return f"proof-coverage-{ending}"
