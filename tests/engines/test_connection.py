"""The database reads the vetted files and nothing else."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from duxue.measures.engines.connection import vetted_connection


@pytest.fixture
def vetted(tmp_path):
    table = pa.table({"pupils": [1, 2, 3]})
    inside, outside = tmp_path / "inside.parquet", tmp_path / "outside.parquet"
    pq.write_table(table, inside)
    pq.write_table(table, outside)
    with vetted_connection([inside]) as connection:
        yield connection, inside, outside


def test_a_vetted_file_can_be_read(vetted):
    connection, inside, _ = vetted
    assert connection.execute(f"SELECT sum(pupils) FROM read_parquet('{inside}')").fetchall() == [(6,)]


def test_a_file_beside_it_is_refused(vetted):
    connection, _, outside = vetted
    with pytest.raises(duckdb.Error, match=r"[Pp]ermission"):
        connection.execute(f"SELECT * FROM read_parquet('{outside}')")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_parquet('https://example.org/x.parquet')",
        "COPY (SELECT 1) TO 'stolen.csv'",
        "ATTACH 'other.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET allowed_paths = ['/etc/passwd']",
        "SET memory_limit = '100GB'",
    ],
)
def test_nothing_reaches_outside(vetted, statement):
    connection, _, _ = vetted
    with pytest.raises(duckdb.Error):
        connection.execute(statement)


def test_a_glob_over_the_vetted_folder_is_refused(vetted):
    connection, inside, _ = vetted
    with pytest.raises(duckdb.Error):
        connection.execute(f"SELECT * FROM read_parquet('{inside.parent}/*.parquet')")
