"""Periods in words."""

from __future__ import annotations

from duxue.periods.period import Period, PeriodType

_TERMS = {1: ("第一学期", "first term"), 2: ("第二学期", "second term")}


def title(period: Period, lang: str) -> str:
    """The period in words of the language, "zh" or "en"."""
    if lang == "zh":
        return _chinese(period)
    if lang == "en":
        return _english(period)
    raise ValueError(f"no such language: {lang!r}; there are zh and en")


def _chinese(period: Period) -> str:
    match period.type:
        case PeriodType.FISCAL_YEAR:
            return f"{period.year}年度"
        case PeriodType.SCHOOL_YEAR:
            return f"{period.year}学年 ({period.start} 至 {period.end})"
        case PeriodType.TERM:
            return f"{period.year}学年{_TERMS[period.part][0]} ({period.start} 至 {period.end})"
        case PeriodType.MONTH:
            return f"{period.year}年{period.part}月"
        case PeriodType.DAY:
            return f"{period.year}年{period.part}月{period.day}日"


def _english(period: Period) -> str:
    match period.type:
        case PeriodType.FISCAL_YEAR:
            return f"fiscal year {period.year}"
        case PeriodType.SCHOOL_YEAR:
            return f"school year {_years(period.year)}"
        case PeriodType.TERM:
            return f"school year {_years(period.year)}, {_TERMS[period.part][1]}"
        case PeriodType.MONTH:
            return f"{_MONTHS[period.part]} {period.year}"
        case PeriodType.DAY:
            return f"{period.day} {_MONTHS[period.part]} {period.year}"


def _years(year: int) -> str:
    """2021/22, but 1999/2000."""
    return f"{year}/{year + 1}" if year % 100 == 99 else f"{year}/{(year + 1) % 100:02}"


# Not `calendar.month_name`, which speaks the machine's language.
_MONTHS = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
