"""The tutorial runs as it stands, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.docs.console import blocks, follow

PAGES = {"en": "docs/tutorial.md", "zh": "docs/tutorial.zh-CN.md"}


@pytest.mark.parametrize("lang", PAGES)
def test_the_files_commands_and_outputs_of_the_tutorial_are_as_written(lang: str, root: Path, tmp_path: Path):
    follow(root / PAGES[lang], lang, tmp_path)


def test_both_languages_write_the_same_files(root: Path):
    english, chinese = (
        [block for block in blocks(root / page) if "file" in block.settings] for page in PAGES.values()
    )
    assert english == chinese


def test_both_languages_type_the_same_commands(root: Path):
    english, chinese = (
        [
            line
            for block in blocks(root / page)
            for line in block.body.splitlines()
            if line.startswith("$ ") or block.kind == ""
        ]
        for page in PAGES.values()
    )
    assert english == chinese
