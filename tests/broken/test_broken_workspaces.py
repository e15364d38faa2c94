"""Each folder is a small workspace with one mistake, and what is said about it, word for word.

A new case needs no Python: put the files that differ from `base/` into a folder, and run
`python -m tests.broken.test_broken_workspaces`, which writes the messages anew, to be read before they are
committed. `removed.txt` lists files to leave out.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from tests.broken.workspaces import HERE, MESSAGES, NAMES, build, contents

from duxue.cli import main
from duxue.evaluation import load_workspace, run
from duxue.messages import InputError

FEWEST = 40
ASKED_FOR = {
    "unknown-key", "duplicate-key", "wrong-unit", "code-of-another-form", "dates-overlap", "circle-of-measures",
    "points-that-do-not-add-up", "gbk-in-yaml", "half-a-parquet", "link-to-a-register", "parent-in-a-path",
    "alias-bomb", "expression-10000-deep",
}  # fmt: skip
MACHINERY = (
    "pydantic",
    "traceback",
    "input should",
    "nonetype",
    "keyerror",
    "arrow",
    "errno",
    tempfile.gettempdir(),
    'did you mean "—"',
)


def said_about(root: Path) -> dict[str, str]:
    """What a person reads when the workspace is loaded; where it stands on this machine is left out."""
    with tempfile.TemporaryDirectory() as staging, pytest.raises(InputError) as caught:
        load_workspace(root, Path(staging) / "registers")
    return {lang: caught.value.shown(lang).replace(str(root), "WORKSPACE") + "\n" for lang in MESSAGES}


def pinned(name: str) -> dict[str, str]:
    return {lang: (HERE / name / file).read_text(encoding="utf-8") for lang, file in MESSAGES.items()}


def test_the_workspace_that_the_others_are_made_from_is_in_order(tmp_path: Path):
    root = build("base", tmp_path / "w")
    loaded = load_workspace(root, tmp_path / "registers")
    assert loaded.notes == ()
    assert run(loaded.inputs).evaluations[0].objects[0].layers[0].total.value is not None


def test_the_slips_that_matter_most_are_all_there():
    assert len(NAMES) >= FEWEST
    assert set(NAMES) >= ASKED_FOR


@pytest.mark.parametrize("name", NAMES)
def test_what_is_wrong_is_said_word_for_word_in_both_languages_and_nothing_is_written(
    name: str, tmp_path: Path
):
    root = build(name, tmp_path / "w")
    before = contents(root)
    assert said_about(root) == pinned(name)
    assert contents(root) == before


@pytest.mark.parametrize("name", sorted(ASKED_FOR))
@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.long)])
def test_the_command_says_it_ends_with_2_and_writes_nothing(
    name: str, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    root = build(name, tmp_path / "w")
    before = contents(root)
    assert main(["evaluate", str(root), "--lang", lang]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.replace(str(root), "WORKSPACE") == pinned(name)[lang]
    assert contents(root) == before


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_so_does_the_command_as_a_process_of_its_own(name: str, tmp_path: Path):
    root = build(name, tmp_path / "w")
    before = contents(root)
    for lang, form in (("zh", "--json"), ("en", "--strict")):
        command = [sys.executable, "-m", "duxue", "evaluate", str(root), "--lang", lang, form]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 2, done.stderr
        assert done.stdout == ""
        assert "Traceback" not in done.stderr
        assert done.stderr.replace(str(root), "WORKSPACE") == pinned(name)[lang]
        assert contents(root) == before


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_names_its_place_and_no_word_of_the_machinery(name: str):
    for lang, text in pinned(name).items():
        lines = text.splitlines()
        assert lines
        for line in lines:
            place, separator, sentence = line.partition("：" if lang == "zh" else ": ")
            assert separator, line
            assert (
                place.startswith(("WORKSPACE", "registers/", "library/", "small-2021/"))
                or ".yaml" in place
                or ".csv" in place
            )
            assert len(sentence) > 10, line
            assert not any(word in line.lower() for word in MACHINERY), line


if __name__ == "__main__":
    for case in NAMES:
        with tempfile.TemporaryDirectory() as folder:
            for language, said in said_about(build(case, Path(folder) / "w")).items():
                (HERE / case / MESSAGES[language]).write_text(said, encoding="utf-8")
