"""One canonical text for any value of a file: what is frozen beside a run, and what is hashed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from duxue.messages import Text

WORDS = frozenset({"note", "certainty"})
"""Beside every text in two languages, what stays outside the meaning of a definition."""


def written(value: Any, texts: bool = True) -> str:
    """The value as one line of strict YAML, JSON but for bare dates: keys sorted, numbers by value (5 is 5.00), no empty keys.

    With `texts=False` whatever is only said to people is left out: titles, messages, notes, marks of certainty.
    Models are written under the names that they have in their files, so that the text reads back to an equal one.
    """
    if isinstance(value, BaseModel):
        return _mapping(_fields(value, texts), texts)
    if isinstance(value, Text):
        return _mapping({"en": value.en, "zh": value.zh}, texts)
    if isinstance(value, Mapping):
        return _mapping({str(key): value[key] for key in sorted(value, key=str)}, texts)
    if isinstance(value, frozenset | set):
        return written(sorted(value), texts)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(written(entry, texts) for entry in value) + "]"
    return _scalar(value)


def _mapping(entries: Mapping[str, Any], texts: bool) -> str:
    inner = (
        f"{json.dumps(key, ensure_ascii=False)}: {written(value, texts)}" for key, value in entries.items()
    )
    return "{" + ", ".join(inner) + "}"


def _fields(model: BaseModel, texts: bool) -> dict[str, Any]:
    found = {}
    for name, declared in sorted(type(model).model_fields.items()):
        value = getattr(model, name)
        if value is None or (not texts and (name in WORDS or _only_words(value) or _where_read(model, name))):
            continue
        found[declared.alias or name] = value
    return found


def _where_read(model: BaseModel, name: str) -> bool:
    """The `source` of a definition says where it was read; that of a reference chooses a figure."""
    fields = type(model).model_fields
    return name == "source" and "id" in fields and fields[name].alias is None


def _only_words(value: Any) -> bool:
    return isinstance(value, Text) or (
        isinstance(value, tuple | list) and bool(value) and isinstance(value[0], Text)
    )


def _scalar(value: Any) -> str:
    if isinstance(value, Enum):
        return json.dumps(str(value.value), ensure_ascii=False)
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int | Decimal | Fraction):
        return _number(Fraction(value))
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(str(value), ensure_ascii=False)


def _number(value: Fraction) -> str:
    """Digits where the value is a finite decimal, else "p/q" in quotes."""
    if value.denominator == 1:
        return str(value.numerator)
    scale = _scale(value.denominator)
    if scale is None:
        return f'"{value.numerator}/{value.denominator}"'
    digits = f"{abs(value.numerator) * 10**scale // value.denominator:0{scale + 1}d}"
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-scale]}.{digits[-scale:]}"


def _scale(denominator: int) -> int | None:
    for scale in range(1, 64):
        if 10**scale % denominator == 0:
            return scale
    return None
