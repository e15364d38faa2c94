from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.areas.tables import FUSHUN, HEADER, Row, areas_of, codes_of, faults_of, write

from duxue.areas import Areas, read_areas
from duxue.messages import InputError


def refused(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_areas(path, "free", path.name)
    return [fault.shown("en") for fault in caught.value.faults]


def as_parquet(path: Path, rows: Sequence[Row], types: pa.DataType | None = None) -> Path:
    columns = zip(*rows, strict=True)
    pq.write_table(
        pa.table({n: pa.array(c, types or pa.string()) for n, c in zip(HEADER, columns, strict=True)}), path
    )
    return path


def test_the_seven_counties_of_fushun_pass(tmp_path):
    assert areas_of(tmp_path).table.num_rows == 9


def test_csv_parquet_gbk_and_a_byte_order_mark_give_the_same_areas(tmp_path):
    rows = list(FUSHUN)
    files = [
        write(tmp_path / f"{encoding}.csv", rows, encoding=encoding)
        for encoding in ("utf-8", "utf-8-sig", "gbk")
    ]
    files.append(as_parquet(tmp_path / "areas.parquet", rows))
    files.append(as_parquet(tmp_path / "dictionary.parquet", rows, pa.dictionary(pa.int32(), pa.string())))
    found = [read_areas(path, "cn-gbt2260", path.name) for path in files]
    assert len({areas.content_hash for areas in found}) == 1
    assert all(areas.table.equals(found[0].table) for areas in found)


def test_parquet_may_hold_dates_as_dates(tmp_path):
    texts = {name: pa.array(cells) for name, cells in zip(HEADER, zip(*FUSHUN, strict=True), strict=True)}
    days = pa.array([date.fromisoformat(row[5]) for row in FUSHUN])
    pq.write_table(
        pa.table(texts | {"valid_from": days, "valid_to": pa.nulls(9)}), tmp_path / "dates.parquet"
    )
    found = read_areas(tmp_path / "dates.parquet", "free", "dates.parquet")
    assert found.content_hash == areas_of(tmp_path).content_hash


@settings(max_examples=30)
@given(st.permutations(FUSHUN), st.permutations(range(len(HEADER))))
def test_neither_the_order_of_rows_nor_of_columns_changes_the_hash(rows, order):
    with TemporaryDirectory() as folder:
        turned = [tuple(row[index] for index in order) for row in rows]
        path = write(Path(folder) / "areas.csv", turned, header=[HEADER[index] for index in order])
        assert read_areas(path, "cn-gbt2260", "areas.csv").content_hash == areas_of(Path(folder)).content_hash


@pytest.mark.parametrize("field", range(len(HEADER)))
def test_every_change_of_content_changes_the_hash(tmp_path, field):
    changed = [list(row) for row in FUSHUN]
    changed[8][field] = {
        "code": "210429", "parent": "", "kind": "unit", "valid_from": "1960-01-01", "valid_to": "2030-01-01",
    }.get(HEADER[field], changed[8][field] + "x")  # fmt: skip
    assert areas_of(tmp_path, base=changed).content_hash != areas_of(tmp_path).content_hash


def test_text_that_moves_between_cells_changes_the_hash(tmp_path):
    one = areas_of(tmp_path, ("a", "bc", "d", "", "nation", "2000-01-01"), base=(), codes="free")
    other = areas_of(tmp_path, ("a", "b", "cd", "", "nation", "2000-01-01"), base=(), codes="free")
    assert one.content_hash != other.content_hash


def test_a_column_without_content_is_as_no_column(tmp_path):
    short = [row[:7] for row in FUSHUN[:2]]
    path = write(tmp_path / "short.csv", short, header=HEADER[:7])
    assert (
        read_areas(path, "free", "short.csv").content_hash == areas_of(tmp_path, base=FUSHUN[:2]).content_hash
    )


def test_a_sorted_table_of_text_and_dates_comes_back(tmp_path):
    table = areas_of(tmp_path, base=FUSHUN[::-1]).table
    assert table["code"].to_pylist() == sorted(row[0] for row in FUSHUN)
    assert table.schema.field("valid_from").type == pa.date32()
    assert table["valid_to"].null_count == 9
    assert table["parent"].to_pylist()[0] is None


def test_half_a_parquet_file_is_refused(tmp_path):
    path = as_parquet(tmp_path / "areas.parquet", list(FUSHUN))
    path.write_bytes(path.read_bytes()[:700])
    assert refused(path)[0].startswith("areas.parquet: this is no whole Parquet file (")


def test_bytes_that_are_no_text_in_a_parquet_file_are_refused(tmp_path):
    raw = pa.array([b"\xff\xfe"], pa.binary()).view(pa.string())
    pq.write_table(pa.table({"code": raw}), tmp_path / "areas.parquet")
    assert refused(tmp_path / "areas.parquet")[0].startswith("areas.parquet: this is no whole Parquet file (")


def test_a_parquet_column_that_is_there_twice_is_refused(tmp_path):
    cells = [pa.array([text]) for text in ("a", "a", "", "city", "2000-01-01", "b")]
    names = ["code", "name", "parent", "kind", "valid_from", "name"]
    pq.write_table(pa.table(cells, names=names), tmp_path / "areas.parquet")
    assert refused(tmp_path / "areas.parquet") == ['areas.parquet: column "name" is there twice. Keep one.']


def test_the_name_of_a_folder_adds_no_column(tmp_path):
    (tmp_path / "year=2021").mkdir()
    path = as_parquet(tmp_path / "year=2021" / "areas.parquet", list(FUSHUN))
    assert read_areas(path, "free", "areas.parquet").content_hash == areas_of(tmp_path).content_hash


def test_a_folder_that_is_called_like_a_file_is_not_there(tmp_path):
    (tmp_path / "areas.csv").mkdir()
    assert refused(tmp_path / "areas.csv")[0].startswith("areas.csv: this file is not there.")


def test_a_code_kept_as_a_number_is_refused(tmp_path):
    pq.write_table(pa.table({"code": [210400], "name": ["抚顺市"], "parent": [""], "kind": ["city"],
                             "valid_from": ["1954-08-01"]}), tmp_path / "numbers.parquet")  # fmt: skip
    assert refused(tmp_path / "numbers.parquet") == [
        (
            "numbers.parquet, column code: this column is of type int64. It must be text (dates may be of a date type); "
            "a code kept as a number loses its leading zeros, so export it as text."
        )
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "areas.csv: the file is empty."),
        ("代码,名称\n1,二\n".encode("utf-16"), "areas.csv: the file is neither UTF-8 nor GBK."),
        (b"PK\x03\x04\x00\x00\xff\xfe", "areas.csv: the file is neither UTF-8 nor GBK."),
        (b'code,name,parent,kind,valid_from\n"1,a,,city,2000-01-01\n', "areas.csv:2: the CSV is broken"),
        (b"code,name,parent,kind,valid_from\n1,a,,city\n", "areas.csv, row 1: this row has 4 cells"),
        (b"code,name,parent,kind,valid_from,name\n", 'areas.csv: column "name" is there twice.'),
        (b"code,name,kind,valid_from\n", 'areas.csv: column "parent" is missing.'),
        (b"code,name,parent,kind,valid_form\n", 'areas.csv: unknown column "valid_form"; did you mean "valid_from"?'),
        (b"code,name,parent,kind,valid_from,zzz\n", 'areas.csv: unknown column "zzz". Columns:'),
        (b"code,name,parent,kind,valid_from,attr_\n", 'areas.csv: unknown column "attr_"'),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(tmp_path, content, told):
    (tmp_path / "areas.csv").write_bytes(content)
    assert refused(tmp_path / "areas.csv")[0].startswith(told)


def test_a_file_that_is_not_there_says_so(tmp_path):
    assert refused(tmp_path / "areas.csv") == [
        "areas.csv: this file is not there. Check the name, or put the file in this place."
    ]


def test_a_header_without_rows_is_no_fault(tmp_path):
    assert areas_of(tmp_path, base=()).at(date(2021, 1, 1)).table.num_rows == 0


def test_all_faults_of_all_rows_are_told_at_once(tmp_path):
    faults = faults_of(
        tmp_path,
        ("210431", "甲县", "", "210490", "county", "2000-01-01"),
        ("210432", "", "", "210400", "county", "2000-01-01"),
        ("210433", "丙县", "", "210400", "countie", "2000-01-01"),
        ("210434", "丁县", "", "210400", "county", "2000-02-30"),
        ("210435", "戊县", "", "210400", "county", "2000-01-01", "1999-12-31"),
        ("210411", "顺城", "", "210400", "county", "2000-01-01"),
        ("2199", "己县", "", "210400", "county", "2000-01-01"),
        ("a b", "庚区", "", "210400", "unit", "2000-01-01"),
        ("210436", "辛县", "", "210400", "county", "1900-01-01"),
        ("210437", "壬县", "", "210402", "county", "2000-01-01"),
    )
    assert codes_of(faults) == [
        ("areas-code-parent", 10, "code"),
        ("areas-parent-likely", 10, "parent"),
        ("areas-cell-empty", 11, "name"),
        ("areas-kind-unknown", 12, "kind"),
        ("areas-date", 13, "valid_from"),
        ("areas-dates-backwards", 14, "valid_to"),
        ("areas-dates-overlap", 15, "valid_from"),
        ("areas-code-county", 16, "code"),
        ("areas-code-free", 17, "code"),
        ("areas-parent-dates", 18, "parent"),
        ("areas-code-parent", 19, "code"),
        ("areas-parent-rank", 19, "parent"),
    ]


def test_an_unknown_kind_is_told_the_likely_word_also_for_a_chinese_one(tmp_path):
    faults = faults_of(
        tmp_path,
        ("210431", "甲县", "", "210400", "conty", "2000-01-01"),
        ("210432", "乙县", "", "210400", "学校", "2000-01-01"),
    )
    assert [fault.facts["likely"] for fault in faults] == ["county", "school"]
    assert faults[0].shown("en") == (
        'areas.csv, row 10, column kind: unknown kind of area "conty"; the nearest is "county". Allowed: nation, '
        "province, city, county, unit, township, school, institution, campus, teaching-point."
    )


def test_a_missing_parent_is_told_the_likely_code(tmp_path):
    fault = faults_of(tmp_path, ("2121000001", "甲小学", "", "21040O", "school", "2000-01-01"))[0]
    assert fault.shown("zh") == (
        "areas.csv 第10行 parent列：“2121000001”的上级“21040O”不在文件中，是否应为“210400”？请补上这个区域，或更正上级编码。"
    )


def test_a_parent_must_be_valid_for_the_whole_time(tmp_path):
    old = ("210401", "旧区", "", "210400", "county", "1980-01-01", "2015-12-31")
    fault = faults_of(tmp_path, old, ("2121000001", "甲小学", "", "210401", "school", "1990-09-01"))[0]
    assert fault.shown("en") == (
        'areas.csv, row 11, column parent: "2121000001" is valid from 1990-09-01, but its parent "210401" only '
        "1980-01-01 to 2015-12-31. Split this row where the parent changes, or correct the dates."
    )
    assert areas_of(
        tmp_path, old, ("2121000001", "甲小学", "", "210401", "school", "1990-09-01", "2015-12-31")
    )


def test_a_parent_that_is_renamed_without_a_gap_is_valid_throughout(tmp_path):
    before = ("210401", "旧县", "", "210400", "county", "1980-01-01", "2009-12-31")
    after = ("210401", "新县", "", "210400", "county", "2010-01-01")
    late = ("210401", "新县", "", "210400", "county", "2010-01-02")
    school = ("2121000001", "甲小学", "", "210401", "school", "1990-09-01")
    assert areas_of(tmp_path, before, after, school).table.num_rows == 12
    assert [fault.code for fault in faults_of(tmp_path, before, late, school)] == ["areas-parent-dates"]


def test_a_parent_must_be_of_a_higher_kind(tmp_path):
    fault = faults_of(tmp_path, ("zone", "开发区", "", "210402", "unit", "2000-01-01"))[0]
    assert fault.shown("en") == (
        'areas.csv, row 10, column parent: "zone" is a unit and cannot lie under "210402", a county. '
        "It may lie under: nation, province, city."
    )


def test_a_parent_that_is_of_a_higher_kind_only_at_times_is_refused(tmp_path):
    rows = (
        ("x", "x", "", "210400", "county", "2000-01-01", "2009-12-31"),
        ("x", "x", "", "210400", "school", "2010-01-01", ""),
        ("y", "y", "", "x", "school", "2005-01-01", ""),
    )
    assert codes_of(faults_of(tmp_path, *rows, codes="free")) == [("areas-parent-rank", 12, "parent")]


def test_a_circle_is_told_once_with_its_path(tmp_path):
    faults = faults_of(
        tmp_path,
        ("a", "a", "", "c", "county", "2000-01-01"),
        ("b", "b", "", "a", "school", "2000-01-01"),
        ("c", "c", "", "b", "campus", "2000-01-01"),
        codes="free",
    )
    assert codes_of(faults) == [("areas-circle", 10, "parent")]
    assert faults[0].facts["path"] == "a → c → b → a"


def test_an_area_under_itself_is_a_circle(tmp_path):
    faults = faults_of(tmp_path, ("a", "a", "", "a", "county", "2000-01-01"), codes="free")
    assert [(fault.code, fault.facts["path"]) for fault in faults] == [("areas-circle", "a → a")]


def test_parents_that_turn_round_one_after_the_other_are_no_circle(tmp_path):
    rows = (
        ("a", "a", "", "", "county", "2000-01-01", "2009-12-31"),
        ("b", "b", "", "a", "school", "2000-01-01", "2009-12-31"),
        ("b", "b", "", "", "county", "2010-01-01", ""),
        ("a", "a", "", "b", "school", "2010-01-01", ""),
    )
    assert areas_of(tmp_path, *rows, codes="free", base=()).table.num_rows == 4


def test_overlapping_dates_name_both_rows(tmp_path):
    fault = faults_of(tmp_path, ("210402", "新抚", "", "210400", "county", "2020-01-01"))[0]
    assert fault.shown("zh") == (
        "areas.csv 第10行 valid_from列：编码 210402 的两行有效期重叠：第3行 1954-08-01 起，本行 2020-01-01 起。"
        "同一编码任何一天只能有一行有效，请让前一行在后一行开始的前一天截止。"
    )


SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.one_of(st.none(), st.integers(0, 30))), min_size=1, max_size=6
)


def days_of(first: int, length: int | None) -> tuple[date, date]:
    start = date(2020, 1, 1) + timedelta(days=first)
    return start, date.max if length is None else start + timedelta(days=length)


@settings(max_examples=80)
@given(SPANS, SPANS)
def test_overlapping_validity_is_always_refused_and_nothing_else_is(one, other):
    spans = {"x": [days_of(*span) for span in one], "y": [days_of(*span) for span in other]}
    rows = [
        (code, code, "", "", "county", str(start), "" if end == date.max else str(end))
        for code, own in spans.items()
        for start, end in own
    ]
    clash = {
        code
        for code, own in spans.items()
        for i, (a, b) in enumerate(own)
        for c, d in own[i + 1 :]
        if a <= d and c <= b
    }
    with TemporaryDirectory() as folder:
        if not clash:
            assert areas_of(Path(folder), *rows, codes="free", base=()).table.num_rows == len(rows)
        else:
            faults = faults_of(Path(folder), *rows, codes="free", base=())
            assert {fault.facts["code"] for fault in faults} == clash
            assert {fault.code for fault in faults} == {"areas-dates-overlap"}


@settings(max_examples=80)
@given(SPANS, st.tuples(st.integers(0, 60), st.integers(0, 30)))
def test_a_child_passes_exactly_when_its_parent_is_valid_every_day(spans, child):
    own = sorted(days_of(*span) for span in spans)
    apart = [own[0]]
    for start, end in own[1:]:
        if start > apart[-1][1]:
            apart.append((start, end))
    start, end = days_of(*child)
    rows = [("p", "p", "", "", "county", str(a), "" if b == date.max else str(b)) for a, b in apart]
    rows.append(("c", "c", "", "p", "school", str(start), str(end)))
    every_day = all(
        any(a <= start + timedelta(days=n) <= b for a, b in apart) for n in range((end - start).days + 1)
    )
    with TemporaryDirectory() as folder:
        if every_day:
            assert isinstance(areas_of(Path(folder), *rows, codes="free", base=()), Areas)
        else:
            assert [f.code for f in faults_of(Path(folder), *rows, codes="free", base=())] == [
                "areas-parent-dates"
            ]
