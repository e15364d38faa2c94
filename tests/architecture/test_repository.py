from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT_ENTRIES = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "README.zh-CN.md",
    "bench",
    "docs",
    "examples",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements-spark.lock",
    "requirements.lock",
    "src",
    "tests",
}

# A path of one machine, or the host of a package index, means nothing to whoever clones the repository.
OF_ONE_MACHINE = re.compile(r"(?<![\w./~-])/(?:work|root|tmp|home)(?![\w-])")
INDEX_HOSTS = re.compile(r"pypi\.org|pythonhosted\.org|--(?:extra-)?index-url[ =]\S*://")


@pytest.fixture(scope="module")
def committed(root: Path) -> list[str]:
    if not (root / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a git repository")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True)
    return [name for name in listed.stdout.decode().split("\0") if name and (root / name).is_file()]


def test_the_root_is_small_enough_to_take_in_at_a_glance(committed: list[str]):
    assert {name.partition("/")[0] for name in committed} <= ROOT_ENTRIES


def test_no_committed_file_names_a_path_of_one_machine(root: Path, committed: list[str]):
    assert _lines_with(OF_ONE_MACHINE, root, committed) == []


def test_no_committed_file_names_the_host_of_a_package_index(root: Path, committed: list[str]):
    assert _lines_with(INDEX_HOSTS, root, committed) == []


def test_nothing_is_committed_that_git_should_ignore(root: Path, committed: list[str]):
    ignored = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--ignored", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
    )
    assert ignored.stdout == b""


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_pins_each_part_with_a_hash_and_names_no_address(root: Path, lock: str):
    text = (root / lock).read_text(encoding="utf-8")
    assert "://" not in text
    parts = re.split(r"\n(?=\S)", text.strip())
    assert all("==" in part and "--hash=sha256:" in part for part in parts)


def test_the_locks_hold_what_the_project_declares(root: Path):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    runs = {_name(part) for part in project["project"]["dependencies"]}
    develops = {_name(part) for part in project["dependency-groups"]["dev"]}
    locked = _locked(root / "requirements.lock")
    assert runs <= locked
    assert develops <= _locked(root / "requirements-dev.lock")
    assert locked <= _locked(root / "requirements-dev.lock")
    assert not develops & locked


def test_each_dependency_has_a_line_that_says_why(root: Path):
    lines = (root / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    start = lines.index("dependencies = [")
    block = lines[start + 1 : lines.index("]", start)]
    for before, line in itertools.pairwise(block):
        if line.strip().startswith('"'):
            assert before.strip().startswith("#"), line


def test_each_target_of_the_makefile_has_a_line_of_help(root: Path):
    text = (root / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert phony is not None
    for target in phony.group(1).split():
        assert re.search(rf"^{target}:.* ## \w", text, re.MULTILINE), target


def _lines_with(pattern: re.Pattern[str], root: Path, names: list[str]) -> list[str]:
    found = []
    for name in names:
        if name == "tests/architecture/test_repository.py" or name.endswith(".lock"):
            continue
        text = (root / name).read_bytes().decode("utf-8", errors="replace")
        found += [
            f"{name}:{number}"
            for number, line in enumerate(text.splitlines(), start=1)
            if pattern.search(line)
        ]
    return found


def _name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-").replace(".", "-")


def _locked(lock: Path) -> set[str]:
    return {_name(line) for line in lock.read_text(encoding="utf-8").splitlines() if line[:1].isalnum()}
