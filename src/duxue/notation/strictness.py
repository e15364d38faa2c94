from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic_core import PydanticCustomError, core_schema

# Where pydantic would turn text into these by itself, "5" in quotes would pass as the number 5.
_STRICT = frozenset({"int", "bool", "date", "datetime", "time"})
# What holds no schemas: their content must not be taken for one.
_OPAQUE = frozenset({"default", "metadata", "serialization", "expected", "config", "keys_schema"})


_DONE = "duxue_strict"


def marked(schema: Any) -> Any:
    """The schema of a whole model, marked as strict already."""
    return {**schema, "metadata": {**schema.get("metadata", {}), _DONE: True}}


def strict(schema: Any, owner: str) -> Any:
    """The same schema, in which numbers, days and yes/no are taken only as what they are."""
    if isinstance(schema, list | tuple):
        return type(schema)(strict(part, owner) for part in schema)
    if not isinstance(schema, dict) or schema.get("metadata", {}).get(_DONE):
        return schema
    if schema.get("type") == "float":
        raise TypeError(f"{owner} has a float field; an exact number is a Decimal or a Fraction")
    stricter = {key: part if key in _OPAQUE else strict(part, owner) for key, part in schema.items()}
    kind = stricter.get("type")
    if kind in _STRICT:
        stricter["strict"] = True
    elif kind in ("decimal", "fraction") and not stricter.get("metadata", {}).get("duxue_exact"):
        stricter["metadata"] = {**stricter.get("metadata", {}), "duxue_exact": True}
        check = _exact_fraction if kind == "fraction" else _exact_decimal
        return core_schema.no_info_before_validator_function(check, stricter)
    return stricter


def _exact_decimal(value: Any) -> Any:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    raise PydanticCustomError("number_expected", "expected a number")


def _exact_fraction(value: Any) -> Any:
    if isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool):
        return Fraction(value)
    raise PydanticCustomError("number_expected", "expected a number")
