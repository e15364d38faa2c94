"""The view of a proof on a terminal and in a file, over proofs made by hand."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from tests.proofing.telling.making import check, document_of, proof_of, span

from duxue.cli.pages import Block
from duxue.cli.plain import plain_lines
from duxue.cli.proofs import ProofPage
from duxue.cli.screen import Screen
from duxue.cli.terminal import draw
from duxue.cli.widths import width
from duxue.messages import Text
from duxue.proofing.checks import Level, Proof, TextFault

TEXT = "# 一、情况\n\n" + "全市各类学校经过核实和汇总以后" * 3 + "共346所，其中小学305所；初中41所。\n"
SCORES = [f"得分：{number}分。" for number in range(1, 10)]
TEXT += "".join(SCORES)
DOCUMENT = document_of(TEXT, "report.txt", "txt")
SPANS = (span(DOCUMENT, "346所", "stated"), span(DOCUMENT, "305所"), span(DOCUMENT, "41所"))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def blocks(proof: Proof, out: io.StringIO, lang: str = "zh") -> Sequence[Block]:
    return list(ProofPage(Screen(lang, True, out, out), DOCUMENT, proof).blocks())


def plain(proof: Proof, lang: str = "zh") -> list[str]:
    return list(plain_lines(blocks(proof, io.StringIO(), lang)))


def drawn(proof: Proof, columns: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(columns))
    out = io.StringIO()
    draw(blocks(proof, Terminal()), out)
    return out.getvalue().splitlines()


def failing(level: Level, message: str = "不符。") -> Proof:
    return proof_of(check(SPANS, "fails", level, arithmetic="305 + 41 = 346", message=message))


def test_findings_stand_under_the_name_of_their_level():
    names: tuple[tuple[Level, str], ...] = (
        ("impossible", "数据矛盾  1"),
        ("inconsistent", "前后不一致  1"),
        ("below-standard", "低于标准（目标）  1"),
        ("question", "存疑  1"),
    )
    for level, name in names:
        assert name in plain(failing(level))


def test_the_arithmetic_is_not_said_twice_where_the_message_holds_it():
    assert "    305 + 41 = 346" in plain(failing("impossible"))
    lines = plain(
        proof_of(check(SPANS, "fails", "impossible", arithmetic="1 + 1", message="1 + 1", english="1 + 1"))
    )
    assert sum("1 + 1" in line for line in lines) == 1


def test_a_fault_that_is_not_sure_says_so():
    fault = TextFault(
        "two-names", (SPANS[1].place, SPANS[2].place), "小学", Text("名称不一。", "two names."), sure=False
    )
    lines = plain(proof_of(faults=(fault,)))
    assert "· 1 名称不一。" in lines
    assert "    不能肯定，请核对。" in lines
    assert sum("【" in line for line in lines) == 2


def test_a_relation_that_holds_is_counted_and_not_listed():
    lines = plain(proof_of(check(SPANS)))
    assert any(line.startswith("没有发现问题") for line in lines)
    assert "核对的关系        1（成立 1）" in lines
    assert "关系种类          合计与分项 1" in lines


def test_on_a_terminal_a_long_sentence_is_shortened_around_the_figure(monkeypatch: pytest.MonkeyPatch):
    shown = "".join(line.strip() for line in drawn(failing("impossible"), 100, monkeypatch))
    assert "…" in shown
    assert "【346所】，其中小学【305所】；" in shown
    assert "…" not in "".join(plain(failing("impossible")))


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_on_a_terminal_nothing_is_wider_than_it(columns: int, monkeypatch: pytest.MonkeyPatch):
    lines = drawn(failing("impossible", "说明" * 60), columns, monkeypatch)
    assert max(width(line) for line in lines) <= columns


def test_on_a_terminal_a_long_list_of_findings_or_places_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch):
    spans = (SPANS[0], *(span(DOCUMENT, f"{number}分") for number in range(1, 10)))
    many = proof_of(*(check(spans, "fails", "question") for _ in range(30)))
    shown = "\n".join(drawn(many, 100, monkeypatch))
    assert "只列出 20 条，共 30 条" in shown
    assert "另有 5 处，共 10 处" in shown
    every = plain(many)
    assert sum(line.startswith("· ") for line in every) == 30
    assert sum("【" in line for line in every) == 30 * 10


def test_markup_in_a_report_is_only_text(monkeypatch: pytest.MonkeyPatch):
    shown = "\n".join(drawn(failing("impossible", "[bold]x[/bold] \x1b[31m"), 100, monkeypatch))
    assert "[bold]x[/bold]" in shown
    assert "\\x1b[31m" in shown


def test_both_languages_show_the_same_number_of_lines():
    proof = failing("impossible")
    assert len(plain(proof, "zh")) == len(plain(proof, "en"))
