"""Every figure against the standards in force: met, below, cannot tell, made up, not comparable, not due."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.broken.workspaces import changed

from duxue.evaluation import ObjectResult, load_workspace, run
from duxue.measures import Finding

STANDARD = "library/standards/small-pupils-per-teacher.yaml"
CHANGE = """\
  - id: small-pupils-change
    edition: 1
    title: {zh: 在校生比上年增长, en: change of pupils on the year before}
    kind: change
    of: small-pupils
    against: t-1y
    as: percent
    unit: percent
    decimals: 2
    definition: {zh: 与上年相比。, en: Against the year before.}
"""
EARLIER = """\
  - figure: small-pupils@219900@SY2020
    source: report
    value: 3000
    unit: person
"""
NOT_COMPARABLE = """\
    not_comparable: {with: SY2020, reason: {zh: 口径有变。, en: the definition changed.}}
"""


def judged(workspace: Path, tmp_path: Path) -> ObjectResult:
    record = run(load_workspace(workspace, tmp_path / "registers").inputs)
    return record.evaluations[0].objects[0]


def verdicts(found: ObjectResult) -> dict[str, str]:
    return {verdict.area: verdict.verdict for verdict in found.standards}


def below(found: ObjectResult) -> list[Finding]:
    return [finding for finding in found.findings if finding.level == "below-standard"]


def test_each_area_of_a_kind_that_the_standard_binds_is_judged_by_its_unrounded_value(
    small: Path, tmp_path: Path
):
    assert verdicts(judged(small, tmp_path)) == {"219900": "met", "219901": "met", "219902": "below"}


def test_a_value_exactly_on_the_limit_keeps_it_and_one_a_hair_beyond_does_not(small: Path, tmp_path: Path):
    changed(small, "registers/small-stages.SY2021.csv", "219902,junior,500,40", "219902,junior,500,43")
    changed(small, "registers/small-stages.SY2021.csv", "219902,primary,900,50", "219902,primary,895,50")
    assert verdicts(judged(small, tmp_path))["219902"] == "met"
    changed(small, "registers/small-stages.SY2021.csv", "219902,primary,895,50", "219902,primary,896,50")
    assert verdicts(judged(small, tmp_path))["219902"] == "below"


def test_only_kinds_that_it_binds(small: Path, tmp_path: Path):
    changed(small, STANDARD, "kinds: [city, county]", "kinds: [county]")
    assert set(verdicts(judged(small, tmp_path))) == {"219901", "219902"}


def test_only_those_that_the_workspace_names_or_all_in_force(small: Path, tmp_path: Path):
    changed(small, "evaluation.yaml", "standards: [small-pupils-per-teacher]", "standards: none")
    assert judged(small, tmp_path).standards == ()
    changed(small, "evaluation.yaml", "standards: none", "standards: all")
    named = {verdict.standard for verdict in judged(small, tmp_path).standards}
    assert {"small-pupils-per-teacher", "public-share-county"} <= named


def test_what_a_window_cannot_judge_is_said_and_stops_nothing(small: Path, tmp_path: Path):
    changed(small, "evaluation.yaml", "standards: [small-pupils-per-teacher]", "standards: all")
    loaded = load_workspace(small, tmp_path / "registers")
    (note,) = loaded.notes
    assert note.code == "workspace-standards-left-out"
    assert "evaluation.yaml:11:" in note.shown("en")
    assert '"w2021" names no day' in note.sentence("en")
    changed(small, "evaluation.yaml", "school-year: SY2021", "school-year: SY2021\n    day: 2022-06-15")
    assert load_workspace(small, tmp_path / "registers").notes == ()


def test_a_standard_that_came_into_force_later_is_not_in_all_of_them(small: Path, tmp_path: Path):
    changed(small, "evaluation.yaml", "standards: [small-pupils-per-teacher]", "standards: all")
    changed(small, STANDARD, "  effective: 2021-01-01", "  effective: 2023-01-01")
    assert "small-pupils-per-teacher" not in {v.standard for v in judged(small, tmp_path).standards}


def test_a_finding_names_area_value_limit_document_and_what_the_report_admits(small: Path, tmp_path: Path):
    (finding,) = below(judged(small, tmp_path))
    assert finding.about == "small-pupils-per-teacher@219902@SY2021"
    assert dict(finding.facts) == {
        "standard": "small-pupils-per-teacher",
        "value": "15.56",
        "limit": "at_most 15",
        "admitted": "no",
        "certainty": "confirmed",
    }
    assert finding.message.zh == (
        "西县生师比为 15.56，超出标准（不超过 15，试〔2021〕1号：小城生师比）。报告的问题部分没有提到。"
    )
    assert finding.message.en == (
        "pupils per teacher of West County is 15.56, beyond the standard (at most 15; 试〔2021〕1号: pupils per "
        "teacher of the small city). The report's section on problems does not mention it."
    )


def test_below_and_beyond_are_said_by_the_side_of_the_limit(small: Path, tmp_path: Path):
    changed(small, STANDARD, "at_most: 15", "at_least: 15")
    messages = {finding.about.split("@")[1]: finding.message for finding in below(judged(small, tmp_path))}
    assert set(messages) == {"219900", "219901"}
    assert all("，低于标准（不低于 15，" in message.zh for message in messages.values())
    assert all(", below the standard (at least 15; " in message.en for message in messages.values())


@pytest.mark.parametrize(
    ("admitted", "said"),
    [
        ("admitted: []", "no"),
        ("", "unknown"),
        ("admitted:\n  - {title: {zh: 甲, en: a}, measures: [small-pupils-per-teacher]}", "yes"),
        (
            "admitted:\n  - {title: {zh: 甲, en: a}, measures: [small-pupils-per-teacher], area: '219902'}",
            "yes",
        ),
        (
            "admitted:\n  - {title: {zh: 甲, en: a}, measures: [small-pupils-per-teacher], area: '219901'}",
            "no",
        ),
        ("admitted:\n  - {title: {zh: 甲, en: a}, measures: [small-pupils]}", "no"),
    ],
)
def test_what_the_report_admits_is_told_for_the_measure_and_the_area(
    admitted: str, said: str, small: Path, tmp_path: Path
):
    changed(small, "problems.yaml", "admitted: []", admitted)
    (finding,) = below(judged(small, tmp_path))
    assert finding.facts["admitted"] == said


def test_what_was_not_reported_cannot_be_told(small: Path, tmp_path: Path):
    changed(
        small, "registers/small-stages.SY2021.csv", "219902,primary,900,50,7000\n219902,junior,500,40,\n", ""
    )
    changed(small, "filings.csv", "small-stages,219902,SY2021,filed,219902,2021-10-11\n", "")
    found = judged(small, tmp_path)
    assert verdicts(found) == {"219900": "cannot-tell", "219901": "met", "219902": "cannot-tell"}
    assert below(found) == []


def test_an_empty_cell_cannot_be_told_either(small: Path, tmp_path: Path):
    changed(small, "registers/small-stages.SY2021.csv", "219902,junior,500,40", "219902,junior,500,")
    assert verdicts(judged(small, tmp_path))["219902"] == "cannot-tell"


def test_no_teachers_at_all_is_no_ratio_and_no_verdict(small: Path, tmp_path: Path):
    register = "registers/small-stages.SY2021.csv"
    changed(small, register, "219902,primary,900,50", "219902,primary,900,0")
    changed(small, register, "219902,junior,500,40", "219902,junior,500,0")
    assert verdicts(judged(small, tmp_path))["219902"] == "cannot-tell"


def on_change(small: Path, more: str) -> None:
    """The standard asks that pupils do not fall; last year's number is stated."""
    text = (small / "library/measures/small.yaml").read_text(encoding="utf-8")
    (small / "library/measures/small.yaml").write_text(text + CHANGE, encoding="utf-8")
    changed(
        small,
        STANDARD,
        "measure: small-pupils-per-teacher\nunit: ratio",
        "measure: small-pupils-change\nunit: percent",
    )
    changed(small, STANDARD, "at_most: 15", "at_least: 0")
    changed(small, STANDARD, "kinds: [city, county]", "kinds: [city]")
    changed(small, "stated.yaml", "    place: {zh: 第一节, en: section 1}\n", more + EARLIER)


def test_a_change_between_stated_figures_is_judged(small: Path, tmp_path: Path):
    on_change(small, "")
    assert verdicts(judged(small, tmp_path)) == {"219900": "met"}
    changed(small, "stated.yaml", "value: 3000", "value: 3300")
    found = judged(small, tmp_path)
    assert verdicts(found) == {"219900": "below"}
    assert below(found)[0].facts["value"] == "-3.03"


@pytest.mark.parametrize("earlier", [3000, 3300])
def test_figures_that_cannot_be_compared_give_no_verdict_whichever_is_larger(
    earlier: int, small: Path, tmp_path: Path
):
    on_change(small, NOT_COMPARABLE)
    changed(small, "stated.yaml", "value: 3000", f"value: {earlier}")
    found = judged(small, tmp_path)
    assert verdicts(found) == {"219900": "not-comparable"}
    assert below(found) == []
    (finding,) = [f for f in found.findings if f.code == "evaluation-not-comparable"]
    assert finding.level == "question"
    assert "口径有变。" in finding.message.zh
    assert "the definition changed." in finding.message.en


def test_a_target_is_no_shortfall_before_it_is_due(small: Path, tmp_path: Path):
    changed(small, STANDARD, "kind: floor", "kind: target\ndue: 2025-12-31")
    found = judged(small, tmp_path)
    assert verdicts(found)["219902"] == "not-due"
    assert below(found) == []
    changed(small, STANDARD, "due: 2025-12-31", "due: 2021-12-31")
    (finding,) = below(judged(small, tmp_path))
    assert finding.code == "evaluation-below-target"
    assert "2021年目标" in finding.message.zh


def test_how_sure_the_standard_is_stands_in_the_finding(small: Path, tmp_path: Path):
    changed(small, STANDARD, "certainty: confirmed", "certainty: unverified")
    (finding,) = below(judged(small, tmp_path))
    assert finding.message.zh.endswith("（标准内容尚未核实。）")
    assert finding.message.en.endswith("(The standard is not yet verified.)")


def test_a_limit_in_another_unit_of_the_same_kind_is_converted(small: Path, tmp_path: Path):
    changed(small, STANDARD, "unit: ratio", "unit: percent")
    changed(small, STANDARD, "at_most: 15", "at_most: 1500")
    assert verdicts(judged(small, tmp_path)) == {"219900": "met", "219901": "met", "219902": "below"}


def test_limits_by_slice_are_judged_slice_by_slice(small: Path, tmp_path: Path):
    changed(
        small,
        STANDARD,
        "  - {at_most: 15}",
        "  - {at_most: 19, for: {stage: primary}}\n  - {at_most: 13.5, for: {stage: junior}}",
    )
    found = {
        verdict.figure: (verdict.limit, verdict.verdict)
        for verdict in judged(small, tmp_path).standards
        if verdict.area == "219902"
    }
    assert found == {
        "small-pupils-per-teacher[stage=primary]@219902@SY2021": ("at_most 19", "met"),
        "small-pupils-per-teacher[stage=junior]@219902@SY2021": ("at_most 13.5", "met"),
    }
