"""Ratios and spreads on their limits, or off by less than 1e-12: none may be misjudged.

The verdicts here are found again from the numbers of the set alone, with fractions and the formulas written out.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from tests.building import Building, area, decimal, whole, window

from duxue.measures import MeasureRef, Moment
from duxue.values import SquareRoot

SOAK = bool(os.environ.get("DUXUE_SOAK"))
SHARES = 10 if SOAK else 1
NEAR = Fraction(1, 10**12)
STEP = Fraction(1, 10**9)
"""The smallest step of the register's resource."""
HERE = Moment(window(school="SY2021"))
OPERATORS = {"at_least": (0, 1), "above": (1,), "at_most": (0, -1), "below": (-1,)}
RATIO_LIMITS = ("4.2", "1/3", "7.5", "0.85", "45", "123.456789012")
SPREAD_LIMITS = ("0.45", "0.5", "0.55", "0.6", "0.65")


@dataclass(frozen=True)
class School:
    resource: Fraction
    pupils: int


def building_of(folder: Path, counties: dict[str, list[School]]) -> Building:
    """A county for each list of schools."""
    building = Building(folder)
    lines = ["code,name,name_en,parent,kind,valid_from,valid_to"]
    rows = ["school,pupils,resource"]
    for county, schools in counties.items():
        lines.append(f"{county},{county},{county},,county,2000-01-01,")
        for number, school in enumerate(schools):
            name = f"{county}S{number}"
            lines.append(f"{name},{name},{name},{county},school,2000-01-01,")
            billionths = school.resource / STEP
            assert billionths.denominator == 1
            first, last = divmod(billionths.numerator, 10**9)
            rows.append(f"{name},{school.pupils},{first}.{last:09d}")
    building.place("\n".join(lines) + "\n")
    fields = {"school": area(), "pupils": whole(high=10**7), "resource": decimal("square-metre", 9)}
    building.contract("schools", fields)
    building.measure("pupils", "sum", register="schools", of="pupils")
    building.measure("resource", "sum", "square-metre", register="schools", of="resource", decimals=9)
    building.measure("ratio", "ratio", "square-metre/person", numerator="resource", denominator="pupils")
    building.measure("spread", "spread", "ratio", of="ratio", between="school", levels=["county"])
    building.take("schools", "\n".join(rows) + "\n")
    return building


def sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def schools_near(limit: Fraction, count: int, random: Random) -> Iterable[School]:
    """Schools whose ratio is the limit, or next to it by one or two steps of the resource."""
    whole_steps = (limit / STEP).denominator
    for _ in range(count):
        pupils = random.randrange(2_000 // whole_steps + 1, 1_000_000 // whole_steps) * whole_steps
        resource = limit * pupils + random.choice((-2, -1, 0, 0, 1, 2)) * STEP
        assert abs(resource / pupils - limit) <= NEAR
        yield School(resource, pupils)


def judged_ratios(folder: Path, engine: str, count: int) -> tuple[int, int]:
    """Judges `count` schools for each limit by every operator: how many verdicts, how many ratios on their limit."""
    random = Random(1998)
    limits = {f"L{number}": Fraction(text) for number, text in enumerate(RATIO_LIMITS)}
    counties = {name: list(schools_near(limit, count, random)) for name, limit in limits.items()}
    building = building_of(folder, counties)
    measures = {
        (name, operator): f"{name.lower()}-{operator.replace('_', '-')}"
        for name in limits
        for operator in OPERATORS
    }
    for (name, operator), measure in measures.items():
        tests = [{"measure": "ratio", operator: RATIO_LIMITS[int(name[1:])]}]
        building.measure(measure, "reach", "percent", units="school", tests=tests)
    judged = on = 0
    with building.calculator(engine) as calculator:
        for (name, operator), measure in measures.items():
            orders = [sign(school.resource / school.pupils - limits[name]) for school in counties[name]]
            expected = {f"{name}S{n}": order in OPERATORS[operator] for n, order in enumerate(orders)}
            plan = calculator.compiler.reach(measure, (), HERE)
            found = {v.unit: v.passed for v in calculator.engine.unit_verdicts(plan, name)}
            assert found == expected
            share = calculator.figure(MeasureRef(measure), name, HERE).value
            assert share == Fraction(100 * sum(expected.values()), len(expected))
            judged += len(found)
            on += orders.count(0)
    return judged, on


def test_none_of_10_200_ratios_on_or_beside_their_limits_is_misjudged(tmp_path: Path):
    judged, on = judged_ratios(tmp_path, "duckdb", 1_700 * SHARES)
    assert judged >= 4 * 10_000
    assert on > judged / 5


def test_nor_does_the_oracle_misjudge_one(tmp_path: Path):
    judged, _ = judged_ratios(tmp_path, "fractions", 60)
    assert judged == 24 * 60


def squared_spread(schools: list[School]) -> Fraction:
    """(S ÷ X̄)², with S² = Σ(P/ΣP)(x − X̄)², as the method writes it."""
    pupils = sum(school.pupils for school in schools)
    mean = sum((school.resource for school in schools), Fraction(0)) / pupils
    square = sum(
        Fraction(school.pupils, pupils) * (school.resource / school.pupils - mean) ** 2 for school in schools
    )
    return square / mean**2


def county_near(limit: Fraction, random: Random) -> list[School]:
    """Schools of two sorts whose spread is exactly the limit, one of them then moved by a step or two.

    With weights a² and b² and resources per pupil x and 1 the spread is ab(x − 1) ÷ (a²x + b²), so it is the limit
    for x = (ab + Lb²) ÷ (ab − La²), which is a fraction: no root is needed to hit the limit.
    """
    a, b = random.randint(1, 6), random.randint(6, 9)
    x = (a * b + limit * b * b) / (a * b - limit * a * a)
    one = random.randint(1, 40) * x.denominator
    scale = 10**8 // int(one * max(Fraction(1), x) * 81 + 1) + 1
    sorts = [School(x * a * a * one * scale, a * a * one), School(Fraction(b * b * one * scale), b * b * one)]
    schools = sorts * random.randint(1, 6)
    assert squared_spread(schools) == limit**2
    moved = schools[0]
    step = random.choice((-2, -1, 0, 0, 1, 2)) * STEP
    schools[0] = School(moved.resource + step, moved.pupils)
    random.shuffle(schools)
    return schools


def spreads_near(count: int) -> dict[str, tuple[Fraction, list[School]]]:
    random = Random(2012)
    limits = [Fraction(SPREAD_LIMITS[number % len(SPREAD_LIMITS)]) for number in range(count)]
    return {f"C{number}": (limit, county_near(limit, random)) for number, limit in enumerate(limits)}


@pytest.mark.parametrize("engine", ["duckdb", "fractions"])
def test_none_of_500_spreads_on_or_beside_their_limits_is_misjudged(tmp_path: Path, engine: str):
    counties = spreads_near(500 * SHARES)
    building = building_of(tmp_path, {name: schools for name, (_, schools) in counties.items()})
    on = recomputed = 0
    with building.calculator(engine) as calculator:
        figures = calculator.figures(MeasureRef("spread"), list(counties), HERE)
        for name, (limit, schools) in counties.items():
            square = squared_spread(schools)
            assert abs(square - limit**2) <= NEAR * limit
            root = figures[name].value
            assert isinstance(root, SquareRoot)
            bounded = not root.settled
            assert root.compare(limit) == sign(square - limit**2)
            recomputed += bounded and root.settled
            on += square == limit**2
    assert on > 100
    assert recomputed == (0 if engine == "fractions" else len(counties))


def test_a_spread_far_from_its_limit_is_judged_without_recomputing(tmp_path: Path):
    building = building_of(tmp_path, {"C0": [School(Fraction(3), 10), School(Fraction(1), 10)]})
    with building.calculator("duckdb") as calculator:
        root = calculator.figure(MeasureRef("spread"), "C0", HERE).value
        assert isinstance(root, SquareRoot)
        assert root.compare(Fraction("0.65")) == -1
        assert not root.settled
