"""Breaking lines of Chinese and English: between Chinese characters or at spaces, punctuation kept where it belongs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from duxue.cli.widths import width

NOT_FIRST = frozenset("，。；：、！？）》】〕”’…％%‰)]};:,.!?")
"""Never at the beginning of a line."""
NOT_LAST = frozenset("（《【〔“‘([{")
"""Never at the end of one."""


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines of at most that many columns; a word that is longer is cut. At least one line."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, max(columns, 2)):
        if width(line) + width(piece.rstrip(" ")) <= columns:
            line += piece
            continue
        lines.append(line.rstrip(" "))
        line = piece.lstrip(" ")
    lines.append(line.rstrip(" "))
    return [part for part in lines if part] or [""]


def _pieces(text: str, columns: int) -> Iterator[str]:
    """What stays together on a line, each with the spaces behind it."""
    piece = ""
    for character in text:
        if piece and _may_break(piece, character):
            yield from _cut(piece, columns)
            piece = ""
        piece += character
    if piece:
        yield from _cut(piece, columns)


def _may_break(before: str, character: str) -> bool:
    if character == " " or character in NOT_FIRST:
        return False
    last = before[-1]
    if last == " ":
        return before.strip(" ")[-1:] not in NOT_LAST
    return last not in NOT_LAST and (_wide(last) or _wide(character))


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _cut(piece: str, columns: int) -> Iterator[str]:
    """A piece that is wider than a whole line, in parts."""
    part = ""
    for character in piece:
        if part and width(part) + width(character) > columns:
            yield part
            part = ""
        part += character
    yield part
