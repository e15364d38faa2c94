"""Words that stand twice in a row: 市招考办市招考办."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from duxue.proofing.checks import TextFault
from duxue.proofing.document import Document, Passage
from duxue.proofing.faults.reduplication import of_the_language, spoken
from duxue.proofing.faults.wording import characters, is_han, said, words

RULE = "doubled-word"
_RUN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff0-9]{2,}")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月)?")


def faults(document: Document) -> Iterator[TextFault]:
    for passage in document.passages:
        for start, half, end in _doubles(passage.text):
            word = passage.text[start:half]
            sure = _judged(document, passage, start, half, end)
            if sure is None:
                continue
            code = "faults-doubled-word" if sure else "faults-doubled-word-question"
            text = passage.text[start:end]
            yield TextFault(RULE, (passage.place(start, end),), text, said(code, text=text, word=word), sure)


def _doubles(text: str) -> Iterator[tuple[int, int, int]]:
    """The start, the end of the first word and the end of the last, of every word that follows itself."""
    for run in _RUN.finditer(text):
        start, end = run.span()
        seen: dict[str, int] = {}
        at, longest = start, words("doubled")["longest"]
        while at < end - 1:
            pair = text[at : at + 2]
            before = seen.get(pair, -longest - 1)
            size = at - before
            seen[pair] = at
            if 2 <= size <= longest and text.startswith(text[before:at], at, end):
                last = at + size
                while text.startswith(text[before:at], last, end):
                    last += size
                yield before, at, last
                at, seen = last, {}
            else:
                at += 1
        yield from (
            (found.start(), found.start() + 1, found.end()) for found in _single().finditer(text, start, end)
        )


def _judged(document: Document, passage: Passage, start: int, half: int, end: int) -> bool | None:
    """True where one word is too many, False where somebody should look, None where the language has it."""
    text, word = passage.text, passage.text[start:half]
    size, after = half - start, text[end : end + 1]
    if size == 1:
        return True
    if end - start > 2 * size or spoken(text, start, after) or not _together(document, passage, half, size):
        return None
    if any(character.isdigit() for character in word):
        return True if _YEAR.fullmatch(word) else None
    if word in characters("doubled", "never"):
        return True
    if of_the_language(word):
        return None
    if word[-1] in words("doubled")["places"] and is_han(after):
        return None
    if size >= words("doubled")["certain_from"]:
        return True
    if size == 2 and after in characters("doubled", "compounds"):
        return None
    return size > 2 and not is_han(after)


def _together(document: Document, passage: Passage, half: int, size: int) -> bool:
    """Whether the two touch, or are long and a line breaks between them; columns of a table are no sentence."""
    between = document.text[passage.offsets[half - 1] + 1 : passage.offsets[half]]
    if "\n" in between or "\r" in between:
        return size >= int(words("doubled")["certain_from"])
    return between == between.strip()


@cache
def _single() -> re.Pattern[str]:
    lists = words("doubled")
    return re.compile(f"(?<![{lists['single_not_after']}的])的的(?![{lists['single_not_before']}的])")
