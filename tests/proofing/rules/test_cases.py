"""The rules by their cases: a text, and the checks that a rule makes of it. A new case is a few lines of YAML."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from duxue.proofing.checks import Check
from duxue.proofing.claims import read_claims
from duxue.proofing.reading import read_bytes

CASES = Path(__file__).parent / "cases"


def cases() -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
        for path in sorted(CASES.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text("utf-8"))
    ]


def seen(check: Check, expected: dict[str, Any]) -> dict[str, Any]:
    """What the check says of the keys that the case names."""
    values = {
        "verdict": check.verdict,
        "level": check.level,
        "kind": check.kind,
        "stated": check.stated,
        "computed": check.computed,
        "arithmetic": check.arithmetic,
        "cause": check.cause or None,
        "spans": [span.text for span in check.spans],
        "message": check.message.zh,
    }
    return {key: values[key] for key in expected}


@pytest.mark.parametrize(("rule", "case"), cases())
def test_a_rule_says_of_a_text_what_its_case_says(rule: str, case: dict[str, Any]) -> None:
    claims = read_claims(read_bytes(case["text"].encode(), "case.txt"))
    module = import_module(f"duxue.proofing.rules.{rule.replace('-', '_')}")
    found = sorted(module.checks(claims), key=lambda check: check.stated_span.place)
    assert rule == module.RULE
    wanted = case["checks"]
    assert [check.message.zh for check in found][len(wanted) :] == []
    assert [seen(check, expected) for check, expected in zip(found, wanted, strict=True)] == wanted
