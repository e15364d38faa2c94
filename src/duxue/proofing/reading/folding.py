"""One form for each character, so that the rules meet one way of writing; nothing moves."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from functools import cache

from duxue.proofing.reading.settings import loaded

SPACE = " "
BREAK = "\n"
NOTHING = "\x00"
"""Stands for a character that shows nothing; a passage leaves it out."""

Range = tuple[int, int]

_DIGITS = "0123456789"

_SPACES = "\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BREAKS = "\r\u2028\u2029"
_INVISIBLE = "\xad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufffc"
_OTHER_FORMS = {
    "﹐": "，", "﹑": "、", "﹒": ".", "﹔": "；", "﹕": "：", "﹖": "？", "﹗": "！", "﹙": "（", "﹚": "）", "﹪": "%",
    "﹣": "-", "−": "-", "‐": "-", "‑": "-", "︰": "：", "∶": "：", "〜": "～", "∼": "～", "｡": "。", "､": "、", "｢": "“",
    "｣": "”", "「": "“", "」": "”", "『": "‘", "』": "’", "・": "·", "•": "·", "‧": "·", "∙": "·", "﹝": "〔", "﹞": "〕",
    "︽": "《", "︾": "》", "﹁": "“", "﹂": "”", "﹏": "_", "〇": "〇",
}  # fmt: skip
_KEPT_WIDE = "，；：（）？！～"
_TO_WIDE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"}
_NARROW_MARK = re.compile(r"[,;:()?!]")
_WIDE_COLON = re.compile(r"(?<=[0-9])：(?=[0-9])")
_WIDE_COMMA = re.compile(r"(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")
_BLANKS = re.compile("[ \n\x00]+")
_CLOSE = re.compile("[()\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—·\U00020000-\U0003ffff]")


def fold(text: str) -> str:
    """The text with one form for each character, as long as before: character i stays at i.

    Narrow letters and digits, simplified characters, a space for every kind of space, a line end for every kind of
    line end. Marks that depend on what stands beside them are left to `clean`.
    """
    return text.translate(_table())


@cache
def traditional_characters() -> dict[str, str]:
    """Each traditional character that has one reading, with its simplified form."""
    data = loaded("traditional-characters")
    return {pair[0]: pair[1] for part in ("everyday", "rare") for pair in data[part].split()}


def clean(original: str, folded: str, ranges: Iterable[Range]) -> tuple[str, Sequence[int]]:
    """One line of clean text from those ranges of a text and its folded form, and where each character stands."""
    parts = [part for part in ranges if part[0] < part[1]]
    joined = "".join([folded[start:end] for start, end in parts])
    kept = _kept(joined)
    text = "".join([joined[start:end] for start, end in kept]).replace(BREAK, SPACE)
    offsets = _offsets(parts, kept)
    return _marks(text, original, offsets), offsets


def _kept(joined: str) -> list[Range]:
    """The ranges of the joined text without the blanks that say nothing."""
    kept: list[Range] = []
    start = 0
    for blank in _BLANKS.finditer(joined):
        cut, end = blank.span()
        if start < cut:
            kept.append((start, cut))
        if cut > 0 and end < len(joined) and _says_something(joined, cut, end):
            space = next(at for at in range(cut, end) if joined[at] != NOTHING)
            kept.append((space, space + 1))
        start = end
    if start < len(joined):
        kept.append((start, len(joined)))
    return kept


def _says_something(joined: str, cut: int, end: int) -> bool:
    """Whether a space stays: between Latin words, and between two figures."""
    before, after, between = joined[cut - 1], joined[end], joined[cut:end]
    if _CLOSE.match(before) or _CLOSE.match(after) or after in ",;:?!" or not between.strip(NOTHING):
        return False
    if before in ",;:?!":
        return after.isalpha()
    if before in _DIGITS:
        if after in "%‰°":
            return False
        if BREAK in between:
            return after.isalpha()
        return not _latin_unit().match(joined, end)
    return not (BREAK in between and before in ".%-/")


@cache
def _latin_unit() -> re.Pattern[str]:
    units = sorted(loaded("reading")["latin_units"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, units))})(?![A-Za-z0-9])")


def _offsets(parts: list[Range], kept: list[Range]) -> Sequence[int]:
    """Where each kept character of the joined parts stands in the text."""
    if not parts or not kept:
        return range(0)
    if len(parts) == 1:
        shift = parts[0][0]
        if len(kept) == 1:
            return range(kept[0][0] + shift, kept[0][1] + shift)
        found = array("I")
        for start, end in kept:
            found.extend(range(start + shift, end + shift))
        return found
    whole = array("I")
    for start, end in parts:
        whole.extend(range(start, end))
    found = array("I")
    for start, end in kept:
        found.extend(whole[start:end])
    return found


def _marks(text: str, original: str, offsets: Sequence[int]) -> str:
    """The text with marks as Chinese text has them, and as figures have them within figures."""
    if _NARROW_MARK.search(text):
        text = _NARROW_MARK.sub(lambda found: _mark(found, offsets), text)
    if "：" in text:
        text = _WIDE_COLON.sub(":", text)
    if "，" in text:
        # A wide comma belongs to the figure only where its digits were wide too; `8，123` may be a list.
        text = _WIDE_COMMA.sub(lambda found: _comma(found, original, offsets), text)
    if '"' in text and text.count('"') % 2 == 0:
        halves = text.split('"')
        text = "".join(half + "“”"[i % 2] for i, half in enumerate(halves[:-1])) + halves[-1]
    return text


def _mark(found: re.Match[str], offsets: Sequence[int]) -> str:
    mark, text, at = found.group(), found.string, found.start()
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark == ":":
        if before in _DIGITS and after in _DIGITS and before and after:
            return mark
        return mark if after == "/" and before.isascii() and before.isalpha() else "："
    if mark == "," and before and after:
        if before in _DIGITS and after in _DIGITS:
            # `105, 234` is a list: its space has been dropped by now.
            together = offsets[at + 1] - offsets[at] == 1
            return mark if together and _thousands(text, at) else "，"
        if before.isascii() and before.isalpha() and after.isascii() and (after.isalpha() or after == SPACE):
            return mark
    return _TO_WIDE[mark]


def _thousands(text: str, at: int) -> bool:
    group = text[at + 1 : at + 4]
    if len(group) < 3 or not (group.isascii() and group.isdigit()) or text[at + 4 : at + 5] in tuple(_DIGITS):
        return False
    before = text[max(0, at - 4) : at]
    return not (len(before) == 4 and before.isascii() and before.isdigit())


def _comma(found: re.Match[str], original: str, offsets: Sequence[int]) -> str:
    at = found.start()
    wide = all("０" <= original[offsets[i]] <= "９" for i in (at - 1, at + 1, at + 2, at + 3))
    return "," if wide and _thousands(found.string, at) else "，"


@cache
def _table() -> dict[int, str]:
    table = {ord(old): new for old, new in traditional_characters().items()}
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT_WIDE}
    # Radicals and compatibility forms, which PDF files give for ordinary characters.
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)):
        usual = unicodedata.normalize("NFKC", chr(code))
        if len(usual) == 1 and usual != chr(code):
            table[code] = usual
    table |= {ord(old): new for old, new in _OTHER_FORMS.items()}
    table |= {ord(space): SPACE for space in _SPACES}
    table |= {ord(line_end): BREAK for line_end in _BREAKS}
    table |= {ord(mark): NOTHING for mark in _INVISIBLE}
    unseen = (range(9), range(0x0E, 0x1C), range(0x7F, 0x85), range(0x86, 0xA0), range(0x202A, 0x202F))
    for codes in (*unseen, range(0x2066, 0x2070), range(0xFE00, 0xFE10)):
        table |= dict.fromkeys(codes, NOTHING)
    return table
