from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.registers.conftest import GOOD, HEADER, TakeIn, codes

from duxue.messages import Fault

Refused = Callable[..., list[Fault]]


@pytest.mark.parametrize("name", ["returns.csv", "returns.parquet"])
def test_a_folder_a_pipe_a_link_or_nothing_in_place_of_a_file_is_refused_at_once(
    refused: Refused, tmp_path: Path, name: str
):
    path = tmp_path / name
    assert codes(refused(path)) == ["workspace-path-missing"]
    path.mkdir()
    assert codes(refused(path)) == ["workspace-path-not-a-file"]
    path.rmdir()
    os.mkfifo(path)
    assert codes(refused(path)) == ["workspace-path-not-a-file"]
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere")
    assert codes(refused(path)) == ["workspace-path-link"]


def test_an_empty_file_is_neither_zero_nor_none(refused: Refused):
    assert codes(refused("")) == ["empty-file"]
    assert codes(refused("\ufeff")) == ["empty-file"]
    assert codes(refused("\n\n")) == ["header-empty"]


def test_nul_bytes_are_refused_with_their_line(refused: Refused):
    (fault,) = refused(GOOD.encode().replace(b"S2", b"S\x002"))
    assert fault.shown("en").startswith("returns.csv:4: the file holds a NUL byte")


def test_utf_16_is_refused_with_the_way_to_save_it(refused: Refused):
    assert codes(refused(GOOD.encode("utf-16"))) == ["utf16"]


def test_mixed_encodings_are_refused_with_a_line_of_each(refused: Refused):
    gbk, utf_8 = "S1,小学,3,,,,,老校舍\n".encode("gbk"), "S2,小学,3,,,,,新校舍\n".encode()
    (fault,) = refused(HEADER.encode() + b"\n" + gbk + utf_8)
    assert fault.shown("en").startswith("returns.csv:2: the file mixes encodings, as line 3 is UTF-8")
    assert codes(refused("\ufeff".encode() + HEADER.encode() + b"\n" + gbk)) == ["encoding-mixed"]


def test_bytes_in_no_known_encoding_are_refused(refused: Refused):
    (fault,) = refused(GOOD.encode().replace(b"old", b"\xff\xff"))
    assert codes([fault]) == ["encoding"]


def test_ragged_rows_are_each_told_and_the_others_still_checked(refused: Refused):
    faults = refused(f"{HEADER}\nS1,primary,1\nS2,primary,x,,,,,\nS2,junior,1,,,,,,,\n")
    assert [(fault.place.row if fault.place else None) for fault in faults] == [2, 3, 4]
    assert codes(faults) == ["ragged", "not-an-integer", "ragged"]


def test_a_hundred_ragged_columns_are_refused_without_a_flood(refused: Refused):
    more = ",".join(f"c{number}" for number in range(92))
    lengths = [",".join("1" * (number % 90 + 1)) for number in range(1000)]
    faults = refused(f"{HEADER},{more}\n" + "\n".join(lengths))
    assert len(faults) == 201
    assert faults[-1].facts == {"shown": "200", "total": "1,092"}


def test_thousands_of_columns_are_refused_as_one_fault(refused: Refused):
    assert codes(refused("a," * 5000 + "\n")) == ["too-many-columns"]


def test_titles_in_the_middle_are_told_as_such(refused: Refused):
    faults = refused(f"{GOOD}{HEADER}\nS2,junior,5,,,,,\n")
    assert [
        (code, fault.place.row) for code, fault in zip(codes(faults), faults, strict=True) if fault.place
    ] == [("header-again", 5)]


def test_an_unmatched_quote_ends_the_reading_and_says_so(refused: Refused):
    assert codes(refused(f'{HEADER}\nS1,primary,1,,,,,"open\nS2,primary,1,,,,,\n')) == ["quotes"]
    assert codes(refused(f'{HEADER}\nS1,primary,1,,,,,"a"b\n')) == ["quotes"]


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_of_ten_megabytes_is_a_fault_and_not_quoted_in_full(refused: Refused, quote: str):
    faults = refused(f"{HEADER}\nS1,primary,1,,,,,{quote}{'长' * 3_400_000}{quote}\n")
    assert codes(faults) == ["cell-too-long"]
    assert len(faults[0].shown("zh")) < 300


def test_quotes_with_line_breaks_and_doubled_quotes_are_read_exactly(taking: TakeIn):
    import pyarrow.parquet as pq

    register, _ = taking(
        f'{HEADER}\nS1,primary,1,,,,,"two\nlines"\nS2,primary,1,,,,,"so-called ""school"""\n'
    )
    table = pq.read_table(register.path)
    assert table.column("remark").to_pylist() == ["two\nlines", 'so-called "school"']
    assert table.column("_row").to_pylist() == [2, 3]


def test_a_control_character_is_told_and_shown(refused: Refused):
    (fault,) = refused(f"{HEADER}\nS1,primary,1,,,,,a\x07b\n")
    assert codes([fault]) == ["control-character"]
    assert "a\\x07b" in fault.shown("en")


def test_a_refused_file_leaves_nothing_behind(refused: Refused, tmp_path: Path):
    refused(f"{HEADER}\nS1,primary,x,,,,,\n")
    assert not (tmp_path / "snapshots").exists()


def test_a_snapshot_appears_whole_or_not_at_all(
    taking: TakeIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object, **__: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("pyarrow.parquet.write_table", broken)
    with pytest.raises(OSError, match="no space"):
        taking(GOOD)
    assert list((tmp_path / "snapshots").iterdir()) == []
