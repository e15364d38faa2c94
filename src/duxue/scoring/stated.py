"""A total or level that a report prints, beside what its own items add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from duxue.measures.findings import Finding
from duxue.measures.findings import Level as FindingLevel
from duxue.messages import Fact, Text, listed
from duxue.schemes import Level
from duxue.scoring.entries import StatedTotal
from duxue.scoring.results import Score, Span
from duxue.scoring.sums import span_of
from duxue.scoring.wording import both


def check_stated(
    stated: StatedTotal,
    leaves: Sequence[Score],
    level: Level | None,
    level_missing: Text | None,
    named: Callable[[str], str],
) -> Iterator[Finding]:
    """The findings on a stated total, its number of items and its level. `named` makes the ids they are about."""
    printed = span_of([_printed(leaf) for leaf in leaves])
    if stated.total is not None:
        yield from _total(stated, stated.total, leaves, printed, named("total"))
    yield from _items(stated, leaves, printed, named("total"))
    if stated.level is not None:
        yield from _level(stated.level, level, level_missing, named("level"))


def _printed(leaf: Score) -> Span:
    """What a report prints for an item: the points entered; where none are, what is known of the score."""
    return leaf.span if leaf.entered is None else Span(leaf.entered, leaf.entered, leaf.entered)


def _total(
    stated: StatedTotal, total: Decimal, leaves: Sequence[Score], printed: Span, about: str
) -> Iterator[Finding]:
    if printed.value == total:
        return
    open_items = [leaf for leaf in leaves if _printed(leaf).value is None]
    shown = sum((span.low for span in map(_printed, leaves) if span.value is not None), Decimal(0))
    explained = bool(open_items) and printed.low <= total <= printed.high
    code = "scoring-stated-total-undecided" if explained else "scoring-stated-total-differs"
    level: FindingLevel = "question" if explained else "inconsistent"
    facts = {
        "stated": str(total),
        "printed": str(shown),
        "difference": str(abs(total - shown)),
        "low": str(printed.low),
        "high": str(printed.high),
        "undecided": str(printed.undecided),
        "open": ", ".join(leaf.item for leaf in open_items),
        **_item_facts(stated, leaves),
    }
    wording = "scoring-stated-total-differs-open" if open_items and not explained else code
    names = listed([leaf.item for leaf in open_items])
    words: dict[str, Fact] = {**facts, "open": names, "items": _items_words(stated, leaves)}
    message = both(wording, **words)
    yield Finding(code, level, "total", about, facts, message)


def _items(stated: StatedTotal, leaves: Sequence[Score], printed: Span, about: str) -> Iterator[Finding]:
    """The number of items by itself, where the total gives no occasion to say it."""
    silent = stated.total is None or printed.value == stated.total
    facts = _item_facts(stated, leaves)
    if silent and facts and facts["items_said"] != facts["items_found"]:
        message = both("scoring-stated-items-differ", **facts)
        yield Finding("scoring-stated-items-differ", "inconsistent", "total", about, facts, message)


def _found(leaves: Sequence[Score]) -> int:
    return sum(_printed(leaf).value is not None for leaf in leaves)


def _item_facts(stated: StatedTotal, leaves: Sequence[Score]) -> dict[str, str]:
    if stated.items_said is None:
        return {}
    return {"items_said": str(stated.items_said), "items_found": str(_found(leaves))}


def _items_words(stated: StatedTotal, leaves: Sequence[Score]) -> Text:
    if stated.items_said is None or stated.items_said == _found(leaves):
        return Text.same("")
    return both("scoring-items-said", items_said=stated.items_said, items_found=_found(leaves))


def _level(words: Text, level: Level | None, missing: Text | None, about: str) -> Iterator[Finding]:
    facts = {"stated": words.zh, "computed": level.id if level is not None else ""}
    if level is None:
        message = both("scoring-stated-level-untold", stated=words, why=missing or Text.same(""))
        yield Finding("scoring-stated-level-untold", "question", "level", about, facts, message)
    elif words.zh not in (level.title.zh, level.id):
        message = both("scoring-stated-level-differs", stated=words, computed=level.title)
        yield Finding("scoring-stated-level-differs", "inconsistent", "level", about, facts, message)
