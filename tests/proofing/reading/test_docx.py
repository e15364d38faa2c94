from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from tests.proofing.reading import made
from tests.proofing.reading.test_plain import left_out, told

from duxue.proofing.document import Document
from duxue.proofing.reading import read_bytes
from duxue.proofing.reading.counting import chinese
from duxue.proofing.reading.docx import DocxMap
from duxue.proofing.telling.comments.runs import Runs

BOX = (
    "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx><w:txbxContent>{0}"
    "</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
    "<w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
)
NUMBERING = (
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCountingThousand'/><w:lvlText w:val='%1、'/></w:lvl>"
    "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.%2'/><w:isLgl/></w:lvl>"
)


def read(document: Any) -> Document:
    return read_bytes(made.saved(document), "report.docx")


def grid(document: Document, number: int = 0) -> list[tuple[int, int, int, int, str]]:
    return [
        (cell.row, cell.column, cell.rows, cell.columns, document.passages[cell.passage].text)
        for cell in document.tables[number].cells
    ]


@pytest.fixture
def document() -> Any:
    import docx

    return docx.Document()


def test_headings_by_style_have_levels(document: Any):
    document.add_heading("某县教育工作报告", 0)
    document.add_heading("一、情况", 1)
    document.add_paragraph("全县共有学校82所。")
    document.add_heading("（一）经费", 2)
    document.add_heading("二、问题", 1)
    assert told(read(document)) == [
        "heading 1: 某县教育工作报告",
        "heading 2: 一、情况",
        "paragraph: 全县共有学校82所。",
        "heading 3: （一）经费",
        "heading 2: 二、问题",
    ]


def test_headings_without_styles_are_told_by_their_words(document: Any):
    for words in (
        "某县教育工作报告",
        "一、情况",
        "全县共有学校82所，其中小学56所。",
        "二、问题",
        "学位紧张。",
    ):
        document.add_paragraph(words)
    assert [passage.level for passage in read(document).passages] == [1, 2, 0, 2, 0]


def test_tracked_changes_are_read_as_accepted(document: Any):
    paragraph = document.add_paragraph("全县共有")
    paragraph._p.append(made.xml("del", "<w:r><w:delText>80</w:delText></w:r>", 'w:id="1" w:author="a"'))
    paragraph._p.append(made.xml("ins", "<w:r><w:t>82</w:t></w:r>", 'w:id="2" w:author="a"'))
    paragraph.add_run("所。")
    assert read(document).text == "全县共有82所。\n"


def test_hidden_words_are_told_but_not_read(document: Any):
    paragraph = document.add_paragraph("共82所")
    paragraph.add_run("（待核）").font.hidden = True
    paragraph.add_run("。")
    read_one = read(document)
    assert told(read_one) == ["paragraph: 共82所。"]
    assert left_out(read_one) == ["reading-unread-hidden: （待核）"]


def test_merged_cells_and_tables_within_cells(document: Any):
    table = document.add_table(3, 3)
    for i, row in enumerate([["类别", "", "学生"], ["小学", "56", "20,000"], ["", "21", "1"]]):
        for k, words in enumerate(row):
            table.cell(i, k).paragraphs[0].add_run(words)
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 0).merge(table.cell(2, 0))
    inner = table.cell(2, 2).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "内", "8"
    read_one = read(document)
    assert grid(read_one) == [
        (0, 0, 1, 2, "类别"),
        (0, 2, 1, 1, "学生"),
        (1, 0, 2, 1, "小学"),
        (1, 1, 1, 1, "56"),
        (1, 2, 1, 1, "20,000"),
        (2, 1, 1, 1, "21"),
        (2, 2, 1, 1, "1"),
    ]
    assert grid(read_one, 1) == [(0, 0, 1, 1, "内"), (0, 1, 1, 1, "8")]


def test_a_text_box_is_read_once_behind_its_paragraph(document: Any):
    paragraph = document.add_paragraph("前半句")
    paragraph._p.append(made.xml("r", BOX.format("<w:p><w:r><w:t>框内100人。</w:t></w:r></w:p>")))
    paragraph.add_run("后半句。")
    assert read(document).text == "前半句后半句。\n框内100人。\n"


def test_list_numbers_are_those_that_word_shows(document: Any):
    numbering = document.part.numbering_part.element
    numbering.insert(0, made.xml("abstractNum", NUMBERING, 'w:abstractNumId="90"'))
    numbering.append(made.xml("num", '<w:abstractNumId w:val="90"/>', 'w:numId="90"'))
    restart = (
        '<w:abstractNumId w:val="90"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    )
    numbering.append(made.xml("num", restart, 'w:numId="91"'))
    for words, level, number in (
        ("甲", 0, 90),
        ("乙", 1, 90),
        ("丙", 1, 90),
        ("丁", 0, 90),
        ("戊", 1, 90),
        ("己", 0, 91),
    ):
        paragraph = document.add_paragraph(words)
        paragraph._p.get_or_add_pPr().append(
            made.xml("numPr", f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>')
        )
    read_one = read(document)
    assert read_one.text.split() == ["一、甲", "1.1乙", "1.2丙", "二、丁", "2.1戊", "五、己"]
    assert read_one.passages[0].number == "一、"


@pytest.mark.parametrize(
    "number, said",
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1001, "一千零一"),
    ],
)
def test_chinese_numbers_are_written_as_lists_write_them(number: int, said: str):
    assert chinese(number) == said


def test_headers_and_footers_are_not_prose(document: Any):
    document.add_paragraph("共82所。")
    document.sections[0].header.paragraphs[0].text = "某县教育局"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    read_one = read(document)
    assert told(read_one) == ["paragraph: 共82所。"]
    assert left_out(read_one) == [
        "reading-unread-running-header: 某县教育局",
        "reading-unread-running-header: 第 1 页",
    ]


def test_the_way_back_leads_to_the_character_in_the_file(document: Any):
    document.add_paragraph("共有学校82所，\t其中")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "小学", "56"
    paragraph = document.add_paragraph("前")
    paragraph._p.append(made.xml("del", "<w:r><w:delText>删去</w:delText></w:r>", 'w:id="1"'))
    paragraph._p.append(made.xml("r", BOX.format("<w:p><w:r><w:t>框内</w:t></w:r></w:p>")))
    paragraph._p.append(made.xml("moveFrom", "<w:r><w:t>移走</w:t></w:r>", 'w:id="2"'))
    paragraph.add_run("后\n行")
    read_one = read(document)
    way = DocxMap(read_one)
    source = ZipFile(BytesIO(read_one.source)).read("word/document.xml")
    paragraphs = Runs(source).paragraphs
    found = 0
    for offset, sign in enumerate(read_one.text):
        place = way.paragraph_of(offset)
        if place is None:
            continue
        character = paragraphs[place.paragraph][place.character]
        written = source[character.start : character.end].decode()
        assert written == sign or sign in "\t\n"
        found += 1
    assert found == sum(not sign.isspace() for sign in read_one.text) + 2
