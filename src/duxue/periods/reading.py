"""Periods as text, as written in files and in the names of figures."""

from __future__ import annotations

import calendar
import re
from functools import lru_cache

from duxue.messages import InputError, Text, shortened
from duxue.periods.period import FIRST_YEAR, LAST_YEAR, Period, PeriodType

_FORM = re.compile(
    r"FY(?P<fiscal>[0-9]{4})"
    r"|SY(?P<school>[0-9]{4})(?:-T(?P<term>[0-9]))?"
    r"|(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?"
)
_RELATIVE = re.compile(r"t(?:(?P<sign>[-+])(?P<years>[1-9][0-9]?)y)?")
_MONTH_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")

ALLOWED = Text(
    "FY2021（年度）、SY2021（学年，2021年9月1日起）、SY2021-T1（学期）、2021-09（月）、2022-06-15（日）",
    "FY2021 (fiscal year), SY2021 (school year, from 1 September 2021), SY2021-T1 (term), 2021-09 (month), "
    "2022-06-15 (day)",
)


@lru_cache(maxsize=4096)
def parse(text: str) -> Period:
    """Read a period; see `Period.parse`."""
    found = _FORM.fullmatch(text)
    if found is None:
        raise _unreadable(text)
    part = day = 0
    if found["fiscal"]:
        period_type, year = PeriodType.FISCAL_YEAR, found["fiscal"]
    elif found["school"]:
        period_type, year = PeriodType.TERM if found["term"] else PeriodType.SCHOOL_YEAR, found["school"]
        part = int(found["term"] or 0)
    else:
        period_type, year = PeriodType.DAY if found["day"] else PeriodType.MONTH, found["year"]
        part, day = int(found["month"]), int(found["day"] or 0)
    try:
        return Period(period_type, int(year), part, day)
    except ValueError:
        raise InputError.one(
            "periods-no-such-date", None, found=text, first=str(FIRST_YEAR), last=str(LAST_YEAR)
        ) from None


def relative(expression: str, base: Period) -> Period:
    """Return the period that `expression` names, seen from `base`.

    "t" is the base, "t-1y" the same period a year before (a term, month or day too); anything else is
    a period of its own: "FY2020", "2021-07-24". InputError periods-relative,
    periods-no-such-date or periods-too-far.
    """
    found = _RELATIVE.fullmatch(expression)
    if found is None:
        if _FORM.fullmatch(expression) is None:
            raise InputError.one("periods-relative", None, found=shortened(expression), allowed=ALLOWED)
        return parse(expression)
    years = int(found["years"] or 0) * (-1 if found["sign"] == "-" else 1)
    try:
        return base.shift(years)
    except ValueError:
        raise InputError.one(
            "periods-too-far", None, found=expression, base=base, first=str(FIRST_YEAR), last=str(LAST_YEAR)
        ) from None


def month_day(text: str) -> tuple[int, int]:
    """Read "MM-DD", a day of any year (02-29 included). InputError periods-as-of."""
    found = _MONTH_DAY.fullmatch(text)
    if found is not None:
        month, day = int(found[1]), int(found[2])
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(2000, month)[1]:
            return month, day
    raise InputError.one("periods-as-of", None, found=shortened(text))


_LOOKS_LIKE = (
    (re.compile(r"([0-9]{4})年度?"), "FY{0}"),
    (re.compile(r"([0-9]{4})"), "FY{0} / SY{0}"),
    (re.compile(r"([0-9]{4})(?:[-—–/][0-9]{4})?学年度?"), "SY{0}"),
    (re.compile(r"([0-9]{4})[-/][0-9]{4}"), "SY{0}"),
    (re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})月?"), "{0}-{1:0>2}"),
    (re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?"), "{0}-{1:0>2}-{2:0>2}"),
    (re.compile(r"[Ff][Yy][ -]?([0-9]{4})"), "FY{0}"),
    (re.compile(r"[Ss][Yy][ -]?([0-9]{4})"), "SY{0}"),
    (re.compile(r"[Ss][Yy][ -]?([0-9]{4})[ -]*[Tt]([0-9])"), "SY{0}-T{1}"),
)


def _unreadable(text: str) -> InputError:
    for form, meant in _LOOKS_LIKE:
        found = form.fullmatch(text.strip())
        guess = meant.format(*found.groups()) if found else ""
        if guess and guess != text:
            return InputError.one(
                "periods-likely", None, found=shortened(text), likely=guess, allowed=ALLOWED
            )
    return InputError.one("periods-unreadable", None, found=shortened(text), allowed=ALLOWED)
