"""Texts that the proof-reader was not made for, all of them true: nothing is said of them above a question.

A new one needs no Python: a file in `texts/`, whose figures agree with each other.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from duxue.proofing import proof
from duxue.proofing.reading import read_file

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))
FEWEST, SHORTEST = 20, 400


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_nothing_is_found_above_a_question(file: Path):
    found = proof(read_file(file))
    alarms = [
        f"{check.rule}: {check.message.zh}"
        for check in found.checks
        if check.verdict == "fails" and check.level != "question"
    ]
    alarms += [f"{fault.rule}: {fault.message.zh}" for fault in found.faults if fault.sure]
    assert alarms == []


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_the_texts_are_long_and_full_of_figures(file: Path):
    text = file.read_text(encoding="utf-8")
    assert len(text) >= SHORTEST
    assert proof(read_file(file)).coverage.numbers >= 10


def test_there_are_many_kinds_of_them():
    assert len(TEXTS) >= FEWEST
