from __future__ import annotations

import json

from tests.proofing.telling.making import check, document_of, proof_of, span

from duxue.messages import Text
from duxue.proofing.checks import TextFault
from duxue.proofing.telling import proof_document

TEXT = "# 工作\n\n全市学校346所，其中小学305所、初中41所。\n\n第 1 页\n\n全市共有学校364所所。\n"
DOCUMENT = document_of(TEXT, unread="第 1 页")
PARTS = (span(DOCUMENT, "305所"), span(DOCUMENT, "41所"))
HOLDS = check((span(DOCUMENT, "346所", "stated"), *PARTS), arithmetic="305 + 41 = 346")
FAILS = check(
    (span(DOCUMENT, "364所", "stated"), *PARTS),
    "fails",
    "impossible",
    arithmetic="305 + 41 = 346 ≠ 364",
    cause="digits-swapped",
)
DOUBLED = TextFault("doubled-word", (span(DOCUMENT, "所所").place,), "所所", Text("“所”重复。", "doubled."))


def test_the_document_has_the_keys_of_the_design_and_no_others():
    body = proof_document(DOCUMENT, proof_of(FAILS, HOLDS, faults=(DOUBLED,)))
    assert list(body) == ["document", "coverage", "checks", "text", "against"]
    assert list(body["document"]) == ["name", "sha256", "chars"]
    assert list(body["coverage"]) == ["numbers", "facts", "linked", "unread"]
    keys = ["id", "rule", "kind", "cause", "verdict", "level", "spans", "stated", "computed", "message"]
    assert [list(found) for found in body["checks"]] == [keys, keys]
    assert list(body["checks"][0]["spans"][0]) == ["role", "start", "end", "text"]
    assert list(body["checks"][0]["message"]) == ["zh", "en"]


def test_checks_stand_in_the_order_of_the_text_whatever_order_they_came_in():
    body = proof_document(DOCUMENT, proof_of(FAILS, HOLDS))
    assert [(found["id"], found["verdict"], found["level"]) for found in body["checks"]] == [
        ("c1", "holds", None),
        ("c2", "fails", "impossible"),
    ]


def test_every_span_is_the_text_at_its_offsets():
    body = proof_document(DOCUMENT, proof_of(FAILS, HOLDS, faults=(DOUBLED,)))
    spans = [span for found in body["checks"] + body["text"] for span in found["spans"]]
    assert len(spans) == 7
    assert all(TEXT[span["start"] : span["end"]] == span["text"] for span in spans)


def test_what_was_not_read_is_told_with_its_place_and_its_reason():
    unread = proof_document(DOCUMENT, proof_of())["coverage"]["unread"]
    assert [TEXT[piece["start"] : piece["end"]] for piece in unread] == ["第 1 页"]
    assert unread[0]["reason"] == "proof-unread-page-number"


def test_the_document_is_json_without_a_float():
    def refuse(text: str) -> None:
        raise AssertionError(text)

    body = proof_document(DOCUMENT, proof_of(FAILS, HOLDS, faults=(DOUBLED,)))
    assert json.loads(json.dumps(body, allow_nan=False), parse_float=refuse) == body
