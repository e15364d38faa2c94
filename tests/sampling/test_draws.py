from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from duxue.sampling.draws import Draws


def test_a_draw_is_the_same_on_every_machine():
    assert Draws("2021", 4).below("pupils", 1_000_000).to_pylist() == [837136, 334011, 196396, 232744]


def test_another_seed_or_label_draws_otherwise():
    first = Draws("2021", 50).below("pupils", 1000).to_pylist()
    assert Draws("2022", 50).below("pupils", 1000).to_pylist() != first
    assert Draws("2021", 50).below("classes", 1000).to_pylist() != first


@given(
    seed=st.text(max_size=8), row=st.integers(0, 40), low=st.integers(-50, 50), width=st.integers(0, 10**6)
)
def test_one_row_alone_is_drawn_as_in_the_whole_column(seed: str, row: int, low: int, width: int):
    draws = Draws(seed, 41)
    drawn = draws.one("label", row, low, low + width)
    assert draws.between("label", low, low + width)[row].as_py() == drawn
    assert low <= drawn <= low + width


def test_rows_from_the_middle_are_the_rows_of_the_whole():
    whole = Draws("s", 100).below("x", 997).to_pylist()
    assert Draws("s", 30, first=50).below("x", 997).to_pylist() == whole[50:80]


def test_the_limits_may_be_columns():
    low, high = pa.array([5, 7, 9], pa.int64()), pa.array([5, 8, 9], pa.int64())
    five, seven_or_eight, nine = Draws("s", 3).between("x", low, high).to_pylist()
    assert (five, nine) == (5, 9)
    assert seven_or_eight in (7, 8)


def test_every_number_of_a_range_is_drawn_about_as_often():
    counted = Draws("s", 60_000).below("dice", 6).value_counts().to_pylist()
    assert len(counted) == 6
    assert all(9_500 < entry["counts"] < 10_500 for entry in counted)
