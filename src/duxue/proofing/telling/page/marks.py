"""The places to mark in a report, by the passage in which they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from duxue.messages import sentence
from duxue.proofing.checks import Proof
from duxue.proofing.document import Passage, Place
from duxue.proofing.telling.findings import GROUPS, Finding, kind_words

LINKED, FACT = len(GROUPS), len(GROUPS) + 1
"""Ranks behind those of the findings, whose rank is their group's place in the list."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the text and what is said of it."""

    place: Place
    rank: int
    note: str = ""
    finding: Finding | None = None
    index: int = 0
    """Which of the finding's places it is; 0 is the figure that was checked."""

    @property
    def anchor(self) -> str:
        """The id of the place on the page."""
        return f"p{self.finding.number}-{self.index}" if self.finding else ""


def marks_of(proof: Proof, found: Iterable[Finding], lang: str) -> Iterator[Mark]:
    """Every mark: facts, figures that stand in a relation that holds, places of findings."""
    for place in proof.facts:
        yield Mark(place, FACT)
    for check in proof.checks:
        if check.verdict == "holds":
            facts = {"kind": kind_words(check.kind, lang), "arithmetic": check.arithmetic or check.stated}
            note = sentence("proof-holds", lang, **facts)
            for span in check.spans:
                yield Mark(span.place, LINKED, note)
    for finding in found:
        for index, span in enumerate(finding.spans):
            yield Mark(span.place, GROUPS.index(finding.group), finding.message.in_(lang), finding, index)


def by_passage(marks: Iterable[Mark], passages: Sequence[Passage]) -> dict[int, list[Mark]]:
    """The marks by the number of each passage that they touch; one between two passages goes to the earlier."""
    starts = [passage.offsets[0] for passage in passages]
    placed: dict[int, list[Mark]] = {}
    for mark in marks:
        first = max(bisect_right(starts, mark.place.start) - 1, 0)
        touched = [first] if passages else []
        for number in range(first + 1, len(passages)):
            if starts[number] >= mark.place.end:
                break
            touched.append(number)
        for number in touched:
            placed.setdefault(number, []).append(mark)
    return placed


@dataclass(slots=True)
class Stretch:
    """Characters of which the same is told, and what ends right before them."""

    text: str
    marks: list[Mark]
    ended: list[Mark]

    @property
    def first(self) -> Mark | None:
        """The mark that is shown: the gravest, the figure that was checked before those beside it."""
        return min(self.marks, key=lambda mark: (mark.rank, mark.index > 0), default=None)


def stretched(text: str, offsets: Sequence[int], marks: Sequence[Mark]) -> list[Stretch]:
    """The text in stretches; `offsets[i]` is where character i stands in the document."""
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in marks:
        opening.setdefault(bisect_left(offsets, mark.place.start), []).append(mark)
        closing.setdefault(bisect_left(offsets, mark.place.end), []).append(mark)
    cuts = sorted({0, len(text), *opening, *closing})
    active: list[Mark] = []
    found: list[Stretch] = []
    for cut, following in zip(cuts, [*cuts[1:], len(text)], strict=True):
        ended = closing.get(cut, [])
        begun = [mark for mark in opening.get(cut, []) if mark not in ended]
        active = [mark for mark in active if mark not in ended] + begun
        stretch = Stretch(text[cut:following], active, ended)
        if found and _goes_on(found[-1], stretch):
            found[-1].text += stretch.text
            found[-1].marks = list(dict.fromkeys([*found[-1].marks, *begun]))
        else:
            found.append(stretch)
    return found


def _goes_on(before: Stretch, after: Stretch) -> bool:
    """Whether nothing new is shown, only something under the mark that is shown begins or ends."""
    numbered = any(mark.finding is not None for mark in after.ended)
    return not numbered and before.first is after.first
