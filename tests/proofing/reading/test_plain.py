from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from duxue.messages import InputError
from duxue.proofing.document import Document
from duxue.proofing.reading import read_bytes
from duxue.proofing.reading.folding import fold

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "plain.yaml").read_text(encoding="utf-8")
)
PIECES = st.sampled_from(
    [
        *"一二三学校年增长共人（）《》“”，。；：、１２3４.%\n\n\n　 \t|-—#a",
        "其中小学五十六所，初中二十一所",
        "督導體制",
        "\r\n",
        "- 3 -",
        "一、",
        "（二）",
        "1.",
    ]
)


def told(document: Document) -> list[str]:
    return [
        f"{passage.kind}{f' {passage.level}' if passage.level else ''}: {passage.text}"
        for passage in document.passages
    ]


def left_out(document: Document) -> list[str]:
    return [f"{one.reason}: {document.text[one.place.start : one.place.end]}" for one in document.unread]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_text_is_read_as_its_case_says(case: dict[str, Any]):
    document = read_bytes(case["text"].encode(), "report.txt")
    assert told(document) == case["passages"]
    assert left_out(document) == case.get("unread", [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_line_ends_of_windows_make_no_difference(case: dict[str, Any]):
    document = read_bytes(case["text"].replace("\n", "\r\n").encode(), "report.txt")
    assert told(document) == case["passages"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_every_usual_encoding_gives_the_same_text(encoding: str):
    text = "一、全县共有学校82所。\r\n其中小学56所。"
    assert read_bytes(text.encode(encoding), "report.txt").text == text


@given(st.lists(PIECES, max_size=120).map("".join))
def test_offsets_point_at_the_character_and_nothing_is_lost(text: str):
    if not any(mark.isalnum() for mark in text):
        with pytest.raises(InputError):
            read_bytes(text.encode(), "report.txt")
        return
    document = read_bytes(text.encode(), "report.txt")
    assert document.text == text
    seen: set[int] = set()
    for passage in document.passages:
        assert len(passage.text) == len(passage.offsets)
        assert list(passage.offsets) == sorted(set(passage.offsets))
        for sign, offset in zip(passage.text, passage.offsets, strict=True):
            alike = fold(document.text[offset])
            assert sign == alike or not sign.isalnum()
        seen |= set(passage.offsets)
    for one in document.unread:
        seen |= set(range(one.place.start, one.place.end))
    lost = {text[i] for i in range(len(text)) if text[i].isalnum() and i not in seen}
    assert lost == set()


@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(["report.txt", "report.md"]))
def test_reading_is_the_same_every_time(text: str, name: str):
    try:
        first = read_bytes(text.encode(), name)
    except InputError:
        return
    again = read_bytes(text.encode(), name)
    assert told(first) == told(again)
    assert first.tables == again.tables
    assert first.sha256 == again.sha256


def test_public_reports_are_read_whole(corpus: Path):
    for path in sorted(corpus.glob("*/*.txt")):
        document = read_bytes(path.read_bytes(), path.name)
        seen = {offset for passage in document.passages for offset in passage.offsets}
        seen |= {i for one in document.unread for i in range(one.place.start, one.place.end)}
        assert [i for i, mark in enumerate(document.text) if mark.isalnum() and i not in seen] == [], (
            path.name
        )
