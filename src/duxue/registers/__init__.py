"""Registers: their contracts, the intake of files, obligations and filings, and typed snapshots."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from duxue.registers.across_rules import faults_of_across
from duxue.registers.contracts import Across, Check, Contract, Derived, Stage, load_contract
from duxue.registers.derived_rules import faults_beside_source
from duxue.registers.exact_shares import exact_columns, largest_weight
from duxue.registers.filing import Filing, Obligation, read_filings, read_obligations
from duxue.registers.hashing import content_hash
from duxue.registers.manifest import ManifestEntry, read_manifest
from duxue.registers.meaning import meaning
from duxue.registers.merging import merged
from duxue.registers.safe_paths import safe_path
from duxue.registers.snapshots import Register

if TYPE_CHECKING:
    from duxue.registers.across import check_across
    from duxue.registers.deriving import derive
    from duxue.registers.intake import take_in

# What reads rows brings in the SQL library, which takes longer to load than a small evaluation to run.
_WITH_SQL = {
    "check_across": "duxue.registers.across",
    "derive": "duxue.registers.deriving",
    "take_in": "duxue.registers.intake",
}


def __getattr__(name: str) -> Any:
    if name in _WITH_SQL:
        return getattr(import_module(_WITH_SQL[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


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
    "largest_weight",
    "load_contract",
    "meaning",
    "merged",
    "read_filings",
    "read_manifest",
    "read_obligations",
    "safe_path",
    "take_in",
]
