"""Periods of time: fiscal years, school years, terms, months, days, and "the year before"."""

from __future__ import annotations

from duxue.periods.period import Period, PeriodType
from duxue.periods.reading import month_day, relative
from duxue.periods.window import Window

__all__ = ["Period", "PeriodType", "Window", "month_day", "relative"]
