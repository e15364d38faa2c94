from __future__ import annotations

import pickle

import pytest

from duxue.messages import Fault, InputError, Place, Text, sentence

GONE = Fault("yaml-file-missing", Place("a.yaml"), {"name": "a.yaml"})


def test_a_fault_is_shown_with_its_place_in_both_languages():
    assert GONE.shown("zh") == "a.yaml：找不到文件 a.yaml；请检查文件名和所在目录。"
    assert GONE.shown("en") == "a.yaml: there is no file a.yaml; check its name and its folder."


def test_a_fault_without_a_place_is_its_sentence():
    assert Fault("yaml-tab").shown("en") == sentence("yaml-tab", "en")


def test_an_error_shows_every_fault_on_a_line():
    error = InputError([GONE, Fault("yaml-tab", Place("b.yaml", 3))])
    assert error.shown("zh").splitlines() == [fault.shown("zh") for fault in error.faults]
    assert str(error) == error.shown("en")


def test_faults_that_are_cut_are_counted():
    error = InputError([GONE] * 1_431)
    assert error.shown("en", limit=20).splitlines()[-1] == (
        "20 of 1,431 faults are shown; put these right and run the command again."
    )
    assert len(error.shown("en", limit=20).splitlines()) == 21
    assert len(error.shown("en").splitlines()) == 1_431


def test_an_error_without_a_fault_is_a_defect():
    with pytest.raises(ValueError, match="at least one"):
        InputError([])


def test_one_makes_the_error_of_a_single_fault():
    assert InputError.one("yaml-file-missing", Place("a.yaml"), name="a.yaml").faults == (GONE,)


def test_a_fact_may_differ_by_language():
    facts = {"expected": Text("数字", "a number"), "found": Text("空", "nothing")}
    assert sentence("yaml-wrong-type", "zh", **facts) == "应为数字，实为空；请改正。"
    assert sentence("yaml-wrong-type", "en", **facts) == "expected a number, found nothing; put it right."


def test_a_fact_that_is_not_given_is_a_defect():
    with pytest.raises(KeyError, match="name"):
        sentence("yaml-file-missing", "zh")


@pytest.mark.parametrize("code", ["yaml-no-such-code", "nofamily-code", "", "../yaml-x"])
def test_a_code_that_is_not_in_the_catalogue_is_a_defect(code: str):
    with pytest.raises(KeyError):
        sentence(code, "zh")


def test_a_brace_in_a_fact_stays_a_brace():
    assert "{name}" in sentence("yaml-file-missing", "en", name="{name}")


def test_an_error_survives_a_journey_between_processes():
    error = InputError([GONE])
    assert pickle.loads(pickle.dumps(error)).faults == error.faults
