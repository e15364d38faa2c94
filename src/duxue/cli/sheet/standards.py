"""How many standards were judged, and which could not be: a check that did not run says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from duxue.cli.names import Names
from duxue.cli.pages import Block, Bullet, Heading, Line
from duxue.cli.screen import Screen
from duxue.evaluation import ObjectResult
from duxue.messages import Text
from duxue.scoring.wording import both, join

JUDGED = ("met", "below")
MOST_ON_A_TERMINAL = 3
REASONS = ("not-comparable", "made-up", "cannot-tell", "not-due", "without-limit")


def standard_blocks(screen: Screen, names: Names, judged: ObjectResult) -> Iterator[Block]:
    verdicts = judged.standards
    if not verdicts:
        return
    counts = Counter(row.verdict for row in verdicts)
    yield Heading(screen.word("standards"))
    facts = {
        "standards": f"{len({row.standard for row in verdicts}):,}",
        "areas": f"{len({row.area for row in verdicts}):,}",
        "all": f"{len(verdicts):,}",
        "met": f"{counts['met']:,}",
        "below": f"{counts['below']:,}",
    }
    yield Line(screen.say("cli-standards-judged", **facts))
    apart = len(verdicts) - counts["met"] - counts["below"]
    if apart:
        yield Line(screen.say("cli-standards-apart", count=f"{apart:,}"), "warning")
    for reason in REASONS:
        rows = [row for row in verdicts if row.verdict == reason]
        if rows:
            of = _titles(screen, names, list(dict.fromkeys(row.standard for row in rows)))
            why, count = screen.words(f"standard-{reason}"), f"{len(rows):,}"
            yield Bullet(screen.say("cli-standards-why", why=why, count=count, standards=of))


def _titles(screen: Screen, names: Names, standards: list[str]) -> Text:
    """The standards by title; on a terminal the first few, and how many there are."""
    limit = MOST_ON_A_TERMINAL if screen.terminal else len(standards)
    titles = join([names.standard(name) for name in standards[:limit]], "；", "; ")
    if len(standards) <= limit:
        return titles
    return both("cli-standards-cut", titles=titles, shown=limit, all=len(standards))
