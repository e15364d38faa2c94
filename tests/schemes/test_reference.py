"""The reference of the language: every example runs, every rule kind, key and finding has its place."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from pydantic import BaseModel

from duxue.library import ROOT
from duxue.measures import read_measures
from duxue.messages import codes
from duxue.notation import read_text, validate
from duxue.schemes import LoadedScheme, Scheme, scheme_faults
from duxue.schemes.rules import Rule
from duxue.schemes.scheme import Leaf

EXAMPLE = re.compile(r"```yaml (scheme|condition|rule judgement|rule)\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs" / "reference" / "schemes.md").read_text("utf-8")


@pytest.fixture(scope="module")
def measures():
    return {
        name: written.definition for name, written in read_measures(ROOT / "measures", "measures").items()
    }


def faults(scheme_text: str, measures) -> list[str]:
    document = read_text(scheme_text, "example.yaml")
    loaded = LoadedScheme(validate(document, Scheme), document)
    return [fault.shown("en") for fault in scheme_faults(loaded, measures, {})]


def one_leaf(rule: str, by: str) -> str:
    lines = "".join(f"      {line}\n" for line in rule.splitlines())
    return (
        "id: x\nedition: 1\ntitle: {zh: 甲, en: x}\nauthority: {zh: 甲, en: x}\nyear: 2026\nobject: city\n"
        "standing: made-up\ntotal: 5\ndecimals: 2\nindicators:\n"
        f"  - id: A\n    title: {{zh: 甲, en: x}}\n    points: 5\n    by: {by}\n    rule:\n{lines}"
    )


def test_every_example_is_valid(page, measures):
    found = EXAMPLE.findall(page)
    assert len(found) > 10
    for form, text in found:
        if form == "scheme":
            written = text
        elif form == "condition":
            inner = "".join(f"  {line}\n" for line in text.splitlines())
            written = one_leaf(f"kind: all-or-nothing\nwhen:\n{inner}", "rule")
        else:
            written = one_leaf(text, "judgement" if "judgement" in form else "rule")
        assert faults(written, measures) == [], text


def rule_kinds() -> dict[str, type[BaseModel]]:
    return {
        get_args(model.model_fields["kind"].annotation)[0]: model for model in get_args(get_args(Rule)[0])
    }


@pytest.mark.parametrize("kind", rule_kinds())
def test_every_rule_kind_has_a_section_that_names_all_its_keys(page, kind):
    section = page.split(f"### `{kind}`", 1)[1].split("\n### ", 1)[0].split("\n## ", 1)[0]
    keys = {field.alias or name for name, field in rule_kinds()[kind].model_fields.items()}
    assert {key for key in keys if key not in section and key != "counted"} == set()


@pytest.mark.parametrize("model", [Scheme, Leaf])
def test_every_key_of_a_scheme_and_of_an_item_is_explained(page, model):
    keys = {field.alias or name for name, field in model.model_fields.items()}
    assert {key for key in keys if f"`{key}`" not in page} == set()


def test_every_finding_of_scoring_is_listed(page):
    wanted = ("scoring-entered-", "scoring-guess-", "scoring-stated-")
    found = {code for code in codes() if code.startswith(wanted) and not code.endswith("-open")}
    assert {code for code in found if f"`{code}`" not in page} == set()


def test_the_composition_page_has_a_row_for_each_rule_of_the_catalogue(root):
    page = (root / "docs" / "explanation" / "composition.md").read_text("utf-8")
    assert [n for n in range(1, 60) if f"\n| R{n} |" not in page] == []
