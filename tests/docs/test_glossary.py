"""The glossary and the code use the same words, one for one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import NoneType
from typing import Any, get_args

import pytest
import yaml

from duxue.evaluation import forms, standards_judged
from duxue.library import ROOT as LIBRARY
from duxue.measures import definitions, figures, findings, plan
from duxue.messages import labels
from duxue.periods import PeriodType
from duxue.proofing import checks
from duxue.proofing.claims import quantity
from duxue.registers import contracts, fields, filing, manifest
from duxue.schemes import rules, scheme
from duxue.scoring import results
from duxue.standards import limits, standard
from duxue.values import Missing

ROW = re.compile(r"^\| (?P<zh>[^|]+) \| `(?P<id>[^`|]+)` \| (?P<meaning>[^|]*) ?\|$")
LATER = "Words of what comes later"
GENERAL = "General words"


def _literal(model: type[Any], name: str) -> set[str]:
    """The words of a field's `Literal`, also where the field may be left out."""
    annotation = model.model_fields[name].annotation
    return {
        word for part in get_args(annotation) for word in get_args(part) or [part] if word is not NoneType
    }


def _kinds(union: Any, name: str = "kind") -> set[str]:
    return {word for form in get_args(union) for word in _literal(form, name)}


def _keys(file: str) -> set[str]:
    return set(yaml.safe_load((LIBRARY / file).read_text(encoding="utf-8")))


LISTS: dict[str, Iterable[str]] = {
    "Types of period": set(PeriodType),
    "Reasons for missing": set(Missing),
    "Kinds of area": _keys("area-kinds.yaml"),
    "Kinds of register": _literal(contracts.Contract, "kind"),
    "Types of field": {
        word
        for form in vars(fields).values()
        if isinstance(form, type) and "type_" in getattr(form, "model_fields", {})
        for word in _literal(form, "type_")
    },
    "Sensitivity": get_args(fields.Sensitivity),
    "Severity of checks": get_args(contracts.Severity),
    "Origins": get_args(manifest.Origin),
    "Kinds of stated source": _literal(forms.SourceForm, "kind"),
    "States of a filing": get_args(filing.State),
    "Kinds of measure": _kinds(definitions.Definition),
    "Status of a figure": get_args(figures.Status),
    "Kinds of standard": _literal(standard.Standard, "kind"),
    "Verdicts on a standard": get_args(standards_judged.Verdict),
    "Certainty": get_args(standard.Certainty),
    "Standing of a scheme": get_args(scheme.Standing),
    "Kinds of rule": {
        word
        for form in vars(rules).values()
        if isinstance(form, type) and "kind" in getattr(form, "model_fields", {})
        for word in _literal(form, "kind")
    },
    "Who gives the points": _literal(scheme.Leaf, "by"),
    "Layers": scheme.LAYERS,
    "Status of a score": get_args(results.Status),
    "Verdict of the whole": get_args(results.Verdict),
    "Levels of a finding": get_args(findings.Level),
    "Verdict of a check in a report": get_args(checks.Verdict),
    "Roles of a number in a report": get_args(quantity.Role),
    "States of a problem": _literal(forms.ProblemForm, "state"),
    "Operators of a limit": {*get_args(plan.Operator), *get_args(limits.Operator)},
    "Systems of area codes": _literal(forms.WorkspaceForm, "codes"),
    "Units": _keys("units.yaml"),
}
"""Each closed list of values, by the English half of its heading."""

SPOKEN = {
    "Reasons for missing": "cli-missing-",
    "Flags of a figure": "cli-flag-",
    "Status of a figure": "cli-status-",
    "Standing of a scheme": "cli-standing-",
    "Kinds of stated source": "cli-source-",
    "States of a problem": "cli-state-",
    "Who gives the points": "cli-by-",
    "Levels of a finding": "cli-findings-",
    "Certainty": "cli-certainty-",
    "Layers": "cli-layer-",
    "Verdict of the whole": "cli-verdict-",
    "Verdicts on a standard": "cli-standard-",
}
"""The sections whose Chinese words the screen says too, by the beginning of their labels."""


@pytest.fixture(scope="module")
def sections(root: Path) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    heading = ""
    for line in (root / "docs/glossary.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line.partition(" · ")[2]
            found[heading] = []
        elif line.startswith("|") and not line.startswith(("| 中文", "| ---")):
            row = ROW.match(line)
            assert row is not None, line
            found[heading].append((row["zh"].strip(), row["id"]))
    return found


@pytest.fixture(scope="module")
def written(root: Path) -> str:
    """All code and all data of the library, as one text."""
    files = [path for kind in ("*.py", "*.yaml") for path in (root / "src").rglob(kind)]
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(files))


@pytest.mark.parametrize("heading", LISTS)
def test_a_closed_list_of_the_code_is_in_the_glossary_whole_and_with_nothing_beside(heading, sections):
    words = [word for _, word in sections[heading]]
    assert sorted(words) == sorted(set(map(str, LISTS[heading])))


def test_every_section_is_general_later_or_a_list_that_is_held_to_the_code(sections):
    assert set(sections) - {GENERAL, LATER, "Flags of a figure"} == set(LISTS)


def test_every_identifier_is_a_word_of_the_code_or_of_the_library(sections, written):
    absent = [
        word
        for heading, rows in sections.items()
        if heading != LATER
        for _, word in rows
        if not re.search(rf"(?<![a-z]){re.escape(word)}", written, re.IGNORECASE)
        and "".join(part.title() for part in word.split("_")) not in written
    ]
    assert absent == []


def test_within_a_section_each_term_has_one_identifier_and_each_identifier_one_term(sections):
    for heading, rows in sections.items():
        for column in (0, 1):
            counts = Counter(row[column] for row in rows)
            assert [word for word, times in counts.items() if times > 1] == [], heading


def test_flags_are_those_that_the_screen_has_words_for(sections):
    words = {word for _, word in sections["Flags of a figure"]}
    assert words == {name.removeprefix("cli-flag-") for name in labels() if name.startswith("cli-flag-")}


@pytest.mark.parametrize("heading", SPOKEN)
def test_the_glossary_says_in_chinese_what_the_screen_says(heading, sections):
    for term, word in sections[heading]:
        spoken = labels().get(f"{SPOKEN[heading]}{word}")
        assert spoken is None or spoken.zh.strip() == term, word


def test_kinds_of_area_and_units_bear_their_own_titles(sections):
    kinds = yaml.safe_load((LIBRARY / "area-kinds.yaml").read_text(encoding="utf-8"))
    assert {word: term for term, word in sections["Kinds of area"]} == {
        word: kind["title"]["zh"] for word, kind in kinds.items()
    }
    units = yaml.safe_load((LIBRARY / "units.yaml").read_text(encoding="utf-8"))
    assert {word: term for term, word in sections["Units"]} == {
        word: unit["zh"] for word, unit in units.items()
    }
