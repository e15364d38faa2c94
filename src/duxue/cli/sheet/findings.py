"""What was found, grouped for a reader: what falls short first, guesses under their own heading."""

from __future__ import annotations

from collections.abc import Iterator

from duxue.cli.names import Names
from duxue.cli.pages import Block, Bullet, Heading, Line, Tone
from duxue.cli.screen import Screen
from duxue.evaluation import ObjectResult, Record
from duxue.measures import Finding

MOST_ON_A_TERMINAL = 20
GROUPS: tuple[tuple[str, Tone], ...] = (
    ("below", "bad"),
    ("impossible", "bad"),
    ("inconsistent", "bad"),
    ("not-comparable", "warning"),
    ("question", "warning"),
    ("guess", "plain"),
)
"""The headings in the order in which they are read."""


def group_of(finding: Finding) -> str:
    """The heading under which a finding is read."""
    if finding.kind == "comparability":
        return "not-comparable"
    if finding.code == "scoring-guess-differs":
        return "guess"
    return "below" if finding.level == "below-standard" else finding.level


def finding_blocks(screen: Screen, names: Names, record: Record, judged: ObjectResult) -> Iterator[Block]:
    made_up = {str(figure.id) for figure in record.figures if figure.made_up}
    for group, tone in GROUPS:
        found = [finding for finding in judged.findings if group_of(finding) == group]
        found.sort(key=lambda finding: f"@{judged.area}@" not in finding.about)
        if not found:
            continue
        yield Heading(screen.word(f"findings-{group}"), f"{len(found):,}")
        if group == "guess":
            yield Line(screen.say("cli-guesses"), "weak")
        limit = MOST_ON_A_TERMINAL if screen.terminal else len(found)
        for finding in found[:limit]:
            yield Bullet(finding_words(screen, finding, finding.about in made_up), tone)
        if len(found) > limit:
            yield Line(cut_words(screen, limit, len(found)), "weak")


def finding_words(screen: Screen, finding: Finding, made_up: bool) -> str:
    words = screen.text(finding.message)
    return f"{words}{screen.word('made-up-tail')}" if made_up else words


def cut_words(screen: Screen, shown: int, whole: int) -> str:
    return screen.say("cli-cut", shown=f"{shown:,}", all=f"{whole:,}")
