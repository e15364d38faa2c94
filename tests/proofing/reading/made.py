"""Word and PDF files made for the tests, by other programs than ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table

# One of the Chinese fonts that every reader of PDF files knows by name, so that none need be at hand.
FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

BODY = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK")
TITLE = ParagraphStyle("title", fontName=FONT, fontSize=20, leading=30, alignment=1, wordWrap="CJK")
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), FONT, 11)]

_OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)

Part = str | list[list[str]]


def word(fill: Callable[[Any], None]) -> bytes:
    """A Word file with what `fill` puts into it."""
    document = docx.Document()
    fill(document)
    return saved(document)


def saved(document: Any) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def xml(name: str, inside: str, attributes: str = "") -> Any:
    """An element of Word's own."""
    return parse_xml(f"<w:{name} {nsdecls('w')} {_OTHERS} {attributes}>{inside}</w:{name}>")


def pdf(
    title: str,
    parts: Sequence[Part],
    *,
    columns: int = 1,
    header: str = "",
    spans: Sequence[tuple[str, tuple[int, int], tuple[int, int]]] = (),
) -> bytes:
    """A PDF file: a title, then paragraphs and tables with ruled cells; page numbers at the foot."""

    def furnish(canvas: Any, document: Any) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(A4[0] / 2, 40, f"- {document.page} -")
        canvas.drawString(72, 800, header)

    target = BytesIO()
    document = BaseDocTemplate(target, pagesize=A4)
    width = 451 if columns == 1 else 213
    frames = [Frame(72 + i * (width + 25), 72, width, 700) for i in range(columns)]
    document.addPageTemplates([PageTemplate(frames=frames, onPage=furnish)])
    story: list[Any] = [Paragraph(title, TITLE)] if title else []
    for part in parts:
        if isinstance(part, str):
            story.append(Paragraph(part, BODY))
        else:
            story.append(Table(part, repeatRows=1, style=[*GRID, *spans]))
    document.build(story)
    return target.getvalue()


def pdf_of_a_picture() -> bytes:
    """A page with a drawing and no words."""
    from reportlab.pdfgen.canvas import Canvas

    target = BytesIO()
    canvas = Canvas(target, pagesize=A4)
    canvas.rect(100, 100, 200, 200, fill=1)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def locked_pdf() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, encrypt=StandardEncryption("secret", "other"))
    canvas.drawString(100, 100, "words")
    canvas.save()
    return target.getvalue()
