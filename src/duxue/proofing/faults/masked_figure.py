"""Placeholders where a figure should stand: xx个, 20xx年, **%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from duxue.proofing.checks import TextFault
from duxue.proofing.document import Document, Passage, Place
from duxue.proofing.faults.wording import said, words

RULE = "masked-figure"
# None begins within a row of its own sign, so that a long row is gone through once.
_MASK = (
    r"(?:(?<![A-Za-z])[xX]{2,}(?![A-Za-z])|"
    + "|".join(rf"(?<!{sign}){sign}{{2,}}" for sign in ("×", r"\*", "_", "■", "□", r"\?", "？"))
    + ")"
)
_STARS = re.compile(r"\*{2,}")


@dataclass(frozen=True, slots=True)
class _Mask:
    place: Place
    text: str
    sure: bool


def faults(document: Document) -> Iterator[TextFault]:
    """One for each certain one; all others are one question, since forms are full of them."""
    found = [mask for passage in document.passages for mask in _masks(document, passage)]
    if not found:
        return
    kept_back = re.search(words("masked")["anonymous"], document.text) or _unnamed().search(document.text)
    is_form = len(found) >= words("masked")["form_from"]
    certain = [mask for mask in found if mask.sure and not kept_back and not is_form]
    for mask in certain:
        yield TextFault(RULE, (mask.place,), mask.text, said("faults-masked-figure", text=mask.text))
    others = [mask for mask in found if mask not in certain]
    if others:
        text = others[0].text
        message = said("faults-masked-figure-question", text=text, count=len(others))
        yield TextFault(RULE, tuple(mask.place for mask in others), text, message, sure=False)


def _masks(document: Document, passage: Passage) -> Iterator[_Mask]:
    text = passage.text
    # Two stars are bold type as well: only where each pair stands before a unit they are placeholders.
    stars = document.format != "md" and all(
        _unit().match(text, found.end()) for found in _STARS.finditer(text)
    )
    for found in _pattern().finditer(text):
        start, end = found.span()
        mask = found["mask"] or ""
        if mask.startswith("*") and not stars:
            continue
        # Blanks and squares are how a form asks; a question mark may end a sentence.
        sure = mask[:1] not in ("_", "■", "□") and not (mask[:1] in ("?", "？") and found["unit"] != "%")
        if mask[:1] in ("?", "？") and not sure:
            continue
        shown = max(0, start - 4)
        yield _Mask(passage.place(start, end), text[shown:end], sure)


@cache
def _pattern() -> re.Pattern[str]:
    lists = words("masked")
    year = r"(?:20|19)(?:[xX]{2}|×{2}|\*{2}|_{2,4})年|二[〇○零](?:[xX]{2}|×{2}|\*{2})年"
    note = rf"[（【〔](?:{lists['notes']})[）】〕]"
    return re.compile(rf"{year}|{note}|(?P<mask>{_MASK})(?:[0-9]{{0,2}})(?P<unit>{lists['units']})")


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(rf"年|{words('masked')['units']}")


@cache
def _unnamed() -> re.Pattern[str]:
    return re.compile(rf"(?:[xXｘＸ]{{2}}|×{{1,3}}|\*{{2}}|＊{{2}}|○○)(?:{words('masked')['unnamed']})")
