from __future__ import annotations

from tests.proofing.reading.test_plain import left_out, told

from duxue.proofing.document import Document
from duxue.proofing.reading import read_bytes


def read(text: str) -> Document:
    return read_bytes(text.encode(), "report.md")


def test_headings_have_the_level_of_their_marks():
    document = read("# 报告\n\n## 一、情况 ##\n\n### （一）经费\n\n共5项。\n\n二、问题\n----\n\n共2项。\n")
    assert told(document) == [
        "heading 1: 报告",
        "heading 2: 一、情况",
        "heading 3: （一）经费",
        "paragraph: 共5项。",
        "heading 2: 二、问题",
        "paragraph: 共2项。",
    ]
    assert [passage.number for passage in document.passages] == ["", "一、", "（一）", "", "二、", ""]


def test_marks_are_left_out_and_offsets_stay():
    text = "共有**82**所，占`5%`，见[附件](a/b_c)，*其中*小学56所\\*，xx**人。"
    document = read(text)
    passage = document.passages[0]
    assert passage.text == "共有82所，占5%，见附件，其中小学56所*，xx**人。"
    assert [text[offset] for offset in passage.offsets] == list(passage.text)


def test_lines_of_a_paragraph_are_joined():
    assert told(read("# 报告\n\n全县共有学校82所，其中\n小学56所。\n另有高中5所。\n")) == [
        "heading 1: 报告",
        "paragraph: 全县共有学校82所，其中小学56所。",
        "paragraph: 另有高中5所。",
    ]


def test_a_pipe_table_is_a_table():
    document = read("| 类别 | 学校 |\n|:--|--:|\n| 小学 | **56** |\n| 合\\|计 | 77 |\n")
    table = document.tables[0]
    cells = {(cell.row, cell.column): document.passages[cell.passage].text for cell in table.cells}
    assert cells[1, 1] == "56"
    assert cells[2, 0] == "合|计"
    assert len(cells) == 6


def test_entries_of_lists_are_paragraphs():
    assert told(read("- 第一项5个\n- 第二项6个，\n  其中一个\n1. 甲\n2. 乙\n")) == [
        "paragraph: 第一项5个",
        "paragraph: 第二项6个，其中一个",
        "paragraph: 1.甲",
        "paragraph: 2.乙",
    ]


def test_code_and_front_matter_are_not_read():
    document = read("---\ntitle: 报告\n---\n共5项。\n\n```\ncode 123\n```\n")
    assert told(document) == ["paragraph: 共5项。"]
    assert [one.split(":")[0] for one in left_out(document)] == [
        "reading-unread-front-matter",
        "reading-unread-code",
    ]


def test_a_footnote_is_a_note():
    document = read("全县共有学校82所[^1]。\n\n[^1]: 含民办学校3所。\n")
    assert told(document) == ["paragraph: 全县共有学校82所。", "note: 含民办学校3所。"]
