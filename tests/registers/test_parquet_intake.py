from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.registers.conftest import GOOD, TakeIn, codes

from duxue.messages import Fault, InputError

Refused = Callable[..., list[Fault]]


def columns(**changes: pa.Array | None) -> pa.Table:
    """The good rows as a typed table, with some columns replaced, added or (None) left out."""
    found: dict[str, pa.Array | None] = {
        "school": pa.array(["S1", "S1", "S2"]),
        "stage": pa.array(["primary", "junior", "primary"]),
        "pupils": pa.array([300, 120, 80], pa.int32()),
        "boarders": pa.array([0, None, 12], pa.int64()),
        "area_m2": pa.array([Decimal("4500.5"), Decimal(3000), None], pa.decimal128(10, 1)),
        "opened": pa.array(["1956-09-01", None, "2001-09-01"]),
        "canteen": pa.array([True, None, False]),
        "remark": pa.array(["old, but well kept", "", None]),
    }
    return pa.table({name: column for name, column in {**found, **changes}.items() if column is not None})


@pytest.fixture
def stored(tmp_path: Path) -> Callable[[pa.Table], Path]:
    def store(table: pa.Table, **settings: object) -> Path:
        path = tmp_path / "returns.parquet"
        pq.write_table(table, path, **settings)
        return path

    return store


def test_parquet_and_csv_of_the_same_facts_are_the_same_content(taking: TakeIn, stored):
    assert taking(stored(columns()))[0] == taking(GOOD)[0]


@pytest.mark.parametrize(
    "changes",
    [
        {"pupils": pa.array([300, 120, 80], pa.uint16())},
        {"pupils": pa.array(["300", "120", " 80"])},
        {"pupils": pa.array([Decimal(300), Decimal(120), Decimal(80)], pa.decimal128(5, 2))},
        {"school": pa.array(["S1", "S1", "S2"]).dictionary_encode()},
        {"school": pa.array(["S1", "S1", "S2"], pa.large_string())},
        {"stage": pa.array(["小学", "初中", "primary school"])},
        {"area_m2": pa.array(["4500.50", "3000", None])},
        {"area_m2": pa.array([Decimal("4500.5000"), Decimal(3000), None], pa.decimal256(40, 4))},
        {"opened": pa.array(["1956-09-01", None, "2001-09-01"]).cast(pa.date32())},
        {"opened": pa.array(["1956-09-01", None, "2001-09-01"]).cast(pa.date32()).cast(pa.date64())},
    ],
)
def test_any_type_that_holds_the_value_exactly_is_taken(taking: TakeIn, stored, changes: dict[str, pa.Array]):
    assert taking(stored(columns(**changes)))[0] == taking(GOOD)[0]


def test_a_decimal_field_may_come_as_whole_numbers_and_a_column_of_nothing_is_missing(taking: TakeIn, stored):
    register, _ = taking(stored(columns(area_m2=pa.array([4500, 3000, 10]), remark=pa.nulls(3))))
    table = pq.read_table(register.path)
    assert table.column("area_m2").to_pylist() == [Decimal(3000), Decimal(4500), Decimal(10)]
    assert table.column("remark").null_count == 3


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"pupils": pa.array([300.0, 120.0, 80.0])}, ["parquet-float"]),
        ({"area_m2": pa.array([1.5, 2.5, 3.5], pa.float32())}, ["parquet-float"]),
        ({"school": pa.array([1, 2, 3])}, ["parquet-type"]),
        ({"remark": pa.array([b"a", b"b", b"c"])}, ["parquet-type"]),
        ({"canteen": pa.array([1, 0, 1])}, ["parquet-type"]),
        ({"opened": pa.array([1, 2, 3], pa.timestamp("us"))}, ["parquet-type"]),
        ({"stage": pa.array([["primary"], [], None])}, ["parquet-type"]),
        ({"pupils": None}, ["missing-column"]),
        ({"_made_up": pa.array([True] * 3)}, ["unknown-column"]),
        ({"pupil": pa.array([1, 2, 3]), "pupils": None}, ["unknown-column", "missing-column"]),
        ({"pupils": pa.array([300, 120, None])}, ["required-empty"]),
        ({"pupils": pa.array([300, 120, 20001])}, ["out-of-range"]),
        ({"pupils": pa.array([300, 120, 2**63], pa.uint64())}, ["too-wide"]),
        ({"boarders": pa.array([0, 0, 10**18])}, ["too-wide"]),
        ({"area_m2": pa.array([Decimal("1.001"), Decimal("2.5"), None])}, ["too-many-decimals"]),
        ({"pupils": pa.array([Decimal("1.5"), Decimal(20), Decimal(30)])}, ["too-many-decimals"]),
        ({"stage": pa.array(["primary", "junior", "senior"])}, ["not-a-code"]),
        ({"remark": pa.array(["a\x00b", None, None])}, ["control-character"]),
    ],
)
def test_a_column_that_does_not_fit_is_refused(
    refused: Refused, stored, changes: dict[str, pa.Array | None], expected: list[str]
):
    assert codes(refused(stored(columns(**changes)))) == expected


def test_a_float_column_is_refused_with_what_to_store_instead(refused: Refused, stored):
    (fault,) = refused(stored(columns(area_m2=pa.array([1.5, 2.5, 3.5]))))
    assert fault.shown("en") == (
        "returns.parquet, column area_m2: the column is of the floating-point type double, which is no longer "
        "what was printed; store it as decimal128(18, 2) or as text."
    )


@pytest.mark.parametrize("kept", [0, 1, 4, 100, 0.5, 0.9, 0.999])
def test_a_file_cut_short_is_refused(refused: Refused, stored, kept: float):
    path = stored(columns())
    data = path.read_bytes()
    path.write_bytes(data[: int(kept if kept >= 1 else kept * len(data))])
    assert codes(refused(path)) == ["parquet-broken"]


def test_damaged_bytes_are_refused_or_read_but_never_a_crash(refused: Refused, taking: TakeIn, stored):
    path = stored(columns())
    data = path.read_bytes()
    for place in range(0, len(data), 97):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
        with suppress(InputError):
            taking(path)


def test_a_text_file_named_parquet_and_parquet_named_csv_are_refused(
    refused: Refused, stored, tmp_path: Path
):
    assert codes(refused(GOOD, name="returns.parquet")) == ["parquet-broken"]
    path = stored(columns()).rename(tmp_path / "returns.csv")
    assert codes(refused(path)) == ["nul"]


def test_row_numbers_count_as_in_a_spreadsheet_with_a_header(taking: TakeIn, stored):
    register, _ = taking(stored(columns()))
    assert pq.read_table(register.path).column("_row").to_pylist() == [3, 2, 4]
