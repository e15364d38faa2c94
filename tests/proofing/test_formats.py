"""The same report in every format: the same findings, each at its own figure."""

from __future__ import annotations

import html
from typing import Any

import pytest
from tests.proofing.reading import made

from duxue.proofing import proof
from duxue.proofing.reading import read_bytes

TITLE = "云川市人民政府关于2021年度履行教育职责情况的自查报告"
ROWS = [f"第{number}实验学校" for number in range(1, 61)]
PUPILS = [400 + 7 * number for number in range(60)]
TABLE = [
    ["学校", "在校生", "教师"],
    *([name, str(pupils), str(pupils // 10)] for name, pupils in zip(ROWS, PUPILS, strict=True)),
    ["合计", str(sum(PUPILS) + 100), str(sum(pupils // 10 for pupils in PUPILS))],
]
PARTS: list[made.Part] = [
    "一、工作情况",
    (
        "全市共有教学点391个，分别为城区21个、镇区22个、乡村338个。培训教师4805人，比上年增加235人，增长7.14%。"
        "公办幼儿园在园幼儿占比达到46.1%，普惠性幼儿园覆盖率达到84.2%。"
    ),
    "各校在校生和教师情况见下表，其余情况以各校上报的材料为准，本报告不再一一列出。",
    TABLE,
    "二、存在问题",
    "体育场地还不能满足需要，音乐、美术教师仍有缺口，需要在今后的工作中逐步加以解决。",
]
EXPECTED = {
    ("sum-of-parts", "391个"),
    ("growth", "7.14%"),
    ("standards", "46.1%"),
    ("table-sums", str(sum(PUPILS) + 100)),
}


def plain() -> bytes:
    lines = [part if isinstance(part, str) else "\n".join("\t".join(row) for row in part) for part in PARTS]
    return "\n".join([TITLE, *lines]).encode()


def word() -> bytes:
    def fill(document: Any) -> None:
        document.add_paragraph(TITLE)
        for part in PARTS:
            if isinstance(part, str):
                document.add_paragraph(part)
                continue
            table = document.add_table(len(part), len(part[0]))
            for i, row in enumerate(part):
                for k, words in enumerate(row):
                    table.cell(i, k).text = words

    return made.word(fill)


def page() -> bytes:
    blocks = [f"<h1>{TITLE}</h1>"]
    for part in PARTS:
        if isinstance(part, str):
            blocks.append(f"<h2>{part}</h2>" if len(part) < 12 else f"<p>{html.escape(part)}</p>")
        else:
            rows = ("".join(f"<td>{words}</td>" for words in row) for row in part)
            blocks.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    return f"<meta charset=utf-8>{''.join(blocks)}".encode()


FORMATS = {
    "report.txt": plain,
    "report.docx": word,
    "report.html": page,
    "report.pdf": lambda: made.pdf(TITLE, PARTS, header=TITLE),
    "columns.pdf": lambda: made.pdf(TITLE, [part for part in PARTS if part is not TABLE], columns=2),
}


@pytest.mark.parametrize("name", FORMATS)
def test_the_findings_are_the_same_in_every_format_each_at_its_figure(name: str):
    document = read_bytes(FORMATS[name](), name)
    found = [check for check in proof(document).checks if check.verdict == "fails"]
    expected = {one for one in EXPECTED if name != "columns.pdf" or one[0] != "table-sums"}
    assert {(check.rule, check.stated.replace(",", "")) for check in found} == expected
    for check in found:
        for span in check.spans:
            assert document.text[span.place.start : span.place.end] == span.text
        assert check.stated.rstrip("个") in "".join(check.stated_span.text.split())


def test_a_clean_copy_of_the_report_has_no_finding():
    right = plain().decode().replace("338个", "348个").replace("7.14%", "5.14%").replace("46.1%", "52.6%")
    right = right.replace(f"合计\t{sum(PUPILS) + 100}", f"合计\t{sum(PUPILS)}")
    found = [check for check in proof(read_bytes(right.encode(), "report.txt")).checks if check.level]
    assert found == []
