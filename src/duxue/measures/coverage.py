"""Who owes a register, who has filed it, and so what an area without rows means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duxue.measures.engines.source import RegisterKey
from duxue.registers import Filing, Obligation

FILED, NIL = "filed", "nil"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of one area: the reporters that owe the register, those with rows, with a nil return, with neither."""

    filed: tuple[str, ...]
    nil: tuple[str, ...]
    unreported: tuple[str, ...]

    @property
    def owed(self) -> int:
        return len(self.filed) + len(self.nil) + len(self.unreported)

    @property
    def rate(self) -> tuple[int, int]:
        """Reported n of owed N; a nil return is a report."""
        return (len(self.filed) + len(self.nil), self.owed)


class Ledger:
    """Obligations and filings by register and period."""

    def __init__(self, obligations: Sequence[Obligation], filings: Sequence[Filing]) -> None:
        self._owed: dict[tuple[str, str], list[Obligation]] = defaultdict(list)
        for obligation in obligations:
            self._owed[obligation.what, str(obligation.period)].append(obligation)
        self._states = {(f.what, str(f.period), f.reporter): f.state for f in filings}

    def owes(self, key: RegisterKey) -> bool:
        """Whether it is known who owes this register for this period."""
        return (key[0], str(key[1])) in self._owed

    def coverage(
        self, key: RegisterKey, places: Mapping[str, str], with_rows: frozenset[str]
    ) -> dict[str, Coverage]:
        """For each area of a scope that somebody owes the register for; `places` puts a place into its area."""
        groups: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for obligation in self._owed.get((key[0], str(key[1])), []):
            area = places.get(obligation.area)
            if area is not None:
                state = self._state(key, obligation.reporter, with_rows)
                groups[area][state].append(obligation.reporter)
        return {
            area: Coverage(*(tuple(sorted(found[state])) for state in (FILED, NIL, "unreported")))
            for area, found in groups.items()
        }

    def _state(self, key: RegisterKey, reporter: str, with_rows: frozenset[str]) -> str:
        if reporter in with_rows:
            return FILED
        stated = self._states.get((key[0], str(key[1]), reporter))
        return NIL if stated == NIL else "unreported"
