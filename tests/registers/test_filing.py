from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.registers.conftest import codes

from duxue.messages import InputError
from duxue.registers import Filing, Obligation, read_filings, read_obligations

OWED = "what,reporter,area,period,due\n"
FILED = "what,reporter,period,state,by,on\n"


@pytest.fixture
def owed(tmp_path: Path, contracts, areas):
    def read(rows: str) -> list[Obligation]:
        path = tmp_path / "obligations.csv"
        path.write_text(OWED + rows)
        return read_obligations(path, contracts, areas, "obligations.csv")

    return read


@pytest.fixture
def filed(tmp_path: Path, contracts, areas):
    def read(rows: str, header: str = FILED) -> list[Filing]:
        path = tmp_path / "filings.csv"
        path.write_text(header + rows)
        return read_filings(path, contracts, areas, "filings.csv")

    return read


def faults(read, *arguments: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(*arguments)
    assert all(fault.shown("zh") and fault.shown("en") for fault in caught.value.faults)
    return codes(list(caught.value.faults))


def test_obligations_come_sorted_and_an_empty_area_is_the_reporters_own(owed):
    assert owed("conditions,S2,C1,SY2021,2021-09-20\naccidents,C1,,FY2021,\n") == [
        Obligation("accidents", "C1", "C1", "FY2021", None),
        Obligation("conditions", "S2", "C1", "SY2021", date(2021, 9, 20)),
    ]


def test_filed_nil_and_missing_are_three_things_in_either_language(filed):
    rows = "accidents,C1,FY2021,nil,u1,2022-01-05\nconditions,S1,SY2021,已报,,\nconditions,S2,SY2021,未报,,\naccidents,C2,FY2021,零报告,,\n"
    assert [(filing.reporter, filing.state) for filing in filed(rows)] == [
        ("C1", "nil"),
        ("C2", "nil"),
        ("S1", "filed"),
        ("S2", "missing"),
    ]
    assert filed(rows)[0] == Filing("accidents", "C1", "FY2021", "nil", "u1", date(2022, 1, 5))


def test_files_in_chinese_are_read_too(filed):
    assert (
        filed("conditions,S1,SY2021,已报,,\n", "报送内容,报送单位,时期,报送状态,报送人,报送日期\n")[0].state
        == "filed"
    )


def test_a_nil_return_exists_only_for_events(filed):
    assert faults(filed, "conditions,S1,SY2021,nil,,\n") == ["nil-not-events"]


def test_units_must_be_valid_some_day_in_the_period(owed):
    assert owed("accidents,C2,,FY2021,\nconditions,S3,,SY2021,\n")
    assert (
        faults(owed, "accidents,C2,,FY2022,\nconditions,S3,,SY2020,\nconditions,S1,X9,SY2021,\n")
        == ["unknown-reporter"] * 3
    )


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("condition,S1,,SY2021,", ["unknown-register"]),
        ("conditions,S1,,2021学年,", ["periods-likely"]),
        ("conditions,S1,,FY2021,", ["period-type"]),
        ("conditions,S1,,SY2021,20 Sept", ["not-a-date"]),
        (",S1,,SY2021,", ["required-empty"]),
        ("conditions,,,SY2021,", ["required-empty"]),
        ("conditions,S1,,,", ["required-empty"]),
        ("conditions,S1", ["ragged"]),
    ],
)
def test_what_is_wrong_with_an_obligation_is_told(owed, row: str, expected: list[str]):
    assert faults(owed, row + "\n") == expected


def test_double_rows_name_the_first(owed, filed):
    assert faults(owed, "conditions,S1,,SY2021,\nconditions,S1,S1,SY2021,\n") == ["obligation-twice"]
    assert owed("conditions,S1,C1,SY2021,\nconditions,S1,C,SY2021,\n")
    assert faults(filed, "conditions,S1,SY2021,filed,,\nconditions,S1,SY2021,missing,,\n") == ["filing-twice"]


def test_an_unknown_state_lists_the_three(filed, tmp_path: Path, contracts, areas):
    (tmp_path / "filings.csv").write_text(FILED + "conditions,S1,SY2021,done,,\n")
    with pytest.raises(InputError) as caught:
        read_filings(tmp_path / "filings.csv", contracts, areas)
    assert caught.value.faults[0].shown("zh") == (
        "filings.csv 第2行 state列：“done”不在可选之列。可用：filed (已报)、nil (零报告)、missing (未报)。"
    )
