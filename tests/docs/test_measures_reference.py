"""The page on measures: it has every kind and key, and each of its examples is a measure beside the library's."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.docs.console import Block, blocks
from tests.docs.sections import first_column, keys_of, section

from duxue.evaluation.definitions import read_definitions
from duxue.library import ROOT as LIBRARY
from duxue.measures import Catalogue, check_measures, read_measures
from duxue.measures import definitions as forms
from duxue.measures.catalogue import KINDS
from duxue.measures.figures import MADE_UP, NOT_COMPARABLE, UNVERIFIED
from duxue.notation import read_text, validate

PAGE = ROOT / "docs/reference/measures.md"
COMMON = keys_of(forms.Common) | {"kind"}


def examples(word: str) -> list[Block]:
    """The YAML blocks of the page that are marked by a word."""
    heads = [line.split() for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("```")]
    marks = [head[1:] for head in heads[::2]]
    return [block for block, mark in zip(blocks(PAGE), marks, strict=True) if mark == [word]]


def test_the_keys_of_every_measure_are_those_of_the_form():
    assert set(first_column(section(PAGE, "Keys of every measure"))) == COMMON


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_its_own_keys_its_unit_its_roll_up_its_missing_and_an_example(kind: str):
    text = section(PAGE, f"`{kind}`")
    own = keys_of(KINDS[kind]) - COMMON
    if kind == "reach":
        own |= keys_of(forms.ReachTest)
    assert set(first_column(text)) == own
    for mark in ("**Unit.**", "**Rolls up**", "**Missing.**"):
        assert mark in text, mark
    assert f"\nkind: {kind}\n" in text


def test_the_table_of_kinds_lists_each_once():
    assert first_column(section(PAGE, "Kinds"), "kind") == list(KINDS)


def test_the_keys_of_a_reference_are_those_of_the_form():
    text = section(PAGE, "References")
    assert set(first_column(text)) == keys_of(forms.Reference)
    assert keys_of(forms.Weighted) - keys_of(forms.Reference) == {"weight"}
    for bound in keys_of(forms.Limit):
        assert f"`{bound}`" in text


def test_the_flags_are_those_that_travel():
    from duxue.measures.composing import CARRIED

    listed = set(first_column(section(PAGE, "Figures and their names"), "flag"))
    assert listed == CARRIED | {MADE_UP, NOT_COMPARABLE, UNVERIFIED}


def test_every_example_loads_and_passes_the_checks_beside_the_library(tmp_path: Path):
    found = examples("measure")
    assert len(found) >= len(KINDS)
    for number, block in enumerate(found):
        (tmp_path / f"{number:02}.yaml").write_text(block.body, encoding="utf-8")
    library, own = read_measures(LIBRARY / "measures", "library"), read_measures(tmp_path, "page")
    assert library.keys() & own.keys() == set()
    check_measures(Catalogue({**library, **own}, read_definitions(None, None).catalogue.contracts))


def test_the_standards_that_examples_name_are_in_the_library():
    standards = read_definitions(None, None).standards
    for block in examples("measure"):
        for test in read_text(block.body, "page").value.get("tests", []):
            assert test.get("standard") in {None, *standards}


def test_the_definition_that_the_page_reads_is_the_librarys_own():
    library = read_measures(LIBRARY / "measures", "library")
    (shown,) = examples("library")
    document = read_text(shown.body, "page")
    name = document.value["id"]
    assert validate(document, KINDS[document.value["kind"]]) == library[name].definition
