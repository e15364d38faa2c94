"""The right side of the page: what was found, each with links to its places, and what was checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from duxue.messages import label, sentence, shown_fact
from duxue.proofing.checks import Proof, Span
from duxue.proofing.document import Document
from duxue.proofing.telling.findings import Finding, differing, in_groups, kind_words, reason_words
from duxue.proofing.telling.ground import Ground


class Cards:
    """Writes the findings of a proof as HTML."""

    def __init__(self, document: Document, proof: Proof, found: Sequence[Finding], lang: str) -> None:
        self.document, self.proof, self.found, self.lang = document, proof, found, lang
        self.ground = Ground(document)

    def counts(self) -> str:
        """How many findings there are of each group, each a link to the first."""
        chips = [
            f'<a class="chip {group}" href="#f{of_it[0].number}">'
            f"<b>{len(of_it):,}</b> {self._word(f'group-{group}')}</a>"
            for group, of_it in in_groups(self.found).items()
        ]
        if not chips:
            chips = [f'<span class="chip good">{self._say("proof-nothing-found")}</span>']
        return f'<nav class="chips">{"".join(chips)}</nav>'

    def html(self) -> Iterator[str]:
        """The groups, gravest first."""
        if not self.found:
            yield f'<p class="calm">{self._say("proof-nothing-found")}</p>'
        for group, of_it in in_groups(self.found).items():
            yield f'<section><h2 class="{group}">{self._word(f"group-{group}")} <small>{len(of_it):,}</small></h2>'
            yield f'<p class="about">{self._word(f"about-{group}")}</p>'
            yield from map(self._card, of_it)
            yield "</section>"

    def _card(self, finding: Finding) -> str:
        stated, others = finding.spans[0], finding.spans[1:]
        parts = [f'<p class="message">{self._text(finding.message.in_(self.lang))}</p>']
        if not finding.sure:
            parts.append(f'<p class="cause">{self._word("not-sure")}</p>')
        if finding.arithmetic:
            parts.append(f'<p class="arithmetic">{self._text(finding.arithmetic)}</p>')
        where = self._text(self.ground.where(stated.place, self.lang))
        parts.append(
            f'<p class="place">{self._link(finding, 0, stated)} <span class="where">{where}</span></p>'
        )
        if others:
            links = " ".join(self._link(finding, index, span) for index, span in enumerate(others, start=1))
            parts.append(f'<p class="places"><span>{self._word("compared-with")}</span> {links}</p>')
        head = f'<a class="number" href="#p{finding.number}-0" title="{self._word("to-the-text")}">{finding.number}</a>'
        return f'<article class="card {finding.group}" id="f{finding.number}">{head}<div>{"".join(parts)}</div></article>'

    def _link(self, finding: Finding, index: int, span: Span) -> str:
        where = self._text(self.ground.where(span.place, self.lang))
        return f'<a href="#p{finding.number}-{index}" title="{where}">{self._text(span.text)}</a>'

    def coverage(self) -> Iterator[str]:
        """How much was understood, what was checked, and what was not read."""
        coverage, checks = self.proof.coverage, self.proof.checks
        verdicts = Counter(check.verdict for check in checks)
        agreeing = len(self.proof.against) - len(differing(self.proof))
        yield f'<section class="coverage"><h2>{self._word("checked")}</h2><dl>'
        for word, count in (
            ("numbers", coverage.numbers),
            ("facts", coverage.facts),
            ("linked", coverage.linked),
            ("relations", len(checks)),
            ("relations-hold", verdicts["holds"]),
            ("relations-fail", verdicts["fails"]),
            *((("relations-unsure", verdicts["unsure"]),) if verdicts["unsure"] else ()),
            *((("agreeing", agreeing),) if self.proof.against else ()),
        ):
            yield f"<div><dt>{self._word(word)}</dt><dd>{count:,}</dd></div>"
        yield "</dl>"
        kinds = Counter(check.kind for check in checks)
        if kinds:
            listed = [
                f"{self._text(kind_words(kind, self.lang))} {count:,}" for kind, count in kinds.most_common()
            ]
            yield f'<p class="kinds">{(self._word("and")).join(listed)}</p>'
        yield f'<p class="unread-head">{self._unread()}</p></section>'

    def _unread(self) -> str:
        reasons = Counter(piece.reason for piece in self.document.unread)
        if not reasons:
            return self._say("proof-all-read")
        listed = [f"{reason_words(reason, self.lang)} {count:,}" for reason, count in reasons.most_common()]
        return self._say("proof-not-read", pieces=self._word("and").join(listed))

    def _word(self, code: str) -> str:
        return escape(label(f"proof-{code}", self.lang))

    def _say(self, code: str, **facts: str) -> str:
        return escape(sentence(code, self.lang, **facts))

    def _text(self, words: str) -> str:
        return escape(shown_fact(" ".join(words.split()), self.lang))
