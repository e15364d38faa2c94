from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

# Longer words are no slips of the pen, and comparing them costs their product.
LONGEST = 100


def likely(word: str, allowed: Iterable[str]) -> str | None:
    """The allowed word that was most likely meant, or None where none is near.

    Case, full-width forms, and `_` or a space for `-` make no difference. Two Chinese characters of which one is
    right are near; of Latin words three letters in five must agree.
    """
    if not word or len(word) > LONGEST:
        return None
    plain: dict[str, str] = {}
    for candidate in allowed:
        plain.setdefault(_plain(candidate), candidate)
    wanted = _plain(word)
    if wanted in plain:
        return plain[wanted]
    near = difflib.get_close_matches(wanted, sorted(plain), n=1, cutoff=0.5 if _is_chinese(wanted) else 0.6)
    return plain[near[0]] if near else None


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKC", word).casefold().strip()
    return folded.replace("_", "-").replace(" ", "-")


def _is_chinese(word: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in word)
