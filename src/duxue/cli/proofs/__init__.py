"""What `duxue proof` shows on a terminal."""

from __future__ import annotations

from duxue.cli.proofs.page import ProofPage

__all__ = ["ProofPage"]
