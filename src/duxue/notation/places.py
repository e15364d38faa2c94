from __future__ import annotations

from dataclasses import dataclass

from duxue.messages import Place
from duxue.notation.composing import Path


@dataclass(frozen=True, slots=True)
class Inside(Place):
    """A place below the value that a validator checks; `notation.validate` puts file and line in its stead."""

    path: Path = ()
    key: bool = False


def inside(*path: str | int) -> Place:
    """For a validator of a model: the value at that path below the model's own mapping."""
    return Inside("", path=path)


def inside_key(*path: str | int) -> Place:
    """As `inside`, but the place of the key that the path ends with."""
    return Inside("", path=path, key=True)
