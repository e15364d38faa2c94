from __future__ import annotations

from tests.proofing.reading.test_plain import told

from duxue.proofing.document import Document
from duxue.proofing.reading import read_bytes


def read(body: str, encoding: str = "utf-8") -> Document:
    page = f'<!DOCTYPE html><html><head><meta charset="{encoding}"><title>t</title></head><body>{body}</body></html>'
    return read_bytes(page.encode(encoding), "report.html")


def test_what_a_page_shows_is_read_and_nothing_else():
    document = read(
        "<nav>首页</nav><style>p{}</style><script>var a = 1</script><h1>报告</h1><h3>一、情况</h3>"
        "<p>全县共有<b>82</b>所，&nbsp;其中小学&#53;6所。<br>另有高中5所。</p>"
        "<p style='display: none'>不显示</p><p hidden>不显示</p>文末"
    )
    assert told(document) == [
        "heading 1: 报告",
        "heading 2: 一、情况",
        "paragraph: 全县共有82所，其中小学56所。",
        "paragraph: 另有高中5所。",
        "paragraph: 文末",
    ]


def test_the_encoding_that_the_page_names_is_used():
    assert "全县共有" in read("<p>全县共有82所。</p>", "gb2312").text
    assert "全縣共有" in read("<p>全縣共有82所。</p>", "big5").text


def test_entries_have_the_numbers_that_are_shown():
    document = read(
        "<ol start=3><li>甲</li><li value=7>乙</li><li>丙</li></ol><ul><li>丁</li></ul>"
        "<ol style='list-style-type: cjk-ideographic'><li>戊</li></ol>"
    )
    assert [passage.text for passage in document.passages] == ["3.甲", "7.乙", "8.丙", "丁", "一、戊"]
    assert document.passages[0].number == "3."


def test_merged_cells_have_their_places():
    document = read(
        "<table><caption>表1</caption><tr><th colspan=2>类别</th><th>学生</th></tr>"
        "<tr><td rowspan=2>小学</td><td>56</td><td><p>20,000</p><p>人</p></td></tr><tr><td>21</td><td>1</td></tr></table>"
    )
    cells = [
        (cell.row, cell.column, cell.rows, cell.columns, document.passages[cell.passage].text)
        for cell in document.tables[0].cells
    ]
    assert cells == [
        (0, 0, 1, 2, "类别"),
        (0, 2, 1, 1, "学生"),
        (1, 0, 2, 1, "小学"),
        (1, 1, 1, 1, "56"),
        (1, 2, 1, 1, "20,000人"),
        (2, 1, 1, 1, "21"),
        (2, 2, 1, 1, "1"),
    ]
    assert document.text.splitlines()[1:] == ["类别\t学生", "小学\t56\t20,000 人 ", "21\t1"]


def test_a_table_within_a_cell_stands_by_itself():
    document = read(
        "<table><tr><td>外</td><td>5<table><tr><td>内</td><td>8</td></tr></table></td></tr></table>"
    )
    tables = [[document.passages[cell.passage].text for cell in table.cells] for table in document.tables]
    assert tables == [["外", "5"], ["内", "8"]]


def test_a_page_in_a_frame_of_tables_is_prose():
    assert told(read("<table><tr><td><p>全县共有82所。</p><p>其中小学56所。</p></td></tr></table>")) == [
        "paragraph: 全县共有82所。",
        "paragraph: 其中小学56所。",
    ]
