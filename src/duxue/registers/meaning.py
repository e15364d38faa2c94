"""What a contract means, as one hash: two contracts with the same hash accept and read the same rows."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Any

from duxue.expressions import canonical, parse
from duxue.registers.contracts import Across, Check, Contract, Derived
from duxue.registers.fields import CodeField, DecimalField, Field, IntegerField
from duxue.values import plain


def meaning(contract: Contract) -> str:
    """SHA-256 over all that changes values or acceptance.

    Left out: titles, notes, messages, sources, sensitivity and the edition itself.
    """
    parts = {
        "id": contract.id,
        "kind": contract.kind,
        "period": [contract.period_type.value, contract.as_of, contract.dated_by],
        "who": [contract.reported_by, contract.area, contract.one_row_per_reporter],
        "key": contract.key,
        "fields": [
            [name, *_field(field), contract.must_be_filled(name)] for name, field in contract.fields.items()
        ],
        "checks": sorted(_check(check) for check in contract.checks),
        "across": sorted(_across(check) for check in contract.across),
        "derived": _derived(contract.derived),
    }
    return sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _field(field: Field) -> list[Any]:
    if isinstance(field, CodeField):
        return [field.type, sorted(field.codes)]
    if isinstance(field, (IntegerField, DecimalField)):
        scale = field.scale if isinstance(field, DecimalField) else 0
        return [field.type, scale, field.unit, _number(field.min), _number(field.max)]
    return [field.type]


def _check(check: Check) -> list[str]:
    return [check.id, canonical(parse(check.must, None)), check.severity]


def _across(check: Across) -> list[Any]:
    must = canonical(parse(check.must, None))
    return [check.id, check.register_id, sorted(check.on.items()), must, check.severity]


def _derived(derived: Derived | None) -> Any:
    if derived is None:
        return None
    stages = [
        [name, stage.pupils, sorted(stage.fields.items()), stage.keep]
        for name, stage in derived.stages.items()
    ]
    weights = {
        kind: {stage: _number(weight) for stage, weight in stages.items()}
        for kind, stages in derived.weights.items()
    }
    names = [derived.stage_field, derived.pupils_field, derived.weights_by]
    return [derived.source, stages, sorted(derived.shared), names, weights]


def _number(value: int | Decimal | None) -> str | None:
    return None if value is None else plain(Fraction(value))
