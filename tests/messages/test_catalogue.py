from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from duxue.library import ROOT as LIBRARY
from duxue.messages import codes, families, labels

FILES = sorted(path for path in (LIBRARY / "messages").glob("*.yaml") if path.stem != "labels")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_entry_says_what_and_why_in_both_languages(file: Path):
    for code, words in _raw(file).items():
        assert set(words) == {"zh", "en", "about"}, code
        assert set(words["about"]) == {"zh", "en"}, code
        every = [words["zh"], words["en"], words["about"]["zh"], words["about"]["en"]]
        assert all(isinstance(text, str) and text.strip() for text in every), code


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_code_is_written_once_and_begins_with_its_family(file: Path):
    written = re.findall(r"^([^\s#:]+):", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(written) == len(set(written))
    assert all(re.fullmatch(rf"{file.stem}(-[a-z0-9]+)+", code) for code in written)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_both_languages_speak_of_the_same_facts(file: Path):
    for code, words in _raw(file).items():
        facts = _placeholders(words["zh"])
        assert facts == _placeholders(words["en"]), code
        assert all(fact.isidentifier() for fact in facts), f"{code}: only plain {{names}}"
        about = words["about"]["zh"] + words["about"]["en"]
        assert not re.search(r"\{[a-z_]+\}", about), f"{code}: about has no facts"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_language_is_written_in_its_own_characters(file: Path):
    chinese = re.compile("[\u4e00-\u9fff]")
    punctuation = re.compile("[\u3000-\u303f\uff00-\uffef]")
    for code, words in _raw(file).items():
        assert chinese.search(words["zh"]) or punctuation.search(words["zh"]), code
        assert chinese.search(words["about"]["zh"]), code
        # What a person wrote, or should write, stands in quotes and may be Chinese.
        assert not chinese.search(re.sub('["“(].*?["”)]', "", words["en"])), code


def test_every_code_that_the_program_names_is_in_the_catalogue():
    unknown = {
        f"{path.relative_to(LIBRARY.parent)}:{line} {code}"
        for path, line, code in _named_codes()
        if code not in codes()
    }
    assert unknown == set()


def test_every_code_of_the_catalogue_is_named_by_the_program():
    literals = {word for _, node in _nodes() for word in _strings(node)}
    starts = tuple(start for _, node in _nodes() for start in _starts(node))
    # A package may put its own family before the rest of the code, or a word of a list behind its start.
    unused = [
        code
        for code in codes()
        if not {code, code.partition("-")[2]} & literals and not code.startswith(starts)
    ]
    assert unused == []


def test_every_label_that_the_program_names_exists():
    named = {
        word
        for _, node in _nodes()
        if isinstance(node, ast.Call) and _called(node) == "label" and node.args
        for word in _strings(node.args[0])
    }
    assert named <= set(labels())


def test_every_label_has_words_in_both_languages():
    assert [code for code, words in labels().items() if not words.zh.strip() or not words.en.strip()] == []


def test_every_family_has_a_name():
    assert [family for family in families() if f"family-{family}" not in labels()] == []


def _raw(file: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
    return loaded


def _placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def _nodes() -> Iterator[tuple[Path, ast.AST]]:
    for path in sorted(LIBRARY.parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield path, node


def _named_codes() -> Iterator[tuple[Path, int, str]]:
    """The first argument of what makes a fault or a sentence, and every word that looks like a code."""
    looks_like_one = re.compile(rf"(?:{'|'.join(families())})(-[a-z0-9]+)+")
    for path, node in _nodes():
        if (
            isinstance(node, ast.Call)
            and _called(node) in {"Fault", "InputError.one", "sentence"}
            and node.args
        ):
            for word in _strings(node.args[0]):
                yield path, node.lineno, word
        elif isinstance(node, ast.Constant):
            for word in _strings(node):
                if looks_like_one.fullmatch(word) and word not in labels():
                    yield path, node.lineno, word


def _strings(node: ast.AST) -> list[str]:
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _starts(node: ast.AST) -> list[str]:
    """The start of a code in f"scoring-missing-{reason}": the family and at least one word."""
    if not isinstance(node, ast.JoinedStr) or not node.values:
        return []
    return [word for word in _strings(node.values[0]) if re.fullmatch(r"[a-z]+-([a-z0-9]+-)+", word)]


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
        return f"{node.func.value.id}.{node.func.attr}"
    return node.func.id if isinstance(node.func, ast.Name) else ""
