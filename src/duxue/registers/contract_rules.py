"""What must be right inside one contract beyond the form of its keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from duxue.expressions import FUNCTIONS, RESERVED, parse
from duxue.expressions import check as check_types
from duxue.messages import Fault, InputError, Place, listed
from duxue.notation import likely
from duxue.periods import PeriodType
from duxue.registers.derived_rules import faults_of_derived
from duxue.registers.fields import AreaField, CodeField, DateField, DecimalField, Field, IntegerField
from duxue.registers.hints import did_you_mean
from duxue.values import plain, unit

if TYPE_CHECKING:
    from duxue.registers.contracts import Contract

PlaceOf = Callable[[tuple[str | int, ...]], Place]

NOT_FOR_FIELDS = frozenset(RESERVED) | frozenset(FUNCTIONS) | {"other"}
IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
FIELD_NAME = re.compile(r"[a-z][a-z0-9_]*")


def faults_of_contract(contract: Contract, place: PlaceOf) -> Iterator[Fault]:
    """Every fault of a contract whose keys have the right form."""
    if not IDENTIFIER.fullmatch(contract.id):
        yield Fault("registers-id", place(("id",)), {"found": contract.id})
    yield from _names(contract, place)
    yield from _titles(contract, place)
    yield from _references(contract, place)
    for name, field in contract.fields.items():
        yield from _field(name, field, place)
    yield from _as_of(contract, place)
    if not any(_unknown_units(contract)):
        yield from _checks(contract, place)
    yield from faults_of_derived(contract, place)


def _names(contract: Contract, place: PlaceOf) -> Iterator[Fault]:
    for name in contract.fields:
        if not FIELD_NAME.fullmatch(name) or name in NOT_FOR_FIELDS:
            yield Fault(
                "registers-field-name",
                place(("fields", name)),
                {"found": name, "reserved": ", ".join(sorted(NOT_FOR_FIELDS))},
            )


def _titles(contract: Contract, place: PlaceOf) -> Iterator[Fault]:
    """A column is found by the field's name or either title, so no word may stand for two fields."""
    owner: dict[str, str] = {}
    for name, field in contract.fields.items():
        for word in dict.fromkeys([name, field.title.zh, field.title.en]):
            first = owner.setdefault(word.strip().casefold(), name)
            if first != name:
                yield Fault(
                    "registers-title-twice",
                    place(("fields", name, "title")),
                    {"title": word, "first": first, "second": name},
                )


def _references(contract: Contract, place: PlaceOf) -> Iterator[Fault]:
    single = {"reported_by": contract.reported_by, "area": contract.area}
    if contract.dated_by is not None:
        single["dated_by"] = contract.dated_by
    for key, name in single.items():
        yield from _known(contract, key, name, place((key,)))
        wanted = DateField if key == "dated_by" else AreaField
        field = contract.fields.get(name)
        if field is not None and not isinstance(field, wanted):
            yield Fault(
                "registers-wrong-type-of-field",
                place((key,)),
                {
                    "key": key,
                    "name": name,
                    "type": field.type,
                    "wanted": "date" if key == "dated_by" else "area",
                },
            )
    for index, name in enumerate(contract.key):
        yield from _known(contract, "key", name, place(("key", index)))
        if name in contract.key[:index]:
            yield Fault("registers-key-names-twice", place(("key", index)), {"name": name})


def _known(contract: Contract, key: str, name: str, at: Place) -> Iterator[Fault]:
    if name not in contract.fields:
        yield Fault(
            "registers-not-a-field",
            at,
            {
                "key": key,
                "found": name,
                "likely": did_you_mean(likely(name, contract.fields)),
                "allowed": listed(contract.fields),
            },
        )


def _field(name: str, field: Field, place: PlaceOf) -> Iterator[Fault]:
    if isinstance(field, (IntegerField, DecimalField)):
        at = place(("fields", name, "unit"))
        yield from (Fault(fault.code, at, fault.facts) for fault in _unit_faults(field.unit))
        low, high = field.lowest, field.highest
        if low is not None and high is not None and low > high:
            yield Fault(
                "registers-range-empty",
                place(("fields", name, "min")),
                {"name": name, "min": plain(low), "max": plain(high)},
            )
    if isinstance(field, CodeField):
        yield from _code_list(name, field, place)


def _unit_faults(name: str) -> tuple[Fault, ...]:
    try:
        unit(name)
    except InputError as error:
        return error.faults
    return ()


def _unknown_units(contract: Contract) -> Iterator[bool]:
    numbers = (field for field in contract.fields.values() if isinstance(field, (IntegerField, DecimalField)))
    return (bool(_unit_faults(field.unit)) for field in numbers)


def _code_list(name: str, field: CodeField, place: PlaceOf) -> Iterator[Fault]:
    if not field.codes:
        yield Fault("registers-codes-empty", place(("fields", name, "codes")), {"name": name})
    owner: dict[str, str] = {}
    for code, title in field.codes.items():
        for word in dict.fromkeys([code, title.zh, title.en]):
            first = owner.setdefault(word, code)
            if first != code:
                yield Fault(
                    "registers-title-twice",
                    place(("fields", name, "codes", code)),
                    {"title": word, "first": first, "second": code},
                )


def _as_of(contract: Contract, place: PlaceOf) -> Iterator[Fault]:
    if contract.as_of is None:
        return
    yearly = contract.period_type in (PeriodType.FISCAL_YEAR, PeriodType.SCHOOL_YEAR)
    if not yearly or not _is_day(contract.as_of):
        yield Fault(
            "registers-as-of",
            place(("as_of",)),
            {"found": contract.as_of, "period_type": contract.period_type.value},
        )


def _is_day(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date(2001, int(text[:2]), int(text[3:]))  # no leap year: 02-29 would be missing in most years
    except ValueError:
        return False
    return True


def _checks(contract: Contract, place: PlaceOf) -> Iterator[Fault]:
    types = contract.field_types()
    seen: set[str] = set()
    for index, check in enumerate(contract.checks):
        at = place(("checks", index, "must"))
        if check.id in seen:
            yield Fault("registers-check-twice", place(("checks", index, "id")), {"check": check.id})
        seen.add(check.id)
        try:
            found = check_types(parse(check.must, at), types, at)
        except InputError as error:
            yield from error.faults
            continue
        if found.kind != "boolean":
            yield Fault("registers-check-not-yes-or-no", at, {"check": check.id, "must": check.must})
    for index, across in enumerate(contract.across):
        if across.id in seen:
            yield Fault("registers-check-twice", place(("across", index, "id")), {"check": across.id})
        seen.add(across.id)
        for own in across.on:
            yield from _known(contract, "on", own, place(("across", index, "on")))
