from __future__ import annotations

import os
from pathlib import Path

import pytest

from duxue.messages import InputError
from duxue.registers import safe_path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "workspace"
    (root / "registers").mkdir(parents=True)
    (root / "registers" / "学校.csv").write_text("a")
    (root / "registers" / "a..b.csv").write_text("a")
    (tmp_path / "outside.csv").write_text("a")
    (root / "link.csv").symlink_to(tmp_path / "outside.csv")
    (root / "inside.csv").symlink_to(root / "registers" / "学校.csv")
    (root / "folder").symlink_to(root / "registers")
    os.mkfifo(root / "pipe.csv")
    return root


@pytest.mark.parametrize("relative", ["registers/学校.csv", "registers/a..b.csv"])
def test_a_regular_file_inside_is_found(root: Path, relative: str):
    assert safe_path(root, relative) == root / relative


@pytest.mark.parametrize(
    ("relative", "code"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("/etc/passwd", "absolute"),
        ("~/x.csv", "absolute"),
        ("C:\\x.csv", "absolute"),
        ("C:/x.csv", "absolute"),
        ("registers\\学校.csv", "backslash"),
        ("../outside.csv", "parent"),
        ("registers/../registers/学校.csv", "parent"),
        ("./registers/学校.csv", "parent"),
        ("registers//学校.csv", "parent"),
        ("registers/", "parent"),
        ("..", "parent"),
        ("registers/*.csv", "glob"),
        ("registers/学校.cs?", "glob"),
        ("registers/[学]校.csv", "glob"),
        ("{a,b}.csv", "glob"),
        ("http://example.org/x.csv", "url"),
        ("file:///etc/passwd", "url"),
        ("s3://bucket/x", "url"),
        ("registers/学校.csv\n", "control"),
        ("registers/\x00.csv", "control"),
        ("registers/学\u200b校.csv", "control"),
        ("registers/\u202evsc.csv", "control"),
        ("link.csv", "link"),
        ("inside.csv", "link"),
        ("folder/学校.csv", "link"),
        ("registers", "not-a-file"),
        ("pipe.csv", "not-a-file"),
        ("nothing.csv", "missing"),
        ("nothing/学校.csv", "missing"),
        ("registers/学校.csv/more", "missing"),
        ("x" * 300, "missing"),
    ],
)
def test_everything_else_is_refused_by_its_cause(root: Path, relative: str, code: str):
    with pytest.raises(InputError) as caught:
        safe_path(root, relative)
    (fault,) = caught.value.faults
    assert fault.code == f"workspace-path-{code}"
    assert fault.shown("zh").isprintable()
    assert fault.shown("en").isprintable()
