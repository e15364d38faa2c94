"""A made-up country of 500,000 schools: the files that the benchmark reads, made once."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from duxue.areas import Areas, read_areas
from duxue.evaluation.definitions import read_definitions
from duxue.measures import Catalogue
from duxue.measures.engines.source import RegisterKey, Source
from duxue.periods import Period
from duxue.registers import Register, derive, take_in
from duxue.sampling import sample_nation
from duxue.standards import Standard

YEAR = Period.parse("SY2021")
DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Country:
    """What the benchmark computes from, and how long each step before it took, in seconds."""

    catalogue: Catalogue
    standards: Mapping[str, Standard]
    areas: Areas
    registers: dict[RegisterKey, Register]
    steps: dict[str, float]

    def source(self) -> Source:
        return Source(self.registers, self.catalogue.contracts, self.areas)

    @property
    def stages(self) -> Register:
        return self.registers["stage-conditions", YEAR]


def country(schools: int) -> Country:
    """Samples, takes in and splits the schools; what is there already is not made again."""
    folder = DATA / str(schools)
    steps: dict[str, float] = {}
    moment = time.perf_counter()

    def done(step: str) -> None:
        nonlocal moment
        now = time.perf_counter()
        steps[step], moment = now - moment, now

    if not (folder / "areas.parquet").exists():
        sample_nation(2021, schools, folder)
        done("sample")
    definitions = read_definitions(None, None)
    contracts = definitions.catalogue.contracts
    done("definitions")
    areas = read_areas(folder / "areas.parquet", "free", "areas.parquet")
    done("areas")
    tree = areas.at(YEAR.reference_date(contracts["school-assets"].as_of))
    assets = next(path for path in folder.glob("*.parquet") if path.name != "areas.parquet")
    whole, _ = take_in(
        assets, contracts["school-assets"], YEAR, "made-up", folder / "taken", assets.name, tree
    )
    done("take in")
    split = derive(whole, contracts["stage-conditions"], contracts["school-assets"], folder / "taken")
    done("split by stage")
    registers = {(register.register, register.period): register for register in (whole, split)}
    return Country(definitions.catalogue, definitions.standards, areas, registers, steps)
