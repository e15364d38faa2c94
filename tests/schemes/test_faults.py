"""Every fault of a scheme has its line, the likely word and its sentence, pinned in faults.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.schemes.small import changed, said

from duxue.notation import read

CASES = read(Path(__file__).with_name("faults.yaml")).value["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"].replace(" ", "-"))
def test_a_faulty_scheme_says_what_is_wrong_word_for_word(case):
    text = changed(*map(tuple, case["change"]))
    assert {lang: said(text, lang) for lang in ("zh", "en")} == {lang: case[lang] for lang in ("zh", "en")}


def test_an_unknown_unit_is_named_with_the_likely_one():
    (fault,) = said(changed(("unit: 亿元", "unit: 亿圆")))
    assert fault.startswith('scheme.yaml:31:86: unknown unit "亿圆"')
    assert "hundred-million-yuan (亿元)" in fault
