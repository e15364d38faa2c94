"""What the comments say, and on which places they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from duxue.messages import label, sentence, shown_fact
from duxue.proofing.checks import Span
from duxue.proofing.document import Place
from duxue.proofing.telling.findings import Finding
from duxue.proofing.telling.ground import Ground

FEW = 3
"""Places beside the figure itself that get a comment of their own; more of them are only listed."""


@dataclass(frozen=True, slots=True)
class Said:
    """The lines of a comment and the place that it is about."""

    place: Place
    lines: tuple[str, ...]


def said(found: Iterable[Finding], ground: Ground, lang: str) -> Iterator[Said]:
    """One comment on the figure of each finding, and short ones on the others where there are few."""
    for finding in found:
        stated, others = finding.spans[0], finding.spans[1:]
        yield Said(stated.place, tuple(_lines(finding, ground, lang)))
        if len(others) <= FEW:
            for span in others:
                yield Said(span.place, (_beside(finding, span, stated, ground, lang),))


def _lines(finding: Finding, ground: Ground, lang: str) -> Iterator[str]:
    head = label(f"proof-group-{finding.group}", lang)
    message = _text(finding.message.in_(lang), lang)
    yield sentence("proof-comment-head", lang, number=finding.number, group=head, message=message)
    if finding.arithmetic:
        yield _text(finding.arithmetic, lang)
    if not finding.sure:
        yield label("proof-not-sure", lang)
    others = finding.spans[1:]
    if others:
        # A long list is told by its figures only; the arithmetic stands above it.
        told = [
            _placed(span, ground, lang) if len(others) <= FEW else _text(span.text, lang) for span in others
        ]
        space = "" if lang == "zh" else " "
        yield label("proof-compared-with", lang) + space + label("proof-and", lang).join(told)


def _placed(span: Span, ground: Ground, lang: str) -> str:
    where = ground.where(span.place, lang)
    return f"{_text(span.text, lang)}（{where}）" if lang == "zh" else f"{_text(span.text, lang)} ({where})"


def _beside(finding: Finding, span: Span, stated: Span, ground: Ground, lang: str) -> str:
    facts = {"number": str(finding.number), "stated": _placed(stated, ground, lang)}
    return sentence("proof-comment-beside", lang, **facts)


def _text(words: str, lang: str) -> str:
    return shown_fact(" ".join(words.split()), lang)
