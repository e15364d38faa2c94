"""A scheme as a page: where it comes from, its tree with points, its rules in words."""

from __future__ import annotations

from collections.abc import Iterator

from duxue.areas import KINDS
from duxue.cli.pages import Block, Heading, Line, Pairs, Title
from duxue.cli.rule_words import RuleWords
from duxue.cli.screen import Screen
from duxue.messages import Text, labels
from duxue.schemes import Leaf, Node, Scheme, standing_notice
from duxue.scoring.wording import join


def scheme_blocks(screen: Screen, scheme: Scheme, words: RuleWords) -> Iterator[Block]:
    yield Title(screen.text(scheme.title))
    official = scheme.standing == "official"
    yield Line(screen.text(standing_notice(scheme)), "plain" if official else "warning")
    yield Pairs(tuple(_head(screen, scheme)))
    yield Heading(screen.word("indicators"), screen.say("cli-items-count", count=len(list(scheme.leaves()))))
    yield from _tree(screen, scheme.indicators, scheme, words, 0)
    if scheme.levels or scheme.level_note:
        yield Heading(screen.word("levels"))
        yield from _levels(screen, scheme)


def _head(screen: Screen, scheme: Scheme) -> Iterator[tuple[str, str]]:
    yield screen.word("id"), screen.say("cli-edition", id=scheme.id, edition=scheme.edition)
    yield screen.word("authority"), screen.text(scheme.authority)
    if scheme.document is not None:
        document = scheme.document
        number = f"  {document.number}" if document.number else ""
        issued = f"  {document.issued.isoformat()}" if document.issued else ""
        yield screen.word("document"), f"{screen.text(document.title)}{number}{issued}"
    kind = KINDS[scheme.object].title if scheme.object in KINDS else Text.same(scheme.object)
    yield screen.word("year"), str(scheme.year)
    yield screen.word("object"), screen.text(kind)
    yield screen.word("standing"), screen.word(f"standing-{scheme.standing}")
    yield (
        screen.word("total"),
        screen.say("cli-total-decimals", total=f"{scheme.total:f}", decimals=scheme.decimals),
    )
    layers = [labels().get(f"cli-layer-{name}", Text.same(name)) for name in scheme.layers]
    yield screen.word("layers"), screen.text(join(layers, "、", ", "))
    yield screen.word("sources"), " > ".join(scheme.sources)
    if scheme.note is not None:
        yield screen.word("note"), screen.text(scheme.note)
    if scheme.source is not None:
        yield screen.word("source"), screen.text(scheme.source)


def _tree(
    screen: Screen, items: tuple[Leaf | Node, ...], scheme: Scheme, words: RuleWords, depth: int
) -> Iterator[Block]:
    for item in items:
        title = f"{item.id}  {screen.text(item.title)}"
        points = screen.say("cli-points", points=f"{item.points:f}")
        if isinstance(item, Node):
            yield Line(f"{title}  {points}", "strong", depth)
            yield from _tree(screen, item.items, scheme, words, depth + 1)
            continue
        by = screen.word(f"by-{item.by}")
        sure = screen.word(f"certainty-{item.certainty}")
        yield Line(f"{title}  {points}  {by}  {sure}", "strong" if not depth else "plain", depth)
        yield Pairs(tuple(leaf_pairs(screen, item, words)), depth + 2)


def leaf_pairs(screen: Screen, item: Leaf, words: RuleWords) -> Iterator[tuple[str, str]]:
    """The rule of an item and what belongs to it: clause, bounds, role, method, evidence, note."""
    lines = words.of(item)
    name = screen.word("guessed-rule" if item.guessed else "rule")
    for number, line in enumerate(lines):
        yield (name if number == 0 else ""), screen.text(line)
    if item.low != 0 or item.high != item.points:
        yield screen.word("clamp"), screen.say("cli-clamp", low=f"{item.low:f}", high=f"{item.high:f}")
    pairs = [("clause", item.clause), ("role", item.role), ("method", item.method)]
    yield from ((screen.word(name), screen.text(text)) for name, text in pairs if text is not None)
    if item.evidence:
        yield screen.word("evidence-asked"), screen.text(join(list(item.evidence), "、", ", "))
    if item.continues is not None:
        yield screen.word("continues"), item.continues
    if item.note is not None:
        yield screen.word("note"), screen.text(item.note)


def _levels(screen: Screen, scheme: Scheme) -> Iterator[Block]:
    rows = []
    for level in scheme.levels:
        limit = screen.word("band-rest") if level.at_least is None else f"≥ {level.at_least:f}"
        rows.append((screen.text(level.title), limit))
    if rows:
        yield Pairs(tuple(rows))
    if scheme.pass_ is not None:
        by_level = next((level.title for level in scheme.levels if level.id == scheme.pass_.level), None)
        mark = screen.text(by_level) if by_level else f"≥ {scheme.pass_.at_least:f}"
        yield Line(screen.say("cli-pass-mark", mark=mark))
    if scheme.level_note is not None:
        yield Line(screen.text(scheme.level_note))
