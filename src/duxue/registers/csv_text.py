"""From the bytes of a CSV file to UTF-8: which encoding it is in, and where it stops being readable."""

from __future__ import annotations

from dataclasses import dataclass

from duxue.messages import InputError, Place

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Decoded:
    """A file's text as UTF-8 bytes without a mark, and whether it was stored as GBK."""

    data: bytes
    was_gbk: bool


def decode(data: bytes, shown: str) -> Decoded:
    """The text of a file stored as UTF-8, with or without a mark, or as GBK.

    Raises InputError for UTF-16, for NUL bytes, for a file that mixes encodings, and for one in neither.
    """
    place = Place(file=shown)
    if data.startswith(_UTF16_MARKS):
        raise InputError.one("registers-utf16", place)
    nul = data.find(b"\x00")
    if nul >= 0:
        raise InputError.one("registers-nul", Place(file=shown, line=_line(data, nul)))
    marked = data.startswith(_UTF8_MARK)
    body = data[len(_UTF8_MARK) :] if marked else data
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_gbk(body, error.start, marked, shown)
    return Decoded(body, was_gbk=False)


def _decode_gbk(body: bytes, first_bad: int, marked: bool, shown: str) -> Decoded:
    bad = Place(file=shown, line=_line(body, first_bad))
    try:
        text = body.decode("gb18030")
    except UnicodeDecodeError:
        text = None
    chinese_utf8 = _first_line_in_utf8(body)
    if marked or text is None or chinese_utf8 is not None:
        line = "1" if chinese_utf8 is None else str(chinese_utf8)
        code = "registers-encoding-mixed" if marked or chinese_utf8 is not None else "registers-encoding"
        raise InputError.one(code, bad, utf8_line=line)
    return Decoded(text.encode("utf-8"), was_gbk=True)


def _line(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


def _first_line_in_utf8(body: bytes) -> int | None:
    """The first line whose Chinese is UTF-8; GBK text looks like that only by a rare accident."""
    for number, line in enumerate(body.split(b"\n"), start=1):
        if line.isascii():
            continue
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            continue
        foreign = [sign for sign in text if not sign.isascii()]
        if len(foreign) > 1 and all(
            "\u3000" <= sign <= "\u9fff" or "\uff00" <= sign <= "\uffef" for sign in foreign
        ):
            return number
    return None
