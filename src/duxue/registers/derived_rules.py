"""What must be right in the `derived` part of a contract, alone and beside its source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from duxue.messages import Fault, Place, listed
from duxue.notation import likely
from duxue.registers.fields import AreaField, CodeField, DecimalField, Field, IntegerField
from duxue.registers.hints import did_you_mean

if TYPE_CHECKING:
    from duxue.registers.contracts import Contract, Derived

PlaceOf = Callable[[tuple[str | int, ...]], Place]

MOST_WEIGHT_DIGITS = 4
"""Digits after the point of a weight; with six-digit numbers of pupils the exact shares stay BIGINT."""


def faults_of_derived(contract: Contract, place: PlaceOf) -> Iterator[Fault]:
    """Faults that can be seen without the source's contract."""
    derived = contract.derived
    if derived is None:
        return
    at = ("derived",)
    named = {"stage_field": derived.stage_field, "pupils_field": derived.pupils_field}
    for key, name in named.items():
        if name not in contract.fields:
            yield _unknown(key, name, contract.fields, place((*at, key)))
    for name in derived.shared:
        yield from _shared(contract, name, place((*at, "shared")))
    yield from _stages(contract, derived, place)
    yield from _weights(derived, place)


def _shared(contract: Contract, name: str, at: Place) -> Iterator[Fault]:
    field = contract.fields.get(name)
    if field is None:
        yield _unknown("shared", name, contract.fields, at)
    elif not isinstance(field, (IntegerField, DecimalField)):
        yield Fault("registers-derived-not-a-number", at, {"name": name, "type": field.type})
    elif field.lowest is None or field.lowest < 0:
        yield Fault("registers-derived-may-be-negative", at, {"name": name, "register": contract.id})


def _stages(contract: Contract, derived: Derived, place: PlaceOf) -> Iterator[Fault]:
    stage_field = contract.fields.get(derived.stage_field)
    codes = stage_field.codes if isinstance(stage_field, CodeField) else {}
    if stage_field is not None and (not codes or derived.stage_field not in contract.key):
        yield Fault("registers-derived-stage-field", place(("derived",)), {"name": derived.stage_field})
    for stage, settings in derived.stages.items():
        at = ("derived", "stages", stage)
        if settings.keep and codes and stage not in codes:
            yield _unknown("stages", stage, codes, place(at))
        for name in settings.fields:
            if name not in contract.fields:
                yield _unknown("fields", name, contract.fields, place((*at, "fields", name)))
    for number, stage in enumerate(derived.order):
        if stage not in derived.stages:
            yield _unknown("order", stage, derived.stages, place(("derived", "order", number)))
    if not any(stage.keep for stage in derived.stages.values()):
        yield Fault("registers-derived-keeps-nothing", place(("derived", "stages")), {})


def _weights(derived: Derived, place: PlaceOf) -> Iterator[Fault]:
    for kind, weights in derived.weights.items():
        for stage, weight in weights.items():
            at = place(("derived", "weights", kind, stage))
            if stage not in derived.stages:
                yield _unknown("weights", stage, derived.stages, at)
            exact = Fraction(weight) * 10**MOST_WEIGHT_DIGITS
            if not 0 < exact <= 1000 * 10**MOST_WEIGHT_DIGITS or exact.denominator != 1:
                yield Fault("registers-derived-weight", at, {"found": str(weight)})


def faults_beside_source(contract: Contract, source: Contract) -> Iterator[Fault]:
    """Faults that need both contracts; the place is the derived contract's id.

    Every field of the derived register must come from somewhere: the stage, the pupils, a stage's fields,
    a shared field, or a field of the same name in the source.
    """
    derived = contract.derived
    if derived is None:
        return
    at = Place(file=contract.id)
    if source.id != derived.source:
        yield Fault("registers-derived-other-source", at, {"found": source.id, "wanted": derived.source})
    wanted: dict[str, set[str]] = {}
    for stage in derived.stages.values():
        wanted.setdefault(derived.pupils_field, set()).add(stage.pupils)
        for name, origin in stage.fields.items():
            wanted.setdefault(name, set()).add(origin)
    for name in contract.fields:
        if name not in wanted and name != derived.stage_field:
            wanted[name] = {name}
    wanted[""] = {derived.weights_by}
    for name in derived.shared:
        if name in source.fields:
            yield from _shared(source, name, at)
    for name, origins in wanted.items():
        for origin in sorted(origins):
            yield from _pair(contract, source, name, origin, at)
    yield from _kinds(derived, source, at)


def _pair(contract: Contract, source: Contract, name: str, origin: str, at: Place) -> Iterator[Fault]:
    field, there = contract.fields.get(name), source.fields.get(origin)
    if there is None:
        yield _unknown("derived", origin, source.fields, at)
    elif field is not None and not _same(field, there):
        yield Fault(
            "registers-derived-types-differ",
            at,
            {"name": name, "type": _words(field), "origin": origin, "origin_type": _words(there)},
        )


def _kinds(derived: Derived, source: Contract, at: Place) -> Iterator[Fault]:
    kinds = source.fields.get(derived.weights_by)
    if not isinstance(kinds, CodeField) or not source.must_be_filled(derived.weights_by):
        if kinds is not None:
            yield Fault("registers-derived-kinds", at, {"name": derived.weights_by})
        return
    for kind in derived.weights:
        if kind not in kinds.codes:
            yield _unknown("weights", kind, kinds.codes, at)


def _same(field: Field, there: Field) -> bool:
    if isinstance(field, (IntegerField, DecimalField)):
        return isinstance(there, (IntegerField, DecimalField)) and (field.places, field.unit) == (
            there.places,
            there.unit,
        )
    if isinstance(field, CodeField):
        return isinstance(there, CodeField) and set(field.codes) >= set(there.codes)
    return field.type == there.type or (field.type == "text" and isinstance(there, AreaField))


def _words(field: Field) -> str:
    if isinstance(field, (IntegerField, DecimalField)):
        return f"{field.type}({field.places}) {field.unit}"
    return field.type


def _unknown(key: str, name: str, allowed: dict[str, object] | object, at: Place) -> Fault:
    words = list(allowed) if isinstance(allowed, dict) else []
    return Fault(
        "registers-not-a-field",
        at,
        {"key": key, "found": name, "likely": did_you_mean(likely(name, words)), "allowed": listed(words)},
    )
