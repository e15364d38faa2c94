"""Precision and recall of a proof-reader on reports whose relations are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields

from bench.proofing.annotations import Relation, Report, Spot
from duxue.proofing.checks import Check, Span

Reader = Callable[[str, str], Sequence[Check]]
"""From a report's text and its file name to the checks."""

HARD = frozenset({"impossible", "inconsistent"})


def read(text: str, name: str) -> Sequence[Check]:
    """What `duxue proof` finds in the text, without a process of its own."""
    from duxue.proofing import proof
    from duxue.proofing.reading import read_bytes

    return proof(read_bytes(text.encode("utf-8"), name)).checks


def is_hard(check: Check) -> bool:
    return check.verdict == "fails" and check.level in HARD


def is_flag(check: Check) -> bool:
    """A finding that is more than a question."""
    return check.verdict == "fails" and check.level not in (None, "question")


def links(check: Check, spots: Iterable[Spot]) -> bool:
    """Each of the spots is touched by the check."""
    return all(any(_touches(span, spot) for span in check.spans) for spot in spots)


def is_about(check: Check, spots: Sequence[Spot]) -> bool:
    """What the check holds to be wrong is one of the spots, and so is one more of its places, if there are more."""
    stated = [span for span in check.spans if span.role == "stated"] or list(check.spans[:1])
    others = [span for span in check.spans if span not in stated]
    return _any_touch(stated, spots) and (len(spots) == 1 or _any_touch(others, spots))


def finds(check: Check, relation: Relation) -> bool:
    return links(check, relation.spots) or is_about(check, relation.figures)


def _touches(span: Span, spot: Spot) -> bool:
    return spot.overlaps(span.place.start, span.place.end)


def _any_touch(spans: Iterable[Span], spots: Iterable[Spot]) -> bool:
    return any(_touches(span, spot) for span in spans for spot in spots)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over one report or several."""

    relations: int = 0
    linked: int = 0
    false: int = 0
    caught: int = 0
    alarms: int = 0
    unlisted: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Score)))

    @property
    def recall(self) -> float:
        return self.linked / self.relations if self.relations else 1.0

    @property
    def caught_share(self) -> float:
        return self.caught / self.false if self.false else 1.0

    @property
    def precision(self) -> float:
        """Of the flags, those that name a known fault; an unlisted one counts as wrong."""
        flags = self.caught + self.alarms + self.unlisted
        return self.caught / flags if flags else 1.0


@dataclass(frozen=True, slots=True)
class Scored:
    score: Score
    unlinked: tuple[Relation, ...]
    missed: tuple[Relation, ...]
    alarms: tuple[Check, ...]
    unlisted: tuple[Check, ...]


def score(report: Report, checks: Sequence[Check]) -> Scored:
    """How the checks meet what is known of the report."""
    counted = [relation for relation in report.relations if not relation.hard]
    flags = [check for check in checks if is_flag(check)]
    unlinked = [r for r in counted if not any(links(check, r.spots) for check in checks)]
    false = [relation for relation in counted if not relation.holds]
    missed = [r for r in false if not any(finds(check, r) for check in flags)]
    every_false = [relation for relation in report.relations if not relation.holds]
    doubtful = [c for c in checks if is_hard(c) and not any(finds(c, r) for r in every_false)]
    innocent = [r.spots for r in counted if r.holds] + list(report.traps)
    alarms = [check for check in doubtful if any(is_about(check, spots) for spots in innocent)]
    unlisted = [check for check in doubtful if check not in alarms]
    totals = Score(
        len(counted),
        len(counted) - len(unlinked),
        len(false),
        len(false) - len(missed),
        len(alarms),
        len(unlisted),
    )
    return Scored(totals, tuple(unlinked), tuple(missed), tuple(alarms), tuple(unlisted))
