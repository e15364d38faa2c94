"""Generated workspaces: small trees of areas, registers full of holes, and measures of every kind over them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from tests.building import Building, area, code, decimal, whole

SCHOOLS = ("S1", "S2", "S3", "S4", "S5")
TREES = {
    "a city": """\
C,市,C,,city,2000-01-01,
C1,东县,C1,C,county,2000-01-01,
C2,西县,C2,C,county,2000-01-01,
U,市本级,U,C,unit,2000-01-01,
S1,一,S1,C1,school,2000-01-01,
S2,二,S2,C1,school,2000-01-01,
S3,三,S3,C2,school,2000-01-01,
S4,四,S4,U,school,2000-01-01,
S5,五,S5,C1,school,2021-01-01,
""",
    "schools with a campus": """\
C,市,C,,city,2000-01-01,
C1,东县,C1,C,county,2000-01-01,
C2,西县,C2,C,county,2000-01-01,
S1,一,S1,C1,school,2000-01-01,
S2,二,S2,C1,school,2000-01-01,
S5,二分校,S5,S2,campus,2000-01-01,
S3,三,S3,C2,school,2000-01-01,
S4,四,S4,C2,school,2000-01-01,
""",
    "one county": """\
C1,县,C1,,county,2000-01-01,
S1,一,S1,C1,school,2000-01-01,
S2,二,S2,C1,school,2000-01-01,
S3,三,S3,C1,school,2000-01-01,
S4,四,S4,C1,school,2000-01-01,
S5,五,S5,C1,school,2000-01-01,
""",
}
HEADER = "code,name,name_en,parent,kind,valid_from,valid_to\n"
VALUES = (
    "pupils",
    "teachers",
    "rooms",
    "balance",
    "2 * pupils - teachers",
    "max(pupils, teachers)",
    "-balance",
)
CONDITIONS = (
    "pupils > 0",
    "teachers is missing",
    'owner == "public"',
    'not (owner == "private" and pupils < 45)',
    "pupils between 1 and 45 or teachers >= 3",
    "rooms / pupils >= 2.5",
    "ceil(pupils / 45) <= teachers",
    "step(pupils, [[1, 1], [45, 2]]) == 2",
    'stage in ["primary"] and balance < 0',
)
NUMBERS = st.sampled_from(["", "0", "0", "1", "2", "3", "44", "45", "46", "999"])
DECIMALS = st.sampled_from(["", "0", "0.01", "2.5", "112.5", "112.49", "3333.33"])
SIGNED = st.sampled_from(["", "-7", "-1", "0", "1", "7"])
OWNERS = st.sampled_from(["", "public", "private"])
STAGES = ("primary", "junior")
PERIODS = ("SY2020", "SY2021")
TERMS = ("SY2021-T1", "SY2021-T2")
ADDITIVE = ("a0", "a1", "a2", "rows", "joined")
RATIOS = ("r0", "r1", "part")


@dataclass(frozen=True)
class Case:
    """Plain data, so that a failing one can be read."""

    areas: str
    files: tuple[tuple[str, str, str, str], ...]
    """Register, period, origin, rows."""
    owed: tuple[tuple[str, str, str], ...]
    """Register, reporters, period."""
    nil: str
    measures: tuple[tuple[str, str, str, str], ...]
    """Name, kind, unit, settings as JSON."""
    asked: tuple[str, ...]
    """The measures whose figures are compared."""

    def build(self, folder: Path) -> Building:
        """Only what the asked measures lead to is written and read: that takes most of the time."""
        building = Building(folder)
        building.place(HEADER + self.areas)
        _contracts(building)
        used = self._used()
        for name, kind, unit, settings in used:
            building.measure(name, kind, unit, **json.loads(settings))
        catalogue = building.catalogue()
        read = {getattr(catalogue[name], "register_id", None) for name in catalogue}
        read = {"assets" if name == "by-stage" else name for name in read}
        for register, period, origin, rows in self.files:
            if register in read:
                building.take(register, rows, period, origin)
        for register, reporters, period in self.owed:
            building.owe(register, reporters, period)
        building.nil("accidents", self.nil)
        return building

    def _used(self) -> list[tuple[str, str, str, str]]:
        """The asked measures, and all that they are made of."""
        by_name = {measure[0]: measure for measure in self.measures}
        names, queue = set[str](), list(self.asked)
        while queue:
            name = queue.pop()
            if name not in names:
                names.add(name)
                queue += by_name.keys() & set(re.findall(r'"([a-z0-9-]+)"', by_name[name][3]))
        return [by_name[name] for name in sorted(names)]


def _contracts(building: Building) -> None:
    building.contract(
        "schools",
        {
            "school": area(),
            "stage": code(*STAGES),
            "owner": code("public", "private"),
            "pupils": whole(),
            "teachers": whole(high=None),
            "rooms": decimal("person", high=9999),
            "balance": whole(low=-7, high=7),
        },
        key=["school", "stage"],
    )
    assets = {"school": area(), "type": {**code("single", "nine-year"), "required": True}}
    counts = {stage: whole() for stage in STAGES}
    building.contract("assets", {**assets, **counts, "books": whole(high=None), "space": decimal("person")})
    building.contract(
        "by-stage",
        {"school": area(), "stage": code(*STAGES), "pupils": whole(), "books": whole(high=None), "space": decimal("person")},
        key=["school", "stage"],
        derived={
            "from": "assets",
            "stages": {stage: {"pupils": stage} for stage in STAGES},
            "shared": ["books", "space"],
            "weights_by": "type",
            "weights": {"nine-year": {"primary": 1, "junior": 1.1}},
        },
    )  # fmt: skip
    building.accidents()
    visits = {"school": area(), "visits": whole(high=99)}
    building.contract("visits", visits, period_type="term", as_of=None, kind="flow")


@st.composite
def cases(draw: st.DrawFn) -> Case:
    areas = draw(st.sampled_from(sorted(TREES.values())))
    there = [school for school in SCHOOLS if f"{school}," in areas]
    files = [file for period in PERIODS for file in draw(_files(there, period))]
    for term in TERMS:
        rows = "".join(f"{school},{draw(NUMBERS.filter(_small))}\n" for school in draw(_some(there)))
        files.append(("visits", term, draw(_origin()), f"school,visits\n{rows}"))
    owed = tuple(
        (register, " ".join(reporters), "SY2021")
        for register in ("schools", "assets", "accidents")
        if (reporters := draw(_some(there)))
    )
    owed += tuple(("visits", school, TERMS[0]) for school in draw(_some(there)))
    nil, defined = " ".join(draw(_some(there))), draw(measures())
    asked = draw(
        st.lists(st.sampled_from(sorted(m[0] for m in defined)), min_size=1, max_size=6, unique=True)
    )
    return Case(areas, tuple(files), owed, nil, defined, tuple(asked))


def _small(text: str) -> bool:
    return text == "" or int(text) < 99


def _some(schools: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(schools), unique=True).map(sorted)


def _origin() -> st.SearchStrategy[str]:
    return st.sampled_from(["official", "made-up"])


@st.composite
def _files(draw: st.DrawFn, there: list[str], period: str) -> list[tuple[str, str, str, str]]:
    present = [school for school in there if not (school == "S5" and period == "SY2020")]
    found = []
    rows = [
        f"{school},{stage},{draw(OWNERS)},{draw(NUMBERS)},{draw(NUMBERS)},{draw(DECIMALS)},{draw(SIGNED)}\n"
        for school in draw(_some(present))
        for stage in draw(st.lists(st.sampled_from(STAGES), min_size=1, unique=True))
    ]
    found.append(("schools", "school,stage,owner,pupils,teachers,rooms,balance\n", rows))
    rows = [draw(_assets(school)) for school in draw(_some(present))]
    found.append(("assets", "school,type,primary,junior,books,space\n", rows))
    rows = [f"{school},1,{draw(NUMBERS.filter(_small))}\n" for school in draw(_some(present))]
    found.append(("accidents", "school,number,hurt\n", rows))
    kept = [file for file in found if period == "SY2021" or draw(st.booleans())]
    return [(name, period, draw(_origin()), header + "".join(rows)) for name, header, rows in kept]


@st.composite
def _assets(draw: st.DrawFn, school: str) -> str:
    """A school of one stage has no pupils in the other; its type would not be clear else."""
    kind = draw(st.sampled_from(["single", "nine-year"]))
    primary = draw(st.sampled_from(["1", "3", "45", "166"]))
    junior = "0" if kind == "single" else draw(st.sampled_from(["0", "7", "45", "210"]))
    return f"{school},{kind},{primary},{junior},{draw(NUMBERS)},{draw(DECIMALS)}\n"


def _named(name: str, kind: str, unit: str = "person", /, **settings: Any) -> tuple[str, str, str, str]:
    return (name, kind, unit, json.dumps(settings, ensure_ascii=False))


@st.composite
def measures(draw: st.DrawFn) -> tuple[tuple[str, str, str, str], ...]:
    """Measures of every kind, one made of the other."""
    where = st.none() | st.sampled_from(CONDITIONS)
    by: dict[str, Any] = {"by": ["stage"]}

    def condition(key: str = "where") -> dict[str, Any]:
        found = draw(where)
        return {} if found is None else {key: found}

    def pick(names: tuple[str, ...]) -> str:
        return draw(st.sampled_from(names))

    first = [
        _named(f"a{n}", "sum", register="schools", of=draw(st.sampled_from(VALUES)), **condition(), **by)
        for n in range(3)
    ]
    first += [
        _named("rows", "count", register="schools", **condition(), **by),
        _named("books", "sum", register="by-stage", of=draw(st.sampled_from(["books", "space", "books - space"])), **by),
        _named("divided", "sum", register="by-stage", of="pupils", **by),
        _named("hurt", "sum", register="accidents", of="hurt"),
        _named("visits", "sum", register="visits", of="visits"),
        _named("joined", "combine", parts=[{"measure": pick(("a0", "rows")), "weight": draw(_weights())}, {"measure": pick(("a1", "a2", "books")), "weight": draw(_weights())}], **by),
        _named("years", "combine", parts=[{"measure": "a0", "over": 2}, {"measure": "a1", "at": "t-1y"}], **by),
        _named("r0", "ratio", "person/person", numerator=pick(ADDITIVE), denominator=pick(ADDITIVE), **by),
        _named("r1", "ratio", "percent", numerator=pick((*ADDITIVE, "hurt", "years")), denominator=pick(ADDITIVE), **by),
        _named("per-book", "ratio", "person/person", numerator="books", denominator="divided", **by),
        _named("part", "share", "percent", register="schools", where=draw(st.sampled_from(CONDITIONS)), **condition("within"), **draw(st.sampled_from([{}, {"of": "pupils"}])), **by),
    ]  # fmt: skip
    levels = {"between": "school", "levels": ["city", "county"]}
    spread_of = pick((*RATIOS, "per-book"))
    second = [
        _named("spread", "spread", "ratio", of=spread_of, **levels, **by),
        _named("book-spread", "spread", "percent", of="per-book", **levels, **by),
        _named("spreads", "combine", "ratio", parts=[{"measure": "spread", "weight": "1/3"}, {"measure": "book-spread", "weight": 2, "with": {"stage": "junior"}}], **by),
        _named("reach", "reach", "percent", **draw(_reaches(pick)), **by),
        _named("each-term", "reach", "percent", units="school", over="term", tests=[{"measure": "visits", "at_least": 2}]),
        _named("across", "across", "person", fn=pick(("min", "max", "mean")), of=pick(("a0", "rows")), over="county", **by),
        _named("order", "across", "item", fn="rank", of=pick((*RATIOS, "spread")), over="city", order=pick(("highest-first", "lowest-first")), **by),
        _named("verdict", "across", "item", fn=pick(("all", "any", "count")), of=pick((*RATIOS, "spread", "a0")), over="school", test={pick(("at_least", "above", "at_most", "below")): draw(_weights())}, **by),
        _named("growth", "change", "person", of=pick(ADDITIVE), **{"as": "absolute"}, **by),
        _named("rate", "change", "percent", of=pick((*ADDITIVE, *RATIOS)), **{"as": "percent"}, **by),
        _named("difference", "compare", "person", left=pick(ADDITIVE), right=pick(ADDITIVE), **{"as": "difference"}, **by),
        _named("quotient", "compare", "percent", left=pick(ADDITIVE), right=pick((*ADDITIVE, "hurt")), **{"as": "ratio"}, **by),
    ]  # fmt: skip
    return tuple(first + second)


def _weights() -> st.SearchStrategy[str]:
    return st.sampled_from(["1", "-1", "0.5", "1/8", "1/3", "2.5", "45"])


@st.composite
def _reaches(draw: st.DrawFn, pick: Any) -> dict[str, Any]:
    operators = ("at_least", "above", "at_most", "below")
    tests = [
        {"measure": pick((*ADDITIVE, *RATIOS, "per-book", "books")), pick(operators): draw(_weights())}
        for _ in range(draw(st.integers(1, 3)))
    ]
    found: dict[str, Any] = {"units": "school", "tests": tests, "at_least": draw(st.integers(1, len(tests)))}
    if draw(st.booleans()):
        found["floor"] = "0.85"
    if draw(st.booleans()):
        found["universe"] = "areas"
    return found
