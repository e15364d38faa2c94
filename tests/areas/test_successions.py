from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from tests.areas.tables import Row, areas_of, write

from duxue.areas import Areas, Successions, read_successions
from duxue.messages import InputError

WHOLE = Fraction(1)
COLUMNS = ("from", "to", "date", "share")
THEN, NOW = date(2015, 9, 1), date(2021, 9, 1)


def county(code: str, start: str = "2000-01-01", end: str = "") -> Row:
    return (code, code, "", "city", "county", start, end)


def areas(folder: Path, *counties: Row) -> Areas:
    city = ("city", "city", "", "", "city", "1990-01-01")
    return areas_of(folder, city, *counties, codes="free", base=())


def successions(folder: Path, found: Areas, *rows: Row) -> Successions:
    return read_successions(write(folder / "successions.csv", rows, header=COLUMNS), found)


def faults(folder: Path, found: Areas, *rows: Row) -> list[str]:
    with pytest.raises(InputError) as caught:
        successions(folder, found, *rows)
    return [fault.shown("en") for fault in caught.value.faults]


@pytest.fixture
def merged(tmp_path) -> Areas:
    """a and b become c in 2018; d stays."""
    return areas(
        tmp_path,
        county("a", end="2017-12-31"),
        county("b", end="2017-12-31"),
        county("c", "2018-01-01"),
        county("d"),
    )


def test_a_merged_unit_is_made_up_of_both_wholly(tmp_path, merged):
    found = successions(tmp_path, merged, ("a", "c", "2018-01-01"), ("b", "c", "2018-01-01"))
    assert found.predecessors("c", THEN, NOW) == [("a", WHOLE), ("b", WHOLE)]


def test_a_unit_that_did_not_change_is_its_own_predecessor(tmp_path, merged):
    found = successions(tmp_path, merged, ("a", "c", "2018-01-01"), ("b", "c", "2018-01-01"))
    assert found.predecessors("d", THEN, NOW) == [("d", WHOLE)]
    assert found.predecessors("c", date(2018, 1, 1), NOW) == [("c", WHOLE)]


def test_a_new_unit_has_no_past(tmp_path, merged):
    assert successions(tmp_path, merged).predecessors("c", THEN, NOW) == []


def test_a_renamed_unit_is_the_old_one(tmp_path):
    found = areas(tmp_path, county("old", end="2017-12-31"), county("new", "2018-01-01"))
    assert successions(tmp_path, found, ("old", "new", "2018-01-01")).predecessors("new", THEN, NOW) == [
        ("old", WHOLE)
    ]


def test_a_split_with_shares_gives_each_its_part(tmp_path):
    found = areas(
        tmp_path, county("a", end="2017-12-31"), county("b", "2018-01-01"), county("c", "2018-01-01")
    )
    split = successions(tmp_path, found, ("a", "b", "2018-01-01", "0.35"), ("a", "c", "2018-01-01", "0.65"))
    assert split.predecessors("b", THEN, NOW) == [("a", Fraction(35, 100))]
    assert split.predecessors("c", THEN, NOW) == [("a", Fraction(65, 100))]


def test_a_split_without_shares_leaves_the_share_unknown(tmp_path):
    found = areas(
        tmp_path, county("a", end="2017-12-31"), county("b", "2018-01-01"), county("c", "2018-01-01")
    )
    split = successions(tmp_path, found, ("a", "b", "2018-01-01"), ("a", "c", "2018-01-01"))
    assert split.predecessors("b", THEN, NOW) == [("a", None)]


def test_shares_may_be_fractions(tmp_path):
    found = areas(tmp_path, county("a", end="2017-12-31"), *(county(c, "2018-01-01") for c in "bcd"))
    thirds = successions(tmp_path, found, *(("a", c, "2018-01-01", "1/3") for c in "bcd"))
    assert thirds.predecessors("d", THEN, NOW) == [("a", Fraction(1, 3))]
    assert thirds.table["share"].to_pylist() == ["1/3"] * 3


def test_a_unit_that_takes_another_in_keeps_its_own_past(tmp_path):
    found = areas(tmp_path, county("a"), county("b", end="2017-12-31"))
    assert successions(tmp_path, found, ("b", "a", "2018-01-01")).predecessors("a", THEN, NOW) == [
        ("a", WHOLE),
        ("b", WHOLE),
    ]


def test_a_unit_that_gives_a_part_away_keeps_the_rest(tmp_path):
    found = areas(tmp_path, county("a"), county("b"))
    given = successions(tmp_path, found, ("a", "a", "2018-01-01", "0.9"), ("a", "b", "2018-01-01", "0.1"))
    assert given.predecessors("a", THEN, NOW) == [("a", Fraction(9, 10))]
    assert given.predecessors("b", THEN, NOW) == [("a", Fraction(1, 10)), ("b", WHOLE)]


def test_shares_multiply_over_several_changes_and_add_over_several_ways(tmp_path):
    found = areas(
        tmp_path,
        county("a", end="2016-12-31"),
        county("b", "2017-01-01", "2018-12-31"),
        county("c", "2017-01-01", "2018-12-31"),
        county("d", "2019-01-01"),
        county("e", "2019-01-01"),
    )
    rows = (
        ("a", "b", "2017-01-01", "0.4"),
        ("a", "c", "2017-01-01", "0.6"),
        ("b", "d", "2019-01-01", "1"),
        ("c", "d", "2019-01-01", "0.5"),
        ("c", "e", "2019-01-01", "0.5"),
    )
    chain = successions(tmp_path, found, *rows)
    assert chain.predecessors("d", THEN, NOW) == [("a", Fraction(7, 10))]
    assert chain.predecessors("e", THEN, NOW) == [("a", Fraction(3, 10))]
    assert chain.predecessors("d", date(2018, 9, 1), NOW) == [("b", WHOLE), ("c", Fraction(1, 2))]


def test_one_unknown_share_on_the_way_makes_the_whole_unknown(tmp_path):
    found = areas(
        tmp_path,
        county("a", end="2016-12-31"),
        county("b", "2017-01-01", "2018-12-31"),
        county("c", "2017-01-01"),
        county("d", "2019-01-01"),
    )
    chain = successions(
        tmp_path, found, ("a", "b", "2017-01-01"), ("a", "c", "2017-01-01"), ("b", "d", "2019-01-01")
    )
    assert chain.predecessors("d", THEN, NOW) == [("a", None)]


def test_the_hash_does_not_depend_on_the_order_or_on_how_a_share_is_written(tmp_path):
    found = areas(
        tmp_path, county("a", end="2017-12-31"), county("b", "2018-01-01"), county("c", "2018-01-01")
    )
    one = successions(tmp_path, found, ("a", "b", "2018-01-01", "0.5"), ("a", "c", "2018-01-01", "0.50"))
    other = successions(tmp_path, found, ("a", "c", "2018-01-01", "1/2"), ("a", "b", "2018-01-01", "0.5"))
    third = successions(tmp_path, found, ("a", "c", "2018-01-01", "0.4"), ("a", "b", "2018-01-01", "0.6"))
    assert one.content_hash == other.content_hash != third.content_hash


def test_units_must_be_valid_before_and_after_the_change(tmp_path, merged):
    assert faults(
        tmp_path, merged, ("a", "c", "2018-02-01"), ("x", "c", "2018-01-01"), ("a", "c", "2017-12-31")
    ) == [
        (
            'successions.csv, row 1, column from: "a" is no valid area on 2018-01-31. "from" must be valid on the day before '
            'the change, "to" on the day of it; correct the code, the date, or the dates in the file of areas.'
        ),
        (
            'successions.csv, row 2, column from: "x" is no valid area on 2017-12-31. "from" must be valid on the day before '
            'the change, "to" on the day of it; correct the code, the date, or the dates in the file of areas.'
        ),
        (
            'successions.csv, row 3, column to: "c" is no valid area on 2017-12-31. "from" must be valid on the day before '
            'the change, "to" on the day of it; correct the code, the date, or the dates in the file of areas.'
        ),
    ]


@pytest.mark.parametrize("share", ["0", "1.2", "-0.5", "35%", "0,5", "1/0", "3/2", "half"])
def test_a_share_lies_above_0_and_is_at_most_1(tmp_path, merged, share):
    assert faults(tmp_path, merged, ("a", "c", "2018-01-01", share)) == [
        (
            f'successions.csv, row 1, column share: "{share}" is no share. Write a decimal or a fraction above 0 and at '
            "most 1, as 0.35 or 1/3; leave it empty if it is not known."
        )
    ]


def test_shares_that_do_not_add_up_to_1_are_refused(tmp_path):
    found = areas(
        tmp_path, county("a", end="2017-12-31"), county("b", "2018-01-01"), county("c", "2018-01-01")
    )
    assert faults(tmp_path, found, ("a", "b", "2018-01-01", "0.35"), ("a", "c", "2018-01-01", "0.6")) == [
        (
            'successions.csv, row 2, column share: the shares of "a" on 2018-01-01 add up to 0.95 and must add up to 1. '
            "Correct them; a fraction such as 1/3 is exact where no decimal is."
        )
    ]
    assert faults(tmp_path, found, ("a", "b", "2018-01-01", "0.35"), ("a", "c", "2018-01-01")) == [
        (
            'successions.csv, row 2, column share: "a" goes to 2 units on 2018-01-01, but only 1 of the shares are given. '
            "Give all, or none."
        )
    ]


def test_a_pair_that_is_there_twice_and_a_unit_that_goes_only_to_itself_are_refused(tmp_path, merged):
    told = faults(
        tmp_path, merged, ("a", "c", "2018-01-01"), ("a", "c", "2018-01-01"), ("d", "d", "2019-01-01")
    )
    assert [line.split(": ", 1)[1] for line in told] == [
        '"a" goes to "c" twice on 2018-01-01. Keep one row and add the shares up.',
        '"d" goes only to itself on 2019-01-01, which changes nothing. Remove the row, or add the parts that go to others.',
    ]


def test_empty_cells_and_bad_dates_are_told(tmp_path, merged):
    told = faults(tmp_path, merged, ("", "c", "2018-01-01"), ("a", "c", "2018-1-1"))
    assert [line.split(": ", 1)[1] for line in told] == [
        '"from" must not be empty. Fill it in.',
        '"2018-1-1" is no date. Write it as 2021-09-01; it must be a day that exists.',
    ]
