"""The product's own schemes and standards agree with its measures."""

from __future__ import annotations

from typing import get_args

import pytest

from duxue.library import ROOT
from duxue.measures import read_measures
from duxue.messages import entry
from duxue.schemes import (
    check_scheme,
    check_standards,
    freeze,
    load_scheme,
    new_scheme,
    standing_notice,
    thaw,
)
from duxue.schemes.scheme import Standing
from duxue.standards import load_standards

SCHEMES = sorted(ROOT.glob("schemes/*/scheme.yaml"))


@pytest.fixture(scope="module")
def measures():
    return {
        name: written.definition for name, written in read_measures(ROOT / "measures", "measures").items()
    }


@pytest.fixture(scope="module")
def standards():
    return load_standards(ROOT / "standards")


def test_every_standard_of_the_library_fits_its_measure(measures, standards):
    check_standards(standards, measures)


@pytest.mark.parametrize("file", SCHEMES, ids=lambda file: file.parent.name)
def test_every_scheme_of_the_library_is_sound_and_says_where_it_comes_from(file, measures, standards):
    loaded = load_scheme(file)
    check_scheme(loaded, measures, standards)
    assert loaded.scheme.id == file.parent.name
    assert thaw(freeze(loaded.scheme)) == loaded.scheme
    assert standing_notice(loaded.scheme).zh


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_new_scheme_passes_with_the_product_library(tmp_path, lang, measures, standards):
    check_scheme(load_scheme(new_scheme(tmp_path, "mine", lang)), measures, standards)


@pytest.mark.parametrize("standing", get_args(Standing))
def test_every_standing_has_its_sentence(standing):
    assert entry(f"schemes-standing-{standing}").about.zh
