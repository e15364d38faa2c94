from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pyarrow.parquet as pq
import pytest
from tests.registers.conftest import GOOD, HEADER, TakeIn, codes

from duxue.messages import Fault

Refused = Callable[..., list[Fault]]


def test_a_good_file_becomes_typed_rows_sorted_by_key_with_file_and_row(taking: TakeIn):
    register, notes = taking(GOOD)
    table = pq.read_table(register.path)
    assert notes == []
    assert [str(field.type) for field in table.schema] == [
        "string",
        "string",
        "int64",
        "int64",
        "decimal128(18, 2)",
        "date32[day]",
        "bool",
        "string",
        "bool",
        "string",
        "int64",
    ]
    assert table.to_pylist()[1] == {
        "school": "S1",
        "stage": "primary",
        "pupils": 300,
        "boarders": 0,
        "area_m2": Decimal("4500.50"),
        "opened": date(1956, 9, 1),
        "canteen": True,
        "remark": "old, but well kept",
        "_made_up": False,
        "_file": "returns.csv",
        "_row": 2,
    }
    assert table.column("_row").to_pylist() == [3, 2, 4]
    assert (register.rows, register.origins) == (3, frozenset(["collected"]))


def test_an_empty_cell_is_missing_and_never_an_empty_text(taking: TakeIn):
    register, _ = taking(f'{HEADER}\nS1,primary,1,,  ,,,""\n')
    row = pq.read_table(register.path).to_pylist()[0]
    assert [row[name] for name in ("boarders", "area_m2", "opened", "canteen", "remark")] == [None] * 5


def test_columns_are_found_by_name_or_either_title_in_any_order(taking: TakeIn):
    header = "备注,Has A Canteen,day of opening,建筑面积,boarders,在校生,学段,学校"
    register, _ = taking(f"{header}\n好,是,2001-09-01,9,1,5,初中,S1\n")
    row = pq.read_table(register.path).to_pylist()[0]
    assert (row["school"], row["stage"], row["pupils"], row["canteen"]) == ("S1", "junior", 5, True)


@pytest.mark.parametrize("form", ["utf-8", "utf-8-sig", "gbk"])
def test_utf_8_with_or_without_mark_and_gbk_give_the_same_content(taking: TakeIn, form: str):
    text = GOOD.replace("old, but well kept", "老校舍，已加固")
    register, notes = taking(text.encode(form))
    assert register == taking(text)[0]
    assert codes(notes) == (["read-as-gbk"] if form == "gbk" else [])


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_line_ending_and_blank_rows_change_nothing_but_the_row_numbers(taking: TakeIn, ending: str):
    text = GOOD.replace("S2,", "\n,,,,,,,\nS2,").replace("\n", ending)
    register, _ = taking(text)
    assert register == taking(GOOD)[0]
    taken = pq.read_table(taking(text)[0].path)
    assert taken.column("_row").to_pylist() == [3, 2, 6]


def test_made_up_rows_are_marked_and_are_other_content(taking: TakeIn):
    real, _ = taking(GOOD)
    made_up, _ = taking(GOOD, origin="made-up")
    assert pq.read_table(made_up.path).column("_made_up").to_pylist() == [True] * 3
    assert real != made_up


def test_every_fault_is_told_at_once_with_row_column_and_what_is_allowed(refused: Refused):
    faults = refused(
        "学校,学段,pupils,寄宿生,area_m2,opened,canteen,remark\n"
        "S1,大学,abc,1,1.234,2021/9/1,maybe,\n"
        "S9,primary,-1,,0.4,,,\n"
        ",primary,,,,,,\n"
    )
    assert [
        (fault.place.row, fault.place.field, code)
        for fault, code in zip(faults, codes(faults), strict=True)
        if fault.place
    ] == [
        (2, "学段", "not-a-code"),
        (2, "pupils", "not-an-integer"),
        (2, "area_m2", "too-many-decimals"),
        (2, "opened", "not-a-date"),
        (2, "canteen", "not-yes-or-no"),
        (3, "pupils", "out-of-range"),
        (3, "area_m2", "out-of-range"),
        (3, "学校", "unknown-area"),
        (4, "学校", "required-empty"),
        (4, "pupils", "required-empty"),
    ]
    assert faults[0].shown("zh") == (
        "returns.csv 第2行 学段列：“大学”不在可选之列。是否应为“小学”？可用：primary (小学)、junior (初中)。"
    )
    assert faults[5].shown("en") == (
        'returns.csv, row 3, column pupils: "-1" is outside what is allowed: 0 to 20000 (in person); '
        "check the number and its unit."
    )


@pytest.mark.parametrize(
    ("cell", "code", "likely"),
    [
        ('"1,204"', "thousands", "1204"),
        ("1 204", "thousands", "1204"),
        ("１２０４", "full-width", "1204"),
        ("1204人", "unit-in-cell", "1204"),
        ("46.1%", "unit-in-cell", "46.1"),
        ("3万", "unit-in-cell", "3"),
        ("1.2E+05", "exponent", None),
        ("=1+1", "not-an-integer", None),
        ("0x1F", "not-an-integer", None),
        ("30-35", "not-an-integer", None),
        ("无", "word-for-missing", None),
        ("—", "word-for-missing", None),
        ("12.5", "too-many-decimals", None),
        ("1234567890123456789", "too-wide", None),
        ("NaN", "word-for-missing", None),
        ("inf", "not-an-integer", None),
        (".5", "not-an-integer", None),
    ],
)
def test_what_is_no_plain_number_is_refused_by_its_cause(
    refused: Refused, cell: str, code: str, likely: str | None
):
    (fault,) = refused(f"{HEADER}\nS1,primary,{cell},,,,,\n")
    assert codes([fault]) == [code]
    assert fault.facts.get("likely") == likely


@pytest.mark.parametrize("cell", ["120", "+120", "0120", "120.0", " 120 ", "　120　"])
def test_a_whole_number_may_have_signs_and_zeros_that_say_nothing(taking: TakeIn, cell: str):
    register, _ = taking(f"{HEADER}\nS1,primary,{cell},,,,,\n")
    assert pq.read_table(register.path).column("pupils").to_pylist() == [120]


def test_a_decimal_is_read_as_printed_up_to_its_widest(taking: TakeIn, refused: Refused):
    register, _ = taking(f"{HEADER}\nS1,primary,1,,12.5000,,,\nS2,primary,1,,299999.99,,,\n")
    assert pq.read_table(register.path).column("area_m2").to_pylist() == [
        Decimal("12.50"),
        Decimal("299999.99"),
    ]
    assert codes(refused(f"{HEADER}\nS1,primary,1,,12345678901234567.00,,,\n")) == ["too-wide"]


def test_a_formula_in_a_text_cell_is_just_text(taking: TakeIn):
    register, _ = taking(f"{HEADER}\nS1,primary,1,,,,,=HYPERLINK(1)\n")
    assert pq.read_table(register.path).column("remark").to_pylist() == ["=HYPERLINK(1)"]


@pytest.mark.parametrize(
    ("cell", "likely"),
    [
        ("2021/9/1", "2021-09-01"),
        ("2021年9月1日", "2021-09-01"),
        ("20210901", "2021-09-01"),
        ("2021-02-30", None),
        ("44440", None),
        ("9/1/2021", None),
        ("2021-9-1", "2021-09-01"),
    ],
)
def test_a_day_in_another_form_is_refused_with_the_day_it_seems_to_mean(
    refused: Refused, cell: str, likely: str | None
):
    (fault,) = refused(f"{HEADER}\nS1,primary,1,,,{cell},,\n")
    assert codes([fault]) == ["not-a-date"]
    assert (f'Did you mean "{likely}"?' in fault.shown("en")) == (likely is not None)


def test_an_area_must_be_valid_on_the_reference_date(refused: Refused, taking: TakeIn):
    (fault,) = refused(f"{HEADER}\nS3,primary,1,,,,,\n")
    assert fault.shown("en") == (
        'returns.csv, row 2, column school: no area or school has the code "S3" on 2021-09-01. Did you mean "S1"? '
        "Check the code, or add it to areas.csv (and check its dates)."
    )
    assert taking(f"{HEADER}\nS3,primary,1,,,,,\n", period="SY2022")[0].rows == 1


def test_a_double_key_names_both_rows(refused: Refused):
    faults = refused(f"{HEADER}\nS1,primary,1,,,,,\nS2,primary,1,,,,,\nS1,小学,2,,,,,\nS1,primary,3,,,,,\n")
    assert [(fault.place.row if fault.place else None, fault.facts["first"]) for fault in faults] == [
        (4, "2"),
        (5, "2"),
    ]
    assert faults[0].shown("zh").startswith("returns.csv 第4行 school, stage列：与第 2 行重复")


def test_a_reporter_of_one_row_has_no_second_one(refused: Refused, taking: TakeIn):
    header = "school,pupils_of_primary,teachers"
    assert codes(refused(f"{header}\nS1,1,2\nS1,1,3\n", register="staff")) == ["key-twice"]
    assert taking(f"{header}\nS1,1,2\n", register="staff")[0].rows == 1


def test_a_check_that_is_false_is_a_fault_and_one_that_is_unknown_is_none(refused: Refused, taking: TakeIn):
    (fault,) = refused(f"{HEADER}\nS1,primary,10,11,,,,\n")
    assert fault.shown("en") == (
        'returns.csv, row 2, column pupils, boarders: the check "boarders-within-pupils" is not met: '
        "boarders cannot exceed pupils. (pupils=10, boarders=11). Mend the figures."
    )
    assert taking(f"{HEADER}\nS1,primary,10,,,,,\n")[1] == []


def test_a_check_that_only_warns_gives_a_note_and_the_rows_are_taken_in(taking: TakeIn):
    register, notes = taking(f"{HEADER}\nS1,primary,10,,9.99,,,\n")
    assert register.rows == 1
    assert codes(notes) == ["check-warned"]
    assert "建筑面积不足10平方米" in notes[0].shown("zh")


def test_a_row_outside_its_period_is_a_fault(refused: Refused):
    header = "number,county,day,injured"
    content = f"{header}\n1,C1,2021-12-31,0\n2,C1,2022-01-01,0\n"
    (fault,) = refused(content, register="accidents", period="FY2021")
    assert codes([fault]) == ["outside-period"]
    assert fault.place is not None
    assert fault.place.row == 3


def test_more_than_200_faults_are_counted_and_the_first_200_are_told(refused: Refused):
    rows = "".join(f"S1,primary,x{number},,,,,\n" for number in range(1431))
    faults = refused(f"{HEADER}\n{rows}")
    assert len(faults) == 201
    assert [fault.place.row for fault in faults[:200] if fault.place][:4] == [2, 3, 3, 4]
    assert faults[-1].shown("en") == (
        "returns.csv: these are 200 of 2,861 faults; mend them and check again."
    )


def test_more_than_200_notes_are_counted_too(taking: TakeIn, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("duxue.registers.findings.MOST_SHOWN", 1)
    _, notes = taking(f"{HEADER}\nS1,primary,1,,9,,,\nS2,primary,1,,9,,,\nS4,primary,1,,9,,,\n")
    assert codes(notes) == ["check-warned", "more-notes"]
    assert notes[1].facts == {"shown": "1", "total": "3"}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (HEADER.replace("pupils", "pupil"), ["unknown-column", "missing-column"]),
        (HEADER.replace(",remark", ""), ["missing-column", "ragged"]),
        (HEADER.replace("remark", "在校生"), ["double-column", "missing-column"]),
        (HEADER.replace("remark", ""), ["column-without-title", "missing-column"]),
        (HEADER.replace(",", ";"), ["separator"]),
        (HEADER.replace(",", "，"), ["separator"]),
        (HEADER.replace(",", "\t"), ["separator"]),
        ("办学条件一览表,,,,,,,", ["header-empty"]),
        (",,,,,,,", ["header-empty"]),
    ],
)
def test_a_header_that_does_not_fit_is_refused(refused: Refused, header: str, expected: list[str]):
    assert codes(refused(f"{header}\nS1,primary,1,,,,,\n")) == expected


def test_an_unknown_column_gets_the_likely_word(refused: Refused):
    fault = refused(f"{HEADER.replace('boarders', '寄宿')}\n")[0]
    assert fault.shown("zh").startswith(
        "returns.csv 第1行 寄宿列：不认识的列“寄宿”。是否应为“寄宿生”？可用：school（学校）"
    )


def test_a_file_of_another_period_type_or_origin_or_kind_is_refused(refused: Refused):
    assert codes(refused(GOOD, period="FY2021")) == ["period-type"]
    assert codes(refused(GOOD, origin="guessed")) == ["origin"]
    assert codes(refused(GOOD, name="returns.xlsx")) == ["file-kind"]
    assert codes(refused(GOOD, register="stages")) == ["derived-handed-in"]


def test_titles_alone_are_taken_in_with_a_note(taking: TakeIn):
    register, notes = taking(f"{HEADER}\n")
    assert register.rows == 0
    assert codes(notes) == ["no-rows"]
