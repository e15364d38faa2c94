from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Duxue


def test_a_score_tells_rule_entry_arithmetic_and_problems(duxue: Duxue, evaluated_fushun: Path):
    said = duxue("explain", evaluated_fushun, "L09")
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == "抚顺市 自评  L09 评价整改落实"
    assert "得分编号  liaoning-2022-city/L09@210400@w2021#self" in lines
    assert "得分      4.50（满分 5.00）" in lines
    assert any("满分由上年问题均摊，已销号计 1，整改中计 0.5，未整改计 0" in line for line in lines)
    assert "填报人  市政府教育督导室（抚顺市人民政府）" in lines
    assert "出处    自查报告第一部分第9项" in lines
    assert "· p3  部分县区的财政教育支出未达到要求  整改中" in lines
    assert "推断的规则从不给分，只与填报的得分对照。" in lines


def test_the_standing_of_the_scheme_stands_in_every_explanation(duxue: Duxue, evaluated_fushun: Path):
    for score in ("level", "findings"):
        assert "本方案系依据公开报告复原" in duxue("explain", evaluated_fushun, score).out
        assert (
            "This scheme is a reconstruction" in duxue("explain", evaluated_fushun, score, "--lang", "en").out
        )


def test_figures_behind_a_score_stand_with_their_ids_and_marks(duxue: Duxue, evaluated_sample: Path):
    out = duxue("explain", evaluated_sample, "B1").out
    row = next(
        line for line in out.splitlines() if line.endswith("public-share[stage=preschool]@990100@SY2021")
    )
    assert "45.08%【模拟数据（非真实）】" in row
    document = duxue("explain", evaluated_sample, "B1", "--json").json
    assert document["made_up_workspace"] is True
    assert [figure["made_up"] for figure in document["figures"]] == [True]


def test_an_indicator_lists_its_parts(duxue: Duxue, evaluated_sample: Path):
    said = duxue("explain", evaluated_sample, "A")
    rows = [line.split()[0] for line in said.out.splitlines() if line.startswith("A") and line[1:2].isdigit()]
    assert rows == ["A1", "A2", "A3", "A4", "A5"]


def test_the_total_shows_the_sheet(duxue: Duxue, evaluated_fushun: Path):
    out = duxue("explain", evaluated_fushun, "total", "--lang", "en").out
    assert "total             between 91.15 and 96.15 (of 100)" in out
    assert "\nL15 " in out


def test_an_item_that_is_not_there_names_the_likely_one(duxue: Duxue, evaluated_fushun: Path):
    said = duxue("explain", evaluated_fushun, "L9")
    assert (said.status, said.err) == (2, "没有得分“L9”。这里有：L09。\n")


def test_a_score_that_fits_several_objects_lists_them(duxue: Duxue, evaluated_california: Path):
    said = duxue("explain", evaluated_california, "total", "--lang", "en")
    assert said.status == 2
    assert "district-spread-1998/total@alameda@w1998#self" in said.err
    assert "(20 of 45)" in said.err
    assert duxue("explain", evaluated_california, "total@alameda", "--lang", "en").status == 0


@pytest.mark.parametrize("text", ["", "#", "a b"])
def test_a_score_that_cannot_be_read_says_how_it_is_written(duxue: Duxue, evaluated_fushun: Path, text: str):
    said = duxue("explain", evaluated_fushun, text)
    assert said.status == 2
    assert said.err.startswith("读不懂得分编号")
