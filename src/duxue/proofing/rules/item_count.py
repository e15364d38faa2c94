"""A stated number of items against the items that are listed: 等6个税种, 以下四项工作, 15项考核指标."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from duxue.proofing.checks import Check, Level
from duxue.proofing.claims import Claims
from duxue.proofing.judging import piece, said
from duxue.proofing.relations import enumerations, listed_behind, listed_names, mottoes
from duxue.proofing.relations.counting import Counting
from duxue.proofing.relations.scores import scored_count, scorings

RULE = "item-count"
SHOWN = 12


def checks(claims: Claims) -> Iterator[Check]:
    """Each count that stands with a list; lists that only give examples are silent where they are shorter."""
    told = set[tuple[int, int]]()
    for counting in chain(
        _scored(claims),
        listed_names.countings(claims),
        enumerations.countings(claims),
        listed_behind.countings(claims),
        mottoes.countings(claims),
    ):
        level = _level(counting)
        if counting.stated[:2] not in told and (counting.holds or level is not None):
            told.add(counting.stated[:2])
            yield _check(claims, counting, level)


def _level(counting: Counting) -> Level | None:
    """How sure it is that the count is wrong; None where nothing is to be said."""
    if counting.holds or not counting.sure:
        return None
    if counting.complete or counting.count < counting.fewest:
        return "inconsistent"
    # 等 leaves a list open; one that names all but one of many is odd enough to ask.
    return "question" if counting.count == counting.most + 1 and counting.most >= 4 else None


def _scored(claims: Claims) -> Iterator[Counting]:
    """15项考核指标 against the lines that give each a score."""
    for scoring in scorings(claims):
        found = scored_count(claims, scoring)
        if found is not None:
            stated, end = found
            lines = tuple((line.passage, line.start - len(line.lead), line.end) for line in scoring.lines)
            number = len(lines)
            piece = stated.passage, stated.start, end
            yield Counting(piece, int(stated.value), lines, number, number, True, True, scored=True)


def _check(claims: Claims, counting: Counting, level: Level | None) -> Check:
    passage, start, end = counting.stated
    text = claims.document.passages[passage].text
    stated = text[start:end].strip("“”")
    spans = [piece(claims, "stated", passage, start, end)]
    spans += [piece(claims, "item", *item) for item in counting.items]
    listed = min(max(counting.count, counting.fewest), counting.most)
    told = "scored" if counting.scored else "more" if listed > counting.count else "fewer"
    code = f"proof-item-count-{'holds' if level is None else told}"
    gap = abs(listed - counting.count)
    first = [text_of(claims, item) for item in counting.items[:SHOWN]]
    return Check(
        rule=RULE,
        kind="item-count",
        verdict="holds" if level is None else "fails",
        spans=tuple(spans),
        stated=stated,
        computed=str(listed),
        arithmetic=f"{listed} {'=' if level is None else '≠'} {counting.count}",
        message=said(code, stated=stated, listed=listed, gap=gap, items="、".join(first)),
        level=level,
        cause="" if level is None else "part-missing" if listed == counting.count - 1 else "",
    )


def text_of(claims: Claims, item: tuple[int, int, int]) -> str:
    passage, start, end = item
    text = claims.document.passages[passage].text
    return text[start : min(end, start + 20)]
