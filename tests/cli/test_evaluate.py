from __future__ import annotations

import json
import re
import shlex
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Duxue, Said, files_of, newest

from duxue.cli.commands.evaluate import not_met
from duxue.evaluation import load_workspace, run, staging

MADE_UP_ZH, MADE_UP_EN = "模拟数据（非真实）", "made up (not real)"


def test_the_sheet_of_fushun_says_what_is_stated_and_what_adds_up(sheet: Said):
    assert (sheet.status, sheet.err) == (0, "")
    lines = sheet.out.splitlines()
    assert lines[0] == "抚顺市2021年履行教育职责自评"
    assert "报告写的总分  96.15  自查报告第一部分引言" in lines
    assert "所列各项相加  91.15  （14 项有得分，共 15 项）" in lines
    assert "项数          报告说 15 项，列出得分的 14 项" in lines
    assert "待核定分值    5.00 分（L15）" in lines
    assert "总分          在 91.15 至 96.15 之间（满分 100）" in lines
    assert "等次          暂无法判定：方案没有给出等次线；报告自评“好”" in lines


def test_the_sheet_of_fushun_says_the_same_in_english(english_sheet: Said):
    lines = english_sheet.out.splitlines()
    assert lines[0] == "Fushun, self-assessment of its education duties in 2021"
    assert "total stated      96.15  self-assessment report, part 1, opening" in lines
    assert "sum of the items  91.15  (14 of 15 items have points)" in lines
    assert "items             the report says 15, 14 were found with points" in lines
    assert "undecided         5.00 points (L15)" in lines
    assert "total             between 91.15 and 96.15 (of 100)" in lines


def test_each_indicator_has_points_full_marks_how_sure_and_why(sheet: Said):
    lines = sheet.out.splitlines()
    row = next(line for line in lines if line.startswith("L09 "))
    assert row.split() == ["L09", "评价整改落实", "4.50", "5.00", "未核实", "自查报告第一部分第9项"]
    row = next(line for line in lines if line.startswith("L15 "))
    assert row.split() == ["L15", "（报告未载）", "0.00–5.00", "5.00", "暂无法判定", "没有填报得分"]


def test_what_stays_below_a_target_is_said_first_and_with_its_document(sheet: Said):
    out = sheet.out
    below = out[out.index("低于标准或目标") :].splitlines()[1]
    assert "46.1%，低于2020年目标（原则上不低于 50%，中发〔2018〕39号" in below
    assert "报告的问题部分没有提到。" in below
    assert out.index("低于标准或目标") < out.index("不可比") < out.index("存疑")
    assert "19.59 亿元" in out
    assert "21.87 亿元" in out


def test_a_figure_below_a_target_is_never_called_a_breach(sheet: Said):
    assert "不达标" not in sheet.out
    assert sheet.out.count("违反") == sheet.out.count("不等于违反")


def test_guesses_stand_under_a_heading_of_their_own(sheet: Said):
    out = sheet.out
    guesses = out[out.index("推断的规则提出的疑问") :]
    assert "复原方案的规则是推断的，从不给分" in guesses
    assert "校额班额化解（L12）：填报 3.00 分，推断的规则算得 0.00 分" in guesses
    assert "算得 0.00 分" not in out[: out.index("推断的规则提出的疑问")]


def test_standards_that_could_not_be_judged_are_counted_with_the_reason(sheet: Said):
    out = sheet.out
    checks = int(re.search(r"共 (\d+) 次：达到 \d+，低于 \d+。", out)[1])  # type: ignore[index]
    met, below = map(int, re.search(r"达到 (\d+)，低于 (\d+)。", out).groups())  # type: ignore[union-attr]
    apart = int(re.search(r"另有 (\d+) 次没有核对成", out)[1])  # type: ignore[index]
    reasons = sum(int(found) for found in re.findall(r"^· .*?：(\d+) 次（", out, re.MULTILINE))
    assert checks == met + below + apart
    assert apart == reasons


def test_the_sheet_ends_with_three_commands_that_run(duxue: Duxue, sheet: Said):
    commands = [line.strip() for line in sheet.out.splitlines() if line.startswith("  duxue ")]
    assert [command.split()[1] for command in commands] == ["trace", "explain", "scheme"]
    for command in commands:
        assert duxue(*shlex.split(command)[1:]).status == 0


def test_a_language_that_was_asked_for_stands_in_the_commands_too(english_sheet: Said):
    commands = [line for line in english_sheet.out.splitlines() if line.startswith("  duxue ")]
    assert all(command.endswith("--lang en") for command in commands)


def test_what_is_no_terminal_gets_plain_text(sheet: Said):
    assert "\x1b" not in sheet.out
    assert not re.search("[─-╿]", sheet.out)
    assert max(map(len, sheet.out.splitlines())) > 120


def test_made_up_registers_are_named_in_the_head(sheet: Said, english_sheet: Said):
    assert f"含有{MADE_UP_ZH}：" in sheet.out
    assert f"Some data are {MADE_UP_EN}: " in english_sheet.out


def test_every_made_up_figure_of_the_sheet_bears_the_mark(sheet: Said, document: Any):
    made_up = {f["id"] for o in document["evaluations"][0]["objects"] for f in o["figures"] if f["made_up"]}
    shown = [line for line in sheet.out.splitlines() if line.split(" ")[-1] in made_up]
    assert shown
    assert all(MADE_UP_ZH in line for line in shown)


def test_in_a_made_up_city_every_score_that_rests_on_its_figures_says_so(
    duxue: Duxue, evaluated_sample: Path, sample_sheet: Said
):
    body = duxue("evaluate", evaluated_sample, "--json").json
    scores = body["evaluations"][0]["objects"][0]["scores"]
    resting = [s for s in scores if s["figures"] and s["value"] and s["by"] == "rule"]
    out = sample_sheet.out
    for score in resting:
        row = next(line for line in out.splitlines() if line.strip().startswith(f"{score['item']} "))
        assert MADE_UP_ZH in row
    findings = out[out.index("低于标准或目标") : out.index("标准核对情况")]
    assert all(MADE_UP_ZH in line for line in findings.splitlines() if line.startswith("· "))


def test_the_document_has_the_published_form(document: Any):
    evaluation = document["evaluations"][0]
    assert (evaluation["scheme"], evaluation["window"]) == ("liaoning-2022-city", "w2021")
    judged = evaluation["objects"][0]
    assert judged["area"] == "210400"
    assert judged["layers"] == {
        "self": {
            "total": {"value": None, "low": "91.15", "high": "96.15", "undecided": "5.00"},
            "stated_total": "96.15",
            "level": None,
            "stated_level": {"zh": "好", "en": "good"},
            "verdict": "cannot-tell",
        }
    }
    score = next(score for score in judged["scores"] if score["item"] == "L12")
    wanted = "item layer value low high full by entered computed status certainty figures explanation"
    assert set(wanted.split()) <= set(score)
    given = [score[name] for name in ("value", "entered", "computed", "by")]
    assert given == ["3.00", "3.00", "0.00", "judgement"]
    assert {finding["level"] for finding in judged["findings"]} == {"below-standard", "question"}


def test_no_number_of_the_document_is_a_float(duxue: Duxue, evaluated_fushun: Path):
    def refuse(text: str) -> float:
        raise AssertionError(f"a float: {text}")

    said = duxue("evaluate", evaluated_fushun, "--json")
    assert json.loads(said.out, parse_float=refuse)["run"] == newest(evaluated_fushun)


def test_the_document_says_what_is_made_up_and_where_the_scheme_comes_from(document: Any):
    assert document["made_up"] is False
    assert document["evaluations"][0]["standing"] == "reconstruction"
    figures = document["evaluations"][0]["objects"][0]["figures"]
    assert {figure["made_up"] for figure in figures} == {True, False}
    assert all(figure["made_up"] == ("made-up" in figure["flags"]) for figure in figures)


def test_one_object_a_line_where_it_is_asked_for(duxue: Duxue, evaluated_california: Path):
    lines = duxue("evaluate", evaluated_california, "--jsonl").out.splitlines()
    assert len(lines) == 45
    bodies = [json.loads(line) for line in lines]
    assert len({body["area"] for body in bodies}) == 45
    assert len({body["digest"] for body in bodies}) == 1


def test_many_objects_stand_in_one_table_before_their_sheets(duxue: Duxue, evaluated_california: Path):
    lines = duxue("evaluate", evaluated_california, "--lang", "en").out.splitlines()
    assert "objects  45" in lines
    assert sum(line.startswith("Alameda alameda") for line in lines) == 2


def test_both_engines_give_one_digest(duxue: Duxue, fushun: Path):
    digests = {
        duxue("evaluate", fushun, "--json", "--engine", engine).json["digest"]
        for engine in ("duckdb", "fractions")
    }
    assert len(digests) == 1


def test_strict_ends_with_0_where_nothing_is_impossible_and_nothing_fails(duxue: Duxue, fushun: Path):
    assert duxue("evaluate", fushun, "--strict").status == 0


def test_strict_ends_with_1_where_a_pass_mark_is_not_met(duxue: Duxue, tmp_path: Path):
    duxue("scheme", "new", tmp_path / "small")
    scheme = tmp_path / "small" / "scheme.yaml"
    text = scheme.read_text("utf-8").replace("pass: {level: qualified}", "pass: {at_least: 16}")
    scheme.write_text(text, "utf-8")
    duxue("new", tmp_path / "w", "--scheme", tmp_path / "small")
    assert duxue("evaluate", tmp_path / "w", "--strict").status == 0
    judgements = tmp_path / "w" / "judgements.yaml"
    entry = "{item: A2, area: my-city, points: 0, reason: {zh: 无, en: none}, by: x}"
    text = judgements.read_text("utf-8").replace("points: []", f"points: [{entry}]")
    judgements.write_text(text.replace("people: {}", "people: {x: {name: x}}"), "utf-8")
    assert duxue("evaluate", tmp_path / "w").status == 0
    said = duxue("evaluate", tmp_path / "w", "--strict")
    assert said.status == 1
    assert "是否通过    未通过" in said.out


def test_strict_counts_what_is_impossible(fushun: Path):
    with staging(fushun) as work:
        record = run(load_workspace(fushun, work / "registers").inputs)
    assert not not_met(record)
    finding = replace(record.findings[0], level="impossible")
    (evaluation,) = record.evaluations
    judged = replace(evaluation.objects[0], findings=(finding,))
    assert not_met(replace(record, evaluations=(replace(evaluation, objects=(judged,)),)))


def test_an_engine_that_is_still_to_come_says_so(duxue: Duxue, fushun: Path):
    before = files_of(fushun)
    said = duxue("evaluate", fushun, "--engine", "spark")
    assert (said.status, said.out) == (2, "")
    assert said.err == "spark 引擎属于以后的可选扩展，本版本还没有；现有：duckdb, fractions。\n"
    said = duxue("evaluate", fushun, "--engine", "spark", "--lang", "en")
    assert (
        said.err
        == "the engine spark comes with a later extra and is not there yet; there are: duckdb, fractions.\n"
    )
    assert files_of(fushun) == before


def test_one_document_and_one_a_line_exclude_each_other(duxue: Duxue, fushun: Path):
    said = duxue("evaluate", fushun, "--json", "--jsonl")
    assert (said.status, said.err) == (2, "--json 和 --jsonl 只能用一个。\n")


def test_a_folder_that_is_no_workspace_is_left_as_it_is(duxue: Duxue, tmp_path: Path):
    said = duxue("evaluate", tmp_path, "--lang", "en")
    assert said.status == 2
    assert said.err == (
        f"{tmp_path}: this is no workspace: it has no evaluation.yaml. "
        "Check the path, or make one with duxue new.\n"
    )
    assert files_of(tmp_path) == []


@pytest.mark.parametrize("file", ["evaluation.yaml", "areas.csv", "registers/kindergartens.SY2021.csv"])
def test_bad_input_ends_with_2_and_writes_nothing(duxue: Duxue, fushun: Path, file: str):
    (fushun / file).write_bytes(b"\x00\xff\xfe bad")
    before = files_of(fushun)
    said = duxue("evaluate", fushun)
    assert said.status == 2
    assert said.out == ""
    assert "Traceback" not in said.err
    assert said.err.startswith(file)
    assert files_of(fushun) == before
