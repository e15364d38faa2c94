"""Made-up returns of schools, row by row: classes by size, fitness, cohorts, monthly checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from duxue.sampling.draws import Draws
from duxue.sampling.schools import STAGES

Row = dict[str, Any]
Assets = Sequence[Mapping[str, Any]]
"""Rows of `school-assets`, in the order of the schools."""

_BANDS = (
    (45, "classes_up_to_45"),
    (50, "classes_46_to_50"),
    (55, "classes_51_to_55"),
    (65, "classes_56_to_65"),
)


def classes_by_size(assets: Assets) -> Iterator[Row]:
    """The register `classes-by-size`, in step with the classes and the largest class of `school-assets`."""
    for school in assets:
        compulsory = school["pupils_primary"] + school["pupils_junior"]
        for stage in STAGES:
            pupils, classes = school[f"pupils_{stage}"], school[f"classes_{stage}"]
            if not classes:
                continue
            largest = school[f"largest_class_{stage}"]
            row: Row = {"school": school["school"], "stage": stage, "school_type": school["school_type"]}
            row |= {"pupils": pupils, "compulsory_pupils": compulsory, "classes": classes}
            yield row | _bands(_sizes(pupils, classes, largest)) | {"largest_class": largest}


def _sizes(pupils: int, classes: int, largest: int) -> list[int]:
    """One class as large as the largest, the others as equal as can be."""
    if classes == 1:
        return [pupils]
    size, over = divmod(pupils - largest, classes - 1)
    return [largest] + [size + 1] * over + [size] * (classes - 1 - over)


def _bands(sizes: Sequence[int]) -> Row:
    found: Row = {name: 0 for _, name in _BANDS} | {"classes_66_and_more": 0}
    for size in sizes:
        found[next((name for limit, name in _BANDS if size <= limit), "classes_66_and_more")] += 1
    return found


def fitness_results(draws: Draws, assets: Assets, period: str) -> Iterator[Row]:
    """The register `fitness-results` of one school year."""
    for number, school in enumerate(assets):

        def drawn(label: str, low: int, high: int, number: int = number) -> int:
            return draws.one(f"{period} {label}", number, low, high)

        pupils = sum(school[f"pupils_{stage}"] for stage in STAGES)
        exempt = pupils * drawn("exempt", 0, 2) // 100
        tested = pupils - exempt
        failed = tested * drawn("failed", 3, 16) // 100
        excellent = tested * drawn("excellent", 5, 14) // 100
        good = tested * drawn("good", 18, 40) // 100
        yield {
            "school": school["school"],
            "tested": tested,
            "excellent": excellent,
            "good": good,
            "passed": tested - failed - excellent - good,
            "failed": failed,
            "exempt": exempt,
        }


def retention_cohorts(draws: Draws, assets: Assets, then: str, now: str) -> dict[str, list[Row]]:
    """The register `retention-cohort` for the year in which a cohort began and the year after it graduated."""
    found: dict[str, list[Row]] = {then: [], now: []}
    for number, school in enumerate(assets):
        if not school["pupils_junior"]:
            continue

        def drawn(label: str, low: int, high: int, number: int = number) -> int:
            return draws.one(f"cohort {label}", number, low, high)

        begun = school["pupils_junior"] // 3 + drawn("then", 2, 9)
        for period, grade7, start in (
            (then, begun, begun + drawn("before", -2, 6)),
            (now, school["pupils_junior"] // 3 + drawn("now", -4, 9), begun),
        ):
            moved_in, moved_out = drawn(f"in {period}", 0, 8), drawn(f"out {period}", 0, 9)
            deaths = drawn(f"deaths {period}", 0, 24) // 24
            lost = start * drawn(f"lost {period}", 0, 60) // 1000
            graduates = max(start - deaths - lost + moved_in - moved_out, 0)
            found[period].append(
                {
                    "school": school["school"],
                    "grade7_pupils": max(grade7, 1),
                    "graduates": graduates,
                    "moved_in": moved_in,
                    "moved_out": moved_out,
                    "deaths": deaths,
                }
            )
    return found


def safety_checks(draws: Draws, assets: Assets, month: str) -> Iterator[Row]:
    """The register `monthly-safety-checks` of one month; now and then a school makes no check."""
    for number, school in enumerate(assets):
        checks = draws.one(f"checks {month}", number, 1, 4)
        if draws.one(f"no check {month}", number, 0, 149) == 0:
            checks = 0
        hazards = checks and draws.one(f"hazards {month}", number, 0, 3)
        left = 1 if hazards and draws.one(f"left {month}", number, 0, 9) == 0 else 0
        yield {
            "school": school["school"],
            "checks": checks,
            "hazards": hazards,
            "hazards_removed": hazards - left,
        }


def inspector_visits(draws: Draws, assets: Assets, county_of: Mapping[str, str]) -> Iterator[Row]:
    """The register `inspector-visits`: nearly every school is visited at least twice in each term."""
    for number, school in enumerate(assets):
        rare = draws.one("rare visits", number, 0, 24) == 0
        yield {
            "school": school["school"],
            "county": county_of[school["school"]],
            "visits_first_term": 1 if rare else draws.one("visits first", number, 2, 6),
            "visits_second_term": draws.one("visits second", number, 2, 5),
            "problems_found": draws.one("problems", number, 0, 6),
        }
