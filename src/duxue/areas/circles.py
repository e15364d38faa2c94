"""Areas that lie in themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from duxue.areas.reading import ROW

DEEPEST = 64
"""A longer chain can only come from wrong kinds, and those are faults of their own."""


@dataclass(frozen=True)
class Circle:
    """The codes of a circle, each under the next and the last under the first, and the row where it was met."""

    codes: tuple[str, ...]
    row: int


def circles(suspects: Iterable[Mapping[str, Any]], parents: Iterable[Mapping[str, Any]]) -> Iterator[Circle]:
    """Every circle that a suspect row is part of, each once.

    A circle has at least one row that lies under no higher kind; those are the suspects. `parents` are
    the rows of all codes that something lies under.
    """
    versions: dict[str, list[Mapping[str, Any]]] = {}
    for row in parents:
        versions.setdefault(row["code"], []).append(row)
    told: set[frozenset[str]] = set()
    for row in suspects:
        for begun in versions.get(row["parent"], ()):
            day = max(row["from_"], begun["from_"])
            if day > min(row["until"], begun["until"]):
                continue
            codes = _walk(row, versions, day)
            if codes and frozenset(codes) not in told:
                told.add(frozenset(codes))
                yield Circle(tuple(codes), row[ROW])


def _walk(
    row: Mapping[str, Any], versions: Mapping[str, Sequence[Mapping[str, Any]]], day: date
) -> list[str]:
    """The codes from the row up to itself on that day; empty when the way up ends elsewhere."""
    codes, above = [row["code"]], row["parent"]
    while above is not None and above != row["code"]:
        if above in codes or len(codes) > DEEPEST:
            return []
        codes.append(above)
        valid = (one for one in versions.get(above, ()) if one["from_"] <= day <= one["until"])
        above = next(valid, {"parent": None})["parent"]
    return codes if above is not None else []
