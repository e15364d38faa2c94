"""When a unit reaches a set of tests, in three-valued logic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from duxue.measures.plan import Operator

OPERATIONS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "at_least": lambda value, limit: value >= limit,
    "above": lambda value, limit: value > limit,
    "at_most": lambda value, limit: value <= limit,
    "below": lambda value, limit: value < limit,
}
FLOORS: dict[Operator, Operator] = {
    "at_least": "at_least",
    "above": "at_least",
    "at_most": "at_most",
    "below": "at_most",
}
"""A floor may be reached exactly, also where the limit itself must be passed."""


def reached(met: Sequence[bool | None], floors: Sequence[bool | None], needed: int) -> bool | None:
    """At least `needed` tests met and no floor missed; None where the unknown ones decide."""
    surely = sum(test is True for test in met)
    possibly = sum(test is not False for test in met)
    if possibly < needed or any(floor is False for floor in floors):
        return False
    if surely >= needed and all(floors):
        return True
    return None


def every(rounds: Sequence[bool | None]) -> bool | None:
    """Met in every round; unknown where no round fails but one is unknown."""
    if any(verdict is False for verdict in rounds):
        return False
    return True if all(rounds) else None
