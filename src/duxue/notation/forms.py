"""What a model allows at a place: the part of pydantic's schema that a location in an error leads to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

Location = tuple[str | int, ...]


def allowed_keys(model: type[BaseModel], location: Location) -> list[str]:
    """The keys of the mapping that stands at that location of an error, sorted as the model has them."""
    keys: dict[str, None] = {}
    for form in _Forms(model).at(location):
        if form["type"] == "model-fields":
            keys |= dict.fromkeys(_key(name, field) for name, field in form["fields"].items())
    return list(keys)


def allowed_kinds(model: type[BaseModel], location: Location) -> list[str]:
    """The words that a `kind` key may have in the mapping at that location of an error."""
    kinds: dict[str, None] = {}
    for form in _Forms(model).at(location):
        if form["type"] == "tagged-union":
            kinds |= dict.fromkeys(str(kind) for kind in form["choices"])
    return list(kinds)


def _key(name: str, field: dict[str, Any]) -> str:
    alias = field.get("validation_alias")
    return alias if isinstance(alias, str) else name


class _Forms:
    def __init__(self, model: type[BaseModel]) -> None:
        self._schema: dict[str, Any] = model.__pydantic_core_schema__  # type: ignore[assignment]
        self._named: dict[str, dict[str, Any]] = {}
        self._collect(self._schema)

    def at(self, location: Location) -> Iterator[dict[str, Any]]:
        yield from self._walk(self._schema, location)

    def _collect(self, schema: dict[str, Any]) -> None:
        while schema.get("type") == "definitions":
            self._named |= {part["ref"]: part for part in schema["definitions"]}
            schema = schema["schema"]
        if "ref" in schema:
            self._named.setdefault(schema["ref"], schema)

    def _walk(self, schema: dict[str, Any], location: Location) -> Iterator[dict[str, Any]]:
        schema = self._unwrapped(schema)
        kind = schema["type"]
        if kind == "union":
            # A location has one step for the branch; what follows tells which one it can be.
            yield from (found for choice in _choices(schema) for found in self._walk(choice, location[1:]))
        elif not location:
            yield schema
        elif kind == "tagged-union":
            choice = next(
                (part for tag, part in schema["choices"].items() if str(tag) == str(location[0])), None
            )
            if choice is not None:
                yield from self._walk(choice, location[1:])
        else:
            yield from (
                found for part in _inside(schema, location[0]) for found in self._walk(part, location[1:])
            )

    def _unwrapped(self, schema: dict[str, Any]) -> dict[str, Any]:
        while True:
            if schema["type"] == "definition-ref":
                schema = self._named[schema["schema_ref"]]
            elif "schema" in schema:
                schema = schema["schema"]
            elif "lax_schema" in schema:
                schema = schema["lax_schema"]
            elif schema["type"] == "chain":
                schema = schema["steps"][0]
            else:
                return schema


def _choices(schema: dict[str, Any]) -> list[dict[str, Any]]:
    # A labelled choice is a pair of its schema and its label.
    return [choice[0] if isinstance(choice, tuple) else choice for choice in schema["choices"]]


def _inside(schema: dict[str, Any], step: str | int) -> list[dict[str, Any]]:
    kind = schema["type"]
    if kind == "model-fields":
        return [
            field["schema"] for name, field in schema["fields"].items() if step in (name, _key(name, field))
        ]
    if kind == "dict":
        return [schema["values_schema"]] if "values_schema" in schema else []
    items = schema.get("items_schema")
    if items is None:
        return []
    return items if isinstance(items, list) else [items]
