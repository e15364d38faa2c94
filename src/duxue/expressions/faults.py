"""How the faults of an expression are told: with the file's place, the column and the text."""

from __future__ import annotations

from duxue.messages import Fact, Fault, InputError, Place

EXCERPT = 60


def excerpt(text: str, at: int) -> str:
    """The part of a long expression around a column."""
    if len(text) <= EXCERPT:
        return text
    start = max(0, min(at - 1 - EXCERPT // 2, len(text) - EXCERPT))
    end = start + EXCERPT
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def fault(code: str, text: str, at: int, place: Place | None, **facts: Fact) -> Fault:
    """A fault of the family `expressions-`, at a column of the expression's text."""
    return Fault(f"expressions-{code}", place, {"text": excerpt(text, at), "column": str(at), **facts})


def refused(code: str, text: str, at: int, place: Place | None, **facts: Fact) -> InputError:
    """The error with this one fault, to be raised."""
    return InputError([fault(code, text, at, place, **facts)])
