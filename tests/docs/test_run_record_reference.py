"""The page on the run record: the columns of the tables and the keys of the JSON documents, as they are written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, get_args

import pyarrow.parquet as pq
import pytest
from tests.conftest import ROOT
from tests.docs.console import answer_of, files_of
from tests.docs.sections import first_column, section

from duxue.evaluation import tables
from duxue.evaluation.standards_judged import Verdict

PAGE = ROOT / "docs/reference/run-record.md"
WORKSPACE = ROOT / "docs/reference/workspace.md"
TABLES = {
    "figures": tables.FIGURE,
    "scores": tables.SCORE,
    "totals": tables.TOTAL,
    "standards": tables.STANDARD,
    "findings": tables.FINDING,
}
Body = dict[str, Any]


def keys(heading: str) -> set[str]:
    return set(first_column(section(PAGE, heading)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The workspace of the page on workspaces, in which every command below is typed."""
    found: Path = tmp_path_factory.mktemp("page")
    files_of(WORKSPACE, found, 0)
    return found


@pytest.fixture(scope="module")
def document(folder: Path) -> Body:
    return asked(folder, "evaluate", "city")


def asked(folder: Path, *arguments: str) -> Body:
    status, answer = answer_of([*arguments, "--json"], folder)
    assert status == 0, answer
    body: Body = json.loads(answer)
    return body


@pytest.mark.parametrize("name", TABLES)
def test_the_columns_of_a_table_stand_in_their_order(name: str):
    assert first_column(section(PAGE, f"`{name}.parquet`"), "column") == list(TABLES[name])


@pytest.mark.parametrize("name", TABLES)
def test_a_stored_table_has_these_columns_all_of_them_text(name: str, folder: Path, document: Body):
    schema = pq.read_schema(folder / "city/runs" / document["run"] / f"{name}.parquet")
    assert schema.names == list(TABLES[name])
    assert {str(kind) for kind in schema.types} == {"string"}


def test_a_run_holds_these_files_and_no_others(folder: Path, document: Body):
    run = folder / "city/runs" / document["run"]
    assert {path.name for path in run.iterdir()} == {"run.json", *(f"{name}.parquet" for name in TABLES)}


def test_run_json_has_these_keys_and_parts(folder: Path, document: Body):
    body = json.loads((folder / "city/runs" / document["run"] / "run.json").read_text(encoding="utf-8"))
    text = section(PAGE, "`run.json`")
    assert first_column(text) == list(body)
    parts = {part for part in body["parts"] if not part.startswith("register ")} | {"register ID PERIOD"}
    assert {part for part in parts if f"`{part}`" not in text} == set()
    for key in (*body["evaluations"][0], *body["counts"]):
        assert f"`{key}`" in text


def test_a_snapshot_holds_the_files_that_are_listed(folder: Path, document: Body):
    listed = set(first_column(section(PAGE, "The snapshot"), "file"))
    snapshot = folder / "city/snapshots" / document["inputs"]
    held = {path.name for path in snapshot.iterdir() if path.is_file()}
    assert listed == held | {"registers/ID.PERIOD.HASH.parquet"}
    memory = json.loads((folder / "city/snapshots/intake.json").read_text(encoding="utf-8"))
    entry = next(entry for key, entry in memory.items() if key != "passed")
    assert keys("`snapshots/intake.json`") == {"passed", *entry}


def test_every_verdict_on_a_standard_is_explained():
    listed = first_column(section(PAGE, "`standards.parquet`"), "verdict")
    assert sorted(listed) == sorted(get_args(Verdict))


def test_the_document_of_a_run_has_these_keys(document: Body):
    evaluation = document["evaluations"][0]
    judged = evaluation["objects"][0]
    assert keys("The run") == document.keys()
    assert keys("Each evaluation") == evaluation.keys()
    assert keys("Each object") == judged.keys()
    layer = judged["layers"]["self"]
    assert keys("Each layer") == layer.keys()
    assert all(f"`{key}`" in section(PAGE, "Each layer") for key in layer["total"])
    for heading in ("score", "finding", "standard", "figure"):
        first = judged[f"{heading}s"][0]
        assert keys(f"Each {heading}") == first.keys()


def test_a_line_of_jsonl_has_the_keys_of_run_evaluation_and_object(folder: Path, document: Body):
    status, answer = answer_of(["evaluate", "city", "--jsonl"], folder)
    assert status == 0
    (line,) = answer.splitlines()
    wanted = keys("The run") | keys("Each evaluation") | keys("Each object")
    assert json.loads(line).keys() == wanted - {"evaluations", "objects"}


def test_the_document_of_explain_has_these_keys(folder: Path):
    body = asked(folder, "explain", "city", "L01")
    assert keys("`duxue explain --json`") == body.keys()
    assert keys("Each entry") == body["entries"][0].keys()
    (problem,) = asked(folder, "explain", "city", "L09")["problems"]
    assert all(f"`{key}`" in section(PAGE, "`duxue explain --json`") for key in problem)


def test_the_document_of_trace_has_these_keys(folder: Path):
    whole = keys("`duxue trace --json`") | keys("Each traced figure")
    stated = asked(folder, "trace", "city", "public-share[stage=preschool]@city@SY2021#stated:report")
    assert stated.keys() == whole
    assert keys("Each statement") == stated["stated"].keys()
    computed = asked(folder, "trace", "city", "public-share[stage=preschool]@k1@SY2021", "--rows")
    leaf = computed["leaves"][0]
    assert keys("Each sum over rows") == leaf.keys()
    text = section(PAGE, "Each sum over rows")
    assert all(f"`{key}`" in text for key in leaf["rows_behind"][0])


def test_the_document_of_replay_has_these_keys(folder: Path, document: Body):
    body = asked(folder, "replay", "city", document["run"])
    text = section(PAGE, "`duxue replay --json`")
    assert keys("`duxue replay --json`") == body.keys()
    assert all(f"`{key}`" in text for key in body["recorded"])


def test_the_units_behind_a_spread_have_these_keys(tmp_path: Path):
    without = shutil.ignore_patterns("runs", "snapshots")
    shutil.copytree(ROOT / "examples/fushun-2021", tmp_path / "fushun", ignore=without)
    asked(tmp_path, "evaluate", "fushun")
    figure = "qb-backbone-spread[stage=primary]@210402@SY2021"
    units = asked(tmp_path, "trace", "fushun", figure)["units"]
    text = section(PAGE, "The units")
    assert first_column(text) == list(units)
    assert units["rows"]
    assert all(f"`{key}`" in text for key in units["rows"][0])
