from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Duxue

EVALUATE = "duxue evaluate WORKSPACE [--json] [--jsonl] [--strict] [--engine duckdb|fractions]"


def test_the_version_is_said(duxue: Duxue):
    from duxue import __version__

    assert duxue("--version").out == f"duxue {__version__}\n"


@pytest.mark.parametrize(
    "words", [(), ("--help",), ("scheme",), ("scheme", "--help"), ("evaluate", "--help")]
)
def test_help_is_given_in_the_language_that_is_asked_for(duxue: Duxue, words: tuple[str, ...]):
    zh, en = duxue(*words), duxue(*words, "--lang", "en")
    assert (zh.status, en.status) == (0, 0)
    assert "用法：duxue" in zh.out
    assert "usage: duxue" in en.out
    assert en.out.isascii() or "…" in en.out


def test_a_misspelt_command_names_the_likely_one(duxue: Duxue):
    said = duxue("evalute")
    assert said.status == 2
    assert said.err.startswith("没有命令“duxue evalute”；是否应为“evaluate”？可用：new、evaluate、trace、")
    said = duxue("scheme", "chek", "--lang", "en")
    assert (
        said.err
        == 'there is no command "duxue scheme chek"; did you mean "check"? There are: check, show, new.\n'
    )


def test_a_missing_word_shows_the_usage(duxue: Duxue):
    assert duxue("evaluate").err == f"缺少 WORKSPACE。用法：{EVALUATE}\n"
    assert duxue("evaluate", "--lang", "en").err == f"WORKSPACE is missing. Usage: {EVALUATE}\n"


def test_a_word_too_many_is_named(duxue: Duxue):
    said = duxue("evaluate", "a", "b", "c")
    assert (said.status, said.err) == (2, f"多出：b、c。用法：{EVALUATE}\n")


def test_a_misspelt_option_names_the_likely_one(duxue: Duxue):
    said = duxue("evaluate", "a", "--jsn", "--lang", "en")
    assert said.status == 2
    assert said.err.startswith("there is no option --jsn; did you mean --json?")


def test_an_option_without_its_value_is_said(duxue: Duxue):
    said = duxue("evaluate", "a", "--engine")
    assert said.status == 2
    assert said.err.startswith("选项 --engine 后面要有一个值")


def test_a_language_that_is_not_there_lists_the_two(duxue: Duxue):
    said = duxue("evaluate", "a", "--lang", "fr")
    assert (said.status, said.err) == (2, f"--lang 的值不对；可用：zh, en。用法：{EVALUATE}\n")


def test_a_number_that_is_none_is_refused(duxue: Duxue, evaluated_fushun: Path):
    assert duxue("trace", evaluated_fushun, "x", "--limit", "many").status == 2
    assert duxue("trace", evaluated_fushun, "x", "--limit", "-1").status == 2
