"""A proof for a reader at a terminal: what was found, gravest first, then what was checked and what was not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from duxue.cli.pages import Block, Bullet, Heading, Line, Pairs, Title, Tone
from duxue.cli.screen import Screen
from duxue.messages import label
from duxue.proofing.checks import Proof
from duxue.proofing.document import Document
from duxue.proofing.telling.findings import Finding, differing, findings, in_groups, kind_words, reason_words
from duxue.proofing.telling.ground import Excerpt, Ground

MOST_FINDINGS, MOST_PLACES = 20, 5
AROUND = 30
"""Characters of the sentence that a terminal shows on either side of a figure; into a file goes the whole."""
TONES: dict[str, Tone] = {
    "impossible": "bad",
    "inconsistent": "bad",
    "below-standard": "bad",
    "question": "warning",
}


class ProofPage:
    """Draws up the page; lists are cut on a terminal only, and say so."""

    def __init__(self, screen: Screen, document: Document, proof: Proof) -> None:
        self.screen, self.document, self.proof = screen, document, proof
        self.ground = Ground(document)

    def blocks(self) -> Iterator[Block]:
        found = findings(self.proof)
        yield Title(self.screen.text(self.document.name))
        yield Line(self.screen.say("proof-size", chars=f"{len(self.document.text):,}"), "weak")
        yield from self._summary(found)
        for group, of_it in in_groups(found).items():
            yield from self._group(group, of_it)
        yield from self._coverage()

    def _summary(self, found: Sequence[Finding]) -> Iterator[Block]:
        if not found:
            yield Line(self.screen.say("proof-calm"), "good")
            return
        counts = [
            f"{self._word(f'group-{group}')} {len(of_it):,}" for group, of_it in in_groups(found).items()
        ]
        facts = {"all": f"{len(found):,}", "groups": self._word("and").join(counts)}
        yield Line(self.screen.say("proof-found", **facts), "strong")

    def _group(self, group: str, of_it: Sequence[Finding]) -> Iterator[Block]:
        yield Heading(self._word(f"group-{group}"), f"{len(of_it):,}")
        yield Line(self._word(f"about-{group}"), "weak")
        most = MOST_FINDINGS if self.screen.terminal else len(of_it)
        for finding in of_it[:most]:
            yield from self._finding(finding)
        if len(of_it) > most:
            yield Line(self.screen.say("cli-cut", shown=f"{most:,}", all=f"{len(of_it):,}"), "weak")

    def _finding(self, finding: Finding) -> Iterator[Block]:
        message = self.screen.text(finding.message)
        yield Bullet(f"{finding.number} {message}", TONES.get(finding.group, "warning"))
        if finding.arithmetic:
            yield Line(self.screen.text(finding.arithmetic), depth=2)
        if not finding.sure:
            yield Line(self._word("not-sure"), depth=2)
        sentences = self.ground.excerpts(span.place for span in finding.spans)
        most = MOST_PLACES if self.screen.terminal else len(sentences)
        for sentence in sentences[:most]:
            yield Line(self._sentence(sentence), "weak", depth=2)
        if len(sentences) > most:
            facts = {"more": f"{len(sentences) - most:,}", "all": f"{len(sentences):,}"}
            yield Line(self.screen.say("proof-places-cut", **facts), "weak", depth=2)

    def _sentence(self, sentence: Excerpt) -> str:
        """Where it stands and what it says, the figures marked."""
        where = self.screen.text(self.ground.where(sentence.place, self.screen.lang))
        shown = sentence.shortened(AROUND) if self.screen.terminal else sentence
        return self.screen.say(
            "proof-place", where=where, text=self.screen.text(shown.marked(self.screen.lang))
        )

    def _coverage(self) -> Iterator[Block]:
        coverage, checks = self.proof.coverage, self.proof.checks
        verdicts = Counter[str](check.verdict for check in checks)
        kinds = Counter(check.kind for check in checks)
        rows = [
            (self._word("numbers"), f"{coverage.numbers:,}"),
            (self._word("facts"), f"{coverage.facts:,}"),
            (self._word("linked"), f"{coverage.linked:,}"),
            (self._word("relations"), self._relations(len(checks), verdicts)),
        ]
        if self.proof.against:
            agreeing = len(self.proof.against) - len(differing(self.proof))
            rows.append((self._word("agreeing"), f"{agreeing:,}"))
        if kinds:
            listed = [
                f"{kind_words(kind, self.screen.lang)} {count:,}" for kind, count in kinds.most_common()
            ]
            rows.append((self._word("kinds"), self._word("and").join(listed)))
        yield Heading(self._word("checked"))
        yield Pairs(tuple(rows))
        yield Line(self._unread())

    def _relations(self, every: int, verdicts: Counter[str]) -> str:
        parts = ((code, verdicts[verdict]) for code, verdict in RELATIONS if verdicts[verdict])
        listed = self._word("and").join(f"{self._word(code)} {count:,}" for code, count in parts)
        if not listed:
            return f"{every:,}"
        return f"{every:,}（{listed}）" if self.screen.lang == "zh" else f"{every:,} ({listed})"

    def _unread(self) -> str:
        """What was not read and why; the lines of each piece where the reader can look them up."""
        reasons: dict[str, list[int]] = {}
        for piece in self.document.unread:
            reasons.setdefault(piece.reason, []).append(self.ground.line(piece.place.start))
        if not reasons:
            return self.screen.say("proof-all-read")
        pieces = [self._reason(reason, lines) for reason, lines in reasons.items()]
        return self.screen.say("proof-not-read", pieces=self._word("and").join(pieces))

    def _reason(self, reason: str, lines: Sequence[int]) -> str:
        words = f"{reason_words(reason, self.screen.lang)} {len(lines):,}"
        if len(lines) > MOST_PLACES:
            return words
        at = self._word("and").join(self.screen.say("proof-in-line", line=line) for line in lines)
        return f"{words}（{at}）" if self.screen.lang == "zh" else f"{words} ({at})"

    def _word(self, code: str) -> str:
        return label(f"proof-{code}", self.screen.lang)


RELATIONS = (("relations-hold", "holds"), ("relations-fail", "fails"), ("relations-unsure", "unsure"))
