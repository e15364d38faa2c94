from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.proofing.telling.making import check, document_of, proof_of, span

from duxue.messages import Text, labels
from duxue.proofing.checks import TextFault
from duxue.proofing.telling.findings import findings, in_groups, numbered

DOCUMENT = document_of("全市学校12所，教师34人，学生56人，校舍78间间。\n")
FIGURES = [span(DOCUMENT, figure, "stated") for figure in ("12所", "34人", "56人", "78间")]


def test_findings_are_numbered_by_gravity_and_then_in_the_order_of_the_text():
    proof = proof_of(
        check((FIGURES[3],), "fails", "question"),
        check((FIGURES[2],), "fails", "impossible"),
        check((FIGURES[0],), "fails", "question"),
        check((FIGURES[1],)),
        faults=(TextFault("doubled-word", (FIGURES[0].place,), "12", Text("重复。", "twice.")),),
    )
    told = [(one.number, one.group, one.spans[0].text) for one in findings(proof)]
    assert told == [
        (1, "impossible", "56人"),
        (2, "question", "12所"),
        (3, "question", "78间"),
        (4, "text", "12"),
    ]
    assert list(in_groups(findings(proof))) == ["impossible", "question", "text"]


def test_what_holds_or_cannot_be_told_is_no_finding():
    assert findings(proof_of(check((FIGURES[0],)), check((FIGURES[1],), "unsure"))) == []


def test_the_figure_that_was_checked_comes_first_wherever_the_rule_put_it():
    parts = (span(DOCUMENT, "34人"), FIGURES[0])
    (found,) = findings(proof_of(check(parts, "fails", "impossible")))
    assert [one.text for one in found.spans] == ["12所", "34人"]


def test_ids_of_checks_follow_the_text():
    proof = proof_of(check((FIGURES[2],)), check((FIGURES[0],), "fails", "question"))
    assert [(name, one.spans[0].text) for name, one in numbered(proof)] == [("c1", "12所"), ("c2", "56人")]


def test_every_kind_of_relation_that_a_rule_checks_has_words(root: Path):
    kinds = set(_kinds(root / "src/duxue/proofing"))
    assert "sum" in kinds
    assert {f"proof-kind-{kind}" for kind in kinds} - set(labels()) == set()


def test_every_reason_for_which_a_piece_is_not_read_has_words(root: Path):
    sources = (root / "src/duxue/proofing/reading").rglob("*.py")
    named = {
        word
        for path in sources
        for word in re.findall(r'"(reading-unread-[a-z-]+)"', path.read_text("utf-8"))
    }
    assert named
    assert named - set(labels()) == set()


def _kinds(folder: Path) -> Iterator[str]:
    """The kinds that are written out where a check is made."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in ("check", "Check"):
                named = [word.value for word in node.keywords if word.arg == "kind"]
                for value in named or node.args[1:2]:
                    choices = (value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,)
                    yield from (str(one.value) for one in choices if isinstance(one, ast.Constant))


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
