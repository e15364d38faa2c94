"""Who owes which register of the made-up city, and what was handed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

Row = dict[str, str]

REPORTER = {
    "school-assets": "school",
    "classes-by-size": "school",
    "fitness-results": "school",
    "retention-cohort": "school",
    "monthly-safety-checks": "school",
    "kindergartens": "kindergarten",
    "inspector-visits": "county",
    "preschool-population": "county",
    "pupils-by-stage": "unit",
    "public-spending": "unit",
    "pay": "unit",
    "training-institutions": "county",
    "safety-incidents": "county",
    "government-meetings": "unit",
}
"""The field that names the reporter of each register."""


@dataclass(frozen=True, slots=True)
class Obliged:
    """Everybody who owes a return; schools with their counties."""

    schools: Mapping[str, str]
    kindergartens: Sequence[str]
    counties: Sequence[str]
    units: Sequence[str]
    city: str
    junior: Sequence[str]


class _Returned(Protocol):
    @property
    def register(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def rows(self) -> Sequence[Mapping[str, Any]]: ...


def obligations(
    obliged: Obliged, school_year: str, fiscal_year: str, months: Sequence[str], day: str
) -> list[Row]:
    """The rows of `obligations.csv`."""
    year = int(school_year[2:])
    autumn, spring = f"{year}-09-30", f"{year + 1}-02-28"
    owed: list[tuple[str, Iterable[str], str, str]] = [
        ("school-assets", obliged.schools, school_year, autumn),
        ("classes-by-size", obliged.schools, school_year, autumn),
        ("retention-cohort", obliged.junior, school_year, autumn),
        ("fitness-results", obliged.schools, school_year, f"{year}-12-31"),
        ("kindergartens", obliged.kindergartens, school_year, autumn),
        ("preschool-population", obliged.counties, school_year, autumn),
        ("pupils-by-stage", [*obliged.counties, *obliged.units], school_year, autumn),
        ("inspector-visits", obliged.counties, school_year, f"{year + 1}-08-31"),
        ("safety-incidents", obliged.counties, school_year, f"{year + 1}-08-31"),
        ("training-institutions", obliged.counties, day, day),
        ("public-spending", [*obliged.counties, *obliged.units], fiscal_year, spring),
        ("pay", [*obliged.counties, *obliged.units], fiscal_year, spring),
        ("government-meetings", [obliged.city], fiscal_year, f"{year + 1}-01-31"),
    ]
    owed += [("monthly-safety-checks", obliged.schools, month, _tenth_after(month)) for month in months]
    return [
        {"what": what, "reporter": reporter, "area": reporter, "period": period, "due": due}
        for what, reporters, period, due in owed
        for reporter in reporters
    ]


def filings(owed: Sequence[Row], returned: Sequence[_Returned]) -> Iterator[Row]:
    """The rows of `filings.csv`: `filed` with rows, `nil` where nothing happened, none from who kept silent."""
    handed_in = {
        (each.register, each.period): {row[REPORTER[each.register]] for row in each.rows} for each in returned
    }
    for number, row in enumerate(owed):
        rows = row["reporter"] in handed_in.get((row["what"], row["period"]), ())
        if not rows and row["what"] != "safety-incidents":
            continue
        on = date.fromisoformat(row["due"]) - timedelta(days=number % 9)
        yield {
            "what": row["what"],
            "reporter": row["reporter"],
            "period": row["period"],
            "state": "filed" if rows else "nil",
            "by": row["reporter"],
            "on": on.isoformat(),
        }


def _tenth_after(month: str) -> str:
    first = date.fromisoformat(f"{month}-01")
    return (first + timedelta(days=31)).replace(day=10).isoformat()
