"""Where in a document an error of pydantic lies: its location less the names of union branches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic_core import ErrorDetails

from duxue.notation.composing import Path
from duxue.notation.forms import Location

# Errors whose input is the mapping around the key that the location ends with.
_ABOUT_A_MISSING_KEY = frozenset({"missing"})


@dataclass(frozen=True)
class Aligned:
    """An error, its path in the document, and the branches of unions that it went through."""

    error: ErrorDetails
    path: Path
    branches: tuple[tuple[Path, str], ...]
    """Each as the path of the union's value and the name of the branch, outermost first."""

    @property
    def location(self) -> Location:
        return self.error["loc"]


def align(error: ErrorDetails, value: Any) -> Aligned:
    """The error with its place in `value`, the very object that was validated."""
    location = error["loc"]
    key: Path = ()
    if error["type"] in _ABOUT_A_MISSING_KEY:
        location, key = location[:-1], location[-1:]
    steps = _search(location, value, error["input"]) or _greedy(location, value)
    path: Path = ()
    branches = []
    for step, is_branch in steps:
        if is_branch:
            branches.append((path, str(step)))
        else:
            path = (*path, step)
    return Aligned(error, path + key, tuple(branches))


Steps = list[tuple[str | int, bool]]


def _search(location: Location, value: Any, found: Any) -> Steps | None:
    """The steps, each with whether it names a branch, that lead to the object that the error is about."""
    if not location:
        return [] if value is found else None
    step, rest = location[0], location[1:]
    if _leads_on(value, step):
        inside = _search(rest, value[step], found)
        if inside is not None:
            return [(step, False), *inside]
    beside = _search(rest, value, found)
    return None if beside is None else [(step, True), *beside]


def _greedy(location: Location, value: Any) -> Steps:
    # A validator put another object in the place of the one that was read.
    steps: Steps = []
    for step in location:
        descends = _leads_on(value, step)
        steps.append((step, not descends))
        if descends:
            value = value[step]
    return steps


def _leads_on(value: Any, step: str | int) -> bool:
    if isinstance(value, dict):
        return step in value
    return isinstance(value, list) and isinstance(step, int) and step < len(value)
