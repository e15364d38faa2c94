"""Who owes a register, who has filed it, and so what an area without rows means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duxue.areas import AreasAt
from duxue.measures.engines.source import RegisterKey
from duxue.registers import Filing, Obligation

FILED, NIL, UNREPORTED = "filed", "nil", "unreported"


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
        self, key: RegisterKey, places: Mapping[str, str], reports: frozenset[tuple[str, str]], tree: AreasAt
    ) -> dict[str, Coverage]:
        """For each area of a scope that somebody owes the register for; `places` puts a place into its area.

        `reports` says who has rows about which place: who has reported on one place still owes the others.
        """
        groups: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        reporters = {reporter for reporter, _ in reports}
        about: set[tuple[str, str]] | None = None
        for obligation in self._owed.get((key[0], str(key[1])), []):
            area = places.get(obligation.area)
            if area is None:
                continue
            with_rows = obligation.reporter in reporters
            if with_rows and obligation.area != obligation.reporter:
                about = _with_wholes(reports, tree) if about is None else about
                with_rows = (obligation.reporter, obligation.area) in about
            groups[area][self._state(key, obligation.reporter, with_rows)].append(obligation.reporter)
        return {
            area: Coverage(*(tuple(sorted(found[state])) for state in (FILED, NIL, UNREPORTED)))
            for area, found in groups.items()
        }

    def _state(self, key: RegisterKey, reporter: str, with_rows: bool) -> str:
        if with_rows:
            return FILED
        return NIL if self._states.get((key[0], str(key[1]), reporter)) == NIL else UNREPORTED


def _with_wholes(reports: frozenset[tuple[str, str]], tree: AreasAt) -> set[tuple[str, str]]:
    """Each report also about every area that its place lies in."""
    inside = {place: [place, *tree.ancestors(place)] for _, place in reports if tree.get(place)}
    return {(reporter, whole) for reporter, place in reports for whole in inside.get(place, [])}
