"""Claims: every number of a report with its unit, hedge, role, and what it is about."""

from __future__ import annotations

from duxue.proofing.claims.quantity import Claims, Quantity, Sentence
from duxue.proofing.claims.reading import read_claims

__all__ = ["Claims", "Quantity", "Sentence", "read_claims"]
