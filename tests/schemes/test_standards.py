"""What a scheme and a standard say of each other, and what a standard says of its measure."""

from __future__ import annotations

import pytest
from tests.schemes.small import MEASURES, changed, said

from duxue.messages import InputError
from duxue.notation import read_text, validate
from duxue.schemes import check_standards
from duxue.standards import Standard

STANDARD = """
id: public-2020
edition: 1
title: {zh: 公办占比, en: public share}
kind: target
measure: public-share
with: {stage: preschool}
unit: percent
limits: [{at_least: 50}]
due: 2020-12-31
applies_to: {kinds: [city]}
document: {number: 示发〔2018〕1号, title: {zh: 意见, en: opinions}, issued: 2018-11-07, effective: 2018-11-07, until: null}
clause: {zh: 达到50%, en: reaches 50 per cent}
certainty: secondary
source: nowhere
"""


def standards(*changes):
    text = STANDARD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    standard = validate(read_text(text, "public-2020.yaml"), Standard)
    return {standard.id: standard}


def verdict_on(limit, *changes, figure="{measure: public-share, with: {stage: preschool}}"):
    text = changed(("{measure: public-share, with: {stage: preschool}}, at_least: 50", f"{figure}, {limit}"))
    return {lang: said(text, lang, standards(*changes)) for lang in ("zh", "en")}


@pytest.mark.parametrize(
    "limit", ["meets: public-2020", "meets: {standard: public-2020}", "at_least: {standard: public-2020}"]
)
def test_a_test_may_take_its_limit_from_a_standard_of_the_same_measure(limit):
    assert verdict_on(limit) == {"zh": [], "en": []}


def test_a_standard_that_is_not_there_is_named_with_the_likely_one():
    assert verdict_on("meets: public-2021")["zh"] == [
        "scheme.yaml:26:111：没有标准“public-2021”，是否应为“public-2020”？可用：public-2020。"
    ]


def test_a_standard_of_another_measure_is_refused():
    (fault,) = verdict_on("meets: public-2020", figure="spread")["en"]
    assert fault.endswith(
        'the standard "public-2020" is about the measure "public-share", but "spread" is tested here.'
    )


def test_a_standard_of_another_slice_is_refused():
    (fault,) = verdict_on("meets: public-2020", figure="public-share")["en"]
    assert fault.endswith(
        'the standard "public-2020" binds [stage=preschool] only, but all of it is tested here; state it under "with".'
    )


def test_a_comparison_other_than_the_standard_s_own_is_refused():
    found = verdict_on("above: {standard: public-2020}")
    assert found["zh"][0].endswith(
        "标准“public-2020”写的是 at_least，这里却用 above；请改用 meets，由标准决定。"
    )


def test_a_sound_standard_passes():
    check_standards(standards(), MEASURES)


@pytest.mark.parametrize(
    ("change", "said_"),
    [
        (
            ("measure: public-share", "measure: public-shares"),
            (
                'the standard "public-2020" names the measure "public-shares", which does not exist; '
                'did you mean "public-share"? Available: public-share, spending, spread.'
            ),
        ),
        (
            ("with: {stage", "with: {stge"),
            'the measure "public-share" has no slice by "stge"; did you mean "stage"? Available: stage.',
        ),
        (
            ("unit: percent", "unit: yuan"),
            "the limit is in yuan, the figure in per cent; these cannot be compared.",
        ),
    ],
)
def test_a_standard_that_does_not_fit_its_measure_is_a_fault(change, said_):
    with pytest.raises(InputError) as caught:
        check_standards(standards(change), MEASURES)
    assert caught.value.shown("en") == f"standards/public-2020.yaml: {said_}"
