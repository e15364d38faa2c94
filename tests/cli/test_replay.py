from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Duxue, newest

from duxue import __version__


def test_a_replay_gives_the_digest_of_the_run(duxue: Duxue, evaluated_fushun: Path):
    run = newest(evaluated_fushun)
    said = duxue("replay", evaluated_fushun, run)
    assert said.status == 0
    assert "结果相同。" in said.out
    document = duxue("replay", evaluated_fushun, run, "--json").json
    assert document["same"] is True
    assert document["recorded"]["digest"] == document["replayed"]["digest"]


def test_a_replay_reads_nothing_of_the_workspace_as_it_is_now(duxue: Duxue, fushun: Path):
    duxue("evaluate", fushun)
    run = newest(fushun)
    for path in [*fushun.glob("*.yaml"), *fushun.glob("*.csv"), *(fushun / "registers").iterdir()]:
        path.write_text("broken: [", "utf-8")
    assert duxue("replay", fushun, run, "--json").json["same"] is True


def test_the_other_engine_replays_the_same(duxue: Duxue, evaluated_fushun: Path):
    for engine in ("duckdb", "fractions"):
        document = duxue(
            "replay", evaluated_fushun, newest(evaluated_fushun), "--engine", engine, "--json"
        ).json
        assert (document["same"], document["replayed"]["engine"]) == (True, engine)


def test_a_result_that_differs_under_newer_code_says_so_with_both_versions(duxue: Duxue, fushun: Path):
    duxue("evaluate", fushun)
    run = newest(fushun)
    file = fushun / "runs" / run / "run.json"
    body = json.loads(file.read_text("utf-8"))
    body["code"], body["result"] = "0.0.9", "0" * 64
    file.write_text(json.dumps(body), "utf-8")
    said = duxue("replay", fushun, run)
    assert said.status == 0
    assert f"结果不同：当时用督学 0.0.9，现在是督学 {__version__}" in said.out
    said = duxue("replay", fushun, run, "--lang", "en")
    assert f"that run was made by Duxue 0.0.9, this is Duxue {__version__}" in said.out
    explained = duxue("explain", fushun, "L01", "--run", run)
    assert explained.err.startswith(f"注意：{run} 由督学 0.0.9 算得，现在的程序结果不同")


def test_a_snapshot_that_was_changed_is_refused(duxue: Duxue, fushun: Path):
    duxue("evaluate", fushun)
    snapshot = next((fushun / "snapshots").glob("*/inputs.yaml"))
    snapshot.write_text(snapshot.read_text("utf-8").replace('"made_up": false', '"made_up": true'), "utf-8")
    said = duxue("replay", fushun, newest(fushun))
    assert said.status == 2
    assert "快照被改动过：settings、stated 与记录的哈希不符" in said.err


def test_a_beginning_that_fits_no_run_is_refused(duxue: Duxue, evaluated_fushun: Path):
    assert duxue("replay", evaluated_fushun, "nothing").status == 2
    assert duxue("replay", evaluated_fushun / "not-there", "x").status == 2
