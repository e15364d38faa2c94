"""What is wrong with checks across registers, as far as the contracts tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from duxue.expressions import FieldType, fields_of, parse
from duxue.expressions import check as check_types
from duxue.messages import Fault, InputError, Place, listed
from duxue.notation import likely
from duxue.registers.contracts import Across, Contract
from duxue.registers.hints import did_you_mean

PREFIX = "other."
"""How a check names the fields of the other register."""


def faults_of_across(contract: Contract, contracts: Mapping[str, Contract]) -> list[Fault]:
    """What is wrong with the checks across registers, once the other contracts are known."""
    faults: list[Fault] = []
    for check in contract.across:
        at = Place(file=contract.id, field=check.id)
        other = contracts.get(check.register_id)
        if other is None:
            faults.append(
                Fault(
                    "registers-unknown-register",
                    at,
                    {
                        "found": check.register_id,
                        "likely": did_you_mean(likely(check.register_id, contracts)),
                        "allowed": listed(contracts),
                    },
                )
            )
            continue
        unmatched = list(_matching(check, contract, other, at))
        faults += unmatched
        if not unmatched:
            faults += _expression(check, contract, other, at)
    return faults


def _matching(check: Across, contract: Contract, other: Contract, at: Place) -> Iterator[Fault]:
    for mine, theirs in check.on.items():
        if theirs not in other.fields:
            yield _unknown_field(check, theirs, other, at)
        elif mine in contract.fields and contract.fields[mine].type != other.fields[theirs].type:
            yield Fault(
                "registers-across-types-differ",
                at,
                {
                    "check": check.id,
                    "name": mine,
                    "type": contract.fields[mine].type,
                    "found": theirs,
                    "other_type": other.fields[theirs].type,
                },
            )
    if not set(other.key) <= set(check.on.values()):
        yield Fault(
            "registers-across-not-unique",
            at,
            {
                "check": check.id,
                "register": other.id,
                "on": listed(check.on.values()),
                "key": listed(other.key),
            },
        )


def _expression(check: Across, contract: Contract, other: Contract, at: Place) -> list[Fault]:
    try:
        must = parse(check.must, at)
        unknown = [name for name in sorted(fields_of(must)) if _is_unknown(name, other)]
        if unknown:
            return [_unknown_field(check, name.removeprefix(PREFIX), other, at) for name in unknown]
        found = check_types(must, types_beside(contract, other), at)
    except InputError as error:
        return list(error.faults)
    if found.kind != "boolean":
        return [Fault("registers-check-not-yes-or-no", at, {"check": check.id, "must": check.must})]
    return []


def _is_unknown(name: str, other: Contract) -> bool:
    return name.startswith(PREFIX) and name.removeprefix(PREFIX) not in other.fields


def _unknown_field(check: Across, name: str, other: Contract, at: Place) -> Fault:
    return Fault(
        "registers-across-unknown-field",
        at,
        {
            "check": check.id,
            "register": other.id,
            "found": name,
            "likely": did_you_mean(likely(name, other.fields)),
            "allowed": listed(other.fields),
        },
    )


def types_beside(contract: Contract, other: Contract) -> dict[str, FieldType]:
    """The types of a register's own fields and, with the prefix, of the other's."""
    theirs = {PREFIX + name: kind for name, kind in other.field_types().items()}
    return {**contract.field_types(), **theirs}
