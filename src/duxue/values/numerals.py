"""Numbers as text: the canonical form, reading it back, and the form that people read."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

_DECIMAL = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")
_GROUPS = re.compile(r"(?<=[0-9])(?=(?:[0-9]{3})+$)")


def plain(value: Decimal | Fraction | int) -> str:
    """Return the one canonical text of a number: no exponent, no trailing zeros, no "-0".

    A Fraction that is no finite decimal is written "p/q" in lowest terms. Equal numbers have equal
    texts whatever their type, so this text is what hashes and files hold. Raises ValueError for an
    infinite or undefined Decimal.
    """
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"{value} is no number: a missing value has a reason, not a numeral")
    numerator, denominator = value.as_integer_ratio()
    places = _decimal_places(denominator)
    if places is None:
        return f"{_digits(numerator)}/{_digits(denominator)}"
    if places == 0:
        return _digits(numerator)
    digits = _digits(abs(numerator) * 10**places // denominator).rjust(places + 1, "0")
    return f"{'-' if numerator < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def parse_decimal(text: str) -> Fraction | None:
    """Return the exact value of `[-+]digits[.digits]`, or None for any other text.

    Thousands separators, full-width digits, exponents, a bare "." and blanks are not accepted
    silently: the caller says what was found and what is allowed.
    """
    if not _DECIMAL.fullmatch(text):
        return None
    return Fraction(Decimal(text))


def grouped(value: Decimal | int, lang: str) -> str:
    """Return the number as people read it, its decimals kept: "23,226", "1,234.50".

    English groups from four digits on; Chinese, by GB/T 15835, leaves a number of four digits whole
    ("1234.50") and groups longer ones.
    """
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"{value} is no number: a missing value has a reason, not a numeral")
    text = f"{value:f}" if isinstance(value, Decimal) else _digits(value)
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, point, decimals = digits.partition(".")
    if lang != "zh" or len(whole) > 4:
        whole = _GROUPS.sub(",", whole)
    return f"{sign}{whole}{point}{decimals}"


def _decimal_places(denominator: int) -> int | None:
    """How many decimals 1/denominator (in lowest terms) takes; None if it never ends."""
    rest, twos, fives = denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def _digits(number: int) -> str:
    """Digits of an int of any length (Python's own `str` stops at 4,300 digits)."""
    return format(Decimal(number), "f")
