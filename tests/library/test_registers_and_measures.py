from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from duxue import library
from duxue.measures.catalogue import Catalogue, read_measures
from duxue.measures.checks import check_measures
from duxue.registers import Contract, load_contract

REGISTERS = sorted((library.ROOT / "registers").glob("*.yaml"))


@pytest.fixture(scope="module")
def contracts() -> dict[str, Contract]:
    return {path.stem: load_contract(path, path.name) for path in REGISTERS}


@pytest.fixture(scope="module")
def catalogue(contracts: dict[str, Contract]) -> Catalogue:
    return Catalogue(read_measures(library.ROOT / "measures", "measures"), contracts)


@pytest.mark.parametrize("path", REGISTERS, ids=lambda path: path.stem)
def test_a_register_of_the_library_bears_the_name_of_its_file(path: Path):
    assert load_contract(path, path.name).id == path.stem


def test_every_register_says_where_its_table_comes_from(contracts: dict[str, Contract]):
    assert [id_ for id_, contract in contracts.items() if contract.source is None] == []


def test_the_measures_of_the_library_make_sense_together(catalogue: Catalogue):
    check_measures(catalogue)


def test_the_library_uses_every_kind_of_measure_that_is_computed(catalogue: Catalogue):
    kinds = Counter(catalogue[measure].kind for measure in catalogue)
    assert set(kinds) >= {
        "count",
        "sum",
        "combine",
        "ratio",
        "share",
        "spread",
        "reach",
        "across",
        "change",
        "compare",
    }


def test_every_measure_has_its_definition_in_both_languages_and_a_source(catalogue: Catalogue):
    for measure in catalogue:
        definition = catalogue[measure]
        assert definition.definition.zh
        assert definition.definition.en
        assert definition.source, measure
