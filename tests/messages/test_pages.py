from __future__ import annotations

from pathlib import Path

from duxue.messages import codes, families
from duxue.messages.pages import INDEX, pages, write


def test_every_code_has_a_section_on_the_page_of_its_family():
    written = pages()
    for code in codes():
        assert f"## {code}\n" in written[f"{code.partition('-')[0]}.md"]


def test_the_index_links_every_page():
    assert all(f"]({family}.md)" in pages()[INDEX] for family in families())


def test_writing_removes_the_page_of_a_family_that_is_no_more(tmp_path: Path):
    (tmp_path / "old.md").write_text("old", encoding="utf-8")
    write(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(pages())


def test_the_committed_pages_are_what_the_catalogue_says(root: Path):
    committed = {
        path.name: path.read_text(encoding="utf-8") for path in (root / "docs/messages").glob("*.md")
    }
    differ = sorted(name for name, text in pages().items() if committed.get(name) != text)
    assert differ == [], "run `make docs` and commit the pages"


def test_no_page_is_left_over(root: Path):
    assert {path.name for path in (root / "docs/messages").glob("*.md")} == set(pages())
