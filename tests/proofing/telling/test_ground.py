from __future__ import annotations

from dataclasses import replace

import pytest
from tests.proofing.telling.making import document_of, span

from duxue.proofing.telling.ground import Ground

TEXT = """前言，共3件。

# 一、工作成效

全市招聘教师314人。其中公办130人，民办184人；比上年多20人。

| 学校 | 人数 |
| --- | --- |
| 公办 | 131 |
"""
DOCUMENT = document_of(TEXT)
GROUND = Ground(DOCUMENT)


@pytest.mark.parametrize(
    ("figure", "zh", "en"),
    [
        ("3件", "第1行", "line 1"),
        ("314人", "一、工作成效，第5行", "一、工作成效, line 5"),
        ("131", "一、工作成效，表1第2行第2列，第9行", "一、工作成效, table 1, row 2, column 2, line 9"),
    ],
)
def test_a_place_is_told_by_heading_table_and_line(figure: str, zh: str, en: str):
    place = span(DOCUMENT, figure).place
    assert (GROUND.where(place, "zh"), GROUND.where(place, "en")) == (zh, en)


def test_only_formats_that_have_lines_are_told_by_lines_unless_nothing_else_tells():
    word = Ground(replace(DOCUMENT, format="docx"))
    assert word.where(span(DOCUMENT, "314人").place, "zh") == "一、工作成效"
    assert word.where(span(DOCUMENT, "3件").place, "zh") == "第1行"


def marked(*figures: str, most: int | None = None) -> list[str]:
    excerpts = GROUND.excerpts(span(DOCUMENT, figure).place for figure in figures)
    shown = excerpts if most is None else [excerpt.shortened(most) for excerpt in excerpts]
    return [excerpt.marked("zh") for excerpt in shown]


def test_the_sentence_around_a_figure_ends_where_the_sentence_ends():
    assert marked("184人") == ["其中公办130人，民办【184人】；"]


def test_figures_of_one_sentence_are_marked_in_it_together():
    assert marked("314人", "184人", "130人", "131") == [
        "全市招聘教师【314人】。",
        "其中公办【130人】，民办【184人】；",
        "【131】",
    ]


def test_a_long_sentence_is_shortened_around_each_figure_with_a_mark():
    assert marked("130人", most=2) == ["…公办【130人】，民…"]
    assert marked("130人", "184人", most=1) == ["…办【130人】，…办【184人】；"]


def test_a_document_without_passages_still_tells_the_line():
    bare = Ground(replace(DOCUMENT, passages=(), tables=()))
    place = span(DOCUMENT, "314人").place
    assert bare.where(place, "zh") == "第5行"
    assert [excerpt.marked("en") for excerpt in bare.excerpts([place])] == ["[314人]"]
