"""`scheme new`: a small valid scheme to start from."""

from __future__ import annotations

import pytest
from tests.schemes.small import Measure

from duxue.messages import InputError
from duxue.schemes import load_scheme, new_scheme, scheme_faults, scheme_hash

PUBLIC_SHARE = {"public-share": Measure("public-share", "percent", ("stage",))}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_new_scheme_is_valid_and_has_three_items(tmp_path, lang):
    file = new_scheme(tmp_path / "mine", "mine-2026", lang)
    loaded = load_scheme(file)
    assert loaded.scheme.id == "mine-2026"
    assert len(list(loaded.scheme.leaves())) == 3
    assert scheme_faults(loaded, PUBLIC_SHARE, {}) == []


def test_both_languages_start_from_the_same_scheme(tmp_path):
    hashes = {
        scheme_hash(load_scheme(new_scheme(tmp_path / lang, "mine", lang)).scheme) for lang in ("zh", "en")
    }
    assert len(hashes) == 1


def test_comments_are_in_the_language_asked_for(tmp_path):
    assert "从高到低" in new_scheme(tmp_path / "a", "mine", "zh").read_text("utf-8")
    assert "from the highest down" in new_scheme(tmp_path / "b", "mine", "en").read_text("utf-8")


@pytest.mark.parametrize("name", ["2026", "true", "2026-03-01", "0101"])
def test_an_id_that_looks_like_something_else_is_quoted(tmp_path, name):
    assert load_scheme(new_scheme(tmp_path, name, "en")).scheme.id == name


@pytest.mark.parametrize("name", ["", "Mine", "a b", "../x", "方案"])
def test_an_id_of_another_form_is_refused_and_nothing_is_written(tmp_path, name):
    with pytest.raises(InputError, match="lower-case letters"):
        new_scheme(tmp_path / "new", name, "en")
    assert not (tmp_path / "new").exists()


def test_a_scheme_that_is_there_is_left_alone(tmp_path):
    new_scheme(tmp_path, "first", "en")
    with pytest.raises(InputError, match="left alone"):
        new_scheme(tmp_path, "second", "en")
    assert load_scheme(tmp_path).scheme.id == "first"
