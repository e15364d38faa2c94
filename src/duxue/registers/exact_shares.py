"""Names of the columns with which a derived register keeps its exact shares."""

from __future__ import annotations

from duxue.registers.contracts import Contract

WEIGHT = ("_weight_n", "_weight_d")


def whole(name: str) -> str:
    """The column with the undivided asset of the whole school."""
    return f"_whole_{name}"


def exact_columns(contract: Contract) -> list[str]:
    """The columns beside the declared fields: undivided assets, then the share as numerator and denominator."""
    if contract.derived is None:
        return []
    return [*(whole(name) for name in contract.derived.shared), *WEIGHT]
