"""Reports whose relations between figures are known: read from an annotated folder, or made up with their ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Spot:
    """A piece of a report that belongs to a relation, with the value that its figure has there."""

    role: str
    """`stated` or `value` for what is checked, `in1` … for inputs, `item1` … for listed items, `mention1`."""
    start: int
    end: int
    value: Decimal | None = None
    """In the unit that the formula reckons in; none for a piece without a figure."""

    def overlaps(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation as somebody who knows the report wrote it down; the first spot is the stated figure."""

    name: str
    kind: str
    formula: str
    spots: tuple[Spot, ...]
    tolerance: Decimal
    """Half a unit in the last place of the stated figure and the largest effect of the inputs' rounding."""
    holds: bool
    recomputed: Decimal
    exact: bool = False
    """Heads and things that are counted: nothing is rounded."""
    mentioned: bool = False
    """Of a target that is missed: the section on problems names it."""
    hard: bool = False
    topic: str = ""
    """Of a made-up relation: the finer kind that its phrases are listed under."""

    @property
    def stated(self) -> Spot:
        return self.spots[0]

    @property
    def inputs(self) -> tuple[Spot, ...]:
        return self.spots[1:]

    @property
    def figures(self) -> tuple[Spot, ...]:
        """Where the relation stands, without the sentence that admits it."""
        return tuple(spot for spot in self.spots if not spot.role.startswith("mention"))

    def at(self, spots: tuple[Spot, ...]) -> Relation:
        return replace(self, spots=spots)


@dataclass(frozen=True, slots=True)
class Report:
    name: str
    """With the ending that says its format."""
    text: str
    relations: tuple[Relation, ...]
    traps: tuple[tuple[Spot, ...], ...] = ()


def read_folder(folder: Path) -> Iterator[Report]:
    """The annotated reports of `folder`, by name.

    Raises OSError where the folder lacks a document that an annotation names.
    """
    for path in sorted((folder / "annotations").glob("*.json")):
        notes = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)
        if "relations" not in notes:
            continue
        document = folder / notes["document"]
        yield Report(
            document.name,
            document.read_bytes().decode("utf-8"),
            tuple(_relation(row) for row in notes["relations"]),
            tuple(tuple(_spot(span) for span in trap["spans"]) for trap in notes["traps"]),
        )


def _relation(row: dict[str, Any]) -> Relation:
    tolerance = Decimal(row["tolerance"])
    return Relation(
        row["id"],
        row["kind"],
        row["formula"],
        tuple(_spot(span) for span in row["spans"]),
        tolerance,
        bool(row["holds"]),
        Decimal(row["recomputed"]),
        exact=row["kind"] == "score_total" or (tolerance == 0 and row["kind"] != "threshold"),
        mentioned=bool(row.get("mentioned_in_problems")),
        hard=bool(row.get("hard")),
    )


def _spot(span: dict[str, Any]) -> Spot:
    value = span.get("value")
    return Spot(
        str(span.get("role", "")),
        int(span["start"]),
        int(span["end"]),
        None if value is None else Decimal(value),
    )
