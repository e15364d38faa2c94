"""The level of a total, and whether it passes. A total that is open tells a level only when both ends agree."""

from __future__ import annotations

from decimal import Decimal

from duxue.messages import Text
from duxue.schemes import Level, Scheme
from duxue.scoring.results import Span, Verdict
from duxue.scoring.wording import both


def level_of(scheme: Scheme, total: Span) -> tuple[Level | None, Text | None]:
    """The level, or None and why it cannot be told: no levels are known, or the total is open across a line."""
    if not scheme.levels:
        return None, both("scoring-no-levels")
    lowest, highest = _level_at(scheme, total.low), _level_at(scheme, total.high)
    if lowest is not None and lowest == highest:
        return lowest, None
    if total.value is not None:
        return None, both("scoring-below-all-levels", total=str(total.value))
    nothing = both("scoring-no-level-at-all")
    names = [level.title if level is not None else nothing for level in (lowest, highest)]
    facts = {"low": str(total.low), "high": str(total.high)}
    return None, both("scoring-level-open", lowest=names[0], highest=names[1], **facts)


def verdict_of(scheme: Scheme, total: Span) -> Verdict:
    """Pass or fail by the scheme's own `pass`; a scheme without one does not say, nor does an open total."""
    line = _pass_line(scheme)
    if line is None:
        return "cannot-tell"
    if total.low >= line:
        return "pass"
    return "fail" if total.high < line else "cannot-tell"


def _pass_line(scheme: Scheme) -> Decimal | None:
    mark = scheme.pass_
    if mark is None:
        return None
    if mark.at_least is not None:
        return mark.at_least
    level = next(level for level in scheme.levels if level.id == mark.level)
    # The lowest level has no line: everything reaches it.
    return Decimal("-Infinity") if level.at_least is None else level.at_least


def _level_at(scheme: Scheme, total: Decimal) -> Level | None:
    for level in scheme.levels:
        if level.at_least is None or total >= level.at_least:
            return level
    return None
