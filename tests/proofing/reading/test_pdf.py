from __future__ import annotations

import pytest
from tests.proofing.reading import made
from tests.proofing.reading.test_plain import left_out, told

from duxue.proofing.document import Document
from duxue.proofing.reading import read_bytes

FIRST = (
    "2020年，全县共有中小学82所，其中小学56所，初中21所，高中5所。在校学生48,215人，比上年增加1,203人，增长2.6%。"
    "教职工3815人，师生比为1:12.6。全年教育支出12.34亿元，占一般公共预算支出的18.5%，生均公用经费达到650元。"
)
SECOND = "全年新建改建幼儿园15所，新增公办学位4200个，普惠性幼儿园覆盖率达到89.6%，比上年提高2.1个百分点，完成了年初计划。"


def read(data: bytes) -> Document:
    return read_bytes(data, "report.pdf")


def grid(document: Document, number: int = 0) -> list[tuple[int, int, int, int, str]]:
    return [
        (cell.row, cell.column, cell.rows, cell.columns, document.passages[cell.passage].text)
        for cell in document.tables[number].cells
    ]


def test_lines_are_joined_and_pages_furnished():
    parts = ["一、基本情况", *[FIRST, SECOND] * 9]
    document = read(made.pdf("某县教育工作报告", parts, header="某县教育局"))
    assert told(document) == [
        "heading 1: 某县教育工作报告",
        "heading 2: 一、基本情况",
        *[f"paragraph: {FIRST}", f"paragraph: {SECOND}"] * 9,
    ]
    reasons = {one.split(": ")[0] for one in left_out(document)}
    assert reasons == {"reading-unread-page-number", "reading-unread-running-header"}


def test_the_left_column_is_read_before_the_right_one():
    document = read(made.pdf("", [FIRST + str(i) for i in range(20)], columns=2))
    assert told(document) == [f"paragraph: {FIRST}{i}" for i in range(20)]


def test_a_table_over_several_pages_is_one():
    rows = [["类别", "学校", "学生"], *[[f"第{i}类", str(i), f"{i},000"] for i in range(1, 90)]]
    document = read(made.pdf("", [FIRST, rows, SECOND]))
    cells = grid(document)
    assert len(document.tables) == 1
    assert len(cells) == 270
    assert cells[-1] == (89, 2, 1, 1, "89,000")
    assert "reading-unread-running-header: 类别" in left_out(document)
    assert told(document)[-1] == f"paragraph: {SECOND}"


def test_merged_cells_have_their_places():
    rows = [["类别", "", "学生"], ["小学", "56", "20,000"], ["", "21", "1"]]
    document = read(made.pdf("", [rows], spans=[("SPAN", (0, 0), (1, 0)), ("SPAN", (0, 1), (0, 2))]))
    assert grid(document) == [
        (0, 0, 1, 2, "类别"),
        (0, 2, 1, 1, "学生"),
        (1, 0, 2, 1, "小学"),
        (1, 1, 1, 1, "56"),
        (1, 2, 1, 1, "20,000"),
        (2, 1, 1, 1, "21"),
        (2, 2, 1, 1, "1"),
    ]


def test_spaces_of_latin_words_stay():
    assert told(read(made.pdf("", ["全县的GDP growth rate of 2020为5%。"])))[0].endswith(
        "GDP growth rate of 2020为5%。"
    )


@pytest.mark.parametrize("columns", [1, 2])
def test_offsets_point_at_the_character(columns: int):
    document = read(made.pdf("某县教育工作报告", [FIRST, SECOND], columns=columns))
    for passage in document.passages:
        for sign, offset in zip(passage.text, passage.offsets, strict=True):
            assert document.text[offset] == sign or not sign.isalnum()
