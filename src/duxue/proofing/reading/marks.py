"""Marks that end, open and close; of folded text."""

from __future__ import annotations

FINAL = "。！？；…!?;"
_CLOSING = "”’）》〉〕】)]\"'」』"
_PAIRS = {"《": "》", "〈": "〉", "（": "）", "(": ")", "“": "”", "〔": "〕", "【": "】", "‘": "’"}
_CONTINUING = "，。、；：！？”’）》〉〕】,.;:!?)]%‰"


def ends_sentence(text: str) -> bool:
    """Whether a text ends with a full stop or the like, closing marks after it apart, or leads to a list by `：`."""
    end = len(text)
    while end and (text[end - 1] in _CLOSING or text[end - 1] == " "):
        end -= 1
    return bool(end) and text[end - 1] in FINAL + "：:"


def ends_clause(text: str) -> bool:
    """Whether a text ends where a sentence must go on."""
    return text[-1:] in ("，", "、", ",", *_PAIRS)


def counts_on(text: str) -> bool:
    """Whether a text ends so that a number after it belongs to its sentence: `共3、|4 两项`, `第|三、从严`."""
    return ends_clause(text) or text.endswith("第")


def ends_openly(text: str) -> bool:
    """Whether a text ends with an opening mark."""
    return text[-1:] in tuple(_PAIRS)


def starts_within(text: str) -> bool:
    """Whether a text starts with what no sentence starts with."""
    return text[:1] in tuple(_CONTINUING)


def left_open(text: str) -> str:
    """The mark that would close what the end of the text leaves open; empty where nothing is open."""
    awaited: list[str] = []
    for mark in text[-400:]:
        if mark in _PAIRS:
            awaited.append(_PAIRS[mark])
        elif awaited and mark == awaited[-1]:
            awaited.pop()
    return awaited[-1] if awaited else ""


def closes(text: str, awaited: str) -> bool:
    """Whether the text soon has that mark, before another is opened."""
    at = text.find(awaited, 0, 100)
    opening = next(mark for mark, closing in _PAIRS.items() if closing == awaited)
    return at >= 0 and text.find(opening, 0, at) < 0
