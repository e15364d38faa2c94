"""Every case of `cases/` is a text and the faults that are found in it; a new one needs no Python."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from duxue.proofing.document import Document
from duxue.proofing.faults import text_faults
from duxue.proofing.reading import read_bytes

CASES = Path(__file__).parent / "cases"


def _cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(file.read_text(encoding="utf-8")), 1):
            yield pytest.param(file.stem, case, id=f"{file.stem}-{number}-{case.get('about', '')}")


def _read(text: str, name: str = "case.txt") -> Document:
    return read_bytes(text.encode(), name)


@pytest.mark.parametrize("rule, case", list(_cases()))
def test_a_text_has_the_faults_that_its_case_names_and_no_others(rule: str, case: dict[str, Any]):
    assert set(case) <= {"about", "text", "file", "faults", "questions"}
    found = text_faults(_read(case["text"], case.get("file", "case.txt")))
    assert [fault.text for fault in found if fault.sure] == case.get("faults", [])
    assert [fault.text for fault in found if not fault.sure] == case.get("questions", [])
    assert {fault.rule for fault in found} <= {rule}


@pytest.mark.parametrize("rule, case", list(_cases()))
def test_places_point_at_what_the_fault_shows(rule: str, case: dict[str, Any]):
    document = _read(case["text"], case.get("file", "case.txt"))
    for fault in text_faults(document):
        assert fault.places
        for place in fault.places:
            assert 0 <= place.start < place.end <= len(document.text)
        if rule in ("doubled-word", "unbalanced-mark", "traditional-character", "repeated-mark"):
            stands = "".join(document.text[fault.places[0].start : fault.places[0].end].split())
            assert stands == fault.text.replace(" ", "")


@pytest.mark.parametrize("rule", sorted(file.stem for file in CASES.glob("*.yaml")))
def test_every_kind_has_texts_with_faults_and_texts_without(rule: str):
    cases = [case for name, case in (param.values for param in _cases()) if name == rule]
    assert any(case.get("faults") or case.get("questions") for case in cases)
    assert any(not case.get("faults") and not case.get("questions") for case in cases)


TRAPS = {
    "brackets": "学校" + "（" * 250_000 + "）" * 250_000,
    "brackets that never close": "学校" + "《" * 500_000,
    "quotes that never open": "学校" + "”" * 500_000,
    "quotes that never close": "学校" + "“" * 500_000,
    "words twice in one line": "学校学校，" * 100_000,
    "one word without end": "其中" * 250_000,
    "one character without end": "一" * 500_000,
    "titles": "《关于进一步加强学校安全工作的通知》、" * 27_000,
    "different titles": "".join(f"《关于加强第{i}号学校安全工作的通知》、" for i in range(25_000)),
    **{f"row of {sign}": "学校" + sign * 500_000 for sign in "*_×x■□?~-。（"},
    "placeholders": "增长xx%，共有xx个，" * 45_000,
    "numbers": "一是好的。二是好的。三是好的。" * 33_000,
    "lines with numbers": "\n".join(f"{i % 99 + 1}、加强学校管理工作" for i in range(40_000)),
    "traditional": "教育督導工作情况报告已经印发给各县区教育行政部门和各级各类学校，" * 15_000,
}


@pytest.mark.long
@pytest.mark.parametrize("trap", sorted(TRAPS))
def test_half_a_million_characters_take_little_time(trap: str):
    document = _read(TRAPS[trap])
    started = time.process_time()
    text_faults(document)
    # A shared machine is slow at times; what must not happen is growth with the square.
    assert time.process_time() - started < 5


FUSHUN = "documents/fushun_2021_self_evaluation.txt"


def test_the_report_of_fushun_has_its_four_faults_and_no_other(corpus: Path):
    document = read_bytes((corpus / FUSHUN).read_bytes(), "fushun.txt")
    found = text_faults(document)
    shown = {
        ("doubled-word", "市招考办市招考办"),
        ("doubled-word", "无证无证"),
        ("unbalanced-mark", "《抚《抚顺市"),
    }
    traditional = [fault for fault in found if fault.rule == "traditional-character"]
    assert {(fault.rule, fault.text) for fault in found if fault.sure and fault not in traditional} == shown
    assert [fault.text[:4] for fault in traditional] == ["督導體制"]
    assert [fault for fault in found if not fault.sure] == []
