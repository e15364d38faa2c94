from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.areas.tables import COUNTIES, FUSHUN, Row, areas_of

from duxue.areas import KINDS, AreasAt

SCHOOL = ("2121000001", "甲小学", "", "210402", "school", "2001-09-01", "2020-08-31")
MOVED = ("2121000001", "甲小学（新校）", "", "210403", "school", "2020-09-01")
ZONE = ("shengli", "胜利开发区", "", "210400", "unit", "2001-09-01")
IN_ZONE = ("2121000002", "乙小学", "", "shengli", "school", "2001-09-01")
BUREAU = ("jiaoyuju", "抚顺市教育局", "", "210400", "institution", "2001-09-01")
DAY = date(2021, 9, 1)


def test_the_seven_counties_of_fushun_lie_in_the_city_and_the_province(tmp_path):
    tree = areas_of(tmp_path).at(DAY)
    assert tree.under("210400", "county") == COUNTIES
    assert tree.under("210000", "county") == COUNTIES
    assert tree.under("210000", "city") == ["210400"]
    assert tree.under("210400", "city") == ["210400"]
    assert tree.under("210402", "city") == []
    assert tree.under("999999", "county") == []


def test_an_area_tells_its_names_parent_kind_and_attributes(tmp_path):
    tree = areas_of(tmp_path, ZONE).at(DAY)
    county = tree.get("210402")
    assert county is not None
    assert (county.name.zh, county.name.en, county.parent, county.kind) == (
        "新抚区",
        "Xinfu",
        "210400",
        "county",
    )
    assert (county.counted, county.attributes) == (True, {"division": "district"})
    zone = tree.get("shengli")
    assert zone is not None
    assert (zone.name.en, zone.counted, zone.attributes) == ("胜利开发区", False, {})
    assert tree.get("210499") is None


def test_a_development_zone_adds_up_but_is_no_county(tmp_path):
    tree = areas_of(tmp_path, ZONE, IN_ZONE).at(DAY)
    assert tree.under("210400", "county") == COUNTIES
    assert tree.under("210400", "county", counted_only=False) == [*COUNTIES, "shengli"]
    assert tree.under("210400", "unit") == ["shengli"]
    assert tree.under("210400", "school") == ["2121000002"]
    row = tree.table.filter(pa.compute.equal(tree.table["code"], "2121000002")).to_pylist()[0]
    assert (row["in_unit"], row["in_county"], row["in_city"]) == ("shengli", None, "210400")


def test_a_bureau_that_reports_is_an_institution_under_its_city(tmp_path):
    tree = areas_of(tmp_path, BUREAU).at(DAY)
    assert tree.under("210400", "institution") == ["jiaoyuju"]
    assert tree.under("210400", "school") == []
    assert tree.under("210400", "school", counted_only=False) == []


def test_a_school_that_moves_lies_where_it_was_on_the_day(tmp_path):
    areas = areas_of(tmp_path, MOVED, SCHOOL)
    assert areas.at(date(2020, 8, 31)).ancestors("2121000001") == ["210402", "210400", "210000"]
    assert areas.at(date(2020, 9, 1)).ancestors("2121000001") == ["210403", "210400", "210000"]
    assert areas.at(date(2001, 8, 31)).get("2121000001") is None


def test_both_ends_of_the_dates_are_included(tmp_path):
    areas = areas_of(tmp_path, SCHOOL)
    valid = [areas.at(day).get("2121000001") is not None for day in
             (date(2001, 8, 31), date(2001, 9, 1), date(2020, 8, 31), date(2020, 9, 1))]  # fmt: skip
    assert valid == [False, True, True, False]
    assert [areas.was_valid("2121000001", day) for day in (date(2001, 9, 1), date(2020, 9, 1))] == [
        True,
        False,
    ]


def test_an_area_contains_itself_and_what_lies_in_it(tmp_path):
    tree = areas_of(tmp_path, SCHOOL, MOVED).at(DAY)
    assert tree.contains("210400", "2121000001")
    assert tree.contains("210403", "2121000001")
    assert not tree.contains("210402", "2121000001")
    assert tree.contains("210402", "210402")
    assert not tree.contains("210402", "210400")
    assert not tree.contains("no-such", "no-such")


def test_the_columns_are_those_of_the_kinds_that_are_there(tmp_path):
    columns = areas_of(tmp_path, ZONE).at(DAY).table.column_names
    assert columns == ["code", "name", "name_en", "kind", "parent", "counted", "in_province", "in_city", "in_county",
                       "in_unit", "attr_division"]  # fmt: skip


def test_a_day_before_everything_has_no_areas(tmp_path):
    tree = areas_of(tmp_path).at(date(1900, 1, 1))
    assert tree.table.num_rows == 0
    assert tree.under("210400", "county") == []
    assert tree.get("210400") is None


def test_days_between_two_changes_share_one_tree(tmp_path):
    areas = areas_of(tmp_path, SCHOOL, MOVED)
    assert areas.at(date(2021, 9, 1)) is areas.at(date(2022, 8, 31))
    assert areas.at(date(2020, 8, 31)) is not areas.at(date(2020, 9, 1))


@st.composite
def forests(draw: st.DrawFn) -> list[Row]:
    """Areas of any kinds, each under one of a higher rank or under none, with names and dates of their own."""
    kinds = draw(st.lists(st.sampled_from(list(KINDS)), min_size=1, max_size=25))
    kinds.sort(key=lambda kind: KINDS[kind].rank)
    rows: list[Row] = []
    for number, kind in enumerate(kinds):
        above = [row for row in rows if KINDS[row[4]].rank < KINDS[kind].rank]
        placed = draw(st.integers(0, 3)) > 0
        parent = draw(st.sampled_from(above)) if above and placed else None
        first = int(parent[5][:4]) if parent else 2000
        year = draw(st.integers(first, 2010))
        last = int(parent[6][:4]) if parent and parent[6] else 2020
        end = draw(st.sampled_from([*range(max(year, 2008), last + 1)]))
        open_end = (not parent or not parent[6]) and draw(st.booleans())
        code = draw(st.sampled_from("qxza")) + f"{number:02}"
        rows.append((code, code, "", parent[0] if parent else "", kind, f"{year}-01-01",
                     "" if open_end else f"{end}-12-31", ""))  # fmt: skip
    turned: list[Row] = draw(st.permutations(rows))
    return turned


def slow_walk(rows: list[Row], day: date, code: str) -> dict[str, str]:
    """The ancestor-or-self of each kind, found by going up from parent to parent."""
    valid = {row[0]: row for row in rows if row[5] <= str(day) and (not row[6] or str(day) <= row[6])}
    found = {}
    here = code
    while here:
        found[valid[here][4]] = here
        here = valid[here][3]
    return found


@settings(max_examples=60)
@given(forests(), st.dates(date(2000, 1, 1), date(2021, 1, 1)))
def test_the_in_columns_equal_a_slow_walk_over_the_parents(rows, day):
    with TemporaryDirectory() as folder:
        tree = areas_of(Path(folder), *rows, codes="free", base=()).at(day)
    valid = sorted(row[0] for row in rows if row[5] <= str(day) and (not row[6] or str(day) <= row[6]))
    assert tree.table["code"].to_pylist() == valid
    for row in tree.table.to_pylist():
        expected = slow_walk(rows, day, row["code"])
        found = {kind: row[KINDS.column(kind)] for kind in KINDS if KINDS.column(kind) in row}
        assert {kind: code for kind, code in found.items() if code is not None} == expected
        assert tree.ancestors(row["code"]) == [code for code in expected.values() if code != row["code"]]
        assert all(tree.contains(code, row["code"]) for code in expected.values())
    _under_agrees(tree)


def _under_agrees(tree: AreasAt) -> None:
    rows = tree.table.to_pylist()
    for outer in rows:
        for kind in {row["kind"] for row in rows}:
            expected = [
                row["code"]
                for row in rows
                if row["kind"] == kind and tree.contains(outer["code"], row["code"])
            ]
            assert tree.under(outer["code"], kind) == expected


def test_fushun_is_the_base_of_these_tests():
    assert len(COUNTIES) == 7
    assert len(FUSHUN) == 9
