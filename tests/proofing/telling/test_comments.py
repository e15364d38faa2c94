"""The reader's own Word document with comments, read back with python-docx."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as Word
from tests.proofing.telling.making import check, proof_of, span
from tests.proofing.telling.word_files import contents, report, with_footnote, with_part, with_text_box

from duxue.messages import InputError, Text
from duxue.proofing.checks import Proof, TextFault
from duxue.proofing.document import Document
from duxue.proofing.reading import read_bytes
from duxue.proofing.telling.comments import commented

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def proof_for(document: Document, *figures: str) -> Proof:
    """A finding on each figure, the first of them held against three others."""
    parts = tuple(span(document, figure) for figure in ("25所", "9所", "4所"))
    faults = tuple(
        TextFault("numbering", (span(document, figure).place,), figure, Text(f"“{figure}”有误。", "wrong."))
        for figure in figures
    )
    stated = (span(document, "36所", "stated"), *parts)
    failing = check(
        stated, "fails", "impossible", arithmetic="25 + 9 + 4 = 38 ≠ 36", message="中小学校不符。"
    )
    return proof_of(failing, faults=faults)


def told(source: bytes, *figures: str, lang: str = "zh") -> tuple[bytes, Word]:
    document = read_bytes(source, "report.docx")
    made = commented(document, proof_for(document, *figures), lang)
    return made, docx.Document(BytesIO(made))


def ranges(word: Word) -> dict[int, str]:
    """The text in the range of each comment."""
    found: dict[int, str] = {}
    running: set[int] = set()
    for element in word.element.body.iter():
        if element.tag == f"{W}commentRangeStart":
            running.add(int(element.get(f"{W}id")))
        elif element.tag == f"{W}commentRangeEnd":
            running.remove(int(element.get(f"{W}id")))
        elif element.tag == f"{W}t":
            for number in running:
                found[number] = found.get(number, "") + element.text
    return found


def formats(word: Word) -> list[tuple[str, bool | None, bool | None]]:
    """Every character with its format."""
    return [(sign, run.bold, run.italic) for one in word.paragraphs for run in one.runs for sign in run.text]


def test_each_comment_stands_on_its_figure_also_where_the_figure_is_of_several_runs():
    _, word = told(report(), "43", "《")
    assert ranges(word) == {0: "36所", 1: "25所", 2: "9所", 3: "4所", 4: "《", 5: "43"}


def test_a_comment_says_message_arithmetic_and_what_it_was_held_against():
    _, word = told(report())
    comments = {one.comment_id: one for one in word.comments}
    assert {(one.author, one.initials) for one in comments.values()} == {("Duxue 督学", "DX")}
    lines = [one.text for one in comments[0].paragraphs]
    assert lines[0] == "1【数据矛盾】中小学校不符。"
    assert lines[1] == "25 + 9 + 4 = 38 ≠ 36"
    assert lines[2].startswith("对照：25所（")
    assert comments[1].paragraphs[0].text == "与36所（一、基本情况）对照，见问题 1 的批注。"


def test_comments_speak_either_language():
    _, word = told(report(), lang="en")
    first = next(iter(word.comments))
    assert first.paragraphs[0].text.startswith("1 [Impossible]")


def test_text_and_format_of_every_character_stay_as_they_are():
    source = report(comment=True)
    made, word = told(source, "43", "《")
    before = docx.Document(BytesIO(source))
    assert formats(word) == formats(before)
    assert [one.style.name for one in word.paragraphs if one.style] == [
        one.style.name for one in before.paragraphs if one.style
    ]
    assert read_bytes(made, "report.docx").text == read_bytes(source, "report.docx").text


def test_every_other_part_keeps_its_bytes_and_its_place():
    source = report()
    made, _ = told(source)
    before, after = contents(source), contents(made)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"}
    assert [*after][: len(before)] == [*before]
    assert after.keys() - before.keys() == {"word/comments.xml"}


def test_nothing_is_taken_out_of_the_body_and_only_cuts_and_comments_are_put_in():
    source = report()
    after = contents(told(source, "《")[0])["word/document.xml"].decode()
    comment = r"<w:r><w:commentReference [^<>]*/></w:r>|<w:commentRange(?:Start|End) [^<>]*/>"
    cut = r'</w:t></w:r><w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t xml:space="preserve">'
    rest = re.sub(cut, "", re.sub(comment, "", after))
    assert rest == contents(source)["word/document.xml"].decode()


def test_comments_that_were_there_are_kept_and_ours_get_numbers_of_their_own():
    _, word = told(report(comment=True))
    comments = [(one.comment_id, one.author) for one in word.comments]
    assert comments == [(0, "张三"), *((number, "Duxue 督学") for number in range(1, 5))]
    found = ranges(word)
    assert found[0] == "全市共有中小学校"
    assert found[1] == "36所"


def test_a_commented_document_can_be_commented_again():
    made, _ = told(report())
    _, word = told(made)
    assert len(list(word.comments)) == 8
    assert sorted(ranges(word).values()) == sorted(["36所", "25所", "9所", "4所"] * 2)


@pytest.mark.parametrize(
    ("put", "where"), [(with_footnote, "他。"), (with_text_box, "。")], ids=["footnote", "text box"]
)
def test_where_word_takes_no_comment_it_stands_on_the_nearest_character_of_the_body(put, where: str):
    _, word = told(put(report(), "另有教师77人。"), "77人")
    last = max(one.comment_id for one in word.comments)
    assert ranges(word)[last].endswith(where[-1])
    comment = next(one for one in word.comments if one.comment_id == last)
    assert "77人" in comment.paragraphs[-1].text
    assert "脚注、文本框" in comment.paragraphs[-1].text


def test_text_of_a_message_is_text_in_a_comment():
    document = read_bytes(report(), "report.docx")
    place = span(document, "43").place
    fault = TextFault("numbering", (place,), "43", Text('<w:b/>&"\x07\u202e', "x"))
    made = commented(document, proof_of(faults=(fault,)), "zh")
    comment = next(iter(docx.Document(BytesIO(made)).comments))
    assert comment.paragraphs[0].text == '1【文字毛病】<w:b/>&"\\x07\\u202e'


def test_without_findings_the_file_is_as_it_came():
    source = report()
    assert commented(read_bytes(source, "report.docx"), proof_of(), "zh") == source


def test_the_same_report_always_gives_the_same_file():
    source = report()
    assert told(source)[0] == told(source)[0]


def test_a_part_in_another_encoding_is_understood():
    source = report()
    body = contents(source)["word/document.xml"].decode()
    saved = BytesIO()
    with ZipFile(BytesIO(source)) as before, ZipFile(saved, "w") as after:
        for info in before.infolist():
            content = before.read(info)
            if info.filename == "word/document.xml":
                content = re.sub("encoding=['\"][^'\"]*['\"]", 'encoding="UTF-16"', body, count=1).encode(
                    "utf-16"
                )
            after.writestr(info, content)
    _, word = told(saved.getvalue())
    assert ranges(word)[0] == "36所"


def test_a_part_of_another_name_and_prefix_is_understood():
    body = contents(report())["word/document.xml"].decode()
    other = re.sub(r"(</?|\s)w:", r"\1ww:", body).replace("xmlns:w=", "xmlns:ww=")
    source = with_part(report(), "word/document.xml", body, other)
    _, word = told(source)
    assert ranges(word)[0] == "36所"


@pytest.mark.parametrize("part", ["word/theme/theme1.xml", "docProps/thumbnail.jpeg"])
def test_a_part_that_the_reader_has_no_need_of_and_that_is_spoilt_is_said(part: str):
    source = bytearray(report())
    with ZipFile(BytesIO(source)) as package:
        header = package.getinfo(part).header_offset
    source[header : header + 4] = b"spoi"
    with pytest.raises(InputError, match="damaged"):
        told(bytes(source), "36所")
