"""Every page can be reached, every link leads somewhere, and the first page says how to start."""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.docs.console import FENCE, answer_of, blocks, plain

LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?P<to>[^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
FIRST = ["README.md", "README.zh-CN.md", "CHANGELOG.md", "CONTRIBUTING.md"]
PAGES = [
    *(ROOT / name for name in FIRST),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "examples").glob("*/README.md")),
]
SUMMARISED = [
    page for part in ("explanation", "decisions") for page in sorted((ROOT / "docs" / part).glob("*.md"))
]


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def prose(page: Path) -> str:
    """The page without its fenced blocks."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def targets(page: Path) -> list[tuple[Path, str]]:
    """Where the links inside the repository lead: file and anchor."""
    inside = [found["to"] for found in LINK.finditer(prose(page)) if "://" not in found["to"]]
    found = []
    for link in inside:
        path, _, anchor = link.partition("#")
        found.append(((page.parent / path).resolve() if path else page, anchor))
    return found


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    return {
        "".join(
            sign
            for sign in heading.lower().replace(" ", "-")
            if sign in "-_" or unicodedata.category(sign)[0] in "LN"
        )
        for heading in HEADING.findall(prose(page))
    }


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_inside_the_repository_leads_to_a_page_and_a_heading(page: Path):
    broken = [
        f"{name(to) if to.is_relative_to(ROOT) else to}#{anchor}"
        for to, anchor in targets(page)
        if not to.exists() or (anchor and anchor not in anchors(to))
    ]
    assert broken == []


def test_every_page_of_the_docs_is_listed_in_their_index():
    index = ROOT / "docs/README.md"
    listed = {to for to, _ in targets(index)}
    messages = {to for to, _ in targets(ROOT / "docs/messages/README.md")}
    pages = {page for page in PAGES if page.is_relative_to(ROOT / "docs")} - {index}
    assert {name(page) for page in pages - listed - messages} == set(), "add a line to docs/README.md"


def test_each_first_page_leads_to_the_index_and_to_the_other_language():
    for own, other in (("README.md", "README.zh-CN.md"), ("README.zh-CN.md", "README.md")):
        listed = {to for to, _ in targets(ROOT / own)}
        assert {ROOT / other, ROOT / "docs/README.md", ROOT / "LICENSE"} <= listed


@pytest.mark.parametrize("first", ["README.md", "README.zh-CN.md"])
def test_the_first_page_names_the_two_commands_and_what_they_need(first: str):
    text = (ROOT / first).read_text(encoding="utf-8")
    for word in ("make demo", "make test", "Python 3.11", "venv", "git", "Apache-2.0"):
        assert word in text


def test_both_first_pages_have_the_same_sections_and_name_the_same_commands():
    english, chinese = (
        (ROOT / first).read_text(encoding="utf-8") for first in ("README.md", "README.zh-CN.md")
    )
    assert english.count("\n## ") == chinese.count("\n## ")
    assert len(chinese) > len(english) / 3
    typed = re.compile(r"^(?:duxue|make) .*$", re.MULTILINE)
    assert typed.findall(english) == typed.findall(chinese)


def test_the_five_commands_of_the_first_page_make_a_workspace_and_score_it(tmp_path: Path):
    block = next(block for block in blocks(ROOT / "README.md") if block.body.startswith("duxue scheme new"))
    typed = block.body.splitlines()
    assert len(typed) == 5
    for command in typed:
        status, answer = answer_of(command.split()[1:], tmp_path)
        assert status == 0, answer


@pytest.mark.parametrize(("first", "lang"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_the_first_page_shows_what_the_demo_prints(first: str, lang: str, tmp_path: Path):
    shutil.copytree(
        ROOT / "examples/fushun-2021", tmp_path / "fushun", ignore=shutil.ignore_patterns("runs", "snapshots")
    )
    excerpt = re.search(r"```text demo\n(.*?)```", (ROOT / first).read_text(encoding="utf-8"), re.DOTALL)
    assert excerpt is not None
    _, printed = answer_of(["evaluate", "fushun", "--lang", lang], tmp_path)
    lines = {plain(line) for line in printed.splitlines()}
    assert [line for line in excerpt[1].splitlines() if plain(line) not in lines] == []


@pytest.mark.parametrize("page", SUMMARISED, ids=name)
def test_a_page_of_explanation_or_decision_begins_with_a_summary_in_chinese(page: Path):
    opening = page.read_text(encoding="utf-8").split("\n## ")[0]
    assert sum("一" <= sign <= "鿿" for sign in opening) >= 30


def test_decisions_have_numbers_of_their_own_and_the_four_parts():
    pages = sorted((ROOT / "docs/decisions").glob("*.md"))
    numbers = [page.name[:4] for page in pages]
    assert len(set(numbers)) == len(numbers)
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert text.startswith(f"# {page.name[:4]} "), page.name
        assert "Status:" in text, page.name
        parts = ("Context", "Decision", "Consequences", "Alternatives")
        assert all(f"\n## {part}" in text for part in parts), page.name
