"""What is told of a proof, in the order in which it is told: checks with their ids, findings with their numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from duxue.messages import Text, labels
from duxue.proofing.checks import Check, Level, Proof, Span, TextFault

LEVELS: tuple[Level, ...] = ("impossible", "inconsistent", "below-standard", "question")
"""Of findings about figures, the gravest first."""
TEXT = "text"
GROUPS: tuple[str, ...] = (*LEVELS, TEXT)
"""The headings under which findings are read; faults of the text apart from its figures come last."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing for the reader to look at. `number` is the same wherever the proof is shown."""

    number: int
    group: str
    message: Text
    spans: tuple[Span, ...]
    """Never empty; the figure that was checked comes first."""
    arithmetic: str = ""
    """One line; empty where the message holds it already."""
    sure: bool = True


def numbered(proof: Proof) -> list[tuple[str, Check]]:
    """Every check with its id, `c1`, `c2` …, in the order of the text."""
    ordered = sorted(proof.checks, key=_in_text)
    return [(f"c{number}", check) for number, check in enumerate(ordered, start=1)]


def findings(proof: Proof) -> list[Finding]:
    """What fails and the faults of the text, numbered as they are read: by gravity, then in the order of the text."""
    failing = [check for check in proof.checks if check.verdict == "fails" and check.level is not None]
    failing.sort(key=lambda check: (LEVELS.index(check.level or "question"), _in_text(check)))
    faults = sorted(proof.faults, key=lambda fault: fault.places)
    told = [_of_check(number, check) for number, check in enumerate(failing, start=1)]
    return told + [_of_fault(number, fault) for number, fault in enumerate(faults, start=len(told) + 1)]


def in_groups(found: Iterable[Finding]) -> dict[str, list[Finding]]:
    """The findings under their headings; a heading without any is left out."""
    groups: dict[str, list[Finding]] = {group: [] for group in GROUPS}
    for finding in found:
        groups[finding.group].append(finding)
    return {group: of_it for group, of_it in groups.items() if of_it}


def kind_words(kind: str, lang: str) -> str:
    """What kind of relation it is, in words; a kind that nobody has named stays as it is."""
    named = labels().get(f"proof-kind-{kind}")
    return named.in_(lang) if named else kind


def _in_text(check: Check) -> tuple[int, int, str]:
    place = check.stated_span.place
    return place.start, place.end, check.rule


def _of_check(number: int, check: Check) -> Finding:
    stated = check.stated_span
    spans = (stated, *(span for span in check.spans if span is not stated))
    told = check.arithmetic in check.message.zh and check.arithmetic in check.message.en
    arithmetic = "" if told else check.arithmetic
    return Finding(number, check.level or "question", check.message, spans, arithmetic)


def _of_fault(number: int, fault: TextFault) -> Finding:
    spans = tuple(Span("stated", place, fault.text) for place in fault.places)
    return Finding(number, TEXT, fault.message, spans, sure=fault.sure)
