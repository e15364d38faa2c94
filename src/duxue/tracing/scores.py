"""How a score came about: its rule and clause, the people's entries, and the figures behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from duxue.measures import Finding
from duxue.messages import InputError, listed
from duxue.notation import likely
from duxue.schemes import Leaf, Node, Scheme
from duxue.scoring import Judgement, LayerResult, Score

_WRITTEN = re.compile(
    r"(?:(?P<scheme>[a-z0-9][a-z0-9-]*)/)?(?P<item>[^/@#\s]+)(?:@(?P<area>[^@#\s]+))?(?:@(?P<window>[^@#\s]+))?(?:#(?P<layer>\S+))?"
)
WHOLE = ("total", "level", "findings")
"""What may stand in the place of an item."""


@dataclass(frozen=True, slots=True)
class ScoreSketch:
    """A score as a person writes it; parts may be left out where only one fits."""

    scheme: str | None
    item: str
    area: str | None
    window: str | None
    layer: str | None

    @classmethod
    def parse(cls, text: str) -> ScoreSketch:
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise InputError.one("tracing-score-unreadable", None, text=text)
        return cls(found["scheme"], found["item"], found["area"], found["window"], found["layer"])


@dataclass(frozen=True)
class Explained:
    """A score, or the total of a layer, with the item of the scheme and the entries for it."""

    result: LayerResult
    item: Leaf | Node | None
    score: Score | None
    parts: tuple[Score, ...]
    entries: tuple[Judgement, ...]
    findings: tuple[Finding, ...]


def find_score(sketch: ScoreSketch, text: str, results: Iterable[LayerResult]) -> LayerResult:
    """The one layer that the sketch fits; else an error that lists the choices."""
    results = tuple(results)
    known = [r for r in results if sketch.item in WHOLE or r.score(sketch.item) is not None]
    fitting = [
        result
        for result in known
        if sketch.scheme in (None, result.scheme)
        and sketch.area in (None, result.area)
        and sketch.window in (None, result.window)
        and sketch.layer in (None, result.layer)
    ]
    if len(fitting) == 1:
        return fitting[0]
    choices = listed(f"{r.scheme}/{sketch.item}@{r.area}@{r.window}#{r.layer}" for r in fitting or known)
    if not known:
        choices = listed(_items_near(sketch.item, results))
    code = "tracing-score-ambiguous" if fitting else "tracing-score-unknown"
    raise InputError.one(code, None, text=text, choices=choices)


def _items_near(item: str, results: Iterable[LayerResult]) -> list[str]:
    """The item that was most likely meant, else every item, and what may stand in their place."""
    items = list(dict.fromkeys(score.item for result in results for score in result.scores))
    word = likely(item, [*items, *WHOLE])
    return [word] if word is not None else [*items, *WHOLE]


def explained(
    sketch: ScoreSketch, result: LayerResult, scheme: Scheme, judgements: Iterable[Judgement]
) -> Explained:
    """The score with its item, its parts (of a node or of the total) and what people entered."""
    item = None if sketch.item in WHOLE else scheme.item(sketch.item)
    below = scheme.indicators if item is None else item.items if isinstance(item, Node) else ()
    parts = tuple(score for part in below if (score := result.score(part.id)) is not None)
    entries = tuple(
        entry
        for entry in judgements
        if item is not None
        and (entry.item, entry.area, entry.layer) == (item.id, result.area, result.layer)
        and entry.scheme in (None, scheme.id)
    )
    score = None if item is None else result.score(item.id)
    findings = result.findings if item is None else score.findings if score else ()
    return Explained(result, item, score, parts, entries, tuple(findings))
