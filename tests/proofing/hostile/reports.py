"""A good report in each format, written by hand, so that nothing of it depends on the readers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from html import escape

REPORT = """东河市2021年度履行教育职责情况报告

一、基本情况

全市共有中小学（幼儿园）391所，其中小学21所、初中22所、幼儿园348所。在校学生125653人，比上年增加2310人，增长1.87%。教育支出19.59亿元，上年为21.87亿元。

二、主要做法

1.加强领导。制定《东河市教育督导工作规则》（东政办发〔2021〕18号），召开会议8场。
2.加强检查。督学121名，检查学校175所，发现问题476个，约谈6人，覆盖率达到100%。

得分：8分

三、存在问题

体质健康优良率为26.7%，有待提高。
"""
CONTENT_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    b'.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    b'/officeDocument" Target="word/document.xml"/></Relationships>'
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TABLE = [("项目", "数量", "占比"), ("小学", "21", "48.8%"), ("初中", "22", "51.2%"), ("合计", "43", "100%")]


def text(words: str = REPORT) -> bytes:
    return words.encode(errors="surrogatepass")


def markdown(words: str = REPORT) -> bytes:
    rows = ["| " + " | ".join(row) + " |" for row in TABLE]
    table = "\n".join([rows[0], "|---|---|---|", *rows[1:]])
    return f"# 报告\n\n{words}\n\n{table}\n".encode(errors="replace")


def html(words: str = "") -> bytes:
    """A page around those words as they are; around the report without any."""
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
    body = (
        words
        or "".join(f"<p>{escape(line)}</p>" for line in REPORT.splitlines() if line)
        + f"<table>{rows}</table>"
    )
    return f"<!DOCTYPE html><html><head><title>报告</title></head><body>{body}</body></html>".encode(
        errors="replace"
    )


def docx_with(
    words: str = "", *, body: str = "", prologue: str = "", extra: Mapping[str, bytes] | None = None
) -> bytes:
    """A Word file with a paragraph for each line of the words, or with that body."""
    kept = "".join(part for part in words if part.isprintable() or part == "\n")
    body = body or "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in kept.split("\n")
    )
    document = f'<?xml version="1.0" encoding="UTF-8"?>{prologue}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    members = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": document.encode(errors="replace"),
    }
    return zipped(members | dict(extra or {}))


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip file, the same at any time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def docx(words: str = REPORT) -> bytes:
    cells = "".join(
        "<w:tr>"
        + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row)
        + "</w:tr>"
        for row in TABLE
    )
    kept = "".join(part for part in words if part.isprintable() or part == "\n")
    lines = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in kept.split("\n"))
    return docx_with(body=f"{lines}<w:tbl>{cells}</w:tbl>")


def pdf(words: str = REPORT) -> bytes:
    return pdf_with(words)


def pdf_with(*pages: str) -> bytes:
    """A PDF file with a page for each text; its characters are told by a map to Unicode, no font is in it."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
    ]
    font = 3 + 2 * len(pages)
    for page in pages:
        kids = len(objects) + 1
        resources = f"<< /Font << /F1 {font} 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} /Contents {kids + 1} 0 R >>".encode()
        )
        objects.append(_stream(_lines_of_page(page)))
    kinds = " ".join(f"{3 + 2 * number} 0 R" for number in range(len(pages)))
    objects[1] = f"<< /Type /Pages /Kids [{kinds}] /Count {len(pages)} >>".encode()
    objects += [
        f"<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [{font + 1} 0 R] "
        f"/ToUnicode {font + 2} 0 R >>".encode(),
        _DESCENDANT,
        _stream(_TO_UNICODE),
    ]
    return _assembled(objects)


_DESCENDANT = (
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /DW 1000 "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
)
_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
    b"1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end"
)


def _lines_of_page(words: str) -> bytes:
    lines = [line[at : at + 40] for line in words.split("\n") for at in range(0, max(1, len(line)), 40)]
    shown = [f"<{line.encode('utf-16-be', 'replace').hex()}> Tj 0 -14 Td" for line in lines]
    return f"BT /F1 12 Tf 50 800 Td {' '.join(shown)} ET".encode()


def _stream(data: bytes) -> bytes:
    return f"<< /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _assembled(objects: list[bytes]) -> bytes:
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = len(made)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    made += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    made += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(made)


FORMATS: dict[str, Callable[..., bytes]] = {
    "txt": text,
    "md": markdown,
    "html": html,
    "docx": docx,
    "pdf": pdf,
}
