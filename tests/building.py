"""Small registers, measures and areas, written to a folder and read by the real readers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

from duxue.areas import Areas, Successions, read_areas, read_successions
from duxue.measures import (
    Calculator,
    Catalogue,
    Figure,
    FigureId,
    FigureSketch,
    Material,
    MeasureRef,
    Moment,
    StatedFigure,
    check_measures,
    read_measures,
)
from duxue.measures.engines.cells import Engine
from duxue.measures.engines.duckdb_engine import DuckDBEngine
from duxue.measures.engines.fractions_engine import FractionsEngine
from duxue.measures.engines.source import RegisterKey
from duxue.measures.plan import Operator
from duxue.messages import Text
from duxue.periods import Period, Window
from duxue.registers import (
    Contract,
    Filing,
    Obligation,
    Register,
    derive,
    load_contract,
    read_filings,
    read_obligations,
    take_in,
)
from duxue.values import unit

AREAS = """\
code,name,name_en,parent,kind,valid_from,valid_to
C,某市,Some City,,city,2000-01-01,
C1,东县,East County,C,county,2000-01-01,
C2,西县,West County,C,county,2000-01-01,
U,市本级,City Office,C,unit,2000-01-01,
S1,一小,School 1,C1,school,2000-01-01,
S2,二小,School 2,C1,school,2000-01-01,
S3,三小,School 3,C2,school,2000-01-01,
S4,四小,School 4,U,school,2000-01-01,
"""
STAGES = {"primary": "小学", "junior": "初中"}


def text(words: str) -> dict[str, str]:
    return {"zh": words, "en": words}


def window(**periods: str) -> Window:
    """The windows of these tests: `window(school_year="SY2021")`."""
    found = [Period.parse(period) for period in periods.values()]
    return Window("w", Text.same("w"), {period.type: period for period in found})


def area() -> dict[str, Any]:
    return {"type": "area"}


def code(*words: str) -> dict[str, Any]:
    return {"type": "code", "codes": {word: text(word) for word in words}}


def whole(unit: str = "person", low: int | None = 0, high: int | None = 5000) -> dict[str, Any]:
    return {"type": "integer", "unit": unit, **_range(low, high)}


def decimal(unit: str, scale: int = 2, low: int | None = 0, high: int | None = None) -> dict[str, Any]:
    return {"type": "decimal", "unit": unit, "scale": scale, **_range(low, high)}


def _range(low: int | None, high: int | None) -> dict[str, int]:
    return {name: bound for name, bound in (("min", low), ("max", high)) if bound is not None}


class Building:
    """A workspace in the making: contracts, measures, areas and files are added one by one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.staging = folder / "staging"
        for name in ("contracts", "measures", "registers"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        self.contracts: dict[str, Contract] = {}
        self.registers: dict[RegisterKey, Register] = {}
        self.obligations: list[Obligation] = []
        self.filings: list[Filing] = []
        self.stated: list[StatedFigure] = []
        self.limits: dict[str, tuple[Operator, Fraction]] = {}
        self.place(AREAS)

    def _write(self, name: str, content: str) -> Path:
        path = self.folder / name
        path.write_text(content, "utf-8")
        return path

    def place(self, areas: str) -> Areas:
        """The table of areas; there is a small city before anything is said."""
        self.areas = read_areas(self._write("areas.csv", areas), "free", "areas.csv")
        self.successions = Successions((), self.areas)
        return self.areas

    def succeed(self, rows: str) -> None:
        path = self._write("successions.csv", f"from,to,date,share\n{rows}")
        self.successions = read_successions(path, self.areas)

    def contract(self, name: str, fields: Mapping[str, Any], **settings: Any) -> Contract:
        """A register that schools report yearly, unless the settings say otherwise."""
        titled = {field: {"title": text(field), **form} for field, form in fields.items()}
        form = {
            "id": name,
            "edition": 1,
            "title": text(name),
            "kind": "stock",
            "period_type": "school-year",
            "reported_by": "school",
            "area": "school",
            "key": ["school"],
            "fields": titled,
            **settings,
        }
        if form["period_type"] == "school-year":
            form.setdefault("as_of", "09-01")
        path = self._write(f"contracts/{name}.yaml", json.dumps(form, ensure_ascii=False))
        self.contracts[name] = load_contract(path, path.name)
        return self.contracts[name]

    def schools(self) -> Contract:
        """The register of most tests: pupils, teachers and rooms of a school by stage, cells may be empty."""
        fields = {
            "school": area(),
            "stage": code(*STAGES),
            "owner": code("public", "private"),
            "pupils": whole(),
            "teachers": whole(high=500),
            "rooms": decimal("square-metre"),
        }
        return self.contract("schools", fields, key=["school", "stage"])

    def accidents(self) -> Contract:
        fields = {"school": area(), "number": {"type": "text"}, "hurt": whole(high=100)}
        return self.contract("accidents", fields, kind="events", key=["school", "number"])

    def measure(self, name: str, kind: str, unit: str = "person", **settings: Any) -> None:
        """A measure with the settings of its kind; a file of its own, so that it can be written again."""
        form = {
            "id": name,
            "edition": 1,
            "title": text(name),
            "kind": kind,
            "unit": unit,
            "decimals": 4,
            "definition": text(name),
            **settings,
        }
        self._write(f"measures/{name}.yaml", json.dumps(form, ensure_ascii=False))

    def take(self, name: str, rows: str, period: str = "SY2021", origin: str = "collected") -> Register:
        """Takes in a CSV file; registers that are derived from it are made at once."""
        contract, of = self.contracts[name], Period.parse(period)
        path = self._write(f"registers/{name}.{period}.csv", rows)
        at = self.areas.at(of.reference_date(contract.as_of))
        register, _ = take_in(path, contract, of, origin, self.staging, path.name, at)
        self.registers[name, of] = register
        for other in self.contracts.values():
            if other.derived is not None and other.derived.source == name:
                self.registers[other.id, of] = derive(register, other, contract, self.staging)
        return register

    def owe(self, what: str, reporters: str, period: str = "SY2021", place: str = "") -> None:
        """Adds obligations for reporters that are named in one line, about their own area or a place."""
        rows = "".join(f"{what},{reporter},{place},{period},\n" for reporter in reporters.split())
        path = self._write("obligations.csv", f"what,reporter,area,period,due\n{rows}")
        self.obligations += read_obligations(path, self.contracts, self.areas)

    def nil(self, what: str, reporters: str, period: str = "SY2021") -> None:
        """Adds nil returns."""
        rows = "".join(f"{what},{reporter},{period},nil,,\n" for reporter in reporters.split())
        path = self._write("filings.csv", f"what,reporter,period,state,by,on\n{rows}")
        self.filings += read_filings(path, self.contracts, self.areas)

    def state(self, figure: str, value: str, unit_: str, **settings: Any) -> None:
        """Adds a stated figure."""
        whole_id = FigureId.parse(figure)
        self.stated.append(StatedFigure(whole_id, Fraction(value), unit(unit_), value, **settings))

    def catalogue(self) -> Catalogue:
        """The measures so far, read and checked."""
        found = Catalogue(read_measures(self.folder / "measures", "measures"), self.contracts)
        check_measures(found)
        return found

    def material(self) -> Material:
        return Material(
            self.registers,
            self.areas,
            self.successions,
            self.obligations,
            self.filings,
            self.stated,
            self.catalogue(),
        )

    @contextmanager
    def calculator(self, engine: str = "duckdb") -> Iterator[Calculator]:
        material = self.material()
        opened: Engine
        if engine == "fractions":
            opened = FractionsEngine(material.source())
            yield Calculator(material, opened, self._limit)
            return
        with closing(DuckDBEngine(material.source())) as opened:
            yield Calculator(material, opened, self._limit)

    def _limit(self, standard: str, measure: MeasureRef) -> tuple[Operator, Fraction]:
        return self.limits[standard]

    def figure(self, written: str, engine: str = "duckdb", **periods: str) -> Figure:
        """`pupils[stage=primary]@C1`, in the window that is given or of the school year 2021."""
        sketch = FigureSketch.parse(written)
        assert sketch.area is not None
        moment = Moment(window(**(periods or {"school_year": "SY2021"})))
        with self.calculator(engine) as calculator:
            ref = MeasureRef(sketch.measure, sketch.slice)
            found = calculator.figures(ref, [sketch.area], moment, sketch.source)[sketch.area]
            if found.value is not None and not isinstance(found.value, Fraction):
                found.value.bounds(20)
            return found
