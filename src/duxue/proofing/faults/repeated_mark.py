"""Punctuation typed twice: `。。`, `，，`, `5%%`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duxue.proofing.checks import TextFault
from duxue.proofing.document import Document
from duxue.proofing.faults.wording import said

RULE = "repeated-mark"
_ROW = re.compile("[，。、；：]{2,}|(?<=[0-9])%{2,}")
_SLIPS = {
    "，，",
    "。。",
    "、、",
    "；；",
    "，。",
    "、。",
    "；。",
    "：。",
    "。，",
    "、，",
    "，、",
    "；，",
    "，；",
    "。；",
    "%%",
}
_INFORMAL = re.compile("。。。|，，，|、、、|～～|~~|！！|？？|哈哈")


def faults(document: Document) -> Iterator[TextFault]:
    """Nothing where people write as they chat: there `。。` is a pause."""
    if _INFORMAL.search(document.text):
        return
    for passage in document.passages:
        for found in _ROW.finditer(passage.text):
            start, end = found.span()
            together = passage.offsets[end - 1] - passage.offsets[start] == end - start - 1
            if found.group() in _SLIPS and together and start > 0:
                before = max(0, start - 4)
                text = passage.text[before:end]
                yield TextFault(
                    RULE, (passage.place(before, end),), text, said("faults-repeated-mark", text=text)
                )
