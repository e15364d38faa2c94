"""The report that everything started from: what is wrong in it, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from duxue.proofing import Proof, proof
from duxue.proofing.reading import read_file


@pytest.fixture(scope="module")
def found(corpus: Path) -> Proof:
    return proof(read_file(corpus / "documents" / "fushun_2021_self_evaluation.txt"))


def test_three_relations_are_false_and_each_says_why(found: Proof):
    wrong = {check.kind: check for check in found.checks if check.level not in (None, "question")}
    assert sorted(wrong) == ["item-count", "score-total", "target"]
    count, total, target = (wrong[kind] for kind in sorted(wrong))
    assert (count.stated_span.text, len(count.spans)) == ("15 项考核指标", 15)
    assert (total.arithmetic.endswith("= 91.15 ≠ 96.15"), total.cause) == (True, "part-missing")
    assert (
        total.message.zh
        == "总分写的是96.15分，所列14项得分之和为91.15分，相差5分。可能少列一项，其值应为5分。"
    )
    assert target.level == "below-standard"
    assert target.message.zh == (
        "46.1%，低于目标：“公办园在园幼儿占比（2020年全国目标）”为50%（中发〔2018〕39号）；“存在问题”部分没有提到。"
    )


def test_elsewhere_there_are_at_most_five_questions_and_the_class_size_is_one(found: Proof):
    questions = [check for check in found.checks if check.level == "question"]
    assert len(questions) <= 5
    assert "56人" in {check.stated for check in questions}


def test_figures_of_other_scopes_are_no_contradiction(found: Proof):
    traps = ("189所", "175 所", "153所", "6个", "7个", "18 名", "40 名", "20 名", "98.34%", "98.25%")
    touched = [
        check
        for check in found.checks
        if check.verdict == "fails" and check.stated_span.text.startswith(traps)
    ]
    assert touched == []


def test_four_faults_of_the_text_are_found(found: Proof):
    assert [fault.rule for fault in found.faults] == [
        "doubled-word",
        "unbalanced-mark",
        "doubled-word",
        "traditional-character",
    ]
