from __future__ import annotations

import time
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from duxue.areas import read_areas

SCHOOLS = 450_000


def country(path):
    """31 provinces, 341 cities, 2,728 counties; 450,000 schools, each eighth renamed, each ninth closed."""
    above = [("100000", "全国", "", "nation")]
    for p in range(11, 42):
        above.append((f"{p}0000", f"{p}省", "100000", "province"))
        for c in range(1, 12):
            above.append((f"{p}{c:02}00", f"{p}{c:02}市", f"{p}0000", "city"))
            above += [
                (f"{p}{c:02}{k:02}", f"{p}{c:02}{k:02}县", f"{p}{c:02}00", "county") for k in range(1, 9)
            ]
    counties = [row[0] for row in above if row[3] == "county"]
    n = pa.array(range(SCHOOLS))
    code = pc.binary_join_element_wise("S", n.cast(pa.string()), "")
    parent = pc.take(pa.array(counties), pa.array([i * 7919 % len(counties) for i in range(SCHOOLS)]))
    renamed = pa.array([i % 8 == 0 for i in range(SCHOOLS)])
    ends = pa.array(
        ["2016-08-31" if i % 8 == 0 else "2019-08-31" if i % 9 == 0 else "" for i in range(SCHOOLS)]
    )
    first = pa.table([code, code, parent, pa.array(["school"] * SCHOOLS), pa.array(["2012-09-01"] * SCHOOLS), ends],
                     ["code", "name", "parent", "kind", "valid_from", "valid_to"])  # fmt: skip
    second = first.filter(renamed)
    second = second.set_column(4, "valid_from", pa.array(["2016-09-01"] * len(second)))
    second = second.set_column(5, "valid_to", pa.array([""] * len(second)))
    columns = [pa.array(cells) for cells in zip(*above, strict=True)]
    top = pa.table(
        [*columns, pa.array(["1949-10-01"] * len(above)), pa.array([""] * len(above))], first.column_names
    )
    pq.write_table(pa.concat_tables([second, first, top]), path)
    return second.num_rows + SCHOOLS + len(above)


@pytest.mark.long
def test_half_a_million_areas_are_read_and_placed_in_seconds(tmp_path):
    rows = country(tmp_path / "areas.parquet")
    begun = time.perf_counter()
    areas = read_areas(tmp_path / "areas.parquet", "free", "areas.parquet")
    read = time.perf_counter() - begun
    begun = time.perf_counter()
    tree = areas.at(date(2021, 9, 1))
    placed = time.perf_counter() - begun
    assert areas.table.num_rows == rows > 500_000
    schools = tree.table.filter(pc.equal(tree.table["kind"], "school"))
    assert schools["in_county"].equals(schools["parent"])
    assert schools["in_nation"].null_count == 0
    # About 1.1 s and 0.25 s on two quiet cores; the limits leave room for a busy machine.
    assert read < 6
    assert placed < 2
