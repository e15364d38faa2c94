"""Why a figure has no value."""

from __future__ import annotations

from enum import StrEnum


class Missing(StrEnum):
    """The reason why there is no value. It is never read as 0, as False or as an average.

    `NOT_REPORTED`: a value is owed and has not come in.
    `NOT_APPLICABLE`: the figure makes no sense here (a spread of no units).
    `WITHHELD`: it exists and may not be shown (small groups, sensitive fields).
    `UNDEFINED`: it cannot be formed (a division by zero, a split without shares).
    """

    NOT_REPORTED = "not-reported"
    NOT_APPLICABLE = "not-applicable"
    WITHHELD = "withheld"
    UNDEFINED = "undefined"
