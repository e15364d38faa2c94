from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from tests.proofing.reading import made

from duxue.messages import InputError
from duxue.proofing.reading import read_bytes, read_file, settings

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def archive(document: str, **others: bytes) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", document)
        for name, content in others.items():
            file.writestr(name, content)
    return target.getvalue()


def body(words: str) -> str:
    return f"<w:document {W}><w:body>{words}</w:body></w:document>"


BOMB = archive(body(" " * 20_000_000))
ENTITIES = archive(
    f'<!DOCTYPE a [<!ENTITY a "字1"><!ENTITY b "&a;&a;">]>{body("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>")}'
)
DEEP = archive(body("<w:sdt><w:sdtContent>" * 120 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 120))
CUT = made.word(lambda document: document.add_paragraph("字" * 2_000))[:-300]


@pytest.mark.parametrize(
    "data, name, code",
    [
        (b"", "a.txt", "reading-empty"),
        (b" \n\n ", "a.txt", "reading-empty"),
        ("，。！".encode(), "a.md", "reading-empty"),
        (b"<html><body></body></html>", "a.html", "reading-empty"),
        (b" \n\t\r\n" * 1000, "a.html", "reading-empty"),
        (archive(body("<w:p/>")), "a.docx", "reading-empty"),
        (b"words", "a.xlsx", "reading-format"),
        (b"words", "a", "reading-format"),
        (OLD_WORD, "a.doc", "reading-old-word"),
        (b"words", "a.wps", "reading-old-word"),
        (OLD_WORD + bytes(600), "a.docx", "reading-old-word"),
        (OLD_WORD + "EncryptedPackage".encode("utf-16-le"), "a.docx", "reading-encrypted"),
        (b"%PDF-1.7 ...", "a.txt", "reading-wrong-ending"),
        (made.word(lambda document: document.add_paragraph("字")), "a.txt", "reading-wrong-ending"),
        (bytes(range(32)) * 40, "a.txt", "reading-binary"),
        ("字".encode() + b"\xff\xff\xff", "a.txt", "reading-encoding"),
        (b"PK\x03\x04 no archive", "a.docx", "reading-damaged"),
        (archive("no xml"), "a.docx", "reading-damaged"),
        (CUT, "a.docx", "reading-damaged"),
        (ENTITIES, "a.docx", "reading-damaged"),
        (BOMB, "a.docx", "reading-packed-too-large"),
        (DEEP, "a.docx", "reading-too-deep"),
        (b"<div>" * 3_000 + "字".encode(), "a.html", "reading-too-deep"),
        (b"%PDF-1.7 no more than a head", "a.pdf", "reading-damaged"),
        (made.locked_pdf(), "a.pdf", "reading-encrypted"),
        (made.pdf_of_a_picture(), "a.pdf", "reading-pdf-no-text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, name: str, code: str):
    with pytest.raises(InputError) as refused:
        read_bytes(data, name)
    assert [fault.code for fault in refused.value.faults] == [code]
    assert name in refused.value.shown("zh")
    assert name in refused.value.shown("en")


def test_an_archive_without_a_document_is_no_word_file():
    target = BytesIO()
    with ZipFile(target, "w") as file:
        file.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(InputError, match="Word"):
        read_bytes(target.getvalue(), "a.docx")


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path):
    for path, code in ((tmp_path / "a.txt", "reading-missing"), (tmp_path, "reading-not-a-file")):
        with pytest.raises(InputError) as refused:
            read_file(path)
        assert refused.value.faults[0].code == code


@pytest.mark.parametrize(
    "limit, value, code", [("file_megabytes", 0, "reading-too-large"), ("characters", 5, "reading-too-long")]
)
def test_a_file_beyond_a_limit_is_refused_and_not_cut(
    limit: str, value: int, code: str, monkeypatch: pytest.MonkeyPatch
):
    lower = replace(settings.limits(), **{limit: value})
    for module in ("duxue.proofing.reading", "duxue.proofing.reading.drafting"):
        monkeypatch.setattr(f"{module}.limits", lambda: lower)
    with pytest.raises(InputError) as refused:
        read_bytes("全县共有学校82所。".encode(), "a.txt")
    assert refused.value.faults[0].code == code


@pytest.mark.parametrize("ending", ["txt", "md", "html", "docx", "pdf"])
def test_a_file_cut_anywhere_is_read_or_refused(ending: str):
    words = "一、全县共有学校82所，其中小学56所。"
    whole = {
        "txt": words.encode() * 3,
        "md": f"# {words}\n|a|b|\n|-|-|\n|1|2|\n**x** `y`".encode(),
        "html": f"<h1>{words}</h1><table><tr><td rowspan=3>1<td>2</table><ol><li>a".encode(),
        "docx": made.word(lambda document: document.add_paragraph(words)),
        "pdf": made.pdf("题", [words]),
    }[ending]
    for end in range(0, len(whole), max(1, len(whole) // 150)):
        # Nothing but an InputError may come out.
        with suppress(InputError):
            read_bytes(whole[:end], f"a.{ending}")
