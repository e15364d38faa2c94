from __future__ import annotations

from typing import Any

import pytest
from tests.proofing.reading import made

from duxue.proofing.document import Document
from duxue.proofing.reading import read_bytes

TITLE = "临河县2021年教育工作报告"
PARTS: list[made.Part] = [
    "一、基本情况",
    "2021年，全县共有中小学82所，其中小学56所，初中21所，高中5所。在校学生48,215人，比上年增加1,203人，增长2.6%。教职工3815人，师生比为1:12.6，全年教育支出12.34亿元，占一般公共预算支出的18.5%。",
    [["类别", "学校", "学生"], ["小学", "56", "30,000"], ["初中", "21", "12,215"], ["高中", "5", "6,000"]],
    "二、存在问题",
    "一是学位紧张，城区小学班额偏大，56人以上的班仍有12个；二是教师结构不尽合理，音体美教师缺编35人，需要逐步解决。",
]


def plain() -> bytes:
    lines = [part if isinstance(part, str) else "\n".join("\t".join(row) for row in part) for part in PARTS]
    return "\n".join([TITLE, *lines]).encode()


def wrapped() -> bytes:
    lines: list[str] = []
    for part in PARTS:
        if isinstance(part, str) and len(part) > 40:
            part = "　　" + part
            lines += [part[i : i + 30] for i in range(0, len(part), 30)]
        else:
            lines.append(part if isinstance(part, str) else "\n".join("\t".join(row) for row in part))
    return "\n".join([TITLE, *lines]).encode("gb18030")


def markdown() -> bytes:
    blocks = [f"# {TITLE}"]
    for part in PARTS:
        if isinstance(part, str):
            blocks.append(f"## {part}" if len(part) < 20 else part)
        else:
            rows = [f"| {' | '.join(row)} |" for row in part]
            blocks.append("\n".join([rows[0], "|---|---|---|", *rows[1:]]))
    return "\n\n".join(blocks).encode()


def page() -> bytes:
    blocks = [f"<h1>{TITLE}</h1>"]
    for part in PARTS:
        if isinstance(part, str):
            blocks.append(f"<h2>{part}</h2>" if len(part) < 20 else f"<p>{part}</p>")
        else:
            rows = ["".join(f"<td>{words}</td>" for words in row) for row in part]
            blocks.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    return f"<meta charset=utf-8>{''.join(blocks)}".encode()


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


def passages(document: Document) -> list[tuple[str, int, str, str]]:
    return [(one.kind, one.level, one.number, one.text) for one in document.passages]


@pytest.mark.parametrize(
    "data, name",
    [
        (wrapped(), "report.txt"),
        (markdown(), "report.md"),
        (page(), "report.html"),
        (word(), "report.docx"),
        (made.pdf(TITLE, PARTS), "report.pdf"),
    ],
    ids=["wrapped", "md", "html", "docx", "pdf"],
)
def test_a_report_is_the_same_in_every_format(data: bytes, name: str):
    expected, document = read_bytes(plain(), "report.txt"), read_bytes(data, name)
    assert passages(document) == passages(expected)
    assert document.tables == expected.tables
    for passage in document.passages:
        written = "".join(document.text[offset] for offset in passage.offsets)
        assert [mark for mark in written if mark.isalnum()] == [
            mark for mark in passage.text if mark.isalnum()
        ]
