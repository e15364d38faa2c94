"""Each file of `bad/` with what is said about it, word for word: a new case needs no Python.

`python -m tests.notation.test_bad_files` writes the answers anew, to be read before they are committed.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.notation.scheme_model import Scheme

from duxue.messages import InputError
from duxue.notation import load

BAD = Path(__file__).parent / "bad"
FILES = sorted(BAD.glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_wrong_is_said_word_for_word_in_both_languages(file: Path):
    assert said_about(file) == file.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_word_of_the_machinery_reaches_the_inspector(file: Path):
    said = said_about(file).lower()
    assert not any(
        word in said for word in ("pydantic", "input should", "function-", "discriminator", "decimal")
    )


def test_every_answer_belongs_to_a_file():
    assert {path.stem for path in BAD.glob("*.txt")} == {path.stem for path in FILES}


def said_about(file: Path) -> str:
    with pytest.raises(InputError) as caught:
        load(file, Scheme, shown=file.name)
    return f"{caught.value.shown('zh')}\n\n{caught.value.shown('en')}\n"


if __name__ == "__main__":
    for written in FILES:
        written.with_suffix(".txt").write_text(said_about(written), encoding="utf-8")
