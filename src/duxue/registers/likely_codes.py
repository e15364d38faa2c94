"""The code that somebody probably meant, out of very many."""

from __future__ import annotations

import string
from functools import cached_property

import pyarrow as pa

_LONGEST = 24
_SIGNS = string.digits + string.ascii_letters + "-"


class LikelyCodes:
    """Finds a known code that is one slip away: a wrong, missing, extra or swapped sign.

    Comparing with each of half a million codes would take seconds; the slips of one code are a few hundred.
    """

    def __init__(self, known: pa.ChunkedArray) -> None:
        self._column = known

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self._column.to_pylist())

    def near(self, code: str) -> str | None:
        """The first known code that is one slip away, or None."""
        if len(code) > _LONGEST:
            return None
        return next((slip for slip in self._slips(code) if slip in self._known), None)

    def _slips(self, code: str) -> list[str]:
        ends = [(code[:index], code[index:]) for index in range(len(code) + 1)]
        swapped = [a + b[1] + b[0] + b[2:] for a, b in ends if len(b) > 1]
        wrong = [a + sign + b[1:] for a, b in reversed(ends) if b for sign in _SIGNS]
        missing = [a + sign + b for a, b in reversed(ends) for sign in _SIGNS]
        extra = [a + b[1:] for a, b in ends if b]
        return [*swapped, *wrong, *extra, *missing]
