from __future__ import annotations

from pathlib import Path

import pytest

from duxue.messages import InputError
from duxue.standards import load_standard, load_standards

GOOD = """\
id: small-classes
edition: 1
title: {zh: 小班额, en: small classes}
kind: floor
measure: largest-class
unit: person
limits:
  - {for: {stage: primary}, at_most: 45}
  - {at_most: 50}
applies_to: {kinds: [county]}
document:
  number: 某教〔2017〕6号
  title: {zh: 某办法, en: some measures}
  issued: 2017-04-19
  effective: 2017-05-01
  until: null
clause: {zh: 第五条, en: article 5}
certainty: secondary
source: https://example.org
"""
LATER = (
    GOOD.replace("id: small-classes", "id: smaller-classes")
    .replace("issued: 2017-04-19", "issued: 2022-01-01")
    .replace("effective: 2017-05-01", "effective: 2022-01-01")
    + "follows: small-classes\n"
)


def folder_with(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def faults_of(folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        load_standards(folder, "standards")
    return [(str(fault.place), fault.code) for fault in caught.value.faults]


def test_a_standard_is_read_as_it_stands(tmp_path):
    (found,) = load_standards(folder_with(tmp_path, small_classes=GOOD)).values()
    assert (found.id, found.kind, found.measure, found.with_) == (
        "small-classes",
        "floor",
        "largest-class",
        {},
    )
    assert found.document.number == "某教〔2017〕6号"
    assert found.document.dates == "unverified"
    assert found.note is None


def test_a_folder_that_is_not_there_has_no_standards(tmp_path):
    assert load_standards(tmp_path / "nowhere") == {}


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("id: small-classes", "id: Small_Classes", 1, "standards-id-form"),
        ("at_most: 50}", "at_most: 50, above: 3}", 9, "standards-one-operator"),
        ("{at_most: 50}", "{for: {stage: junior}}", 9, "standards-one-operator"),
        ("{for: {stage: primary}, at_most: 45}", "{at_most: 60}", 9, "standards-limit-hidden"),
        ("kinds: [county]", "kinds: [county, countie]", 10, "standards-kind-unknown"),
        ("kind: floor", "kind: target", 4, "standards-target-without-due"),
        ("certainty: secondary", "certainty: secondary\ndue: 2020-12-31", 19, "standards-floor-with-due"),
        ("effective: 2017-05-01", "effective: 2016-05-01", 15, "standards-dates-reversed"),
        ("until: null", "until: 2017-04-30", 16, "standards-dates-reversed"),
        ("unit: person", "unit: qqqqqqqqqq", 6, "values-unit-unknown"),
        ("unit: person", "units: person", 6, "yaml-unknown-key"),
        ("at_most: 45", "at_most: '45'", 8, "yaml-wrong-type"),
        ("certainty: secondary", "certainty: sure", 18, "yaml-unknown-word-far"),
    ],
)
def test_what_makes_no_sense_is_told_with_its_line(tmp_path, old, new, line, code):
    assert old in GOOD
    ((place, found),) = faults_of(folder_with(tmp_path, small_classes=GOOD.replace(old, new)))
    assert (place.split(":")[1], found) == (str(line), code)


def test_the_file_bears_the_id_of_its_standard(tmp_path):
    assert faults_of(folder_with(tmp_path, other_name=GOOD)) == [
        ("standards/other-name.yaml:1:5", "standards-file-name")
    ]


def test_the_faults_of_all_files_come_at_once(tmp_path):
    files = folder_with(tmp_path, small_classes=GOOD.replace("unit: person", "unit: x"), other_name=GOOD)
    assert [code for _, code in faults_of(files)] == ["standards-file-name", "values-unit-unknown"]


def test_a_standard_follows_another_from_the_day_after_its_end(tmp_path):
    ended = GOOD.replace("until: null", "until: 2021-12-31")
    assert len(load_standards(folder_with(tmp_path, small_classes=ended, smaller_classes=LATER))) == 2


@pytest.mark.parametrize("until", ["null", "2022-01-01", "2025-12-31"])
def test_a_standard_and_the_one_that_follows_it_are_never_in_force_on_one_day(tmp_path, until):
    former = GOOD.replace("until: null", f"until: {until}")
    found = faults_of(folder_with(tmp_path, small_classes=former, smaller_classes=LATER))
    assert found == [("standards/smaller-classes.yaml:15:14", "standards-dates-overlap")]


def test_a_standard_cannot_follow_one_that_is_not_there(tmp_path):
    (_, code), *_others = faults_of(folder_with(tmp_path, smaller_classes=LATER))
    assert code == "standards-follows-unknown"


def test_the_sentence_says_what_was_found_what_is_allowed_and_what_is_likely(tmp_path):
    with pytest.raises(InputError) as caught:
        load_standards(
            folder_with(tmp_path, small_classes=GOOD.replace("[county]", "[countie]")), "standards"
        )
    assert caught.value.shown("en") == (
        'standards/small-classes.yaml:10:22: "countie" is no kind of area; did you mean "county"? Allowed: '
        "nation, province, city, county, unit, township, school, institution, campus, teaching-point."
    )
    assert caught.value.shown("zh") == (
        "standards/small-classes.yaml:10:22：不认识的区域类别“countie”，是否应为“county”？可用："
        "nation、province、city、county、unit、township、school、institution、campus、teaching-point。"
    )


def test_one_standard_of_a_folder_is_the_same_read_alone(tmp_path: Path):
    folder = folder_with(tmp_path, **{"small-classes": GOOD})
    assert load_standard(folder / "small-classes.yaml") == load_standards(folder)["small-classes"]
