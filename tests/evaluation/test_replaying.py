"""An old run can be made again from its snapshot alone, whatever became of workspace and library."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.broken.workspaces import changed
from tests.evaluation.tracing import traced

from duxue.evaluation import StoredRun, find_run, load_workspace, replay, run, staging, store, thaw
from duxue.messages import InputError

OVERRIDING = """\
id: public-share-2020
edition: 2
overrides: {zh: 试验，改为60%, en: a trial with 60 per cent}
title: {zh: 公办园在园幼儿占比（改）, en: public share (changed)}
kind: target
measure: public-share
with: {stage: preschool}
unit: percent
limits:
  - {at_least: 60}
due: 2020-12-31
applies_to: {kinds: [nation, province, city]}
document: {number: 试〔2021〕9号, title: {zh: 试验, en: a trial}, issued: 2018-11-07, effective: 2018-11-07}
clause: {zh: 试验, en: a trial}
certainty: confirmed
source: 虚构 / invented
"""


def stored_run(workspace: Path, moment: datetime | None = None) -> StoredRun:
    with staging(workspace) as work:
        loaded = load_workspace(workspace, work / "registers")
        return store(run(loaded.inputs), workspace, work, moment, loaded.memory)


def edited(workspace: Path) -> None:
    """Changes a number in every register of the small workspace, the standard, a measure and the scheme."""
    changed(workspace, "registers/small-stages.SY2021.csv", "1200,80", "1100,60")
    changed(workspace, "registers/small-accidents.SY2021.csv", "2022-03-15,false", "2022-03-15,true")
    changed(workspace, "library/standards/small-pupils-per-teacher.yaml", "at_most: 15", "at_most: 14")
    changed(workspace, "library/schemes/small-2021/scheme.yaml", "each: 1}", "each: 2}")
    changed(workspace, "judgements.yaml", "points: 4.5", "points: 3")


@pytest.mark.parametrize("engine", ["duckdb", "fractions"])
def test_after_everything_was_edited_a_replay_gives_the_old_digest_and_the_old_rows(engine: str, small: Path):
    old = stored_run(small)
    figures, rows = run(thaw(old.snapshot)).figures, traced(thaw(old.snapshot))
    edited(small)
    new = stored_run(small)
    assert (new.inputs, new.result) != (old.inputs, old.result)
    again = replay(old, engine)
    assert again.same
    assert not again.other_code
    assert again.record.digest == old.result
    assert again.record.figures == figures
    assert traced(again.record.inputs, engine=engine) == rows
    assert traced(thaw(new.snapshot)) != rows


def test_a_replay_needs_no_file_of_the_workspace_any_more(small: Path):
    old = stored_run(small)
    for path in small.iterdir():
        if path.name not in {"runs", "snapshots"}:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert replay(old).same


def test_a_standard_of_the_product_that_is_replaced_later_leaves_old_runs_alone(
    example: Callable[[str], Path], tmp_path: Path
):
    workspace = shutil.copytree(example("fushun-2021"), tmp_path / "fushun")
    old = stored_run(workspace)
    (workspace / "library/standards").mkdir()
    (workspace / "library/standards/public-share-2020.yaml").write_text(OVERRIDING, encoding="utf-8")
    for path in (workspace / "registers").glob("*.csv"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(lines[:-1]), encoding="utf-8")
    new = stored_run(workspace)
    assert new.result != old.result
    assert replay(old).same
    assert [o.id for o in thaw(new.snapshot).overridden] == ["public-share-2020"]
    assert thaw(old.snapshot).overridden == ()
    assert thaw(old.snapshot).standards["public-share-2020"].edition == 1


def test_a_result_that_differs_says_so_and_whether_other_code_made_it(small: Path):
    old = stored_run(small)
    body = json.loads((old.folder / "run.json").read_text(encoding="utf-8"))
    body |= {"result": "0" * 64, "code": "0.0.1"}
    (old.folder / "run.json").write_text(json.dumps(body), encoding="utf-8")
    read_again = find_run(small, old.id)
    assert read_again is not None
    again = replay(read_again)
    assert not again.same
    assert again.other_code


def test_a_replay_of_a_snapshot_that_was_changed_is_refused(small: Path):
    old = stored_run(small)
    file = old.snapshot / "inputs.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace('"points": "9/2"', '"points": "5"'), encoding="utf-8"
    )
    with pytest.raises(InputError) as caught:
        replay(old)
    assert [fault.code for fault in caught.value.faults] == ["evaluation-snapshot-changed"]


def test_runs_are_found_by_the_beginning_of_their_id_and_the_newest_without_one(small: Path):
    first = stored_run(small, datetime(2022, 6, 1, tzinfo=UTC))
    second = stored_run(small, datetime(2022, 7, 1, tzinfo=UTC))
    assert find_run(small, None) == second
    assert find_run(small, "202206") == first
    assert find_run(small, second.id) == second
    for word, code in (("2022", "evaluation-run-ambiguous"), ("2021", "evaluation-run-unknown")):
        with pytest.raises(InputError) as caught:
            find_run(small, word)
        assert [fault.code for fault in caught.value.faults] == [code]


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"inputs": "x"}'])
def test_a_record_that_cannot_be_read_is_named(text: str, small: Path):
    stored = stored_run(small)
    (stored.folder / "run.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        find_run(small, None)
    assert [fault.code for fault in caught.value.faults] == ["evaluation-run-broken"]
