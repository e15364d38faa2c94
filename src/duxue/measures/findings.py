"""Findings: what a check found that does not add up or falls short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from duxue.messages import Text

Level = Literal["impossible", "inconsistent", "below-standard", "question"]
LEVELS: tuple[Level, ...] = ("impossible", "inconsistent", "below-standard", "question")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; `about` is the id of the figure or score, `facts` what the digest compares.

    The message is made from facts and titles, and stays outside every digest.
    """

    code: str
    level: Level
    kind: str
    about: str
    facts: Mapping[str, str]
    message: Text = field(compare=False)

    @property
    def sort_key(self) -> tuple[int, str, str, str, tuple[tuple[str, str], ...]]:
        return (LEVELS.index(self.level), self.code, self.about, self.kind, tuple(sorted(self.facts.items())))
