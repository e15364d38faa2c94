"""The same outputs by SQL written by hand, as a careful analyst would write it for this one task."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

INDICATORS = {
    # name: (resource, what a school of several stages has whole, factor to the standard's unit, primary, junior)
    "higher_qualified": ("higher_qualified", None, 100, "4.2", "5.3"),
    "backbone": ("backbone", None, 100, "1", "1"),
    "sports_arts": ("sports_arts", None, 100, "0.9", "0.9"),
    "teaching_area": ("teaching_area - gym_area", "_whole_teaching_area - _whole_gym_area", 1, "4.5", "5.8"),
    "sports_area": (
        "sports_ground_area + gym_area",
        "_whole_sports_ground_area + _whole_gym_area",
        1,
        "7.5",
        "10.2",
    ),
    "equipment": ("equipment_value", "_whole_equipment_value", 1, "2000", "2500"),
    "multimedia": ("multimedia_rooms", "_whole_multimedia_rooms", 100, "2.3", "2.4"),
}
LIMITS = {"primary": 0.5, "junior": 0.45}
STAGES = {"primary": 3, "junior": 4}
KINDS = ("county", "city", "province", "nation")
SCOPE = """not (school_type in ('special-education', 'vocational'))
           and (school_type <> 'teaching-point' or pupils >= 50)"""


def by_hand(connection: duckdb.DuckDBPyConnection, stages: Path, areas: pa.Table) -> pa.Table:
    """One row an area: 14 spreads with exact sums, rounded to four decimals, and the schools that comply."""
    connection.register("areas", areas)
    return connection.sql(sql(stages)).to_arrow_table()


def sql(stages: Path) -> str:
    """The query; it reads the file once, adds up to counties, and rolls these up."""
    rows, totals, settled = [], [], []
    for stage, threshold in STAGES.items():
        ok = f"stage = '{stage}' and {SCOPE} and pupils > 0"
        met, floors = [], []
        for name, row in INDICATORS.items():
            resource, whole, factor = row[:3]
            key = f"{name}_{stage}"
            rows.append(f"case when {ok} then {resource} end as x_{key}")
            rows.append(
                f"case when {ok} then ({resource})::double * ({resource})::double / pupils end as t_{key}"
            )
            totals += [f"sum(x_{key}) as x_{key}", f"sum(t_{key}) as t_{key}"]
            left = f"({whole}) * _weight_n" if whole else f"{resource}"
            right = "pupils::hugeint * _weight_d" if whole else "pupils"
            met.append(f"case when {left} * {factor} >= {row[threshold]} * {right} then 1 else 0 end")
            floors.append(f"{left} * {factor} * 100 >= 85 * {row[threshold]} * {right}")
            settled.append(_settled(key, stage))
        rule = f"({' + '.join(met)}) >= 6 and {' and '.join(floors)}"
        rows.append(f"case when {ok} then pupils end as p_{stage}")
        rows.append(f"case when {ok} then ({rule}) end as passed_{stage}")
        totals += [
            f"sum(p_{stage}) as p_{stage}",
            f"count(p_{stage}) as n_{stage}",
            f"count(case when passed_{stage} then 1 end) as passed_{stage}",
        ]
    again = [_again(total) for total in totals]
    kinds = ", ".join(f"in_{kind}" for kind in KINDS)
    unions = " union all ".join(
        f"select in_{kind} as area, {', '.join(again)} from parts where in_{kind} is not null group by in_{kind}"
        for kind in KINDS
    )
    return f"""
        with parts as materialized (
            select {kinds}, {", ".join(totals)} from (
                select {kinds}, {", ".join(rows)}
                from read_parquet('{stages}') as r join areas as a on r.school = a.code
            ) group by {kinds}
        )
        select *, {", ".join(settled)} from ({unions})
    """


def _again(total: str) -> str:
    name = total.rpartition(" as ")[2]
    return f"sum({name}) as {name}"


def _settled(key: str, stage: str) -> str:
    square = f"(p_{stage}::double * t_{key} / (x_{key}::double * x_{key}::double))"
    error = f"((n_{stage} + 80) * 1.2e-16)"
    low, high = (f"greatest({square} * (1 {sign} {error}) - 1, 0)" for sign in "-+")
    rounded = [f"floor(sqrt({bound}) * 10000 + 0.5)::bigint" for bound in (low, high)]
    limit = LIMITS[stage] ** 2
    return f"""case when {rounded[0]} = {rounded[1]} then {rounded[0]} end as spread_{key},
               case when {high} < {limit} then true when {low} > {limit} then false end as within_{key}"""
