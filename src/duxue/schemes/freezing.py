"""A scheme as one canonical text: frozen beside a run, and hashed over its meaning."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from duxue.messages import Text
from duxue.notation import read_text, validate
from duxue.schemes.scheme import Scheme
from duxue.values import plain

_OUTSIDE_THE_MEANING = frozenset({"edition", "source", "certainty"})


def freeze(scheme: Scheme) -> str:
    """The whole scheme as one line of text that `thaw` reads back to an equal one. Valid JSON and YAML."""
    return _written(_data(scheme, frozenset(), texts=True))


def thaw(text: str, shown: str = "scheme.json") -> Scheme:
    """The scheme that was frozen; InputError if the text was changed into something else."""
    return validate(read_text(text, shown), Scheme)


def scheme_hash(scheme: Scheme) -> str:
    """SHA-256 over what the scheme means: ids, points, rules, levels, layers, order of sources.

    Titles, messages, clauses, sources read, certainty and the edition itself stay outside, so that
    wording may improve; anything that can move a point changes it. Numbers count by value: 5 is 5.00.
    """
    text = _written(_data(scheme, _OUTSIDE_THE_MEANING, texts=False))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _data(value: Any, left_out: frozenset[str], *, texts: bool) -> Any:
    if isinstance(value, BaseModel):
        return _model(value, left_out, texts=texts)
    if isinstance(value, Text):
        return {"en": value.en, "zh": value.zh} if texts else None
    if isinstance(value, dict):
        return {key: _data(value[key], left_out, texts=texts) for key in sorted(value)}
    if isinstance(value, tuple):
        return [_data(entry, left_out, texts=texts) for entry in value]
    return value


def _model(model: BaseModel, left_out: frozenset[str], *, texts: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, field in sorted(type(model).model_fields.items()):
        value = getattr(model, name)
        # `source` of a reference chooses a figure and belongs to the meaning; that of a scheme is where it was read.
        if value is None or (name in left_out and not (name == "source" and hasattr(model, "measure"))):
            continue
        if not texts and (
            isinstance(value, Text) or (isinstance(value, tuple) and value and isinstance(value[0], Text))
        ):
            continue
        found[field.alias or name] = _data(value, left_out, texts=texts)
    return found


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {_written(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_written(entry) for entry in value) + "]"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)
