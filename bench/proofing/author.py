"""Who writes a made-up report: the dice, the phrases, the page."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from bench.proofing.annotations import Spot
from bench.proofing.writing import Figure, Page, Word, rounded

Entry = Mapping[str, Any]
Phrases = Mapping[str, Sequence[str]]

ORDINALS = "一二三四五六七八九"
PEOPLE_OR_THINGS = "名人所个家件户张项处套座辆间首台宗场例条起块列"


@dataclass(slots=True)
class Author:
    """Who writes: the dice, the phrases, the words that are true of the whole report, and the page."""

    chance: random.Random
    phrases: Phrases
    page: Page
    words: dict[str, Word]
    year: int
    later: list[Callable[[], None]] = field(default_factory=list)
    """Sentences that belong to another paragraph further down."""

    def template(self, topic: str) -> str:
        return self.chance.choice(self.phrases[topic])

    def between(self, low: float, high: float) -> Decimal:
        return Decimal(repr(round(self.chance.uniform(low, high), 6)))

    def figure(self, value: Decimal, entry: Entry) -> Figure:
        return Figure(rounded(value, self.decimals(entry)), entry["unit"])

    def decimals(self, entry: Entry) -> int:
        return int(entry.get("decimals", 0))

    def drawn(self, entry: Entry) -> Decimal:
        """An unrounded value in the entry's range, whole where things are counted."""
        value = self.between(*entry["range"])
        return value if self.decimals(entry) or not is_counted(entry) else rounded(value, 0)

    def rate(self, value: Decimal, decimals: int | None = None) -> Figure:
        if decimals is None:
            decimals = 1 if self.page.in_words else self.chance.choice((1, 1, 2))
        return Figure(rounded(value, decimals), "%")

    def split(self, whole: Decimal, parts: int, entry: Entry) -> list[Decimal]:
        """Unrounded parts that make the whole, none of them very small."""
        weights = [self.chance.uniform(0.5, 1.6) for _ in range(parts)]
        shares = [Decimal(repr(round(weight / sum(weights), 8))) for weight in weights[:-1]]
        if is_counted(entry):
            values = [rounded(whole * share, 0) for share in shares]
        else:
            values = [whole * share for share in shares]
        return [*values, whole - sum(values, Decimal(0))]

    def say(
        self, topic: str, words: Mapping[str, Word], rows: Sequence[Mapping[str, Word]] = ()
    ) -> dict[str, Spot]:
        return self.page.say(self.template(topic), {**self.words, **words}, rows)


def is_counted(entry: Entry) -> bool:
    """Heads and things, which are never rounded."""
    return entry["unit"][0] in PEOPLE_OR_THINGS and not entry.get("decimals")


def values(spots: Mapping[str, Spot], name: str = "value") -> list[Spot]:
    return [spot for key, spot in spots.items() if key[: len(name)] == name and key[len(name) :].isdigit()]
