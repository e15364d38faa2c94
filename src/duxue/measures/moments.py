"""Where in time a figure stands: a window, moved by years, or a period of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from duxue.periods import Period, PeriodType, Window

_YEARS_BACK = re.compile(r"t-(\d+)y")


@dataclass(frozen=True, slots=True)
class Moment:
    """The window of an evaluation as a part of a measure sees it."""

    window: Window = field(hash=False)
    years: int = 0
    own: Period | None = None

    def at(self, written: str) -> Moment:
        """`t` is here, `t-1y` a year earlier, anything else a period of its own."""
        if written == "t":
            return self
        back = _YEARS_BACK.fullmatch(written)
        if back is None:
            return Moment(self.window, 0, Period.parse(written))
        return self.earlier(int(back[1]))

    def earlier(self, years: int) -> Moment:
        if self.own is not None:
            return replace(self, own=self.own.shift(-years))
        return replace(self, years=self.years - years)

    def period(self, type_: PeriodType) -> Period:
        """The period of a type at this moment; `periods-window-lacks` where the window names none."""
        if self.own is not None:
            return self.own if self.own.type is type_ else Period.around(self.own.end, type_)
        found = self.window.period_for(type_)
        return found.shift(self.years) if self.years else found

    def periods(self) -> tuple[Period, ...]:
        """Every period that could be meant here: where a stated figure may bear any of them."""
        if self.own is not None:
            return (self.own,)
        return tuple(period.shift(self.years) for period in self.window.periods.values())
