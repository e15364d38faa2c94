"""Walking a scheme: every part of it with its path in the file, so that a fault has a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel

Path = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)


def parts(model: BaseModel, path: Path = ()) -> Iterator[tuple[Path, BaseModel]]:
    """The model and every model inside it, outermost first, each with the keys that lead to it."""
    yield path, model
    for name, field in type(model).model_fields.items():
        yield from _inside(getattr(model, name), (*path, field.alias or name))


def parts_of(kind: type[M], model: BaseModel, path: Path = ()) -> Iterator[tuple[Path, M]]:
    """Those parts that are of one type."""
    for where, part in parts(model, path):
        if isinstance(part, kind):
            yield where, part


def _inside(value: Any, path: Path) -> Iterator[tuple[Path, BaseModel]]:
    if isinstance(value, BaseModel):
        yield from parts(value, path)
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from _inside(entry, (*path, index))
