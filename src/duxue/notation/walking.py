"""Finding every part of a kind inside a definition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

Model = TypeVar("Model", bound=BaseModel)


def models_inside(value: Any, wanted: type[Model]) -> Iterator[Model]:
    """Every model of that type in a value of models, lists and mappings, the value itself included."""
    if isinstance(value, wanted):
        yield value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from models_inside(getattr(value, name), wanted)
    elif isinstance(value, tuple | list):
        for entry in value:
            yield from models_inside(entry, wanted)
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from models_inside(entry, wanted)
