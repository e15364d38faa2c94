"""What is told of a proof, in the order in which it is told: checks with their ids, findings with their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from duxue.messages import Text, labels
from duxue.proofing.checks import Check, Level, Proof, Span, TextFault
from duxue.proofing.document import Place

LEVELS: tuple[Level, ...] = ("impossible", "inconsistent", "below-standard", "question")
"""Of findings about figures, the gravest first."""
AGAINST, TEXT = "against", "text"
GROUPS: tuple[str, ...] = (*LEVELS, AGAINST, TEXT)
"""The headings under which findings are read. `against`: a run has another figure; `text`: faults of the text apart
from its figures."""


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
    told += [_of_run(number, entry) for number, entry in enumerate(differing(proof), start=len(told) + 1)]
    return told + [_of_fault(number, fault) for number, fault in enumerate(faults, start=len(told) + 1)]


def differing(proof: Proof) -> list[Mapping[str, Any]]:
    """The comparisons with a run that do not agree, in the order of the text."""
    return sorted((entry for entry in proof.against if entry["verdict"] == "differs"), key=_start)


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


def reason_words(reason: str, lang: str) -> str:
    """Why a piece was not read, in words; a reason without words stays as it is."""
    named = labels().get(reason)
    return named.in_(lang) if named else reason


def _in_text(check: Check) -> tuple[int, int, str]:
    place = check.stated_span.place
    return place.start, place.end, check.rule


def _of_check(number: int, check: Check) -> Finding:
    stated = check.stated_span
    spans = (stated, *(span for span in check.spans if span is not stated))
    told = check.arithmetic in check.message.zh and check.arithmetic in check.message.en
    arithmetic = "" if told else check.arithmetic
    return Finding(number, check.level or "question", check.message, spans, arithmetic)


def _start(entry: Mapping[str, Any]) -> int:
    return int(entry["start"])


def _of_run(number: int, entry: Mapping[str, Any]) -> Finding:
    span = Span("stated", Place(entry["start"], entry["end"]), entry["text"])
    return Finding(number, AGAINST, Text(entry["message"]["zh"], entry["message"]["en"]), (span,))


def _of_fault(number: int, fault: TextFault) -> Finding:
    spans = tuple(Span("stated", place, fault.text) for place in fault.places)
    return Finding(number, TEXT, fault.message, spans, sure=fault.sure)
