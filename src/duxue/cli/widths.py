"""How wide text stands in a terminal: Chinese characters take two columns, combining marks none."""

from __future__ import annotations

import unicodedata


def width(text: str) -> int:
    """The number of columns that the text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def left(text: str, columns: int) -> str:
    """The text with spaces behind it, up to that many columns."""
    return text + " " * max(columns - width(text), 0)


def right(text: str, columns: int) -> str:
    """The text with spaces before it, up to that many columns."""
    return " " * max(columns - width(text), 0) + text
