"""The changed reports put before a proof-reader: how many of the changes it sees, by way and kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bench.proofing.annotations import Report
from bench.proofing.mutations import Mutation, mutations
from bench.proofing.scoring import Reader, finds, is_flag
from duxue.proofing.checks import Check


@dataclass(slots=True)
class Tally:
    tried: int = 0
    caught: int = 0
    possible: int = 0
    alarms: int = 0

    @property
    def share(self) -> float:
        return self.caught / self.tried if self.tried else 1.0


@dataclass(slots=True)
class Trials:
    """Tallies by way and kind, with the changes that were missed and the possible ones that were flagged."""

    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    missed: list[tuple[Report, Mutation]] = field(default_factory=list)
    alarms: list[tuple[Report, Mutation, Check]] = field(default_factory=list)

    @property
    def total(self) -> Tally:
        total = Tally()
        for tally in self.tallies.values():
            total.tried += tally.tried
            total.caught += tally.caught
            total.possible += tally.possible
            total.alarms += tally.alarms
        return total

    def add(self, report: Report, mutation: Mutation, checks: Sequence[Check]) -> None:
        kind = mutation.relation.topic or mutation.relation.kind
        tally = self.tallies.setdefault((mutation.way, kind), Tally())
        found = [check for check in checks if is_flag(check) and finds(check, mutation.relation)]
        if mutation.false:
            tally.tried += 1
            tally.caught += bool(found)
            if not found:
                self.missed.append((report, mutation))
            return
        tally.possible += 1
        tally.alarms += bool(found)
        if found:
            self.alarms.append((report, mutation, found[0]))


def changes(reports: Iterable[Report]) -> Iterator[tuple[Report, Mutation]]:
    """Every change of every relation that holds."""
    for report in reports:
        for relation in report.relations:
            if relation.holds and not relation.hard:
                for mutation in mutations(report, relation):
                    yield report, mutation


def try_out(reports: Iterable[Report], read: Reader) -> Trials:
    trials = Trials()
    for report, mutation in changes(reports):
        trials.add(report, mutation, read(mutation.text, report.name))
    return trials
