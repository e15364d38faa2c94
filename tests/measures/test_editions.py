"""A definition of the library may not change its meaning under the same edition."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.measures.editions import Meaning, current, faults, recorded

OLD = Meaning("measure", "pupils", 1, "a")


@pytest.fixture(scope="module")
def now() -> list[Meaning]:
    return current()


def test_no_meaning_has_changed_under_its_edition(now: list[Meaning]):
    assert faults(recorded(), now) == []


def test_the_committed_file_is_complete(now: list[Meaning]):
    assert recorded() == now, "run `make editions` and commit tests/measures/meanings.txt"


def test_a_new_meaning_without_a_new_edition_is_told_with_what_to_do():
    (told,) = faults([OLD], [replace(OLD, hash="b")])
    assert told == (
        "measure pupils means something else, and its edition is still 1: write edition 2 into its file and run "
        "`make editions`; if edition 1 was never released, run `make editions UNRELEASED=1`"
    )


def test_a_new_edition_may_mean_something_else():
    assert faults([OLD], [replace(OLD, edition=2, hash="b")]) == []


def test_an_edition_never_goes_back():
    assert len(faults([replace(OLD, edition=2)], [OLD])) == 1


def test_a_definition_that_is_gone_is_told():
    assert len(faults([OLD], [])) == 1


def test_a_new_definition_is_no_fault_but_belongs_into_the_file():
    assert faults([], [OLD]) == []
