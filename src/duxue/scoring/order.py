"""The order of computing: a sorted graph over objects × layers × items.

A node needs its parts. Rules over peers, other leaves or other layers add needs of the same form; a
circle is an error of the scheme, never a wrong number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from duxue.messages import InputError
from duxue.schemes import Node, Scheme


@dataclass(frozen=True, order=True)
class Step:
    """One score to compute: an item of an object in a layer."""

    area: str
    layer: str
    item: str

    def __str__(self) -> str:
        return f"{self.item}@{self.area}#{self.layer}"


Needs = Mapping[Step, Iterable[Step]]


def needs(scheme: Scheme, areas: Sequence[str], layers: Sequence[str]) -> dict[Step, tuple[Step, ...]]:
    """Every step with the steps whose scores it is made of."""
    found: dict[Step, tuple[Step, ...]] = {}
    for area in areas:
        for layer in layers:
            for item in scheme.walk():
                parts = item.items if isinstance(item, Node) else ()
                found[Step(area, layer, item.id)] = tuple(Step(area, layer, part.id) for part in parts)
    return found


def in_order(graph: Needs) -> tuple[Step, ...]:
    """The steps so that each comes after all it needs. InputError scoring-circle names the circle."""
    try:
        return tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = " → ".join(str(step) for step in error.args[1])
        raise InputError.one("scoring-circle", None, circle=circle) from error
