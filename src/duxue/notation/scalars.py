from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

Scalar = str | int | Decimal | bool | date | None

# DECIMAL(38) is the widest number that a figure may have; more digits are a code or a slip.
MOST_DIGITS = 38

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_LEADING_ZERO = re.compile(r"-?0[0-9]+(?:\.[0-9]*)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS: dict[str, Scalar] = {"": None, "~": None, "null": None, "true": True, "false": False}


class UnfitScalarError(Exception):
    """A plain scalar that could be read in more than one way; carries the code of its sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def plain_scalar(text: str) -> Scalar:
    """What text without quotes means. Never a float: a decimal is read from its digits.

    `yes`, `1e5`, `0x1F`, `1_000`, `1,000`, `.inf` and `12:30` are text, as they stand.
    Raises UnfitScalarError for a number with a leading zero, a day that no calendar has, too many digits.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "-0123456789":
        return text
    return next((read(text) for pattern, read in _READERS if pattern.fullmatch(text)), text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnfitScalarError("yaml-impossible-date") from None


def _integer(text: str) -> int:
    _check_digits(text)
    return int(text)


def _decimal(text: str) -> Decimal:
    _check_digits(text)
    number = Decimal(text)
    # There is one zero: "-0.0" is not another.
    return number or abs(number)


def _check_digits(text: str) -> None:
    if len(text.strip("-").replace(".", "")) > MOST_DIGITS:
        raise UnfitScalarError("yaml-long-number")


def _leading_zero(text: str) -> Scalar:
    raise UnfitScalarError("yaml-leading-zero")


_READERS: tuple[tuple[re.Pattern[str], Callable[[str], Scalar]], ...] = (
    (_INTEGER, _integer),
    (_DECIMAL, _decimal),
    (_LEADING_ZERO, _leading_zero),
    (_DATE, _day),
)
