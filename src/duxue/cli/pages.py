"""What a command says, as blocks: the same page is drawn for a terminal or written plainly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "strong", "weak", "warning", "good", "bad"]


@dataclass(frozen=True, slots=True)
class Title:
    """The head of the whole page."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a section; `tail` stands behind it less loudly."""

    text: str
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or a few, `depth` steps to the right."""

    text: str
    tone: Tone = "plain"
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Bullet:
    """One of several things; wrapped lines stand under its first word."""

    text: str
    tone: Tone = "plain"
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Command:
    """A command to type, with what it does."""

    text: str
    does: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """Words and what belongs to them, one pair a line."""

    rows: tuple[tuple[str, str], ...]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `wraps` says that its text may break in a terminal, `plain_only` that it is left out there."""

    title: str
    right: bool = False
    wraps: bool = False
    plain_only: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[str, ...]
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    depth: int = 0


Block = Title | Heading | Line | Bullet | Command | Pairs | Table
Page = Iterable[Block]
