"""Windows: which period of each type one evaluation looks at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from duxue.messages import InputError, Text, listed
from duxue.periods.period import Period, PeriodType


@dataclass(frozen=True)
class Window:
    """One period for each type of period: money of FY2021 beside pupils of SY2021.

    Raises ValueError where a period stands under another type than its own.
    """

    id: str
    title: Text
    periods: Mapping[PeriodType, Period]

    def __post_init__(self) -> None:
        for period_type, period in self.periods.items():
            if period.type is not period_type:
                raise ValueError(f"window {self.id}: {period} is no {period_type}")

    def period_for(self, period_type: PeriodType) -> Period:
        """The window's period of that type. InputError periods-window-lacks."""
        found = self.periods.get(period_type)
        if found is None:
            raise InputError.one(
                "periods-window-lacks",
                None,
                window=self.id,
                type=period_type.text,
                key=period_type.value,
                present=listed(f"{one.value} ({period})" for one, period in self.periods.items()),
            )
        return found
