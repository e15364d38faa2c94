"""The sentences of the faults, and the words and limits by which they are judged."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from duxue.messages import Fact, Text, sentence
from duxue.proofing.reading.settings import loaded

_LONGEST_SENTENCE = 400
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


def said(code: str, /, **facts: Fact) -> Text:
    """The sentence of that code in both languages."""
    return Text(sentence(code, "zh", **facts), sentence(code, "en", **facts))


def words(kind: str) -> dict[str, Any]:
    """The library's lists and limits for one kind of fault."""
    found: dict[str, Any] = loaded(f"faults-{kind}")
    return found


@cache
def characters(kind: str, name: str) -> frozenset[str]:
    """A list of the library whose entries are characters or words."""
    return frozenset(words(kind)[name])


def is_han(character: str) -> bool:
    return bool(HAN.match(character))


def opened_before(text: str, at: int, mark: str, partner: str) -> bool:
    """Whether such a mark stands open there; one further back than a long sentence is not looked for."""
    first = max(0, at - _LONGEST_SENTENCE)
    return text.rfind(mark, first, at) > text.rfind(partner, first, at)
