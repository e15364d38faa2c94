"""The whole page: its head, the report, the findings, its style; nothing is loaded and no script runs."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape

from duxue.library import ROOT
from duxue.messages import label, sentence, shown_fact
from duxue.proofing.checks import Proof
from duxue.proofing.document import Document
from duxue.proofing.telling.findings import findings
from duxue.proofing.telling.page.cards import Cards
from duxue.proofing.telling.page.marks import marks_of
from duxue.proofing.telling.page.report import Report

STYLE = ROOT / "templates" / "proof" / "page.css"
LANGUAGES = {"zh": "zh-CN", "en": "en"}


def proof_page(document: Document, proof: Proof, lang: str) -> str:
    """The report with its figures marked and the findings beside it, in one of the two languages."""
    return "\n".join(_lines(document, proof, lang)) + "\n"


def _lines(document: Document, proof: Proof, lang: str) -> Iterator[str]:
    found = findings(proof)
    cards = Cards(document, proof, found, lang)
    report = Report(document, marks_of(proof, found, lang), lang)
    name = escape(shown_fact(document.name, lang))
    yield "<!DOCTYPE html>"
    yield f'<html lang="{LANGUAGES[lang]}">'
    yield from _head(f"{name} · {_word('title', lang)}")
    yield f'<body><header><p class="maker">{_word("title", lang)}</p><h1>{name}</h1>'
    size = sentence("proof-size", lang, chars=f"{len(document.text):,}")
    yield f'<p class="size" title="SHA-256 {escape(document.sha256)}">{escape(size)}</p>{cards.counts()}</header>'
    yield f'<aside id="findings" aria-label="{_word("findings", lang)}">'
    yield from cards.html()
    yield from cards.coverage()
    yield f'</aside><main id="report" lang="zh-CN" aria-label="{_word("report", lang)}">'
    yield _legend(lang)
    yield '<div class="sheet">'
    yield from report.html()
    yield "</div></main></body></html>"


def _head(title: str) -> Iterator[str]:
    style = STYLE.read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield '<head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{title}</title><style>{style}</style></head>"


def _legend(lang: str) -> str:
    rows = (
        ('<span class="mark impossible">12</span><sup class="impossible">1</sup>', "legend-finding"),
        ('<span class="mark impossible part">12</span>', "legend-part"),
        ('<span class="linked">12</span>', "legend-linked"),
        ('<span class="fact">12</span>', "legend-fact"),
        ('<span class="unread">12</span>', "legend-unread"),
    )
    listed = "".join(f"<li>{sample} {_word(word, lang)}</li>" for sample, word in rows)
    return f'<ul class="legend" lang="{LANGUAGES[lang]}" aria-label="{_word("legend", lang)}">{listed}</ul>'


def _word(code: str, lang: str) -> str:
    return escape(label(f"proof-{code}", lang))
