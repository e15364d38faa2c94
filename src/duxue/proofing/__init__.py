"""Proof: reading a finished report for what cannot be true."""

from __future__ import annotations

from duxue.proofing.checks import Check, Coverage, Proof, Span, TextFault
from duxue.proofing.document import Document, Place
from duxue.proofing.proofreading import proof

__all__ = ["Check", "Coverage", "Document", "Place", "Proof", "Span", "TextFault", "proof"]
