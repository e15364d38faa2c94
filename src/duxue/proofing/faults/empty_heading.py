"""A heading with nothing under it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from duxue.proofing.checks import TextFault
from duxue.proofing.document import Document, Passage
from duxue.proofing.faults.wording import said, words

RULE = "empty-heading"
_VALUE = re.compile("[0-9〇零一二三四五六七八九十百]+|[①-⑳]")
_SENTENCE = tuple("。！？；，、…")


def faults(document: Document) -> Iterator[TextFault]:
    """Of numbered headings only, where most of those numbered alike have text: agendas and contents have none."""
    alike: dict[tuple[int, str], list[tuple[Passage, bool]]] = defaultdict(list)
    times: dict[str, int] = defaultdict(int)
    for passage, follower in zip(document.passages, (*document.passages[1:], None), strict=True):
        if passage.kind == "heading":
            times[_title(passage)] += 1
            if passage.number:
                style = _VALUE.sub("#", passage.number.strip())
                alike[passage.level, style].append((passage, _has_text(passage, follower)))
    limits = words("headings")
    for headings in alike.values():
        filled = sum(has_text for _, has_text in headings)
        if len(headings) < limits["least"] or filled * 100 < limits["filled_share"] * len(headings):
            continue
        for passage, has_text in headings:
            if not has_text and times[_title(passage)] == 1 and _should_have(passage):
                yield _fault(document, passage)


def _has_text(passage: Passage, follower: Passage | None) -> bool:
    return follower is not None and (follower.kind != "heading" or follower.level > passage.level)


def _should_have(passage: Passage) -> bool:
    title = _title(passage)
    return (
        bool(title)
        and not title.endswith(_SENTENCE)
        and not re.match(words("headings")["may_be_empty"], title)
        and not re.search("[0-9]", title)
        and "：" not in title
    )


def _title(passage: Passage) -> str:
    return passage.text.removeprefix(passage.number).strip()


def _fault(document: Document, passage: Passage) -> TextFault:
    """Formats with pictures may have one there, so it is a question in those."""
    place = passage.place(0, len(passage.text))
    shown = passage.text if passage.text.startswith(passage.number) else passage.number + passage.text
    sure = document.format in ("txt", "md")
    return TextFault(RULE, (place,), shown, said("faults-empty-heading", text=shown), sure)
