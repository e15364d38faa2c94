"""Each how-to page runs as it stands, on the workspace that the tutorial makes."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.docs.console import files_of, follow

PAGES = sorted((ROOT / "docs/how-to").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_the_page_says_can_be_done_and_gives_what_it_shows(page: Path, root: Path, tmp_path: Path):
    files_of(root / "docs/tutorial.md", tmp_path, edits=1)
    follow(page, "zh", tmp_path)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_title_is_in_both_languages(page: Path):
    title = page.read_text(encoding="utf-8").splitlines()[0]
    chinese, dot, english = title.partition(" · ")
    assert dot
    assert any("一" <= sign <= "鿿" for sign in chinese)
    assert english.isascii()
