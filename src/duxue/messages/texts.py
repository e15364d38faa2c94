from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

LANGUAGES = ("zh", "en")

# Characters that show nothing or drive a terminal; a fact from a broken file may hold any of them.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def in_(self, lang: str) -> str:
        """The words in `lang`, "zh" or "en"; another language is a defect (ValueError)."""
        if lang == "zh":
            return self.zh
        if lang == "en":
            return self.en
        raise ValueError(f"no such language: {lang!r}; there are zh and en")

    @classmethod
    def same(cls, words: str) -> Text:
        """Words that read alike in both languages: a number, an id, a name that has no translation."""
        return cls(words, words)


class Shown(Protocol):
    """Something that has its own words in each language, such as a Place."""

    def shown(self, lang: str) -> str: ...


Fact = str | int | Decimal | Fraction | date | Text | Shown
"""What may stand in a sentence. No float: a number in a sentence is exact."""


def shown_fact(fact: Fact, lang: str) -> str:
    """The fact as it stands in a sentence of that language; invisible characters become visible escapes."""
    if isinstance(fact, float):
        raise TypeError(f"a float cannot stand in a sentence: {fact!r}; give a Decimal or a Fraction")
    if isinstance(fact, Text):
        words = fact.in_(lang)
    elif isinstance(fact, str | int | Decimal | Fraction | date):
        words = str(fact)
    else:
        words = fact.shown(lang)
    if words.isprintable():
        return words
    return "".join(_visible(character) for character in words)


def _visible(character: str) -> str:
    if unicodedata.category(character) not in _INVISIBLE:
        return character
    return character.encode("unicode_escape").decode("ascii")


def listed(words: Iterable[str | Text], limit: int = 20) -> Text:
    """The words as one list; a longer list than `limit` is cut and says so: "… (20 of 1,431)"."""
    every = [word if isinstance(word, Text) else Text.same(word) for word in words]
    first = every[:limit]
    zh = "、".join(word.zh for word in first)
    en = ", ".join(word.en for word in first)
    if len(every) > limit:
        zh += f" 等（共 {len(every):,} 个，列出 {limit:,} 个）"
        en += f", … ({limit:,} of {len(every):,})"
    return Text(zh, en)


def shortened(words: str, limit: int = 80) -> Text:
    """The words, or their first `limit` characters with a mark that says how many there are."""
    if len(words) <= limit:
        return Text.same(words)
    start = words[:limit]
    return Text(f"{start}…（共 {len(words):,} 字）", f"{start}… ({len(words):,} characters)")
