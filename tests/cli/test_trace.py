from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Duxue, newest

STATED = "public-share[stage=preschool]@210400@SY2021#stated:report"
COMPUTED = "public-share[stage=preschool]@210400@SY2021"


def test_a_stated_figure_tells_its_source_and_its_place(duxue: Duxue, evaluated_fushun: Path):
    said = duxue("trace", evaluated_fushun, STATED)
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0].startswith("抚顺市 公办园在园幼儿占比（学前教育）")
    assert "数值      46.1%" in lines
    assert "来源      抚顺市人民政府关于2021年度履行教育职责情况自查报告" in lines
    assert "原文数值  46.1%" in lines
    assert "出处      自查报告第一部分第13项" in lines


def test_a_stated_figure_tells_the_same_in_english(duxue: Duxue, evaluated_fushun: Path):
    lines = duxue("trace", evaluated_fushun, STATED, "--lang", "en").out.splitlines()
    assert lines[0].startswith("Fushun City share of children in public kindergartens (preschool)")
    assert "place       self-assessment report, part 1, item 13" in lines


def test_a_computed_figure_tells_its_arithmetic_and_the_rows_of_each_part(
    duxue: Duxue, evaluated_fushun: Path
):
    lines = duxue("trace", evaluated_fushun, COMPUTED).out.splitlines()
    assert "1453 ÷ 2696 × 100 ≈ 53.894659，四舍五入为 53.89%" in lines
    assert (
        "分子：抚顺市 幼儿园基本情况（kindergartens SY2021）“在园幼儿”之和，"
        "条件：学段 = 学前教育 且 幼儿园性质 = 公办园；共 8 行，合计 1453【模拟数据（非真实）】"
    ) in lines


def test_a_made_up_figure_is_marked_wherever_it_stands(duxue: Duxue, evaluated_fushun: Path):
    said = duxue("trace", evaluated_fushun, COMPUTED, "--rows")
    for line in said.out.splitlines():
        if line.startswith(("数值", "分子：", "分母：", "registers/")):
            assert "模拟数据（非真实）" in line
    other = duxue("trace", evaluated_fushun, STATED).out
    row = next(line for line in other.splitlines() if line.endswith(f"  {COMPUTED}"))
    assert "模拟数据（非真实）" in row


def test_each_row_names_its_file_its_row_and_its_columns(duxue: Duxue, evaluated_fushun: Path):
    out = duxue("trace", evaluated_fushun, COMPUTED, "--rows").out
    assert "在园幼儿 children" in out
    table = (evaluated_fushun / "registers/kindergartens.SY2021.csv").read_text("utf-8-sig").splitlines()
    rows = [
        line.split() for line in out.splitlines() if line.startswith("registers/kindergartens.SY2021.csv")
    ]
    assert len(rows) == 8 + 14
    for file, number, code, *_ in rows:
        assert file == "registers/kindergartens.SY2021.csv"
        assert table[int(number) - 1].startswith(code)


def test_rows_are_cut_only_where_it_is_asked_for_and_never_silently(duxue: Duxue, evaluated_fushun: Path):
    whole = duxue("trace", evaluated_fushun, COMPUTED, "--rows", "--lang", "en").out
    assert " of 14" not in whole
    cut = duxue("trace", evaluated_fushun, COMPUTED, "--rows", "--limit", "3", "--lang", "en").out
    assert "3 of 8; for all of them add --limit 0." in cut
    assert "3 of 14; for all of them add --limit 0." in cut


def test_the_document_of_a_trace_holds_parts_leaves_and_rows(duxue: Duxue, evaluated_fushun: Path):
    document = duxue("trace", evaluated_fushun, COMPUTED, "--rows", "--json").json
    assert document["figure"]["value"] == "36325/674"
    assert document["figure"]["made_up"] is True
    assert document["run"] == newest(evaluated_fushun)
    part = document["leaves"][0]
    assert part["where"] == 'stage == "preschool" and kind == "public"'
    assert (part["rows"], part["total"]) == (8, "1453")
    assert sum(int(row["cells"]["children"]) for row in part["rows_behind"]) == 1453
    assert all(row["made_up"] for row in part["rows_behind"])


def test_a_spread_lists_its_schools_with_their_values(duxue: Duxue, evaluated_sample: Path):
    document = duxue("trace", evaluated_sample, "qb-sports-area-spread[stage=primary]@990101", "--json").json
    units = document["units"]["rows"]
    assert units
    assert all(len(row["values"]) == 3 and row["passed"] is None for row in units)
    out = duxue("trace", evaluated_sample, "qb-sports-area-spread[stage=primary]@990101").out
    assert f"{len(units)} 个单位" in out
    assert "S ÷ X̄" in out


def test_a_reach_says_of_each_school_whether_it_met(duxue: Duxue, evaluated_sample: Path):
    figure = "qb-school-compliance[stage=primary]@990103"
    document = duxue("trace", evaluated_sample, figure, "--json").json
    passed = [row["passed"] for row in document["units"]["rows"]]
    assert {True, False} == set(passed)
    assert document["figure"]["shown"] == f"{100 * passed.count(True) / len(passed):.2f}"
    out = duxue("trace", evaluated_sample, figure).out
    assert sum(line.endswith("未达到") for line in out.splitlines()) == passed.count(False)
    assert " ✗" in out


def test_parts_may_be_left_out_where_only_one_fits(duxue: Duxue, evaluated_fushun: Path):
    said = duxue("trace", evaluated_fushun, "largest-school@210400@SY2021#stated:report")
    assert said.status == 0
    assert "largest-school[stage=senior]@210400@SY2021#stated:report" in said.out


def test_a_figure_that_fits_several_lists_them(duxue: Duxue, evaluated_fushun: Path):
    said = duxue("trace", evaluated_fushun, "fitness-good-rate", "--lang", "en")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith('"fitness-good-rate" fits more than one figure; write one of: ')
    assert "fitness-good-rate@210400@SY2021#stated:report" in said.err


def test_a_figure_that_is_misspelt_lists_what_is_near(duxue: Duxue, evaluated_fushun: Path):
    said = duxue("trace", evaluated_fushun, "fitness-good-rte@210400")
    assert said.status == 2
    assert said.err.startswith("本次核算中没有数据“fitness-good-rte@210400”。相近的有：fitness-good-rate@")


@pytest.mark.parametrize("text", ["", "@", "a[b]@c", "A B"])
def test_a_figure_that_cannot_be_read_says_how_it_is_written(duxue: Duxue, evaluated_fushun: Path, text: str):
    said = duxue("trace", evaluated_fushun, text)
    assert said.status == 2
    assert "Traceback" not in said.err
    assert said.out == ""


def test_a_figure_that_the_run_does_not_hold_is_computed(duxue: Duxue, evaluated_fushun: Path):
    said = duxue("trace", evaluated_fushun, "public-share[stage=preschool]@210421@SY2021")
    assert said.status == 0
    said = duxue("trace", evaluated_fushun, "largest-class[stage=primary]@210421@SY2021")
    assert said.status == 0
    assert "模拟数据（非真实）" in said.out


def test_without_a_current_run_it_evaluates_first_and_says_so(duxue: Duxue, fushun: Path):
    said = duxue("trace", fushun, STATED, "--lang", "en")
    assert said.status == 0
    run = newest(fushun)
    assert said.err == f"what the workspace holds now had not been evaluated yet; evaluated first: {run}\n"
    assert duxue("trace", fushun, STATED).err == ""
    assert newest(fushun) == run


def test_an_old_run_is_traced_from_its_snapshot_alone(duxue: Duxue, fushun: Path):
    duxue("evaluate", fushun)
    run = newest(fushun)
    old = duxue("trace", fushun, COMPUTED, "--rows", "--json", "--run", run).json
    register = fushun / "registers" / "kindergartens.SY2021.csv"
    header, *rows = register.read_text("utf-8").splitlines()
    register.write_text("\n".join([header, *rows[3:]]) + "\n", "utf-8")
    assert duxue("trace", fushun, COMPUTED, "--rows", "--json", "--run", run[:18]).json == old
    new = duxue("trace", fushun, COMPUTED, "--rows", "--json").json
    assert new["figure"]["value"] != old["figure"]["value"]


def test_a_run_that_is_not_there_lists_the_latest(duxue: Duxue, evaluated_fushun: Path):
    said = duxue("trace", evaluated_fushun, STATED, "--run", "1999")
    assert said.status == 2
    assert "没有编号为“1999”的核算。最近的有：" in said.err
    assert newest(evaluated_fushun) in said.err
