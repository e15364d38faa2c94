"""Registers: their contracts, the intake of files, obligations and filings, and typed snapshots."""

from __future__ import annotations

from duxue.registers.across import check_across, faults_of_across
from duxue.registers.contracts import Across, Check, Contract, Derived, Stage, load_contract
from duxue.registers.derived_rules import faults_beside_source
from duxue.registers.deriving import derive
from duxue.registers.exact_shares import exact_columns
from duxue.registers.filing import Filing, Obligation, read_filings, read_obligations
from duxue.registers.hashing import content_hash
from duxue.registers.intake import take_in
from duxue.registers.manifest import ManifestEntry, read_manifest
from duxue.registers.meaning import meaning
from duxue.registers.merging import merged
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
    "check_across",
    "content_hash",
    "derive",
    "exact_columns",
    "faults_beside_source",
    "faults_of_across",
    "load_contract",
    "meaning",
    "merged",
    "read_filings",
    "read_manifest",
    "read_obligations",
    "safe_path",
    "take_in",
]
