"""Bytes to text: the encodings in which Chinese reports are saved."""

from __future__ import annotations

import re

from duxue.messages import InputError
from duxue.proofing.reading.settings import limits

_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decoded(data: bytes, name: str) -> str:
    """The text as it stands, line ends included, without a byte-order mark.

    UTF-8, UTF-16 with its mark, or GB18030 (and so GBK and GB 2312). InputError for anything else.
    """
    text = _unmarked(data, name)
    rubbish = len(_CONTROL.findall(text))
    if rubbish * 10_000 > limits().control_characters * len(text):
        raise InputError.one("reading-binary", name=name)
    return text


def _unmarked(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(data, "utf-16", name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _strict(data, "gb18030", name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as wrong:
        raise InputError.one("reading-encoding", name=name, position=f"{wrong.start + 1:,}") from None
