"""One layer of one object: its indicators with points and reasons, its total, its level."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from duxue.cli.names import Names
from duxue.cli.pages import Block, Column, Line, Pairs, Row, Table
from duxue.cli.screen import Screen
from duxue.cli.sheet.overview import level_words, span_words
from duxue.messages import Text
from duxue.schemes import Leaf, Node
from duxue.scoring import Judgement, LayerResult, Score, StatedTotal
from duxue.scoring.wording import join

SEVERAL = 3
RIGHT = ("points", "full")


def layer_blocks(screen: Screen, names: Names, layer: LayerResult) -> Iterator[Block]:
    same = same_reason(names, layer)
    if same is not None:
        yield Line(screen.say("cli-same-reason", reason=same), "weak")
    yield _table(screen, names, layer, same)
    yield Pairs(tuple(total_rows(screen, names, layer)))


def same_reason(names: Names, layer: LayerResult) -> Text | None:
    """The reason of all judgements of a layer, where they have the same one and each says its place."""
    entries = [
        entry
        for score in layer.scores
        if score.by == "judgement"
        for entry in entries_for(names, layer, score.item)
    ]
    reasons = {entry.reason for entry in entries}
    telling = len(entries) > SEVERAL and all(entry.place for entry in entries)
    return reasons.pop() if telling and len(reasons) == 1 else None


def _table(screen: Screen, names: Names, layer: LayerResult, same: Text | None) -> Table:
    scheme = names.inputs.schemes[layer.scheme]
    rows = [
        _row(screen, names, layer, item, depth, same) for item, depth in _with_depth(scheme.indicators, 0)
    ]
    titles = ("id", "indicator", "points", "full", "sure", "why" if same is None else "place")
    columns = [
        Column(screen.word(name), right=name in RIGHT, wraps=name in ("indicator", "why", "place"))
        for name in titles
    ]
    return Table(tuple(columns), tuple(rows))


def _with_depth(items: tuple[Leaf | Node, ...], depth: int) -> Iterator[tuple[Leaf | Node, int]]:
    for item in items:
        yield item, depth
        if isinstance(item, Node):
            yield from _with_depth(item.items, depth + 1)


def _row(
    screen: Screen, names: Names, layer: LayerResult, item: Leaf | Node, depth: int, same: Text | None
) -> Row:
    score = layer.score(item.id)
    assert score is not None
    cells = (
        "  " * depth + item.id,
        screen.text(item.title),
        span_words(score.span),
        f"{score.full:f}",
        "" if isinstance(item, Node) else sureness(screen, names, score),
        "" if isinstance(item, Node) else screen.text(why(names, layer, score, same)),
    )
    if score.value is None:
        return Row(cells, "warning")
    return Row(cells, "strong" if isinstance(item, Node) else "plain")


def sureness(screen: Screen, names: Names, score: Score) -> str:
    """How sure a score is, in words: cannot tell, made up, or how sure the scheme's own text is."""
    if score.value is None:
        return screen.word("cannot-tell")
    if score.by == "rule" and made_up(names, score):
        return screen.word("made-up")
    return screen.word(f"certainty-{score.certainty}")


def made_up(names: Names, score: Score) -> bool:
    """Whether a made-up figure stands behind a score; only in a workspace that is made up does it count."""
    stated = {str(figure.id) for figure in names.inputs.stated if not figure.made_up}
    return names.inputs.made_up and any(figure not in stated for figure in score.figures)


def why(names: Names, layer: LayerResult, score: Score, same: Text | None = None) -> Text:
    """The reason that a person gives, with its place; for a rule its arithmetic; for neither what is missing."""
    entries = entries_for(names, layer, score.item)
    if score.by == "judgement" and score.value is not None and len(entries) == 1 and entries[0].reason:
        reason, place = entries[0].reason, entries[0].place
        if place is None:
            return reason
        if reason == same:
            return place
        return Text(f"{reason.zh}（{place.zh}）", f"{reason.en} ({place.en})")
    if score.by == "judgement" and score.value is None and score.reasons:
        return join([reason.text for reason in dict.fromkeys(score.reasons)], "；", "; ")
    return score.explanation


def entries_for(names: Names, layer: LayerResult, item: str) -> list[Judgement]:
    """What people entered for an item in this layer."""
    return [
        entry
        for entry in names.inputs.judgements
        if (entry.item, entry.area, entry.layer) == (item, layer.area, layer.layer)
        and entry.scheme in (None, layer.scheme)
    ]


def total_rows(screen: Screen, names: Names, layer: LayerResult) -> Iterator[tuple[str, str]]:
    """What the report states beside what its items add up to, the level, and whether it passes."""
    scheme = names.inputs.schemes[layer.scheme]
    scores = [score for leaf in scheme.leaves() if (score := layer.score(leaf.id)) is not None]
    printed = [value for score in scores if (value := _printed(score)) is not None]
    stated = stated_of(names, layer)
    if layer.stated_total is not None:
        place = f"  {screen.text(stated[0].place)}" if stated and stated[0].place else ""
        yield screen.word("stated-total"), f"{layer.stated_total:f}{place}"
        counted = screen.say("cli-items-found", found=len(printed), all=len(scores))
        yield screen.word("sum"), f"{sum(printed, Decimal(0)):f}  {counted}"
    said = next((entry.items_said for entry in stated if entry.items_said is not None), None)
    if said is not None:
        yield screen.word("items"), screen.say("cli-items-said", said=said, found=len(printed))
    if layer.total.value is None:
        open_items = "、".join(score.item for score in scores if score.value is None)
        facts = {"points": f"{layer.total.undecided:f}", "items": open_items}
        yield screen.word("undecided"), screen.say("cli-undecided", **facts)
        low, high = f"{layer.total.low:f}", f"{layer.total.high:f}"
        yield screen.word("total"), screen.say("cli-between", low=low, high=high, full=f"{scheme.total:f}")
    else:
        facts = {"value": f"{layer.total.value:f}", "full": f"{scheme.total:f}"}
        yield screen.word("total"), screen.say("cli-of-full", **facts)
    yield screen.word("level"), _level(screen, names, layer)
    if scheme.pass_ is not None:
        yield screen.word("verdict"), screen.word(f"verdict-{layer.verdict}")


def _level(screen: Screen, names: Names, layer: LayerResult) -> str:
    words = level_words(screen, names, layer)
    if layer.level is None and layer.level_missing is not None:
        words = screen.say("cli-level-missing", why=layer.level_missing)
    if layer.stated_level is not None:
        words += screen.say("cli-level-stated", level=layer.stated_level)
    return words


def _printed(score: Score) -> Decimal | None:
    return score.value if score.entered is None else score.entered


def stated_of(names: Names, layer: LayerResult) -> list[StatedTotal]:
    """The totals and levels that a report states for this layer."""
    return [
        entry
        for entry in names.inputs.stated_totals
        if (entry.scheme, entry.area, entry.layer) == (layer.scheme, layer.area, layer.layer)
    ]
