"""Periods: fiscal years, school years, terms, months and days."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from duxue.messages import Text


class PeriodType(StrEnum):
    """What kind of period it is. A fiscal year is the calendar and budget year."""

    FISCAL_YEAR = "fiscal-year"
    SCHOOL_YEAR = "school-year"
    TERM = "term"
    MONTH = "month"
    DAY = "day"

    @property
    def text(self) -> Text:
        """The type in words."""
        return _TYPE_TITLES[self]


_TYPE_TITLES = {
    PeriodType.FISCAL_YEAR: Text("年度", "fiscal year"),
    PeriodType.SCHOOL_YEAR: Text("学年", "school year"),
    PeriodType.TERM: Text("学期", "term"),
    PeriodType.MONTH: Text("月", "month"),
    PeriodType.DAY: Text("日", "day"),
}

FIRST_YEAR, LAST_YEAR = 1900, 2199
SCHOOL_YEAR_BEGINS, SECOND_TERM_BEGINS = 9, 3  # months


@dataclass(frozen=True, slots=True)
class Period:
    """One period. `start` and `end` are both inside it.

    `year` is the year in which it begins, but for a term the year in which its school year begins:
    SY2021 runs from 1 September 2021 to 31 August 2022, SY2021-T1 to the end of February 2022,
    SY2021-T2 from 1 March 2022. `part` is the term (1, 2) or the month (1-12), `day` the day of the
    month; each is 0 where it has no meaning. Raises ValueError for parts that name no period.
    """

    type: PeriodType
    year: int
    part: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if not _names_a_period(self.type, self.year, self.part, self.day):
            raise ValueError(f"no such period: {self.type} {self.year} {self.part} {self.day}")

    @staticmethod
    def parse(text: str) -> Period:
        """Read FY2021, SY2021, SY2021-T1, 2021-09 or 2022-06-15.

        InputError periods-unreadable (another form) or periods-no-such-date (2021-02-29, 2021-13).
        """
        from duxue.periods.reading import parse

        return parse(text)

    @classmethod
    def of_day(cls, day: date) -> Period:
        """The period of that one day."""
        return cls(PeriodType.DAY, day.year, day.month, day.day)

    @classmethod
    def around(cls, day: date, period_type: PeriodType) -> Period:
        """The period of that type in which the day lies."""
        begun = day.year - (day.month < SCHOOL_YEAR_BEGINS)
        match period_type:
            case PeriodType.FISCAL_YEAR:
                return cls(period_type, day.year)
            case PeriodType.SCHOOL_YEAR:
                return cls(period_type, begun)
            case PeriodType.TERM:
                return cls(
                    period_type, begun, 2 if SECOND_TERM_BEGINS <= day.month < SCHOOL_YEAR_BEGINS else 1
                )
            case PeriodType.MONTH:
                return cls(period_type, day.year, day.month)
            case PeriodType.DAY:
                return cls.of_day(day)

    def __str__(self) -> str:
        match self.type:
            case PeriodType.FISCAL_YEAR:
                return f"FY{self.year}"
            case PeriodType.SCHOOL_YEAR:
                return f"SY{self.year}"
            case PeriodType.TERM:
                return f"SY{self.year}-T{self.part}"
            case PeriodType.MONTH:
                return f"{self.year}-{self.part:02}"
            case PeriodType.DAY:
                return f"{self.year}-{self.part:02}-{self.day:02}"

    @property
    def start(self) -> date:
        match self.type:
            case PeriodType.FISCAL_YEAR:
                return date(self.year, 1, 1)
            case PeriodType.SCHOOL_YEAR:
                return date(self.year, SCHOOL_YEAR_BEGINS, 1)
            case PeriodType.TERM if self.part == 1:
                return date(self.year, SCHOOL_YEAR_BEGINS, 1)
            case PeriodType.TERM:
                return date(self.year + 1, SECOND_TERM_BEGINS, 1)
            case PeriodType.MONTH:
                return date(self.year, self.part, 1)
            case PeriodType.DAY:
                return date(self.year, self.part, self.day)

    @property
    def end(self) -> date:
        match self.type:
            case PeriodType.FISCAL_YEAR:
                return date(self.year, 12, 31)
            case PeriodType.SCHOOL_YEAR:
                return _month_end(self.year + 1, SCHOOL_YEAR_BEGINS - 1)
            case PeriodType.TERM if self.part == 1:
                return _month_end(self.year + 1, SECOND_TERM_BEGINS - 1)
            case PeriodType.TERM:
                return _month_end(self.year + 1, SCHOOL_YEAR_BEGINS - 1)
            case PeriodType.MONTH:
                return _month_end(self.year, self.part)
            case PeriodType.DAY:
                return date(self.year, self.part, self.day)

    def shift(self, years: int) -> Period:
        """The same period that many years later (earlier if negative); 29 February becomes the 28th.

        Raises ValueError beyond the years 1900 to 2199.
        """
        year, day = self.year + years, self.day
        if day == 29 and self.part == 2 and not calendar.isleap(year):
            day = 28
        return Period(self.type, year, self.part, day)

    def contains(self, day: date) -> bool:
        return self.start <= day <= self.end

    def within(self, other: Period) -> bool:
        """True when every day of this period is a day of `other` (a period is within itself)."""
        return other.start <= self.start and self.end <= other.end

    def reference_date(self, as_of: str | None) -> date:
        """The day that stands for the period: "MM-DD" inside it, or its last day.

        The last day too when the period has no such day; 02-29 is the 28th in a common year.
        InputError periods-as-of when `as_of` is no day of a year.
        """
        if as_of is None:
            return self.end
        from duxue.periods.reading import month_day

        month, day = month_day(as_of)
        for year in range(self.start.year, self.end.year + 1):
            found = date(year, month, min(day, calendar.monthrange(year, month)[1]))
            if self.contains(found):
                return found
        return self.end

    def parts(self, period_type: PeriodType) -> list[Period]:
        """The periods of that type that lie wholly inside, in order: 12 months, 2 terms of a school year.

        Empty where none fits (a month holds no term); a period is its own only part of its type.
        """
        return [part for part in self._touching(period_type) if part.within(self)]

    def _touching(self, period_type: PeriodType) -> Iterator[Period]:
        part = Period.around(self.start, period_type)
        while part.start <= self.end:
            yield part
            part = Period.around(part.end + timedelta(days=1), period_type)

    def title(self, lang: str) -> str:
        """The period in words: "2021学年 (2021-09-01 至 2022-08-31)", "school year 2021/22"."""
        from duxue.periods.wording import title

        return title(self, lang)

    def shown(self, lang: str) -> str:
        """As `title`; lets a period stand in a sentence."""
        return self.title(lang)


def _names_a_period(period_type: PeriodType, year: int, part: int, day: int) -> bool:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return False
    match period_type:
        case PeriodType.FISCAL_YEAR | PeriodType.SCHOOL_YEAR:
            return part == 0 and day == 0
        case PeriodType.TERM:
            return part in (1, 2) and day == 0
        case PeriodType.MONTH:
            return 1 <= part <= 12 and day == 0
        case PeriodType.DAY:
            return 1 <= part <= 12 and 1 <= day <= calendar.monthrange(year, part)[1]


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
