"""What is not known stays open with the points that hang on it; sources that differ are a finding."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from tests.broken.workspaces import changed

from duxue.evaluation import Record, load_workspace, run
from duxue.messages import Text
from duxue.scoring import LayerResult, Score
from duxue.values import Missing

SCHEME = "library/schemes/small-2021/scheme.yaml"
STAGES = "registers/small-stages.SY2021.csv"
WEST = "219902,primary,900,50,7000\n219902,junior,500,40,\n"
WEST_FILED = "small-stages,219902,SY2021,filed,219902,2021-10-11\n"
PLACE = "    place: {zh: 第一节, en: section 1}\n"


@pytest.fixture
def evaluated(small: Path, tmp_path: Path) -> Callable[[], Record]:
    """Evaluates the small workspace as it is now."""
    return lambda: run(load_workspace(small, tmp_path / "registers").inputs)


def layer_of(record: Record, layer: str = "self") -> LayerResult:
    (found,) = [one for one in record.evaluations[0].objects[0].layers if one.layer == layer]
    return found


def score_of(record: Record, item: str) -> Score:
    score = layer_of(record).score(item)
    assert score is not None
    return score


def codes(record: Record) -> list[str]:
    return [finding.code for finding in record.findings]


@pytest.mark.parametrize("filing", ["", "small-stages,219902,SY2021,missing,,\n"])
def test_one_unreported_county_leaves_the_known_part_the_rate_the_bounds_and_an_interval_of_points(
    filing: str, small: Path, evaluated: Callable[[], Record]
):
    changed(small, STAGES, WEST, "")
    changed(small, "filings.csv", WEST_FILED, filing)
    record = evaluated()
    pupils = record.figure("small-pupils@219900@SY2021")
    assert pupils is not None
    assert (pupils.value, pupils.missing, pupils.known) == (None, Missing.NOT_REPORTED, Fraction(1800))
    assert pupils.coverage == (1, 2)
    assert pupils.bounds is not None
    assert (pupils.bounds.low, pupils.bounds.high) == (Fraction(1800), None)
    ratio = score_of(record, "A1")
    assert (ratio.value, ratio.status) == (None, "cannot-tell")
    assert (ratio.low, ratio.high) == (Decimal(0), Decimal(6))
    assert ratio.explanation == Text(
        "生师比：暂无法判定（缺“生师比”：未报送，应报 2，已报 1），得分在 0.00 至 6.00 分之间",
        'pupils per teacher: cannot tell ("pupils per teacher" is missing: not reported, 1 of 2 filed); '
        "between 0.00 and 6.00 points",
    )
    layer = layer_of(record)
    assert (layer.total.value, layer.total.low, layer.total.high) == (
        None,
        Decimal("11.25"),
        Decimal("17.25"),
    )
    assert layer.total.undecided == Decimal("6.00")
    assert layer.level is None
    node = score_of(record, "A")
    assert (node.value, node.low, node.high) == (None, Decimal("3.00"), Decimal("9.00"))


def test_a_county_that_owes_nothing_is_not_missed(small: Path, evaluated: Callable[[], Record]):
    changed(small, STAGES, WEST, "")
    changed(small, "filings.csv", WEST_FILED, "")
    changed(small, "obligations.csv", "small-stages,219902,219902,SY2021,2021-10-15\n", "")
    figure = evaluated().figure("small-pupils@219900@SY2021")
    assert figure is not None
    assert (figure.value, figure.coverage) == (Fraction(1800), (1, 1))


@pytest.mark.parametrize(
    ("state", "value", "points"),
    [("nil", Fraction(1), Decimal("3.00")), ("missing", None, None), ("filed", None, None)],
)
def test_a_nil_return_counts_zero_and_a_missing_one_does_not(
    state: str, value: Fraction | None, points: Decimal | None, small: Path, evaluated: Callable[[], Record]
):
    changed(small, "filings.csv", "219902,SY2021,nil", f"219902,SY2021,{state}")
    record = evaluated()
    figure = record.figure("small-accidents-liable@219900@SY2021")
    assert figure is not None
    assert figure.value == value
    assert score_of(record, "A2").value == points
    if value is None:
        assert figure.known == 1
        assert score_of(record, "A2").high == Decimal("4.00")


def test_nobody_reports_anything(small: Path, evaluated: Callable[[], Record]):
    changed(small, "judgements.yaml", "    source: report\n", "")
    for name in ("filings.csv", "obligations.csv", "registers/manifest.yaml", "stated.yaml"):
        (small / name).unlink()
    record = evaluated()
    layer = layer_of(record)
    assert (layer.total.low, layer.total.high) == (Decimal("8.25"), Decimal("18.25"))
    assert all(figure.value is None for figure in record.figures)
    assert {verdict.verdict for verdict in record.evaluations[0].objects[0].standards} == {"cannot-tell"}


@pytest.mark.parametrize(("value", "differs"), [("3200", False), ("3200.4", False), ("3201", True)])
def test_a_stated_figure_that_differs_from_the_computed_one_is_a_finding_at_the_printed_precision(
    value: str, differs: bool, small: Path, evaluated: Callable[[], Record]
):
    changed(small, "stated.yaml", "value: 3200", f"value: {value}")
    record = evaluated()
    assert ("evaluation-sources-differ" in codes(record)) is differs
    if differs:
        (finding,) = [f for f in record.findings if f.code == "evaluation-sources-differ"]
        assert finding.level == "inconsistent"
        assert finding.facts["first"] == "small-pupils@219900@SY2021"
        assert finding.facts["other"] == "small-pupils@219900@SY2021#stated:report"
        assert "3200" in finding.message.zh.replace(",", "")
        assert "3201" in finding.message.zh.replace(",", "")
        assert "自评报告" in finding.message.zh
        assert "self-assessment" in finding.message.en


def test_a_stated_figure_in_another_unit_of_its_kind_agrees(small: Path, evaluated: Callable[[], Record]):
    changed(small, "stated.yaml", "value: 3200\n    unit: person", "value: 32\n    unit: hundred-persons")
    assert "evaluation-sources-differ" not in codes(evaluated())


@pytest.mark.parametrize(
    ("order", "points"), [('[computed, "stated:report"]', 6), ('["stated:report", computed]', 3)]
)
def test_which_source_counts_is_what_the_scheme_says(
    order: str, points: int, small: Path, evaluated: Callable[[], Record]
):
    stated = "  - {figure: small-pupils-per-teacher@219900@SY2021, source: report, value: 16, unit: ratio}\n"
    changed(small, "stated.yaml", PLACE, PLACE + stated)
    changed(small, SCHEME, '[computed, "stated:report"]', order)
    record = evaluated()
    assert score_of(record, "A1").value == points
    assert codes(record).count("evaluation-sources-differ") == 1


def test_a_stated_figure_steps_in_where_the_register_is_missing(small: Path, evaluated: Callable[[], Record]):
    stated = "  - {figure: small-pupils-per-teacher@219900@SY2021, source: report, value: 16, unit: ratio}\n"
    changed(small, "stated.yaml", PLACE, PLACE + stated)
    changed(small, STAGES, WEST, "")
    changed(small, "filings.csv", WEST_FILED, "")
    record = evaluated()
    assert score_of(record, "A1").value == 3
    assert score_of(record, "A1").figures == ("small-pupils-per-teacher@219900@SY2021#stated:report",)
    assert "evaluation-sources-differ" not in codes(record), "what is missing contradicts nobody"


def test_figures_to_show_are_in_the_record_for_the_object_and_what_lies_under_it(
    small: Path, evaluated: Callable[[], Record]
):
    plain = evaluated()
    changed(small, "evaluation.yaml", "[small-pupils]", "[{measure: small-teachers, with: {stage: junior}}]")
    shown = evaluated()
    added = {str(f.id) for f in shown.figures} - {str(f.id) for f in plain.figures}
    assert added == {f"small-teachers[stage=junior]@{area}@SY2021" for area in ("219900", "219901", "219902")}
    assert layer_of(shown).total == layer_of(plain).total


@pytest.mark.parametrize(
    ("old", "new", "points"),
    [
        ("state: under-way", "state: done", Decimal("5.00")),
        ("state: under-way", "state: open", Decimal("2.50")),
        ("state: done", "state: open", Decimal("1.25")),
        ("{id: P1", '{area: "219901", id: P1', Decimal("2.50")),
    ],
)
def test_points_for_last_years_problems_go_by_their_state_and_by_the_area_they_belong_to(
    old: str, new: str, points: Decimal, small: Path, evaluated: Callable[[], Record]
):
    changed(small, "problems.yaml", old, new)
    assert score_of(evaluated(), "B2").value == points


def test_a_problem_whose_state_nobody_states_leaves_its_part_open(
    small: Path, evaluated: Callable[[], Record]
):
    changed(small, "problems.yaml", "state: under-way", "stated: false")
    score = score_of(evaluated(), "B2")
    assert (score.value, score.low, score.high) == (None, Decimal("2.50"), Decimal("5.00"))
    assert [reason.code for reason in score.reasons] == ["scoring-reason-problem-state"]


def test_without_a_list_of_last_years_problems_the_item_is_open(small: Path, evaluated: Callable[[], Record]):
    (small / "problems.yaml").unlink()
    score = score_of(evaluated(), "B2")
    assert score.value is None
    assert (score.low, score.high) == (Decimal(0), Decimal(5))


def test_a_second_layer_is_scored_by_its_own_judgements(small: Path, evaluated: Callable[[], Record]):
    second = (
        '  - {item: B1, area: "219900", layer: reviewed, points: 3, by: office,'
        " reason: {zh: 复核后改为3分。, en: Three after review.}}\n"
    )
    changed(small, "judgements.yaml", "stated:\n", second + "stated:\n")
    record = evaluated()
    assert layer_of(record).total.value == Decimal("17.25")
    reviewed = layer_of(record, "reviewed")
    assert reviewed.total.value == Decimal("15.75")
    assert reviewed.level == "fair"
    assert reviewed.stated_total is None


def test_two_people_who_differ_leave_the_item_open(small: Path, evaluated: Callable[[], Record]):
    changed(small, "judgements.yaml", "points:\n", "  expert: {name: 专家}\npoints:\n")
    other = (
        '  - {item: B1, area: "219900", layer: self, points: 3, by: expert,'
        " reason: {zh: 规划不全。, en: The plan has gaps.}}\n"
    )
    changed(small, "judgements.yaml", "stated:\n", other + "stated:\n")
    score = score_of(evaluated(), "B1")
    assert score.value is None
    assert (score.low, score.high) == (Decimal(0), Decimal(5))
    assert [reason.code for reason in score.reasons] == ["scoring-reason-several-points"]


def test_a_definition_that_replaces_one_of_the_product_is_in_the_record_with_its_reason(
    small: Path, root: Path, tmp_path: Path
):
    changed(
        small,
        "evaluation.yaml",
        "[small-pupils]",
        "[small-pupils, {measure: public-share, with: {stage: preschool}}]",
    )
    text = (root / "src/duxue/library/measures/preschool.yaml").read_text(encoding="utf-8")
    start = text.index("  - id: public-share\n")
    own = text[start : text.index("\n  - id:", start + 10)]
    reason = "    overrides: {zh: 本省口径不含托班, en: the province leaves nursery classes out}\n"
    own = own.replace("    edition: 1\n", f"    edition: 2\n{reason}", 1)
    (small / "library/measures/own.yaml").write_text(f"measures:\n{own}\n", encoding="utf-8")
    inputs = load_workspace(small, tmp_path / "registers").inputs
    (overridden,) = run(inputs).inputs.overridden
    assert (overridden.what, overridden.id) == ("measures", "public-share")
    assert overridden.reason == Text("本省口径不含托班", "the province leaves nursery classes out")
    changed(small, "evaluation.yaml", ", {measure: public-share, with: {stage: preschool}}", "")
    unused = load_workspace(small, tmp_path / "registers").inputs
    assert unused.overridden == (), "what is not used replaces nothing in this run"
