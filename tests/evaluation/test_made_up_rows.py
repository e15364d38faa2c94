"""Made-up rows never move a point, a total, a level or a verdict where the workspace is not made up itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from tests.broken.workspaces import changed

from duxue.evaluation import Record, load_workspace, run
from duxue.registers.manifest import read_manifest
from duxue.scoring import Score


def record_of_folder(workspace: Path, work: Path, engine: str = "fractions") -> Record:
    return run(load_workspace(workspace, work).inputs, engine)


@pytest.fixture(scope="module")
def real(example: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The sample city, whose rows are all made up, in a workspace that says it is a real one."""
    folder = tmp_path_factory.mktemp("real")
    workspace = shutil.copytree(example("sample-city"), folder / "city")
    changed(workspace, "evaluation.yaml", "made_up: true", "made_up: false")
    return record_of_folder(workspace, folder / "registers")


def shows_one(record: Record, score: Score) -> bool:
    return not record.marks.figures.isdisjoint(score.figures)


@pytest.mark.long
def test_every_item_whose_rule_is_about_made_up_figures_is_undecided(real: Record):
    scheme = real.inputs.schemes["sample-city-2021"]
    (judged,) = real.evaluations[0].objects
    for layer in judged.layers:
        touched = []
        for leaf in scheme.leaves():
            score = layer.score(leaf.id)
            assert score is not None
            if shows_one(real, score):
                touched.append(leaf.id)
                assert score.value is None, score.id
                assert score.status == "cannot-tell"
                assert "scoring-reason-made-up" in {reason.code for reason in score.reasons}, score.id
                # A part of A3 is what a person found: the plan is published, and the study sessions were stated.
                assert (score.low, score.high) == (2 if leaf.id == "A3" else leaf.low, leaf.high), score.id
        assert len(touched) > 15
        assert layer.verdict == "cannot-tell"
        assert layer.total.value is None
        assert layer.total.high - layer.total.low > 80
    assert not real.marks.scores


@pytest.mark.long
def test_a_made_up_row_says_as_little_as_one_that_was_never_handed_in(
    real: Record, example: Callable[[str], Path], tmp_path: Path
):
    workspace = shutil.copytree(example("sample-city"), tmp_path / "city")
    changed(workspace, "evaluation.yaml", "made_up: true", "made_up: false")
    shutil.rmtree(workspace / "registers")
    missing = record_of_folder(workspace, tmp_path / "r").evaluations[0].objects[0]
    for layer, other in zip(real.evaluations[0].objects[0].layers, missing.layers, strict=True):
        assert [(s.id, s.value, s.low, s.high) for s in layer.scores] == [
            (s.id, s.value, s.low, s.high) for s in other.scores
        ]
        assert (layer.total, layer.level, layer.verdict) == (other.total, other.level, other.verdict)


@pytest.mark.long
def test_no_standard_is_met_or_missed_and_no_finding_speaks_of_a_made_up_figure(real: Record):
    (judged,) = real.evaluations[0].objects
    verdicts = {verdict.verdict for verdict in judged.standards}
    assert "made-up" in verdicts
    assert not verdicts & {"met", "below", "not-comparable"}
    assert not [finding for finding in judged.findings if real.marks.finding(finding)]
    assert not [finding for finding in judged.findings if finding.level == "below-standard"]


@pytest.mark.parametrize("origin", ["official", "made-up"])
def test_one_made_up_register_takes_its_points_with_it_and_no_others(
    origin: str, small: Path, tmp_path: Path
):
    manifest = "registers/manifest.yaml"
    changed(small, manifest, "origin: collected", f"origin: {origin}")
    (judged,) = record_of_folder(small, tmp_path / "r").evaluations[0].objects
    (layer,) = judged.layers
    values = {score.item: score.value for score in layer.scores}
    made_up = origin == "made-up"
    assert (values["A1"] is None) is made_up
    assert values["A2"] == Decimal("3.00")
    assert (values["A"] is None) is made_up
    assert (layer.total.low, layer.total.high) == (
        (Decimal("11.25"), Decimal("17.25")) if made_up else (Decimal("17.25"), Decimal("17.25"))
    )
    below = [verdict.verdict for verdict in judged.standards if verdict.area == "219902"]
    assert below == ["made-up" if made_up else "below"]


def test_a_made_up_stated_figure_is_shown_and_not_judged(small: Path, tmp_path: Path):
    changed(small, "registers/manifest.yaml", "origin: collected", "origin: made-up")
    changed(
        small,
        "stated.yaml",
        "    place:",
        "  - {figure: small-pupils-per-teacher@219900@SY2021, source: report, value: 12, unit: ratio,"
        " origin: made-up}\n  - figure: small-teachers@219900@SY2021\n    source: report\n    value: 250\n"
        "    unit: person\n    place:",
    )
    record = record_of_folder(small, tmp_path / "r")
    (layer,) = record.evaluations[0].objects[0].layers
    score = layer.score("A1")
    assert score is not None
    assert (score.value, score.low, score.high) == (None, Decimal("0.00"), Decimal("6.00"))


def test_a_stated_figure_that_is_real_counts_where_the_computed_one_is_made_up(small: Path, tmp_path: Path):
    changed(small, "registers/manifest.yaml", "origin: collected", "origin: made-up")
    changed(
        small,
        "stated.yaml",
        "    place:",
        "  - figure: small-pupils-per-teacher@219900@SY2021\n    source: report\n    value: 16\n"
        "    unit: ratio\n    place:",
    )
    record = record_of_folder(small, tmp_path / "r")
    judged = record.evaluations[0].objects[0]
    score = judged.layers[0].score("A1")
    assert score is not None
    assert score.value == Decimal("3.00")
    assert not record.marks.score(score)
    verdicts = {verdict.figure: verdict.verdict for verdict in judged.standards}
    assert verdicts["small-pupils-per-teacher@219900@SY2021#stated:report"] == "below"
    assert verdicts["small-pupils-per-teacher@219902@SY2021"] == "made-up"
    codes = [finding.code for finding in judged.findings]
    assert "evaluation-sources-differ" not in codes, "a difference from a made-up figure says nothing"


def scored(record: Record) -> list[object]:
    """All that a reader would act on: scores, totals, levels, verdicts below, findings."""
    told: list[object] = []
    for evaluation in record.evaluations:
        for judged in evaluation.objects:
            for layer in judged.layers:
                told += [
                    (s.id, s.value, s.low, s.high, s.computed, s.status, s.reasons) for s in layer.scores
                ]
                told.append((layer.total, layer.level, layer.stated_total, layer.verdict))
            told += [v for v in judged.standards if v.verdict in {"met", "below", "not-comparable"}]
            told += [(f.code, f.level, f.about, dict(f.facts), f.message) for f in judged.findings]
    return told


def test_without_its_made_up_registers_fushun_has_the_same_scores_totals_levels_and_findings(
    example: Callable[[str], Path], record_of: Callable[[str], Record], tmp_path: Path
):
    workspace = shutil.copytree(example("fushun-2021"), tmp_path / "fushun")
    entries = read_manifest(workspace / "registers/manifest.yaml")
    assert entries
    assert {entry.origin for entry in entries} == {"made-up"}, "whatever is real would have to stay"
    shutil.rmtree(workspace / "registers")
    for name in ("obligations.csv", "filings.csv"):
        (workspace / name).unlink()
    without = record_of_folder(workspace, tmp_path / "r")
    whole = record_of("fushun-2021")
    assert scored(without) == scored(whole)
    assert without.digest != whole.digest, "the figures themselves are shown, marked, and in the digest"
    assert any(figure.made_up for figure in whole.figures)
    assert not any(figure.made_up for figure in without.figures)


def test_no_score_or_finding_of_fushun_shows_a_made_up_figure(record_of: Callable[[str], Record]):
    record = record_of("fushun-2021")
    assert not record.marks.scores
    for score in record.evaluations[0].objects[0].layers[0].scores:
        told = score.computed_explanation
        assert not shows_one(record, score) or (told is not None and "模拟数据（非真实）" in told.zh)
    assert not [finding for finding in record.findings if record.marks.finding(finding)]


@pytest.mark.parametrize("name", ["sample-city"])
@pytest.mark.long
def test_in_a_made_up_workspace_everything_by_rule_bears_the_mark(
    name: str, record_of: Callable[[str], Record]
):
    record = record_of(name)
    for figure in record.figures:
        assert figure.made_up or figure.value is None or figure.id.source is not None, figure.id
    judged = record.evaluations[0].objects[0]
    for score in judged.layers[0].scores:
        if score.by != "sum":
            assert record.marks.score(score) == bool(score.figures), score.id
    assert {score.item for score in judged.layers[0].scores if score.by == "sum"} == {
        score.item for score in judged.layers[0].scores if score.by == "sum" and record.marks.score(score)
    }


def test_the_mark_passes_by_or_into_every_figure_that_a_made_up_row_stands_in(small: Path, tmp_path: Path):
    """One made-up file of two that are put together marks what its rows enter, and nothing else."""
    path = small / "registers/small-stages.SY2021.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(lines[:3]) + "\n", encoding="utf-8")
    other = small / "registers/west.SY2021.csv"
    other.write_text("\n".join([lines[0], *lines[3:]]) + "\n", encoding="utf-8")
    manifest = small / "registers/manifest.yaml"
    text = manifest.read_text(encoding="utf-8")
    entry = (
        "  - file: west.SY2021.csv\n    register: small-stages\n    period: SY2021\n    origin: made-up\n"
        "    source: {zh: 模拟, en: made up}\n"
    )
    manifest.write_text(text + entry, encoding="utf-8")
    record = record_of_folder(small, tmp_path / "r")
    marked = {
        figure.id.area for figure in record.figures if figure.made_up and figure.id.measure == "small-pupils"
    }
    assert marked == {"219900", "219902"}
    with_duckdb = record_of_folder(small, tmp_path / "r2", "duckdb")
    assert with_duckdb.digest == record.digest
