"""Every output shows the mark wherever a made-up figure stands: parsed as text and as JSON, in both languages."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from duxue.cli import main
from duxue.evaluation import Record, replay, stored_runs

MARKS = {"zh": "模拟数据（非真实）", "en": "made up (not real)"}
EXAMPLES = ["fushun-2021", pytest.param("sample-city", marks=pytest.mark.long)]
LANGUAGES = ["zh", pytest.param("en", marks=pytest.mark.long)]


def duxue(*words: str | Path) -> str:
    """What the command prints, run in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(list(map(str, words)))
    assert status == 0, err.getvalue()
    return out.getvalue()


@pytest.fixture(scope="module")
def evaluated(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A copy of an example that has been evaluated, and its record."""
    made: dict[str, tuple[Path, Record]] = {}

    def of(name: str) -> tuple[Path, Record]:
        if name not in made:
            workspace = tmp_path_factory.mktemp("marked") / name
            ignored = shutil.ignore_patterns("runs", "snapshots")
            shutil.copytree(root / "examples" / name, workspace, ignore=ignored)
            duxue("evaluate", workspace, "--lang", "en")
            made[name] = workspace, replay(stored_runs(workspace)[-1], "fractions").record
        return made[name]

    return of


def newest(workspace: Path) -> list[str]:
    return ["--run", stored_runs(workspace)[-1].id]


def made_up_ids(record: Record) -> set[str]:
    found = {str(figure.id) for figure in record.figures if figure.made_up}
    assert found, "an example without made-up rows shows nothing here"
    return found


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_line_of_a_sheet_that_names_a_made_up_figure_bears_the_mark(
    name: str, lang: str, evaluated: Any
):
    workspace, record = evaluated(name)
    ids = made_up_ids(record)
    seen = 0
    for line in duxue("evaluate", workspace, "--lang", lang).splitlines():
        named = {word for word in line.split() if word in ids}
        if named and not line.lstrip().startswith("duxue trace"):
            seen += 1
            assert MARKS[lang] in line, line
    assert seen


def objects(document: Any) -> Iterator[dict[str, Any]]:
    if isinstance(document, dict):
        yield document
        for value in document.values():
            yield from objects(value)
    elif isinstance(document, list):
        for value in document:
            yield from objects(value)


def held_to_its_marks(document: Any, ids: set[str], scores: set[str]) -> int:
    """How many marks there are; each object that is, or is about, a made-up figure or score says so."""
    marks = 0
    for found in objects(document):
        about = [found.get(key) for key in ("id", "about", "figure") if isinstance(found.get(key), str)]
        if any(name in ids or name in scores for name in about) and (
            "message" in found or "value" in found or "verdict" in found
        ):
            assert found["made_up"] is True, found
            marks += 1
        elif "made_up" in found and about:
            assert found["made_up"] is False, found
    return marks


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("form", ["--json", pytest.param("--jsonl", marks=pytest.mark.long)])
def test_each_figure_score_finding_and_verdict_of_a_document_bears_the_mark(
    name: str, form: str, evaluated: Any
):
    workspace, record = evaluated(name)
    text = duxue("evaluate", workspace, form)
    documents = [json.loads(line) for line in text.splitlines()] if form == "--jsonl" else [json.loads(text)]
    ids = made_up_ids(record)
    assert held_to_its_marks(documents, ids, set(record.marks.scores)) >= len(ids)
    assert {document["made_up"] for document in documents} == {record.inputs.made_up}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_tables_of_a_run_bear_the_mark(name: str, evaluated: Any):
    workspace, record = evaluated(name)
    folder = stored_runs(workspace)[-1].folder
    marked = {
        row["id"]
        for row in pq.read_table(folder / "figures.parquet").to_pylist()
        if "made-up" in row["flags"].split(",")
    }
    assert marked == made_up_ids(record)
    scores = pq.read_table(folder / "scores.parquet").to_pylist()
    assert {row["id"] for row in scores if row["made_up"] == "true"} == set(record.marks.scores)
    findings = pq.read_table(folder / "findings.parquet").to_pylist()
    assert sum(row["made_up"] == "true" for row in findings) == sum(
        map(record.marks.finding, record.findings)
    )


KINDS = ["share", "sum", "count", "ratio", "spread", "reach", "across", "combine", "change", "compare"]


def one_of_each_kind(record: Record) -> list[str]:
    """A made-up figure that has a value for each kind of measure."""
    found: dict[str, str] = {}
    for figure in record.figures:
        if figure.made_up and figure.value is not None and figure.id.source is None:
            found.setdefault(record.inputs.catalogue[figure.id.measure].kind, str(figure.id))
    return list(found.values())


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_trace_of_a_made_up_figure_bears_the_mark_at_its_value_and_at_every_row(
    name: str, lang: str, evaluated: Any
):
    workspace, record = evaluated(name)
    figures = one_of_each_kind(record)
    assert len(figures) >= (4 if name == "fushun-2021" else 8)
    run = newest(workspace)
    for figure in figures:
        lines = duxue("trace", workspace, figure, "--rows", "--lang", lang, *run).splitlines()
        (value,) = [line for line in lines if line.startswith(("数值" if lang == "zh" else "value") + " ")]
        assert MARKS[lang] in value, value
        rows = [line for line in lines if line.startswith("registers/")]
        assert all(MARKS[lang] in line for line in rows)
        document = json.loads(duxue("trace", workspace, figure, "--rows", "--json", *run))
        assert held_to_its_marks(document, made_up_ids(record), set())
        behind = [row for found in objects(document) for row in found.get("rows_behind") or []]
        assert all(row["made_up"] is True for row in behind)


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_explanation_of_a_made_up_score_bears_the_mark_at_the_score_and_at_each_figure(
    lang: str, evaluated: Any
):
    workspace, record = evaluated("sample-city")
    ids, run = made_up_ids(record), newest(workspace)
    for item in ("B1", "C2", "D1", "E1"):
        lines = duxue("explain", workspace, item, "--lang", lang, *run).splitlines()
        shown = [line for line in lines if any(word in ids for word in line.split())]
        assert shown
        assert all(MARKS[lang] in line for line in shown)
        document = json.loads(duxue("explain", workspace, item, "--json", *run))
        assert held_to_its_marks(document, ids, set(record.marks.scores))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_explanation_in_a_real_workspace_marks_the_made_up_figures_it_looked_at(lang: str, evaluated: Any):
    workspace, record = evaluated("fushun-2021")
    ids, run = made_up_ids(record), newest(workspace)
    lines = duxue("explain", workspace, "L14", "--lang", lang, *run).splitlines()
    shown = [line for line in lines if any(word in ids for word in line.split())]
    assert shown
    assert all(MARKS[lang] in line for line in shown)
    document = json.loads(duxue("explain", workspace, "L14", "--json", *run))
    assert document["score"]["value"] == "8.00"
    assert document["score"]["made_up"] is False
    assert held_to_its_marks(document, ids, set(record.marks.scores))


def test_the_note_about_made_up_data_stands_in_the_head_of_a_sheet(evaluated: Any):
    workspace, _ = evaluated("fushun-2021")
    for lang, mark in MARKS.items():
        head = duxue("evaluate", workspace, "--lang", lang).partition("L01")[0]
        assert mark in head
