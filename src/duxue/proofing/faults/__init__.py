"""Faults of the text apart from its figures."""

from __future__ import annotations

from duxue.proofing.checks import TextFault
from duxue.proofing.document import Document


def text_faults(document: Document) -> tuple[TextFault, ...]:
    """In the order of the text."""
    return ()
