"""`python -m bench [schools]`: the speed marks of the project, as medians and as ratios within one run."""

from __future__ import annotations

import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from bench.by_hand import by_hand
from bench.country import YEAR, Country, country
from duxue.evaluation.running import limit_of
from duxue.measures.compiling import Compiler
from duxue.measures.engines.duckdb_engine import DuckDBEngine
from duxue.measures.engines.everywhere import SpreadTable, Wanted, reaches_everywhere, spreads_everywhere
from duxue.measures.moments import Moment
from duxue.messages import Text
from duxue.periods import PeriodType, Window

ROOT = Path(__file__).parent.parent
RUNS = 7
KINDS = ("county", "city", "province", "nation")
INDICATORS = (
    "higher-qualified",
    "backbone",
    "sports-arts",
    "teaching-area",
    "sports-area",
    "equipment",
    "multimedia",
)
STAGES = {"primary": Fraction(1, 2), "junior": Fraction(9, 20)}
NEEDED = [
    "school", "stage", "school_type", "pupils", "higher_qualified", "backbone", "sports_arts", "teaching_area",
    "gym_area", "sports_ground_area", "equipment_value", "multimedia_rooms", "_made_up", "_whole_teaching_area",
    "_whole_gym_area", "_whole_sports_ground_area", "_whole_equipment_value", "_whole_multimedia_rooms",
    "_weight_n", "_weight_d",
]  # fmt: skip


def timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def medians(runs: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Each in turn, after one warm-up, so that a slow minute slows all of them alike."""
    found: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(RUNS + 1):
        for name, run in runs.items():
            seconds = timed(run)
            if number:
                found[name].append(seconds)
    return {name: statistics.median(seconds) for name, seconds in found.items()}


def balance(data: Country, engine: DuckDBEngine) -> tuple[SpreadTable, list[pa.Table]]:
    """Seven indicators, both stages: spreads and the school rule at every level, plans compiled anew."""
    known: Any = SimpleNamespace(standards=data.standards, catalogue=data.catalogue)
    compiler = Compiler(data.catalogue, limit_of(known))
    moment = Moment(Window("bench", Text.same("bench"), {PeriodType.SCHOOL_YEAR: YEAR}))
    wanted = [
        Wanted(compiler.spread(f"qb-{name}-spread", (("stage", stage),), moment), 4, limit)
        for name in INDICATORS
        for stage, limit in STAGES.items()
    ]
    plans = [compiler.reach("qb-school-compliance", (("stage", stage),), moment) for stage in STAGES]
    return spreads_everywhere(engine, wanted, KINDS), reaches_everywhere(engine, plans, KINDS)


def country_marks(schools: int) -> None:
    data = country(schools)
    engine = DuckDBEngine(data.source())
    hand = duckdb.connect()
    for connection in (engine.database.connection, hand):
        if connection is hand:
            connection.execute("SET threads = 2")
    pa.set_cpu_count(2)
    areas = data.source().tree_at(YEAR.start).table
    marks = medians(
        {
            "duxue": lambda: balance(data, engine),
            "by hand": lambda: by_hand(hand, data.stages.path, areas),
            "read columns": lambda: pq.read_table(data.stages.path, columns=NEEDED),
        }
    )
    differences = compare(balance(data, engine), by_hand(hand, data.stages.path, areas))
    print(
        f"\n{schools:,} schools, {data.stages.rows:,} rows by stage; seven indicators, two stages, four levels"
    )
    for step, seconds in data.steps.items():
        print(f"  once: {step:<16} {seconds:6.2f} s")
    for name, seconds in marks.items():
        print(f"  {name:<22} {seconds:6.3f} s   (median of {RUNS})")
    print(f"  duxue / by hand        {marks['duxue'] / marks['by hand']:6.2f}     (mark: at most 3)")
    print(f"  duxue / read columns   {marks['duxue'] / marks['read columns']:6.2f}     (mark: at most 15)")
    print(f"  values that differ from the query by hand: {differences}")


def compare(own: tuple[SpreadTable, list[pa.Table]], hand: pa.Table) -> int:
    """How many spreads, sums, verdicts and school counts differ."""
    other = {row["area"]: row for row in hand.to_pylist()}
    spreads, reaches = own
    keys = [f"{name.replace('-', '_')}_{stage}" for name in INDICATORS for stage in STAGES]
    differ = 0
    for row in spreads.table.to_pylist():
        expected = other[row["area"]]
        for number, key in enumerate(keys):
            pairs = (("spread", "spread"), ("within", "within"), ("resources", "x"))
            differ += sum(row[f"{mine}_{number}"] != expected[f"{theirs}_{key}"] for mine, theirs in pairs)
    for stage, table in zip(STAGES, reaches, strict=True):
        for row in table.to_pylist():
            expected = other[row["area"]]
            differ += row["passed"] != expected[f"passed_{stage}"]
            differ += row["passed"] + row["failed"] != expected[f"n_{stage}"]
    return differ


def process_marks() -> None:
    command = [str(Path(sys.executable).parent / "duxue"), "evaluate", str(ROOT / "examples" / "fushun-2021")]

    def run() -> None:
        subprocess.run(command, check=True, capture_output=True)

    def start() -> None:
        subprocess.run([sys.executable, "-c", "pass"], check=True)

    marks = medians({"duxue evaluate": run, "python -c pass": start})
    print("\nexamples/fushun-2021 as a whole process")
    for name, seconds in marks.items():
        print(f"  {name:<22} {seconds:6.3f} s   (median of {RUNS}; mark for the first: 1.5 s)")


if __name__ == "__main__":
    print(
        f"{platform.machine()}, {platform.python_implementation()} {platform.python_version()}, DuckDB {duckdb.__version__}"
    )
    process_marks()
    country_marks(int(sys.argv[1]) if len(sys.argv) > 1 else 500_000)
