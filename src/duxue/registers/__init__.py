"""Registers: their contracts, the intake of files, obligations and filings, and typed snapshots."""

from __future__ import annotations

from duxue.registers.contracts import Across, Check, Contract, Derived, Stage, load_contract
from duxue.registers.exact_shares import exact_columns
from duxue.registers.filing import Filing, Obligation, read_filings, read_obligations
from duxue.registers.hashing import content_hash
from duxue.registers.intake import take_in
from duxue.registers.manifest import ManifestEntry, read_manifest
from duxue.registers.safe_paths import safe_path
from duxue.registers.snapshots import Register

__all__ = [
    "Across",
    "Check",
    "Contract",
    "Derived",
    "Filing",
    "ManifestEntry",
    "Obligation",
    "Register",
    "Stage",
    "content_hash",
    "exact_columns",
    "load_contract",
    "read_filings",
    "read_manifest",
    "read_obligations",
    "safe_path",
    "take_in",
]
