"""Telling what a proof found: one JSON document, a page of its own, comments in the reader's Word document."""

from __future__ import annotations

from duxue.proofing.telling.body import proof_document

__all__ = ["proof_document"]
