"""A paragraph that ends with a comma before a numbered heading or the end of the text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from duxue.proofing.checks import TextFault
from duxue.proofing.document import Document, Passage
from duxue.proofing.faults.wording import HAN, said

RULE = "unfinished-sentence"
SHOWN = 14


def faults(document: Document) -> Iterator[TextFault]:
    """Only long paragraphs: a line of a poem, a greeting, an entry of a list ends with a comma too."""
    running = [passage for passage in document.passages if passage.kind in ("heading", "paragraph")]
    for passage, follower in pairwise(running):
        if _breaks_off(passage) and follower.kind == "heading" and follower.number:
            text = passage.text[-SHOWN:]
            place = passage.place(len(passage.text) - len(text), len(passage.text))
            message = said("faults-unfinished-sentence", text=text)
            yield TextFault(RULE, (place,), text, message, sure=False)


def _breaks_off(passage: Passage) -> bool:
    return (
        passage.kind == "paragraph"
        and passage.text.endswith(("，", "、"))
        and len(HAN.findall(passage.text)) > 2 * SHOWN
    )
