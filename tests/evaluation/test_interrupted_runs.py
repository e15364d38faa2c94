"""A run that is killed at any moment leaves the workspace as before, or with the whole run."""

from __future__ import annotations

import json
import os
import random
import signal
import statistics
import subprocess
import time
from pathlib import Path

import pytest
from tests.broken.workspaces import changed, contents
from tests.evaluation.interrupted import STEPS, ended, process

from duxue.evaluation import find_run, replay, staging, stored_runs

SOAK = bool(os.environ.get("DUXUE_SOAK"))
MOMENTS = 200 if SOAK else 25


def files(root: Path) -> dict[str, str]:
    """What is in the workspace: without what the next command removes, and without the memory of the intake."""
    left = tuple(f"snapshots/{name}" for name in orphans(root))
    return {
        name: told
        for name, told in contents(root).items()
        if not name.startswith(("runs/.tmp-", *left))
        and name not in {"runs", "snapshots", "snapshots/intake.json"}
    }


def orphans(root: Path) -> set[str]:
    """Snapshots that no run belongs to."""
    kept = {stored.inputs for stored in stored_runs(root)}
    return {path.name for path in root.glob("snapshots/*") if path.is_dir()} - kept


def new_number(root: Path, number: int) -> None:
    """Changes the workspace, so that the next run needs a snapshot of its own."""
    path = root / "registers/small-stages.SY2021.csv"
    header, first, *rest = path.read_text(encoding="utf-8").splitlines()
    county, stage, _, *others = first.split(",")
    first = ",".join([county, stage, str(1_200 + number), *others])
    path.write_text("\n".join([header, first, *rest]) + "\n", encoding="utf-8")


def assert_as_before_or_whole(root: Path, before: dict[str, str]) -> bool:
    """Whether a run was added; fails where anything else than a whole run was."""
    after = files(root)
    assert {name: told for name, told in after.items() if name in before} == before
    added = {name for name in after if name not in before}
    runs = {name.split("/")[1] for name in added if name.startswith("runs/")}
    snapshots = {name.split("/")[1] for name in added if name.startswith("snapshots/")}
    assert added == {name for name in added if name.startswith(("runs/", "snapshots/"))}
    assert len(runs) <= 1
    assert len(snapshots) <= len(runs)
    markers = {path.read_text(encoding="utf-8") for path in root.glob("runs/.tmp-*/new-snapshot")}
    assert orphans(root) <= markers, "a snapshot without its run, and nothing says that it is one"
    memory = root / "snapshots/intake.json"
    assert not memory.exists() or json.loads(memory.read_text(encoding="utf-8"))
    if not runs:
        return False
    stored = find_run(root, runs.pop())
    assert stored is not None
    assert stored.snapshot.is_dir()
    assert replay(stored).same
    return True


def assert_tidy_after_the_next_command(root: Path) -> None:
    count = len(stored_runs(root))
    done = ended(process(), "evaluate", root, "--json")
    assert done.returncode == 0, done.stderr
    assert not list(root.glob("runs/.tmp-*"))
    stored = stored_runs(root)
    assert len(stored) == count + 1
    assert not orphans(root)
    assert json.loads(done.stdout)["digest"] == stored[-1].result


def steps_of(root: Path) -> int:
    """How many steps on the disk a whole run takes that has runs before it and needs a new snapshot."""
    steps = 0
    for number in range(1, 3):
        new_number(root, number)
        steps = int(ended(process("at", "0"), "evaluate", root).stderr.partition(STEPS)[2].split()[0])
    return steps


def killed_at_steps(root: Path, steps: list[int]) -> list[bool]:
    found = []
    for number, step in enumerate(steps, start=10):
        new_number(root, number)
        before = files(root)
        done = ended(process("at", str(step)), "evaluate", root)
        assert done.returncode in {-signal.SIGKILL, 0}, f"step {step}: {done.stderr}"
        found.append(assert_as_before_or_whole(root, before))
    return found


def test_killed_at_some_steps_on_the_disk(small: Path):
    """A few in every test run, over the whole of it and the last ones, where snapshot and run are placed."""
    last = steps_of(small)
    assert last > 20
    found = killed_at_steps(small, [last // 2, last - 4, last])
    assert {True, False} == set(found)
    assert_tidy_after_the_next_command(small)


@pytest.mark.long
def test_killed_at_every_step_on_the_disk(small: Path):
    """Each step of a run with a new snapshot: files opened to write, folders made, names changed and removed."""
    last = steps_of(small)
    # What the run before left is removed first, which takes some steps more.
    found = killed_at_steps(small, list(range(1, last + 10)))
    assert {True, False} == set(found)
    assert_tidy_after_the_next_command(small)


@pytest.mark.long
def test_killed_at_random_moments(small: Path):
    """Half of the moments over the whole time of a run, half over its second half, where it writes."""
    times = []
    for number in range(3):
        new_number(small, number)
        start = time.monotonic()
        assert ended(process(), "evaluate", small).returncode == 0
        times.append(time.monotonic() - start)
    whole = statistics.median(times)
    draw = random.Random(2021)
    outcomes = []
    for number in range(MOMENTS):
        new_number(small, 10 + number)
        before = files(small)
        moment = draw.uniform(0, 1.1) if number % 2 else draw.uniform(0.5, 1.1)
        outcomes.append(_killed(small, whole * moment))
        assert_as_before_or_whole(small, before)
        if number % 10 == 9:
            assert_tidy_after_the_next_command(small)
    assert_tidy_after_the_next_command(small)
    assert "killed" in outcomes


def _killed(root: Path, seconds: float) -> str:
    with subprocess.Popen(
        [*process(), "evaluate", str(root)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as running:
        try:
            status = running.wait(seconds)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
            return "killed"
        assert status == 0, running.stderr.read() if running.stderr else ""
        return "ended"


MORE = pytest.mark.long


@pytest.mark.parametrize(
    "size",
    [pytest.param(0, marks=MORE), pytest.param(300, marks=MORE), 1_500, pytest.param(4_000, marks=MORE)],
)
def test_a_full_disk_is_said_and_leaves_nothing(size: int, small: Path):
    before = contents(small)
    done = ended(process("full", str(size)), "evaluate", small, "--lang", "en")
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    assert contents(small) == before
    assert_tidy_after_the_next_command(small)


@pytest.mark.parametrize("name", ["snapshots", "runs"])
def test_a_file_in_the_place_of_a_folder_is_said_and_leaves_nothing(name: str, small: Path):
    (small / name).write_text("here lies something else", encoding="utf-8")
    before = contents(small)
    done = ended(process(), "evaluate", small, "--lang", "en")
    assert done.returncode == 2, done.stderr
    assert name in done.stderr
    assert contents(small) == before


def test_a_failed_run_beside_earlier_ones_leaves_them_alone(small: Path):
    assert ended(process(), "evaluate", small).returncode == 0
    new_number(small, 1)
    before = contents(small)
    assert ended(process("full", "1500"), "evaluate", small).returncode == 2
    assert contents(small) == before


def test_bad_input_after_good_leaves_the_good_run_alone(small: Path):
    assert ended(process(), "evaluate", small).returncode == 0
    changed(small, "judgements.yaml", "points: 4.5", "points: 45")
    before = contents(small)
    assert ended(process(), "evaluate", small).returncode == 2
    assert contents(small) == before


def test_work_in_hand_of_a_command_that_still_runs_is_left_alone(small: Path):
    with staging(small) as work:
        (work / "mine").write_text("in use", encoding="utf-8")
        assert ended(process(), "evaluate", small).returncode == 0
        assert (work / "mine").read_text(encoding="utf-8") == "in use"
    assert not list(small.glob("runs/.tmp-*"))
