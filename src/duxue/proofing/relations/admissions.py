"""What a report admits: the passages of its section on problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.document import Passage

_PROBLEMS = re.compile("问题|不足|困难|短板|差距|薄弱")
_NOT_PROBLEMS = re.compile("整改|落实情况|解决|反馈|措施|打算|对策|建议|办法|改进|成效|做法")
_SAID_BESIDE = re.compile(
    "未达到?|低于[^，。；]{0,12}(?:目标|标准|要求)|尚未|还有[^，。；]{0,6}差距|有待|不达标|未实现"
)


def problem_passages(claims: Claims) -> Iterator[tuple[int, Passage]]:
    """Every passage under a heading about problems, and the heading, with its number in the document."""
    inside: int | None = None
    for number, passage in enumerate(claims.document.passages):
        if passage.kind == "heading":
            named = _PROBLEMS.search(passage.text) and not _NOT_PROBLEMS.search(passage.text)
            if named and inside is None:
                inside = passage.level
            elif not named and inside is not None and passage.level <= inside:
                inside = None
        if inside is not None:
            yield number, passage


def admission(claims: Claims, words: Sequence[Sequence[str]]) -> tuple[int, int, int] | None:
    """Where the section on problems admits something by all words of one of the lists: passage, start and end."""
    for number, passage in problem_passages(claims):
        for together in words:
            places = [passage.text.find(word) for word in together]
            if min(places) >= 0:
                last = max(zip(places, together, strict=True))
                return number, min(places), last[0] + len(last[1])
    return None


def admitted_beside(claims: Claims, quantity: Quantity) -> bool:
    """Whether the sentence of the figure says itself that it falls short."""
    sentence = claims.sentences[quantity.sentence]
    return _SAID_BESIDE.search(claims.sentence_text(sentence)) is not None


def mentions(claims: Claims, quantity: Quantity, noun: str) -> Quantity | None:
    """The same value under the same noun in the section on problems."""
    for number, passage in problem_passages(claims):
        for other in claims.of_passage(number):
            same = other.fact and other.value == quantity.value and other.unit == quantity.unit
            if (
                same
                and other.index != quantity.index
                and noun in passage.text[max(0, other.start - 24) : other.start]
            ):
                return other
    return None
