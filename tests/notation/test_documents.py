from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from duxue.messages import Fault, InputError, Place
from duxue.notation import read, read_text
from duxue.notation.documents import LARGEST


def value_of(text: str) -> Any:
    return read_text(text, "a.yaml").value


def faults_of(text: str) -> list[Fault]:
    with pytest.raises(InputError) as caught:
        read_text(text, "a.yaml")
    return list(caught.value.faults)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", 0),
        ("-0", 0),
        ("-5", -5),
        ("96.15", Decimal("96.15")),
        ("0.10", Decimal("0.10")),
        ("-0.0", Decimal("0.0")),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("2021-09-01", date(2021, 9, 1)),
        ("'0101'", "0101"),
        ('"true"', "true"),
        ("''", ""),
        ("9" * 38, int("9" * 38)),
    ],
)
def test_a_scalar_is_what_it_looks_like(written: str, value: object):
    read_value = value_of(f"a: {written}")["a"]
    assert read_value == value
    assert type(read_value) is type(value)
    assert str(read_value) == str(value)


@pytest.mark.parametrize(
    "written",
    [
        "1_000",
        "0x1F",
        "0o17",
        "1e400",
        "1E5",
        ".inf",
        "-.inf",
        ".nan",
        ".5",
        "5.",
        "+5",
        "1,000",
        "12:30",
        "1:30:00",
        "yes",
        "no",
        "on",
        "off",
        "True",
        "FALSE",
        "Null",
        "2021-9-1",
        "2021-09",
        "2021-09-01T00:00:00",
        "５０",
        "1.2.3",
        "-",
    ],
)
def test_what_yaml_would_turn_into_something_else_stays_text(written: str):
    value = value_of(f"a: {written}")["a"] if written != "-" else "-"
    assert value == written


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("0101", "yaml-leading-zero"),
        ("-01", "yaml-leading-zero"),
        ("00.5", "yaml-leading-zero"),
        ("00", "yaml-leading-zero"),
        ("2021-02-30", "yaml-impossible-date"),
        ("0000-01-01", "yaml-impossible-date"),
        ("9" * 39, "yaml-long-number"),
        ("9" * 100_000, "yaml-long-number"),
        ("0." + "1" * 39, "yaml-long-number"),
    ],
)
def test_a_scalar_with_two_meanings_is_refused(written: str, code: str):
    assert [fault.code for fault in faults_of(f"a: {written}")] == [code]


def test_keys_are_text_as_written():
    assert value_of("210400: 1\n0101: 2\ntrue: 3\n2021-01-01: 4") == {
        "210400": 1,
        "0101": 2,
        "true": 3,
        "2021-01-01": 4,
    }


def test_a_byte_order_mark_and_the_ends_of_lines_make_no_difference():
    plain = "a: 1\nb:\n  - x\n  - 中\n"
    for text in (plain, "\ufeff" + plain, plain.replace("\n", "\r\n"), plain.replace("\n", "\r")):
        document = read_text(text, "a.yaml")
        assert document.value == {"a": 1, "b": ["x", "中"]}
        assert document.place(("b", 1)) == Place("a.yaml", 4, 5)


def test_a_place_is_that_of_the_value_or_of_the_nearest_around_it():
    document = read_text("a: 1\nb:\n  - id: x\n    points: 5\n", "a.yaml")
    assert document.place(("b", 0, "points")) == Place("a.yaml", 4, 13)
    assert document.key_place(("b", 0, "points")) == Place("a.yaml", 4, 5)
    assert document.place(("b", 0, "missing", "deeper")) == Place("a.yaml", 3, 5)
    assert document.place(("b", 0)) == document.key_place(("b", 0)) == Place("a.yaml", 3, 5)
    assert document.place() == Place("a.yaml", 1, 1)


def test_columns_count_characters_not_bytes():
    assert read_text("题目: 甲\n县: {市: 乙}\n", "a.yaml").place(("县", "市")) == Place("a.yaml", 2, 8)


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "\n\n", "\ufeff"])
def test_an_empty_document_is_nothing(text: str):
    assert value_of(text) is None


def test_faults_of_a_file_are_found_all_at_once():
    text = "a: 0101\na: 2\nb: !x y\nc: 2021-13-01\nd: {e: 1, e: 00}\n"
    assert [(fault.code, fault.place and fault.place.line) for fault in faults_of(text)] == [
        ("yaml-leading-zero", 1),
        ("yaml-duplicate-key", 2),
        ("yaml-tag", 3),
        ("yaml-impossible-date", 4),
        ("yaml-duplicate-key", 5),
        ("yaml-leading-zero", 5),
    ]


def test_a_key_that_comes_again_does_not_win():
    assert len(faults_of("a: 1\na: 2\na: {b: 1, b: 2}\n")) == 3


def test_an_alias_bomb_is_refused_before_anything_is_built():
    layers = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 10)]
    faults = faults_of("l0: &l0 [x, x]\n" + "\n".join(layers))
    assert {fault.code for fault in faults} == {"yaml-alias"}
    assert len(faults) == 10 + 81


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10_000,
        "[" * 10_000 + "]" * 10_000,
        "{a: " * 10_000,
        "- " * 10_000 + "x",
        "? " * 10_000,
        "".join(" " * depth + "a:\n" for depth in range(1_000)),
    ],
    ids=["brackets", "closed brackets", "braces", "dashes", "keys", "indent"],
)
def test_ten_thousand_levels_are_refused_without_reading_them(text: str):
    assert faults_of(text)[-1].code == "yaml-depth"


def test_forty_levels_are_read_and_forty_one_are_not():
    value_of("[" * 40 + "]" * 40)
    assert [fault.code for fault in faults_of("[" * 41 + "]" * 41)] == ["yaml-depth"]


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\ufeff", "\ufffe", "\ud800"]
)
def test_a_character_that_cannot_be_seen_is_named_with_its_place(character: str):
    (fault,) = faults_of(f"a: 1\nb: 题{character}x\n")
    assert fault.code == "yaml-control-character"
    assert fault.place == Place("a.yaml", 2, 5)
    assert fault.facts == {"character": f"U+{ord(character):04X}"}


@pytest.mark.parametrize(
    ("data", "code", "place", "encoding"),
    [
        ("id: a\ntitle: 督学\n".encode("gbk"), "yaml-encoding", Place("a.yaml", 2, 8), "GBK"),
        ("id: 督学\n".encode("utf-16"), "yaml-encoding", Place("a.yaml", 1, 1), "UTF-16"),
        ("题: 督学\n".encode()[:-2], "yaml-not-utf-8", Place("a.yaml", 1, 5), None),
        (b"a: 1\nb: \xff\xff\n", "yaml-not-utf-8", Place("a.yaml", 2, 4), None),
    ],
    ids=["gbk", "utf-16", "half a character", "no text"],
)
def test_another_encoding_is_named_not_guessed(
    tmp_path: Path, data: bytes, code: str, place: Place, encoding: str | None
):
    (tmp_path / "a.yaml").write_bytes(data)
    with pytest.raises(InputError) as caught:
        read(tmp_path / "a.yaml", "a.yaml")
    (fault,) = caught.value.faults
    assert (fault.code, fault.place, fault.facts.get("encoding")) == (code, place, encoding)


def test_utf_8_is_read_with_or_without_its_mark(tmp_path: Path):
    for encoding in ("utf-8", "utf-8-sig"):
        (tmp_path / "a.yaml").write_text("题: 督学", encoding=encoding)
        assert read(tmp_path / "a.yaml").value == {"题": "督学"}


def fault_of_file(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read(path, "a.yaml")
    (fault,) = caught.value.faults
    assert fault.shown("zh")
    assert fault.shown("en")
    return fault.code


def test_what_is_no_file_is_refused_without_a_traceback(tmp_path: Path):
    (tmp_path / "file").write_text("a: 1", encoding="utf-8")
    assert fault_of_file(tmp_path / "none.yaml") == "yaml-file-missing"
    assert fault_of_file(tmp_path / "file" / "below.yaml") == "yaml-file-missing"
    assert fault_of_file(tmp_path) == "yaml-not-a-file"
    assert fault_of_file(Path("a\0b")) == "yaml-unreadable"
    assert fault_of_file(tmp_path / ("n" * 300)) == "yaml-unreadable"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes")
def test_a_pipe_in_place_of_a_file_does_not_hang(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.yaml")
    assert fault_of_file(tmp_path / "pipe.yaml") == "yaml-not-a-file"


def test_a_file_may_have_eight_mebibytes_and_no_more(tmp_path: Path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1\n" + b"#" * (LARGEST - 5))
    assert read(path).value == {"a": 1}
    path.write_bytes(b"a: 1\n" + b"#" * (LARGEST - 4))
    assert fault_of_file(path) == "yaml-too-large"


words = st.text(st.characters(categories=["L", "N", "P", "S"], include_characters=" "), max_size=8)
scalars = st.one_of(
    words,
    st.none(),
    st.booleans(),
    st.integers(-(10**37), 10**37),
    st.dates(),
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9),
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words.filter(str.strip), inner, max_size=4),
    max_leaves=20,
)


STR, FLOAT = "tag:yaml.org,2002:str", "tag:yaml.org,2002:float"


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar(STR, text, style='"'))
Dumper.add_representer(Decimal, lambda dumper, number: dumper.represent_scalar(FLOAT, f"{number:f}"))


@given(values)
def test_what_is_written_is_what_is_read(value: Any):
    assert value_of(yaml.dump(value, Dumper=Dumper, allow_unicode=True)) == value


def sentences(read_it: Callable[[], object]) -> list[str]:
    """What is said where something is refused; nothing where it is read. Any other error is a defect."""
    try:
        read_it()
    except InputError as refused:
        return [refused.shown("zh"), refused.shown("en")]
    return []


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_sentences(text: str):
    assert all(sentences(lambda: read_text(text, "a.yaml")))


SIGNS = [*"abc01:-?[]{},&*!|>'\"%@`#~\n \t：　", ": ", "- ", "<<", "---\n", "\n  ", "é", "学"]


@given(st.lists(st.sampled_from(SIGNS)).map("".join))
def test_any_mixture_of_the_signs_of_yaml_is_read_or_refused_with_sentences(text: str):
    assert all(sentences(lambda: read_text(text, "a.yaml")))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_sentences(tmp_path_factory: pytest.TempPathFactory, data: bytes):
    path = tmp_path_factory.getbasetemp() / "bytes.yaml"
    path.write_bytes(data)
    assert all(sentences(lambda: read(path, "a.yaml")))
