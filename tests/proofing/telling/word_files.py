"""Word files for the tests: made with python-docx, and parts that it cannot make put in by hand."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def report(comment: bool = False) -> bytes:
    """A report with headings, a list, runs of several formats, a table, and a comment of somebody's."""
    made = docx.Document()
    made.add_heading("一、基本情况", 1)
    paragraph = made.add_paragraph("全市共有中小学校")
    paragraph.add_run("3").bold = True
    paragraph.add_run("6所").italic = True
    paragraph.add_run("，其中小学25所、初中9所、高中4所 & 其他。")
    made.add_paragraph("落实《教师队伍建设方案，补充教师。", style="List Number")
    table = made.add_table(3, 2)
    for row, (name, count) in enumerate((("公办", "25"), ("民办", "9"), ("合计", "43"))):
        table.cell(row, 0).text, table.cell(row, 1).text = name, count
    if comment:
        made.add_comment(paragraph.runs[0], text="请核实", author="张三", initials="ZS")
    saved = BytesIO()
    made.save(saved)
    return saved.getvalue()


def with_part(source: bytes, name: str, old: str, new: str) -> bytes:
    """The file with something exchanged in one of its parts, which has it once."""
    saved = BytesIO()
    with ZipFile(BytesIO(source)) as before, ZipFile(saved, "w", ZIP_DEFLATED) as after:
        for info in before.infolist():
            content = before.read(info).decode("utf-8", "surrogateescape")
            if info.filename == name:
                assert content.count(old) == 1
                content = content.replace(old, new)
            after.writestr(info, content.encode("utf-8", "surrogateescape"))
    return saved.getvalue()


def with_footnote(source: bytes, text: str) -> bytes:
    """The file with a footnote behind its last paragraph's words."""
    note = f'<w:footnote w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
    notes = f'<w:footnotes xmlns:w="{SPACE}">{note}</w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    changed = with_part(
        source,
        "[Content_Types].xml",
        "</Types>",
        f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>',
    )
    changed = with_part(
        changed,
        "word/_rels/document.xml.rels",
        "</Relationships>",
        f'<Relationship Id="rIdNotes" Type="{relation}" Target="footnotes.xml"/></Relationships>',
    )
    reference = '高中4所 &amp; 其他。</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    changed = with_part(changed, "word/document.xml", "高中4所 &amp; 其他。</w:t></w:r>", reference)
    saved = BytesIO(changed)
    with ZipFile(saved, "a", ZIP_DEFLATED) as package:
        package.writestr("word/footnotes.xml", notes)
    return saved.getvalue()


def with_text_box(source: bytes, text: str) -> bytes:
    """The file with a text box in the paragraph of the list."""
    box = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    shape = f'<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>'
    old = "<w:t>落实《教师队伍建设方案，补充教师。</w:t></w:r>"
    return with_part(source, "word/document.xml", old, old + shape)


def contents(file: bytes | Path) -> dict[str, bytes]:
    with ZipFile(BytesIO(file) if isinstance(file, bytes) else file) as package:
        return {name: package.read(name) for name in package.namelist()}
