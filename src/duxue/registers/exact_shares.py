"""Names of the columns with which a derived register keeps its exact shares."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from duxue.registers.contracts import Contract, Derived
from duxue.registers.fields import DecimalField, IntegerField

WEIGHT = ("_weight_n", "_weight_d")


def whole(name: str) -> str:
    """The column with the undivided asset of the whole school."""
    return f"_whole_{name}"


def exact_columns(contract: Contract) -> list[str]:
    """The columns beside the declared fields: undivided assets, then the share as numerator and denominator."""
    if contract.derived is None:
        return []
    return [*(whole(name) for name in contract.derived.shared), *WEIGHT]


def factors(derived: Derived, kind: str) -> dict[str, int]:
    """The weights of a school type as whole numbers in one scale; 0 for stages it has not."""
    weights = {stage: Fraction(weight) for stage, weight in derived.weights[kind].items()}
    scale = lcm(*(weight.denominator for weight in weights.values()))
    return {stage: int(weights.get(stage, Fraction(0)) * scale) for stage in derived.stages}


def largest_weight(derived: Derived, source: Contract) -> Fraction | None:
    """What no stage's weighted pupils pass; None where a contract says no largest number of pupils."""
    fields = [source.fields[stage.pupils] for stage in derived.stages.values()]
    pupils = [field.highest for field in fields if isinstance(field, IntegerField | DecimalField)]
    known = [most for most in pupils if most is not None]
    if len(known) < len(fields):
        return None
    return max(known) * max(1, *(one for kind in derived.weights for one in factors(derived, kind).values()))
