"""Entries as plain values and back, by their types: for the snapshot beside a run."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from duxue.measures import FigureId
from duxue.messages import Text
from duxue.periods import Period
from duxue.values import Unit, unit

Made = TypeVar("Made")
_FROM_TEXT: dict[type, Any] = {
    Fraction: Fraction,
    Decimal: Decimal,
    date: date.fromisoformat,
    FigureId: FigureId.parse,
    Period: Period.parse,
    Unit: unit,
}


def encoded(value: Any) -> Any:
    """Dataclasses as mappings; exact numbers, dates, ids and units as text; nothing else is changed."""
    if isinstance(value, Unit):
        return value.id
    if isinstance(value, FigureId | Period | Fraction | Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        found = {entry.name: encoded(getattr(value, entry.name)) for entry in fields(value)}
        return {name: entry for name, entry in found.items() if entry is not None}
    if isinstance(value, Mapping):
        return {str(key): encoded(entry) for key, entry in value.items()}
    if isinstance(value, tuple | list):
        return [encoded(entry) for entry in value]
    return value


def decoded(wanted: Any, value: Any) -> Any:
    """The value that `encoded` gave, as an instance of the type."""
    if value is None:
        return None
    origin = get_origin(wanted)
    if origin in (Union, types.UnionType):
        (inner,) = [kind for kind in get_args(wanted) if kind is not type(None)]
        return decoded(inner, value)
    if origin is Literal:
        return value
    if origin in (tuple, list):
        return tuple(decoded(get_args(wanted)[0], entry) for entry in value)
    if origin is not None and issubclass(origin, Mapping):
        inner = get_args(wanted)[1]
        return {key: decoded(inner, entry) for key, entry in value.items()}
    if wanted in _FROM_TEXT:
        return _FROM_TEXT[wanted](value)
    if wanted is Text:
        return Text(value["zh"], value["en"])
    if isinstance(wanted, type) and is_dataclass(wanted):
        hints = get_type_hints(wanted)
        absent = {name: None for name, hint in hints.items() if type(None) in get_args(hint)}
        value = {**absent, **value}
        return wanted(**{name: decoded(hints[name], entry) for name, entry in value.items()})
    return value
