"""Made-up reports with one to three faults in them, each at a place that is known."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bench.proofing.annotations import Relation, Report
from bench.proofing.made_up import FIRST, made_up
from bench.proofing.mutations import Mutation, Way, dropped, mutations, ways_of
from bench.proofing.scoring import Reader, finds, is_flag
from bench.proofing.trials import Tally
from duxue.proofing.checks import Check

MOST_FAULTS = 3
FIRST_SEED_OF_PLANTED = 10_000


@dataclass(frozen=True, slots=True)
class Planted:
    """A report with faults; `report.relations` are all its relations, the faults with their places in its text."""

    report: Report
    faults: tuple[Mutation, ...]


def planted(seed: int, usage: dict[tuple[str, Way], int] | None = None, phrases: str = FIRST) -> Planted:
    """The made-up report of a seed with faults; `usage` evens out which topics and ways come up."""
    report = made_up(seed, phrases)
    chance = random.Random(f"faults {seed}")
    usage = {} if usage is None else usage
    wanted = chance.randint(1, MOST_FAULTS)
    faults: list[Mutation] = []
    for relation, way in _choices(report, chance, usage):
        if len(faults) == wanted:
            break
        now = next(r for r in report.relations if r.name == relation.name)
        if any(_meet(now, fault.relation) for fault in faults):
            continue
        options = [m for m in _mutations(report, now, way) if m.false]
        if not options:
            continue
        fault = chance.choice(options)
        report, faults = _with(report, fault, faults)
        usage[(relation.topic, way)] = usage.get((relation.topic, way), 0) + 1
    return Planted(report, tuple(faults))


def _choices(
    report: Report, chance: random.Random, usage: dict[tuple[str, Way], int]
) -> list[tuple[Relation, Way]]:
    pairs = [(relation, way) for relation in report.relations for way in ways_of(relation)]
    chance.shuffle(pairs)
    return sorted(pairs, key=lambda pair: usage.get((pair[0].topic, pair[1]), 0))


def _mutations(report: Report, relation: Relation, way: Way) -> Sequence[Mutation]:
    if way == "part dropped":
        return list(dropped(report, relation))
    return [mutation for mutation in mutations(report, relation) if mutation.way == way]


def _meet(one: Relation, other: Relation) -> bool:
    """Whether two relations share a place, so that a fault in one would change the other."""
    return any(a.overlaps(b.start, b.end) for a in one.spots for b in other.spots)


def _with(report: Report, fault: Mutation, faults: list[Mutation]) -> tuple[Report, list[Mutation]]:
    """The report with the fault, and all places as they are then."""
    relations = tuple(
        fault.relation if r.name == fault.relation.name else r.at(fault.edit.move_all(r.spots))
        for r in report.relations
    )
    earlier = [replace(f, relation=f.relation.at(fault.edit.move_all(f.relation.spots))) for f in faults]
    return replace(report, text=fault.text, relations=relations), [*earlier, fault]


@dataclass(slots=True)
class Results:
    """What a proof-reader makes of clean and of planted reports."""

    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    missed: list[tuple[Report, Mutation]] = field(default_factory=list)
    clean_alarms: list[tuple[Report, Check]] = field(default_factory=list)
    other_alarms: list[tuple[Report, Check]] = field(default_factory=list)
    """Flags in planted reports that touch no planted fault."""
    clean: int = 0
    with_faults: int = 0
    relations: int = 0
    linked: int = 0

    @property
    def total(self) -> Tally:
        total = Tally()
        for tally in self.tallies.values():
            total.tried += tally.tried
            total.caught += tally.caught
        return total

    @property
    def precision(self) -> float:
        wrong = len(self.clean_alarms) + len(self.other_alarms)
        return self.total.caught / (self.total.caught + wrong) if self.total.caught + wrong else 1.0


def run(read: Reader, clean: int, with_faults: int, phrases: str = FIRST) -> Results:
    results = Results()
    for seed in range(clean):
        report = made_up(seed, phrases)
        checks = read(report.text, report.name)
        results.clean += 1
        results.clean_alarms += [(report, check) for check in checks if is_flag(check)]
        results.relations += len(report.relations)
        results.linked += sum(_is_linked(relation, checks) for relation in report.relations)
    results.with_faults = with_faults
    usage: dict[tuple[str, Way], int] = {}
    for seed in range(FIRST_SEED_OF_PLANTED, FIRST_SEED_OF_PLANTED + with_faults):
        _judge(planted(seed, usage, phrases), read, results)
    return results


def _is_linked(relation: Relation, checks: Sequence[Check]) -> bool:
    figures = relation.figures
    return any(
        all(any(f.overlaps(s.place.start, s.place.end) for s in check.spans) for f in figures)
        for check in checks
    )


def _judge(found: Planted, read: Reader, results: Results) -> None:
    flags = [check for check in read(found.report.text, found.report.name) if is_flag(check)]
    for fault in found.faults:
        tally = results.tallies.setdefault((fault.way, fault.relation.topic), Tally())
        caught = any(finds(check, fault.relation) for check in flags)
        tally.tried += 1
        tally.caught += caught
        if not caught:
            results.missed.append((found.report, fault))
    results.other_alarms += [
        (found.report, check) for check in flags if not any(_touches(check, fault) for fault in found.faults)
    ]


def _touches(check: Check, fault: Mutation) -> bool:
    return any(
        spot.overlaps(span.place.start, span.place.end)
        for spot in fault.relation.spots
        for span in check.spans
    )
