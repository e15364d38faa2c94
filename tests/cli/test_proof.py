from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Duxue, Said, files_of, newest
from tests.proofing.telling.word_files import contents
from tests.proofing.telling.word_files import report as word_report

from duxue.cli.proofs.files import put

CALM = "一、基本情况\n\n全市共有学校346所，其中小学305所、初中41所。\n"


@pytest.fixture(scope="module")
def example(root: Path) -> Path:
    """A report of our own words over Fushun's figures, with the contradictions of the real one."""
    return root / "examples/reports/fushun-2021-proof.md"


@pytest.fixture(scope="module")
def shown(duxue: Duxue, example: Path) -> Said:
    return duxue("proof", example)


@pytest.fixture(scope="module")
def document(duxue: Duxue, example: Path) -> Any:
    return duxue("proof", example, "--json").json


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(CALM, "utf-8")
    return path


def test_what_contradicts_itself_in_the_example_is_found_and_nothing_else(document: Any):
    failing = [check for check in document["checks"] if check["verdict"] == "fails"]
    grave = {(check["level"], check["stated"]) for check in failing if check["level"] != "question"}
    assert grave == {
        ("inconsistent", "15项指标"),
        ("inconsistent", "96.15分"),
        ("below-standard", "46.1%"),
    }
    assert {fault["rule"] for fault in document["text"]} == {"doubled-word", "unbalanced-mark"}


def test_every_place_of_the_document_is_in_the_text_that_is_printed(
    duxue: Duxue, example: Path, document: Any
):
    text = duxue("proof", example, "--text").out
    assert len(text) == document["document"]["chars"]
    spans = [span for found in document["checks"] + document["text"] for span in found["spans"]]
    assert spans
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)


def test_json_is_one_document_and_nothing_else(duxue: Duxue, example: Path):
    said = duxue("proof", example, "--json")
    assert (said.status, said.err) == (0, "")
    assert said.json["document"]["name"] == example.name


def test_the_view_shows_the_gravest_first_then_the_text_then_what_was_checked(shown: Said):
    assert (shown.status, shown.err) == (0, "")
    heads = ["前后不一致", "低于标准（目标）", "文字毛病", "核对了什么"]
    lines = [line.split("  ")[0] for line in shown.out.splitlines()]
    assert [line for line in lines if line in heads] == heads


def test_a_finding_shows_its_arithmetic_and_the_sentence_with_the_figure_marked(shown: Said):
    assert "91.15" in shown.out
    assert "一、自查自评情况，第9行：本次自评共15项指标，总分【96.15分】，自评等次为“好”。" in shown.out
    assert "公办园在园幼儿占比为【46.1%】" in shown.out


def test_output_that_is_no_terminal_is_neither_cut_nor_wrapped(shown: Said):
    assert "…" not in shown.out
    assert shown.out.count("得分：【") == 14


def test_the_same_is_told_in_english(duxue: Duxue, example: Path):
    said = duxue("proof", example, "--lang", "en")
    heads = ("Inconsistent", "Below a standard or target", "Faults of the text", "What was checked")
    places = [said.out.index(head) for head in heads]
    assert places == sorted(places)
    assert "一、自查自评情况, line 9" in said.out


def test_a_report_without_findings_says_so_and_what_was_checked(duxue: Duxue, report: Path):
    said = duxue("proof", report)
    assert said.status == 0
    assert "没有发现问题" in said.out
    assert "核对了什么" in said.out
    assert "全文都读了" in said.out


def test_text_is_printed_as_it_stands_in_the_file(duxue: Duxue, tmp_path: Path):
    path = tmp_path / "report.txt"
    path.write_bytes("\ufeff第一行\r\n\r\n全市有学校12所。\r\n".encode())
    assert duxue("proof", path, "--text").out == "第一行\r\n\r\n全市有学校12所。\r\n"


def test_the_page_is_written_beside_the_view(duxue: Duxue, example: Path, shown: Said, tmp_path: Path):
    page = tmp_path / "page.html"
    said = duxue("proof", example, "--html", page)
    assert (said.status, said.out, said.err) == (0, shown.out, f"已写入 {page}\n")
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert files_of(tmp_path) == ["page.html"]


def test_strict_ends_with_1_only_where_something_is_impossible(duxue: Duxue, example: Path, report: Path):
    assert duxue("proof", report, "--strict").status == 0
    # What is only inconsistent, or below a standard, does not count.
    assert duxue("proof", example, "--strict").status == 0
    report.write_text(CALM.replace("346", "336"), "utf-8")
    assert duxue("proof", report).status == 0
    said = duxue("proof", report, "--strict", "--json")
    assert [check["level"] for check in said.json["checks"]] == ["impossible"]
    assert said.status == 1


def test_a_word_document_gets_comments_and_stays_as_it_is(duxue: Duxue, tmp_path: Path):
    report, out = tmp_path / "report.docx", tmp_path / "commented.docx"
    report.write_bytes(word_report())
    before = report.read_bytes()
    said = duxue("proof", report, "--docx", out, "--html", tmp_path / "page.html", "--json")
    assert (said.status, said.err.count("已写入")) == (0, 2)
    assert report.read_bytes() == before
    text = duxue("proof", report, "--text").out
    assert text == duxue("proof", out, "--text").out
    spans = [span for check in said.json["checks"] for span in check["spans"]]
    assert spans
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)
    comments = contents(out)["word/comments.xml"].decode()
    assert comments.count("Duxue 督学") >= 2


@pytest.mark.parametrize("spelling", ["report.txt", "./report.txt", "link.txt", "hard.txt"])
def test_the_report_is_never_overwritten(
    spelling: str, duxue: Duxue, report: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(report.parent)
    Path("link.txt").symlink_to(report)
    os.link(report, "hard.txt")
    before = files_of(report.parent)
    said = duxue("proof", "report.txt", "--html", spelling)
    assert (said.status, said.out) == (2, "")
    assert "不能覆盖" in said.err
    assert report.read_text("utf-8") == CALM
    assert files_of(report.parent) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--docx", "out.docx"], "--docx 只能用于 Word 文档"),
        (["--html", "nowhere/out.html"], "文件夹"),
        (["--html", "."], "文件夹"),
        (["--json", "--text"], "--json 和 --text 只能选一个"),
        (["--run", "2026"], "--run 要和 --against 一起用"),
        (["--against", "nowhere"], "evaluation.yaml"),
    ],
)
def test_words_that_do_not_go_together_end_with_2_and_nothing_is_written(
    words: list[str], said: str, duxue: Duxue, report: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(report.parent)
    answer = duxue("proof", report, *words)
    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err
    assert files_of(report.parent) == ["report.txt"]


def test_a_report_that_is_not_there_ends_with_2(duxue: Duxue, tmp_path: Path):
    said = duxue("proof", tmp_path / "none.txt", "--html", tmp_path / "page.html")
    assert (said.status, said.out) == (2, "")
    assert "none.txt" in said.err
    assert files_of(tmp_path) == []


def test_a_report_is_held_against_the_run_of_a_workspace(duxue: Duxue, example: Path, evaluated_fushun: Path):
    run = newest(evaluated_fushun)
    said = duxue("proof", example, "--against", evaluated_fushun, "--run", run, "--json")
    assert said.status == 0
    assert {entry["verdict"] for entry in said.json["against"]} == {"agrees"}
    text = example.read_text("utf-8")
    assert all(text[entry["start"] : entry["end"]] == entry["text"] for entry in said.json["against"])


def test_a_figure_that_the_run_has_otherwise_is_shown_beside_it(
    duxue: Duxue, example: Path, evaluated_fushun: Path, tmp_path: Path
):
    report = tmp_path / "report.md"
    report.write_text(example.read_text("utf-8").replace("为84.2%", "为82.4%"), "utf-8")
    said = duxue("proof", report, "--against", evaluated_fushun)
    part = said.out[said.out.index("与核算结果不一致") :]
    assert "84.2%" in part
    assert "普惠性幼儿园覆盖率为【82.4%】" in part


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    page = tmp_path / "page.html"
    put(page, b"before")

    def refused(self: Path, target: Path) -> Path:
        raise OSError(28, "no space left", str(target))

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(OSError):
        put(page, b"after")
    assert page.read_bytes() == b"before"
    assert files_of(tmp_path) == ["page.html"]


def test_a_file_that_was_written_can_be_read_by_others(tmp_path: Path):
    page = tmp_path / "page.html"
    before = os.umask(0o022)
    try:
        put(page, b"page")
    finally:
        os.umask(before)
    assert page.stat().st_mode & 0o777 == 0o644


def test_a_report_is_never_held_against_made_up_figures_of_a_real_workspace(
    duxue: Duxue, evaluated_fushun: Path, tmp_path: Path
):
    report = tmp_path / "report.txt"
    # The made-up registers give 53.89 %.
    report.write_text("2021年，全市公办园在园幼儿占比为53.89%。\n", "utf-8")
    body = duxue("proof", report, "--against", evaluated_fushun, "--json").json
    assert [(entry["verdict"], entry["text"]) for entry in body["against"]] == [("differs", "53.89%")]
    assert body["against"][0]["figure"].endswith("#stated:report")
