"""What an item asks people for: the names under which they judge and count."""

from __future__ import annotations

from dataclasses import dataclass

from duxue.schemes.conditions import CountTest, Judged
from duxue.schemes.parts import parts_of
from duxue.schemes.rules import Amount
from duxue.schemes.scheme import Leaf


@dataclass(frozen=True)
class Asked:
    """Names that an entry for an item may answer: yes or no under `judged`, numbers under `counted`."""

    judged: frozenset[str]
    counted: frozenset[str]


def asked_of(leaf: Leaf) -> Asked:
    """The names that the rule of an item asks for; an entry under any other name would never be read."""
    judged = frozenset(part.judged for _, part in parts_of(Judged, leaf))
    counted = {part.counted for _, part in parts_of(CountTest, leaf)}
    counted |= {part.counted for _, part in parts_of(Amount, leaf) if part.counted is not None}
    return Asked(judged, frozenset(counted))
