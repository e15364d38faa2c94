"""A report held against a run of a workspace."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from duxue.cli.proofs.known import known_figures
from duxue.cli.reading import reading
from duxue.cli.screen import Screen
from duxue.proofing import Document, Proof
from duxue.proofing.against import compared
from duxue.proofing.claims import read_claims


def held_against(screen: Screen, document: Document, found: Proof, workspace: Path, run: str | None) -> Proof:
    """The proof with the comparisons; the newest run, evaluated first where none is current."""
    with reading(screen, workspace, run) as read:
        known = known_figures(read)
    return replace(found, against=compared(read_claims(document), known))
