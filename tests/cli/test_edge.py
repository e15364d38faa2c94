from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import files_of

from duxue.cli.edge import guarded
from duxue.cli.screen import Screen


def _guarded(run: Callable[[], int], lang: str = "zh") -> tuple[int, str]:
    err = io.StringIO()
    status = guarded(run, Screen(lang, False, io.StringIO(), err))
    return status, err.getvalue()


def _raising(error: BaseException) -> Callable[[], int]:
    def run() -> int:
        raise error

    return run


def test_a_defect_of_ours_asks_to_be_reported_and_shows_no_traceback(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("DUXUE_TRACEBACK", raising=False)
    status, err = _guarded(_raising(KeyError("x")), "en")
    assert status == 70
    assert err.startswith("something went wrong inside Duxue (KeyError, test_edge.py:")
    assert "please report it" in err
    assert len(err.splitlines()) == 1


def test_the_traceback_of_a_defect_is_there_for_whoever_asks(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DUXUE_TRACEBACK", "1")
    _, err = _guarded(_raising(KeyError("x")))
    assert "Traceback (most recent call last)" in err


def test_an_interruption_ends_with_130():
    assert _guarded(_raising(KeyboardInterrupt())) == (130, "已中断，没有写入任何核算。\n")


def test_what_the_system_refuses_names_the_file(tmp_path: Path):
    status, err = _guarded(lambda: len((tmp_path / "not-there").read_text("utf-8")), "en")
    assert status == 2
    assert err.startswith(f'cannot read or write "{tmp_path}/not-there": No such file or directory.')


def _process(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "LANG": "C.UTF-8", **environment}
    for name in ("LC_ALL", "LC_MESSAGES"):
        env.pop(name, None)
    command = [sys.executable, "-m", "duxue", *map(str, words)]
    return subprocess.run(command, capture_output=True, env=env, check=False)


def test_the_process_ends_with_the_status_of_the_command(fushun: Path, tmp_path: Path):
    done = _process("evaluate", fushun)
    assert done.returncode == 0
    assert "抚顺市2021年履行教育职责自评" in done.stdout.decode()
    assert done.stderr == b""
    failed = _process("evaluate", tmp_path / "nothing", LANG="en_US.UTF-8")
    assert failed.returncode == 2
    assert failed.stdout == b""
    assert b"this is no workspace" in failed.stderr
    assert not (tmp_path / "nothing").exists()


def test_a_reader_that_leaves_is_not_complained_of(evaluated_fushun: Path):
    command = [sys.executable, "-m", "duxue", "evaluate", str(evaluated_fushun), "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), err) == (0, b"")


def test_a_terminal_that_knows_no_chinese_gets_escapes_and_valid_json(evaluated_fushun: Path):
    import json

    done = _process("evaluate", evaluated_fushun, "--json", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert json.loads(done.stdout.decode("ascii"))["title"]["zh"] == "抚顺市2021年履行教育职责自评"
    assert _process("evaluate", evaluated_fushun, PYTHONIOENCODING="ascii").returncode == 0


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from duxue.cli import main; main(['--help']); "
        "print(sorted({'pydantic', 'duckdb', 'pyarrow', 'sqlglot', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_folder_that_cannot_be_written_is_said_and_left(fushun: Path):
    if os.geteuid() == 0:
        (fushun / "runs").write_text("a file where a folder should be", "utf-8")
    else:
        fushun.chmod(0o500)
    before = files_of(fushun)
    done = _process("evaluate", fushun, LANG="en_US.UTF-8")
    fushun.chmod(0o700)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert files_of(fushun) == before
