"""The words and signs of an expression."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from duxue.expressions.faults import refused
from duxue.messages import InputError, Place

LENGTH_LIMIT = 10_000
DIGITS_LIMIT = 30
FUNCTIONS = ("min", "max", "ceil", "floor", "step")
RESERVED = frozenset({"and", "or", "not", "in", "between", "is", "missing", "true", "false"})
CHINESE_SIGNS = {"【": "[", "】": "]", "、": ",", "≤": "<=", "≥": ">=", "≠": "!=", "×": "*", "÷": "/"}
SIGNS = ("==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", ",")

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?![\d.])", re.ASCII)
_NUMBER = re.compile(r"\d[\d.]*[A-Za-z_\d.]*", re.ASCII)
_PLAIN_NUMBER = re.compile(r"(0|[1-9]\d*)(\.\d+)?", re.ASCII)
_WORD = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)?", re.ASCII)
_NAME = re.compile(r"[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?")


@dataclass(frozen=True, slots=True)
class Token:
    """kind: number, text, date, name, keyword, sign or end; value as written (a text without its quotes)."""

    kind: str
    value: str
    at: int


def tokenize(text: str, place: Place | None) -> list[Token]:
    """The tokens of a text, an `end` token last; InputError for the first character that fits nowhere."""
    if len(text) > LENGTH_LIMIT:
        raise refused("too-long", text, 1, place, length=f"{len(text):,}", allowed=f"{LENGTH_LIMIT:,}")
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        if text[position] in " \t\r\n":
            position += 1
            continue
        token, position = _next(text, position, place)
        tokens.append(token)
    if not tokens:
        raise refused("empty", text, 1, place)
    tokens.append(Token("end", "", len(text) + 1))
    return tokens


def _next(text: str, position: int, place: Place | None) -> tuple[Token, int]:
    if text[position] == '"':
        return _text(text, position, place)
    if found := _DATE.match(text, position):
        return _date(text, found, place), found.end()
    if found := _NUMBER.match(text, position):
        return _number(text, found, place), found.end()
    if found := _WORD.match(text, position):
        return _word(text, found, place), found.end()
    for sign in SIGNS:
        if text.startswith(sign, position):
            return Token("sign", sign, position + 1), position + len(sign)
    raise _strange(text, position, place)


def _text(text: str, start: int, place: Place | None) -> tuple[Token, int]:
    parts: list[str] = []
    position = start + 1
    while position < len(text):
        character = text[position]
        if character == '"':
            return Token("text", "".join(parts), start + 1), position + 1
        if character == "\\":
            position += 1
            if text[position : position + 1] not in ('"', "\\"):
                raise refused(
                    "escape-unknown", text, position, place, found=text[position - 1 : position + 1]
                )
            character = text[position]
        elif unicodedata.category(character) in ("Cc", "Cs"):
            raise refused("control-character", text, position + 1, place, found=f"U+{ord(character):04X}")
        parts.append(character)
        position += 1
    raise refused("text-not-closed", text, start + 1, place)


def _date(text: str, found: re.Match[str], place: Place | None) -> Token:
    try:
        date.fromisoformat(found.group())
    except ValueError:
        raise refused("date-impossible", text, found.start() + 1, place, found=found.group()) from None
    return Token("date", found.group(), found.start() + 1)


def _number(text: str, found: re.Match[str], place: Place | None) -> Token:
    written, at = found.group(), found.start() + 1
    if not _PLAIN_NUMBER.fullmatch(written):
        code = "leading-zero" if written.isdigit() else "number-unreadable"
        raise refused(code, text, at, place, found=written[:40])
    if len(written.replace(".", "")) > DIGITS_LIMIT:
        raise refused("number-too-long", text, at, place, found=written[:40], allowed=str(DIGITS_LIMIT))
    return Token("number", written, at)


def _word(text: str, found: re.Match[str], place: Place | None) -> Token:
    word, at = found.group(), found.start() + 1
    if not _NAME.fullmatch(word):
        raise refused("upper-case", text, at, place, found=word[:80], likely=word.lower()[:80])
    return Token("keyword" if word in RESERVED else "name", word, at)


def _strange(text: str, position: int, place: Place | None) -> InputError:
    character = text[position]
    at = position + 1
    if character == "=":
        return refused("single-equals", text, at, place)
    if character in "'‘’“”":
        return refused("wrong-quotes", text, at, place, found=character)
    plain = CHINESE_SIGNS.get(character) or unicodedata.normalize("NFKC", character)
    if plain != character and plain.isascii() and plain.isprintable():
        return refused("full-width", text, at, place, found=character, likely=plain)
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    return refused("character-unknown", text, at, place, found=shown)
