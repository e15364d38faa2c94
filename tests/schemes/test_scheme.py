"""Loading a scheme, its canonical text and its hash."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.schemes.small import MEASURES, TEXT, changed, loaded, said

from duxue.messages import InputError
from duxue.notation import read_text, validate
from duxue.schemes import (
    Asked,
    Scheme,
    asked_of,
    check_scheme,
    freeze,
    load_scheme,
    scheme_hash,
    standing_notice,
    thaw,
)

SCHEME = loaded().scheme


def test_the_small_scheme_has_no_fault():
    assert said(TEXT) == []
    check_scheme(loaded(), MEASURES, {})


def test_a_scheme_is_loaded_from_its_folder_or_its_file(tmp_path):
    (tmp_path / "scheme.yaml").write_text(TEXT, "utf-8")
    assert load_scheme(tmp_path).scheme == load_scheme(tmp_path / "scheme.yaml").scheme == SCHEME


def test_a_folder_without_a_scheme_says_what_belongs_there(tmp_path):
    with pytest.raises(InputError) as caught:
        load_scheme(tmp_path, shown="my-scheme")
    assert caught.value.shown("en") == (
        "my-scheme: there is no scheme here; a scheme is a folder that holds scheme.yaml, or a file of that form."
    )


def test_check_raises_with_all_faults_at_once():
    text = changed(("object: city", "object: town"), ("id: A2", "id: A1"), ("total: 20", "total: 21"))
    with pytest.raises(InputError) as caught:
        check_scheme(loaded(text), MEASURES, {})
    assert len(caught.value.faults) == 3


def test_the_tree_is_walked_in_its_own_order():
    assert [item.id for item in SCHEME.walk()] == ["A", "A1", "A2", "B"]
    assert [leaf.id for leaf in SCHEME.leaves()] == ["A1", "A2", "B"]
    assert SCHEME.item("nothing") is None


def test_a_frozen_scheme_thaws_to_an_equal_one_with_the_same_text():
    text = freeze(SCHEME)
    assert thaw(text) == SCHEME
    assert freeze(thaw(text)) == text


def test_the_hash_follows_the_meaning_not_the_words():
    words = changed(
        ("zh: 样例,", "zh: 另一名称,"),
        ("edition: 1", "edition: 2"),
        (
            "points: 10\n",
            "points: 10.00\n        certainty: unverified\n        note: {zh: 说明, en: note}\n",
        ),
    )
    assert scheme_hash(loaded(words).scheme) == scheme_hash(SCHEME)


@pytest.mark.parametrize(
    "change",
    [
        ("at_least: 50", "at_least: 51"),
        ("at_least: 50", "above: 50"),
        ('sources: [computed, "stated:yearbook"]', 'sources: ["stated:yearbook", computed]'),
        ("stage: preschool", "stage: primary"),
        ("measure: public-share,", "measure: public-share, source: computed,"),
        ("at_least: 16", "at_least: 15"),
        ("by: judgement", "by: judgement\n    bounds: {high: 6}"),
        ("decimals: 2", "decimals: 3"),
    ],
)
def test_whatever_can_move_a_point_changes_the_hash(change):
    assert scheme_hash(loaded(changed(change)).scheme) != scheme_hash(SCHEME)


def test_an_inferred_certainty_is_secondary():
    text = changed(("by: judgement", "by: judgement\n    certainty: inferred"))
    assert [leaf.certainty for leaf in loaded(text).scheme.leaves()][-1] == "secondary"


@pytest.mark.parametrize(
    ("standing", "zh", "en"),
    [
        (
            "official",
            "本方案依据样例机关印发的《评价方案》（示教督〔2021〕1号）。",
            "This scheme is that of sample",
        ),
        ("partial", "只收录了《评价方案》（示教督〔2021〕1号）的一部分", "holds only a part of"),
        ("reconstruction", "满分与规则均为推断，不作为评分依据", "no basis for scoring"),
        ("made-up", "本方案系虚构，署名“样例机关”", "is made up"),
    ],
)
def test_every_standing_has_a_sentence_for_the_header(standing, zh, en):
    notice = standing_notice(SCHEME.model_copy(update={"standing": standing}))
    assert zh in notice.zh
    assert en in notice.en


def test_a_scheme_without_a_document_is_named_by_its_title():
    scheme = SCHEME.model_copy(update={"document": None, "standing": "partial"})
    assert "样例" in standing_notice(scheme).zh


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=4) | st.just("judgement"),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["kind", "when", "figure", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)
PLACES = [
    (),
    ("indicators",),
    ("indicators", 0),
    ("indicators", 0, "items"),
    ("indicators", 0, "items", 0, "rule"),
    ("indicators", 0, "items", 0, "rule", "when"),
    ("indicators", 0, "items", 0, "rule", "when", "figure"),
    ("indicators", 0, "items", 0, "rule", "when", "at_least"),
    ("indicators", 0, "items", 1, "rule", "below"),
    ("levels",),
    ("levels", 0, "at_least"),
    ("pass",),
    ("title",),
    ("document",),
]


@given(st.sampled_from(PLACES[1:]), JUNK)
def test_junk_anywhere_is_a_fault_with_a_place_never_a_crash(path, junk):
    document = read_text(TEXT, "scheme.yaml")
    holder = document.at(path[:-1])
    holder[path[-1]] = junk
    try:
        scheme = validate(document, Scheme)
    except InputError as error:
        for fault in error.faults:
            assert fault.place is not None
            assert fault.shown("zh")
            assert fault.shown("en")
    else:
        assert scheme.id == "city-2021"


def test_an_item_says_what_it_asks_people_for():
    rule = (
        "rule: {kind: deduct-listed, deductions: ["
        "{id: a, title: {zh: 甲, en: a}, points: 1, when: {any: [{judged: late}, {counted: visits, below: 2}]}}, "
        "{id: b, title: {zh: 乙, en: b}, counted: meetings, each: 1, below: 4}]}"
    )
    text = changed(("by: judgement", f"by: rule\n    {rule}"))
    *_, leaf = loaded(text).scheme.leaves()
    assert asked_of(leaf) == Asked(frozenset({"late"}), frozenset({"visits", "meetings"}))
