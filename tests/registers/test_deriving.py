from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.registers.conftest import CONTRACTS, codes

from duxue.messages import InputError
from duxue.notation import read_text, validate, written
from duxue.periods import Period
from duxue.registers import (
    Contract,
    Derived,
    Register,
    derive,
    exact_columns,
    faults_beside_source,
    load_contract,
)
from duxue.registers.columns import column_type
from duxue.registers.snapshots import sorted_by_key, stored
from duxue.values import half_up

SOURCE = load_contract(CONTRACTS / "schools.yaml")
CONTRACT = load_contract(CONTRACTS / "stages.yaml")
STAGES = ("primary", "junior", "senior")
KEPT = ("primary", "junior")
WEIGHTS = {
    "nine-year": {"primary": Fraction(1), "junior": Fraction(11, 10)},
    "complete": {"junior": Fraction(1), "senior": Fraction(12, 10)},
    "twelve-year": {"primary": Fraction(1), "junior": Fraction(11, 10), "senior": Fraction(132, 100)},
}

Row = dict[str, Any]


def school(
    kind: str, primary: int | None = 0, junior: int | None = 0, senior: int | None = 0, **more: Any
) -> Row:
    row: Row = dict.fromkeys(SOURCE.fields)
    pupils = {"pupils_primary": primary, "pupils_junior": junior, "pupils_senior": senior}
    return {**row, "school": "S1", "school_type": kind, **pupils, **more}


def register(rows: list[Row], folder: Path) -> Register:
    columns = {
        name: pa.array([row[name] for row in rows], column_type(field))
        for name, field in SOURCE.fields.items()
    }
    count = len(rows)
    table = pa.table(
        {
            **columns,
            "_made_up": [True] * count,
            "_file": ["a.csv"] * count,
            "_row": pa.array(range(2, count + 2), pa.int64()),
        }
    )
    return stored(
        sorted_by_key(table, SOURCE), SOURCE, Period.parse("SY2021"), frozenset(["made-up"]), folder
    )


@pytest.fixture
def divided(tmp_path: Path) -> Callable[..., list[Row]]:
    def divide(*rows: Row) -> list[Row]:
        found = derive(register(list(rows), tmp_path), CONTRACT, SOURCE, tmp_path)
        divided_rows: list[Row] = pq.read_table(found.path).to_pylist()
        return divided_rows

    return divide


def test_the_published_split_of_23226_books_is_exact_and_rounds_to_9712_and_13514(divided):
    junior, primary = divided(school("nine-year", 166, 210, books=23226))
    assert (primary["books"], junior["books"]) == (9712, 13514)
    exact = [Fraction(row["_weight_n"], row["_weight_d"]) * row["_whole_books"] for row in (primary, junior)]
    assert exact == [Fraction(23226 * 166, 397), Fraction(23226 * 231, 397)]
    assert [half_up(part, 3) for part in exact] == [Decimal("9711.627"), Decimal("13514.373")]
    assert sum(exact) == 23226


def test_rows_keep_school_file_row_origin_and_the_stage_s_own_fields(divided, tmp_path: Path):
    rows = divided(
        school("nine-year", 10, 20, teachers_primary=3, teachers_junior=4, rooms_m2=Decimal("99.99"))
    )
    assert [
        (row["stage"], row["pupils"], row["teachers"], row["_file"], row["_row"], row["_made_up"])
        for row in rows
    ] == [("junior", 20, 4, "a.csv", 2, True), ("primary", 10, 3, "a.csv", 2, True)]
    assert sum(row["rooms_m2"] for row in rows) == Decimal("99.99")


def test_a_stage_that_is_not_kept_still_weighs(divided):
    junior, primary = divided(school("twelve-year", 100, 100, 100, books=342))
    assert (primary["books"], junior["books"]) == (100, 110)
    (alone,) = divided(school("complete", 0, 100, 100, books=220))
    assert (alone["stage"], alone["books"], alone["_whole_books"]) == ("junior", 100, 220)


def test_the_last_kept_stage_takes_the_rest(divided):
    junior, primary = divided(school("twelve-year", 1, 1, 1, books=1))
    assert (primary["books"], junior["books"]) == (0, 1)


def test_a_type_without_weights_keeps_its_assets_whole_for_its_one_stage(divided):
    (row,) = divided(school("primary", 55, 0, None, books=7, rooms_m2=Decimal("1.01")))
    assert (row["stage"], row["books"], row["rooms_m2"]) == ("primary", 7, Decimal("1.01"))
    assert (row["_weight_n"], row["_weight_d"]) == (1, 1)


def test_a_stage_without_pupils_gets_no_row_and_no_asset(divided):
    (row,) = divided(school("nine-year", 0, 30, books=7))
    assert (row["stage"], row["books"], row["_weight_n"], row["_weight_d"]) == ("junior", 7, 1, 1)
    assert divided(school("nine-year", 0, 0, books=7)) == []


@pytest.mark.parametrize("missing", ["pupils_primary", "pupils_junior", "pupils_senior"])
def test_missing_pupils_make_every_part_missing_and_never_zero(divided, missing: str):
    rows = divided({**school("twelve-year", 10, 20, 30, books=7, rooms_m2=Decimal(5)), missing: None})
    assert len(rows) == 2
    for row in rows:
        assert [row[name] for name in ("books", "rooms_m2", "_weight_d")] == [None] * 3
        assert row["_whole_books"] == 7


def test_a_missing_asset_stays_missing_and_a_zero_stays_zero(divided):
    rows = divided(school("nine-year", 10, 20, books=None, rooms_m2=Decimal(0)))
    assert [(row["books"], row["rooms_m2"]) for row in rows] == [(None, Decimal("0.00"))] * 2


def test_one_stage_with_missing_pupils_still_has_its_assets(divided):
    (row,) = divided(school("primary", None, 0, 0, books=7))
    assert (row["stage"], row["pupils"], row["books"]) == ("primary", None, 7)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (school("primary", 10, 20), "derive-no-stage"),
        (school("primary", None, None), "derive-no-stage"),
        (school("nine-year", 10, 20, 30), "derive-stage-outside"),
        (school("complete", 10, 20, 30), "derive-stage-outside"),
        (school("nine-year", 10_000_001, 1), "derive-too-many-pupils"),
    ],
)
def test_a_school_that_cannot_be_divided_is_named_with_its_row(divided, row: Row, code: str):
    with pytest.raises(InputError) as caught:
        divided(school("nine-year", 1, 1, school="S0"), row)
    (fault,) = caught.value.faults
    assert codes([fault]) == [code]
    assert fault.shown("en").startswith("a.csv, row 3: ")
    assert '"S1"' in fault.shown("zh") or "“S1”" in fault.shown("zh")


def slow(row: Row) -> list[Row]:
    """The rule once more, in fractions, school by school."""
    weights = WEIGHTS.get(row["school_type"])
    pupils = {stage: row[f"pupils_{stage}"] for stage in STAGES}
    if weights is None:
        weighed: dict[str, Fraction | None] = {
            stage: Fraction(1) for stage in STAGES if pupils[stage] is None or pupils[stage] > 0
        }
    else:
        weighed = {
            stage: None if pupils[stage] is None else weights[stage] * pupils[stage] for stage in weights
        }
    present = [stage for stage in STAGES if stage in weighed and weighed[stage] != 0]
    kept = [stage for stage in present if stage in KEPT]
    values = [weighed[stage] for stage in present]
    known = [value for value in values if value is not None]
    total = sum(known, Fraction(0)) if len(known) == len(values) else None
    found = {stage: {"stage": stage, "pupils": pupils[stage]} for stage in kept}
    for name, scale in (("books", 0), ("rooms_m2", 2)):
        whole = row[name]
        for stage in kept:
            if total is None or whole is None:
                found[stage][name] = None
                continue
            parts = {
                other: half_up(Fraction(whole) * Fraction(weighed[other] or 0) / total, scale)
                for other in present
            }
            others = sum(part for other, part in parts.items() if other != kept[-1])
            found[stage][name] = whole - others if stage == kept[-1] else parts[stage]
    return [found[stage] for stage in sorted(kept)]


pupils = st.none() | st.integers(0, 5) | st.integers(0, 10_000_000)
assets = {
    "books": st.none() | st.integers(0, 9) | st.integers(0, 10**18 - 1),
    "rooms_m2": st.none() | st.decimals(0, 3, places=2) | st.decimals(0, 10**15, places=2),
}
divisible = st.one_of(
    st.builds(lambda kind, p, j: (kind, p, j, 0), st.just("nine-year"), pupils, pupils),
    st.builds(lambda kind, j, s: (kind, 0, j, s), st.just("complete"), pupils, pupils),
    st.builds(lambda kind, p, j, s: (kind, p, j, s), st.just("twelve-year"), pupils, pupils, pupils),
    st.builds(lambda kind, p: (kind, p, 0, 0), st.just("primary"), pupils),
)
schools = st.lists(
    st.builds(lambda of, more: school(*of, **more), divisible, st.fixed_dictionaries(assets)),
    min_size=1,
    max_size=30,
)


@settings(
    max_examples=settings().max_examples // 4,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(schools)
def test_the_query_and_the_fractions_agree_on_every_school(divided, rows: list[Row]):
    rows = [{**row, "school": f"S{number:02}"} for number, row in enumerate(rows)]
    expected = [{"school": row["school"], **part} for row in rows for part in slow(row)]
    found = divided(*rows)
    names = ["school", "stage", "pupils", "books", "rooms_m2"]
    assert [{name: row[name] for name in names} for row in found] == expected


@settings(
    max_examples=settings().max_examples // 4,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(schools)
def test_no_part_is_negative_and_the_exact_shares_hold_the_rounded_parts(divided, rows: list[Row]):
    for row in divided(*({**row, "school": f"S{number:02}"} for number, row in enumerate(rows))):
        for name, digit in (("books", 1), ("rooms_m2", Fraction(1, 100))):
            if row[name] is None:
                continue
            exact = Fraction(row["_weight_n"], row["_weight_d"]) * Fraction(row[f"_whole_{name}"])
            assert row[name] >= 0
            assert abs(Fraction(row[name]) - exact) <= digit


def test_the_hash_covers_the_exact_shares_as_well(tmp_path: Path):
    one = derive(register([school("twelve-year", 1, 1, 1, books=0)], tmp_path), CONTRACT, SOURCE, tmp_path)
    other = derive(register([school("twelve-year", 1, 1, 2, books=0)], tmp_path), CONTRACT, SOURCE, tmp_path)
    assert exact_columns(CONTRACT) == ["_whole_books", "_whole_rooms_m2", "_weight_n", "_weight_d"]
    assert one.rows == other.rows
    assert one != other


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("from: schools", "from: school", ["derived-other-source"]),
        ("teachers: teachers_primary", "teachers: teachers_prim", ["not-a-field"]),
        (
            "books: {type: integer, unit: volume",
            "books: {type: integer, unit: item",
            ["derived-types-differ"],
        ),
        ("scale: 2", "scale: 1", ["derived-types-differ"]),
        ("weights_by: school_type", "weights_by: school", ["derived-kinds"]),
        ("nine-year: {", "eight-year: {", ["not-a-field"]),
    ],
)
def test_contracts_that_do_not_fit_are_refused(tmp_path: Path, old: str, new: str, expected: list[str]):
    path = tmp_path / "stages.yaml"
    text = (CONTRACTS / "stages.yaml").read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    assert codes(list(faults_beside_source(load_contract(path), SOURCE))) == expected


def test_the_contracts_of_these_tests_fit(contracts: dict[str, Contract]):
    assert list(faults_beside_source(contracts["stages"], contracts["schools"])) == []


def test_the_order_of_stages_survives_a_form_that_sorts_its_keys():
    derived = CONTRACT.derived
    assert derived is not None
    assert derived.order == STAGES
    again = validate(read_text(written(derived), "frozen"), Derived)
    assert list(again.stages) == list(STAGES)
