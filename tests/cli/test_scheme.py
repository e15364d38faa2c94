from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Duxue

SAMPLE = Path("library/schemes/sample-city-2021")


def test_a_scheme_that_is_right_says_how_many_items_and_points(duxue: Duxue):
    assert duxue("scheme", "check", "liaoning-2022-city").out == "没有问题：15 个观测点，总分 100\n"
    assert duxue("scheme", "check", "liaoning-2022-city", "--lang", "en").out == "ok: 15 items, total 100\n"


def test_a_scheme_in_a_workspace_may_use_its_measures(duxue: Duxue, root: Path):
    folder = root / "examples" / "california-1998" / "library" / "schemes" / "district-spread-1998"
    said = duxue("scheme", "check", folder)
    assert (said.status, said.err) == (0, "")


def test_a_scheme_with_faults_lists_them_all_with_their_lines(duxue: Duxue, tmp_path: Path):
    duxue("scheme", "new", tmp_path / "small")
    file = tmp_path / "small" / "scheme.yaml"
    text = (
        file.read_text("utf-8")
        .replace("total: 20", "total: 21")
        .replace("figure: public-share", "figure: public-shre")
    )
    file.write_text(text, "utf-8")
    said = duxue("scheme", "check", tmp_path / "small")
    assert (said.status, said.out) == (2, "")
    lines = said.err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith(f"{file}:") for line in lines)
    assert "public-share" in said.err


def test_a_new_scheme_is_valid_and_never_written_over(duxue: Duxue, tmp_path: Path):
    said = duxue("scheme", "new", tmp_path / "mine", "--id", "town-2026")
    assert said.status == 0
    assert said.out.splitlines()[0] == f"已写入 {tmp_path / 'mine' / 'scheme.yaml'}"
    assert "id: town-2026" in (tmp_path / "mine" / "scheme.yaml").read_text("utf-8")
    assert duxue("scheme", "new", tmp_path / "mine", "--id", "town-2026").status == 2


def test_a_scheme_is_shown_with_points_rules_in_words_and_its_standing(duxue: Duxue, root: Path):
    out = duxue("scheme", "show", "liaoning-2022-city").out
    assert "本方案系依据公开报告复原" in out
    assert "性质              复原" in out
    assert "L12  校额班额化解  3 分  人工评分  未核实" in out
    assert "推断的规则（不给分）  同时满足（最大校额（普通高中） ≤ 3000人；最大班额（小学） ≤ 55人" in out


def test_every_kind_of_rule_can_be_said_in_both_languages(duxue: Duxue, root: Path):
    folder = root / "examples" / "sample-city" / SAMPLE
    zh, en = duxue("scheme", "show", folder).out, duxue("scheme", "show", folder, "--lang", "en").out
    for words in (
        "每少 1",
        "从满分起逐项扣分",
        "各要素得分相加",
        "得满分；否则得",
        "均摊",
        "取平均",
        "得 5 分；",
        "÷ 95%",
    ):
        assert words in zh, words
    for words in (
        "short of",
        "full marks less",
        "the sum of the points",
        "full marks if",
        "share the full marks",
        "the mean of",
    ):
        assert words in en, words


def test_a_scheme_that_is_not_there_is_said(duxue: Duxue, tmp_path: Path):
    said = duxue("scheme", "show", "nothing-like-it")
    assert said.status == 2
    said = duxue("scheme", "check", tmp_path / "empty")
    assert said.status == 2
