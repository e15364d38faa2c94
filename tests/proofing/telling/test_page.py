from __future__ import annotations

import re
import time
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from tests.proofing.telling.making import check, document_of, proof_of, span

from duxue.messages import Text
from duxue.proofing.checks import Proof, Span, TextFault
from duxue.proofing.document import Document, Passage, Place
from duxue.proofing.telling.page import proof_page

TEXT = """# 报告

## 一、基本情况

全市学校346所，其中小学305所、初中41所。全年招聘<b>教师</b>20人。

| 学校 | 人数 |
| --- | --- |
| 公办 | 131 |

第 1 页

全市共有学校364所所，教师&amp;职工9人。
"""
DOCUMENT = document_of(TEXT, "报告<1>.md", unread="第 1 页")
PARTS = (span(DOCUMENT, "305所"), span(DOCUMENT, "41所"))
HOLDS = check((span(DOCUMENT, "346所", "stated"), *PARTS), arithmetic="305 + 41 = 346")
FAILS = check(
    (span(DOCUMENT, "364所", "stated"), *PARTS),
    "fails",
    "impossible",
    arithmetic="305 + 41 = 346 ≠ 364",
    message="学校写364所，小学和初中相加为346所。",
    english="364 schools are stated; the parts make 346.",
)
DOUBLED = TextFault(
    "doubled-word", (span(DOCUMENT, "所所").place,), "所所", Text("“所”重复。", "所 is doubled."), sure=False
)
FACTS = (span(DOCUMENT, "20人").place, span(DOCUMENT, "131").place)
PROOF = proof_of(HOLDS, FAILS, faults=(DOUBLED,), facts=FACTS)


class Reader(HTMLParser):
    """The page as a browser takes it: elements open and closed, ids, links, text by the element around it."""

    EMPTY = frozenset({"meta", "br"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.names: set[str] = set()
        self.outside: list[str] = []
        self.text: dict[str, str] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.names.add(tag)
        self.ids += [str(given["id"])] if "id" in given else []
        self.links += [str(given["href"])] if "href" in given else []
        self.outside += [name for name in given if name in ("src", "style") or name.startswith("on")]
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.text[tag] = self.text.get(tag, "") + data


@pytest.fixture(scope="module", params=["zh", "en"])
def page(request: Any) -> str:
    return proof_page(DOCUMENT, PROOF, request.param)


def test_the_page_is_well_formed_and_every_link_leads_to_its_one_place(page: str):
    read = Reader(page)
    assert read.open == []
    assert len(read.ids) == len(set(read.ids))
    assert {link.removeprefix("#") for link in read.links} <= set(read.ids)


def test_nothing_is_loaded_and_nothing_runs(page: str):
    read = Reader(page)
    assert read.names.isdisjoint({"script", "img", "link", "iframe", "object", "form", "base"})
    assert read.outside == []
    assert all(link.startswith("#") for link in read.links)
    assert "default-src 'none'; style-src 'sha256-" in page
    assert "url(" not in page
    assert "@import" not in page


def test_text_of_the_report_is_text_and_never_markup(page: str):
    shown = Reader(page).text["main"]
    assert "全年招聘<b>教师</b>20人。" in shown
    assert "教师&amp;职工9人。" in shown
    assert Reader(page).text["h1"] == "报告<1>.md"


def test_the_whole_report_stands_on_the_page_in_its_order():
    shown = re.sub(r"<sup>.*?</sup>", "", proof_page(DOCUMENT, PROOF, "zh"))
    shown = "".join(Reader(shown).text["main"].split())
    places = [shown.index("".join(passage.text.split())) for passage in DOCUMENT.passages if passage.text]
    assert places == sorted(places)
    assert "第1页" in shown


def test_a_finding_shows_message_arithmetic_and_place_and_is_linked_both_ways():
    shown = proof_page(DOCUMENT, PROOF, "zh")
    card = shown[shown.index('<article class="card impossible" id="f1">') :].split("</article>")[0]
    assert "学校写364所，小学和初中相加为346所。" in card
    assert "305 + 41 = 346 ≠ 364" in card
    assert '<a href="#p1-0" title="一、基本情况，第13行">364所</a>' in card
    assert '<a href="#p1-2" title="一、基本情况，第5行">41所</a>' in card
    assert '<a class="mark impossible" id="p1-0" href="#f1"' in shown
    assert '<a class="mark impossible part" id="p1-2" href="#f1"' in shown


def test_facts_and_figures_that_agree_are_marked_more_lightly():
    shown = proof_page(DOCUMENT, PROOF, "zh")
    assert '<span class="fact">20人</span>' in shown
    assert '<span class="linked" title="合计与分项，相符：305 + 41 = 346">346所</span>' in shown


def test_two_findings_on_one_figure_both_have_their_place():
    shown = proof_page(DOCUMENT, PROOF, "zh")
    last = shown[shown.index("全市共有学校") :]
    assert '<b id="p2-0"></b>' in last or 'id="p2-0"' in last
    assert re.search(r"<sup>.*#f1.*#f2.*</sup>|<sup>.*#f1.*</sup>.*<sup>.*#f2.*</sup>", last)


def test_a_table_is_shown_as_a_table_with_its_merged_cells():
    table = DOCUMENT.tables[0]
    wide = replace(table, cells=(replace(table.cells[0], columns=2), *table.cells[2:]))
    shown = proof_page(replace(DOCUMENT, tables=(wide,)), PROOF, "zh")
    assert '<tr><td colspan="2">学校</td></tr>' in shown
    assert '<tr><td>公办</td><td><span class="fact">131</span></td></tr>' in shown


def test_each_language_speaks_of_itself_and_the_report_stays_as_it_is():
    chinese, english = (proof_page(DOCUMENT, PROOF, lang) for lang in ("zh", "en"))
    assert '<html lang="zh-CN">' in chinese
    assert '<html lang="en">' in english
    assert "364 schools are stated; the parts make 346." in english
    aside = Reader(english).text["aside"]
    for word in ("Impossible", "Faults of the text", "What was checked", "Not certain"):
        assert word in aside
    assert "全市学校" in Reader(english).text["main"]


def test_a_report_without_findings_says_so_and_says_what_was_checked(page: str):
    shown = Reader(proof_page(DOCUMENT, proof_of(HOLDS), "zh")).text["aside"]
    assert "没有发现问题" in shown
    assert "合计与分项 1" in shown


def test_what_cannot_be_seen_is_written_out():
    hidden = document_of("学校\u202e12所\x07。\n")
    shown = Reader(proof_page(hidden, proof_of(), "zh")).text["main"]
    assert "\\u202e" in shown
    assert "\\x07" in shown


def test_a_place_of_which_no_character_is_shown_still_has_its_anchor():
    # A reader may leave out characters: here the space between, which is the fault.
    text = "学校 12所"
    passage = Passage("paragraph", "学校12所", (0, 1, 3, 4, 5))
    document = Document("a.txt", "txt", "", text, (passage,))
    fault = TextFault("space", (Place(2, 3),), " ", Text("多一个空格。", "a space."))
    read = Reader(proof_page(document, Proof((), (fault,), proof_of().coverage), "zh"))
    assert "p1-0" in read.ids


def test_a_place_outside_every_passage_still_has_its_anchor():
    start = TEXT.index("第 1 页")
    fault = TextFault("numbering", (Place(start, start + 5),), "第 1 页", Text("页码。", "a page number."))
    read = Reader(proof_page(DOCUMENT, proof_of(faults=(fault,)), "zh"))
    assert {link.removeprefix("#") for link in read.links} <= set(read.ids)


def test_half_a_million_characters_with_ten_thousand_marks_take_a_few_seconds_at_most():
    line = "全市学校346所，其中小学305所、初中41所；另有教师若干人，学生若干人，校舍若干平方米。"
    document = document_of("\n".join([line] * 11_000))
    assert len(document.text) > 490_000
    width = len(line) + 1
    checks, at = [], [line.index(word) for word in ("346所", "305所", "41所")]
    for number in range(5_000):
        spans = tuple(
            Span("part", Place(number * width + start, number * width + start + 3), "所") for start in at
        )
        checks.append(check(spans, *(("fails", "question") if number % 5 == 0 else ())))
    began = time.perf_counter()
    shown = proof_page(document, proof_of(*checks), "zh")
    assert time.perf_counter() - began < 6
    assert unescape(shown).count("全市学校") == 11_000


def test_the_example_looks_as_it_should_to_the_parser(root: Path):
    text = (root / "examples/reports/fushun-2021-proof.md").read_text("utf-8")
    read = Reader(proof_page(document_of(text), proof_of(), "zh"))
    assert read.text["table"].startswith("学校类别")
