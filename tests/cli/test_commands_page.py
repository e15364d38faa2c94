from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperGroup

from duxue.cli.app import application
from duxue.cli.screen import Screen
from duxue.cli.usage import _option_words, parameter_help, usage
from duxue.messages import labels


def _contexts() -> Iterator[Any]:
    screen = Screen("zh", False, sys.stdout, sys.stderr)

    def below(context: Any) -> Iterator[Any]:
        yield context
        if isinstance(context.command, TyperGroup):
            for name, command in context.command.commands.items():
                yield from below(typer.Context(command, info_name=name, parent=context, obj=screen))

    root = application()
    return below(typer.Context(root, info_name="duxue", obj=screen))


def _written(words: str) -> str:
    return f"`{words}`".replace("|", "\\|")


def _rows(context: Any) -> Iterator[str]:
    path = context.command_path.split()[1:]
    for parameter in context.command.get_params(context):
        if path and parameter.name in ("help", "lang"):
            continue
        argument = parameter.param_type_name == "argument"
        words = parameter.metavar if argument else _option_words(parameter)
        told = [parameter_help(path, parameter, lang) for lang in ("zh", "en")]
        yield f"| {_written(words)} | {told[0]} | {told[1]} |"


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "reference" / "commands.md").read_text("utf-8")


@pytest.fixture(scope="module")
def sections(page: str) -> dict[str, str]:
    parts = re.split(r"^## (duxue.*)$", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_command_has_a_section_and_nothing_else_has_one(sections: dict[str, str]):
    assert list(sections) == [context.command_path for context in _contexts()]


def test_every_section_shows_the_usage(sections: dict[str, str]):
    for context in _contexts():
        assert f"```\n{usage(context)}\n```" in sections[context.command_path]


def test_every_word_and_option_has_its_row_and_no_row_is_left_over(sections: dict[str, str]):
    for context in _contexts():
        rows = re.findall(r"^\| `.*\|$", sections[context.command_path], re.MULTILINE)
        assert rows == list(_rows(context)), context.command_path


def test_every_word_and_option_has_help_in_both_languages():
    for context in _contexts():
        path = context.command_path.split()[1:]
        assert "-".join(["cli-help", *path]) in labels()
        for parameter in context.command.get_params(context):
            assert parameter_help(path, parameter, "zh")
            assert parameter_help(path, parameter, "en")


def test_no_help_is_left_over():
    used = {"cli-help"}
    for context in _contexts():
        path = context.command_path.split()[1:]
        used.add("-".join(["cli-help", *path]))
        for parameter in context.command.get_params(context):
            name = parameter.name.replace("_", "-")
            used |= {"-".join(["cli-help", *path, name]), f"cli-help-any-{name}"}
    assert {code for code in labels() if code.startswith("cli-help")} <= used
