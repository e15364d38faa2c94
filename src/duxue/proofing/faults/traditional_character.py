"""Traditional characters in a text that is simplified: 督導體制機制."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duxue.proofing.checks import TextFault
from duxue.proofing.document import Document, Passage
from duxue.proofing.faults.wording import HAN, characters, is_han, opened_before, said, words

RULE = "traditional-character"
_SHOWN = 3
_HAN_RUN = re.compile(f"{HAN.pattern}+")


def faults(document: Document) -> Iterator[TextFault]:
    limits = words("traditional")
    found = [(passage, _traditional(document, passage)) for passage in document.passages]
    found = [(passage, places) for passage, places in found if places]
    if not found:
        return
    every = len(HAN.findall(document.text))
    if sum(len(places) for _, places in found) * 100 >= limits["text_share"] * every:
        return
    for passage, places in found:
        written = len(HAN.findall(passage.text))
        if written >= limits["passage_least"] and len(places) * 100 >= limits["passage_share"] * written:
            continue
        for group in _near(places, limits["apart"]):
            yield _fault(document, passage, group)


def _traditional(document: Document, passage: Passage) -> list[int]:
    """Where the passage's clean text has another Chinese character than the document."""
    text, offsets = document.text, passage.offsets
    whole = text[offsets[0] : offsets[0] + len(offsets)] if offsets else ""
    if whole == passage.text:
        return []
    kept = characters("traditional", "kept")
    return [
        at
        for at, (clean, offset) in enumerate(zip(passage.text, offsets, strict=True))
        if clean != text[offset]
        and "\u4e00" <= text[offset] <= "\u9fff"
        and text[offset] not in kept
        and is_han(clean)
    ]


def _near(places: list[int], apart: int) -> Iterator[tuple[int, int]]:
    start = last = places[0]
    for at in places[1:]:
        if at - last > apart:
            yield start, last + 1
            start = at
        last = at
    yield start, last + 1


def _fault(document: Document, passage: Passage, group: tuple[int, int]) -> TextFault:
    """With a Chinese character before it and up to three after it, so that a reader sees the words."""
    start, end = group
    clean = passage.text
    if start and is_han(clean[start - 1]):
        start -= 1
    run = _HAN_RUN.match(clean, end)
    if run:
        end += len(run.group()) if len(run.group()) <= _SHOWN else 1
    text = "".join(document.text[offset] for offset in passage.offsets[start:end])
    sure = not _quoted(clean, group[0])
    code = "faults-traditional-character" if sure else "faults-traditional-character-question"
    place = passage.place(start, end)
    return TextFault(RULE, (place,), text, said(code, text=text, simplified=clean[start:end]), sure)


def _quoted(text: str, at: int) -> bool:
    return any(opened_before(text, at, *marks) for marks in ("“”", "《》", "‘’"))
