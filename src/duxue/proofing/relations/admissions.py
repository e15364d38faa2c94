"""What a report admits: the passages of its section on problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.document import Passage

REACH = 200
"""How many characters around a figure its sentence is read."""
_PROBLEMS = re.compile("问题|不足|困难|短板|差距|薄弱|缺点|弱项|欠缺|挑战")
_NOT_PROBLEMS = re.compile("整改|落实情况|解决|反馈|措施|打算|对策|建议|办法|改进|成效|做法")
_THERE_ARE = re.compile(
    "(?<![对就将把为])(?:存在|面临|尚存|仍有|还有|主要)[^，。；]{0,10}(?:问题|不足|困难|短板|差距|弱项|欠缺|挑战|薄弱环节)(?!的?(?:整改|解决|落实|反馈|已|全部))"
)
_SAID_BESIDE = re.compile(
    "未达到?|没有达到|低于[^，。；]{0,12}(?:目标|标准|要求)|尚未|[还仍]有[^，。；]{0,8}差距|有待|不达标|未实现|偏低|未能"
)


def problem_passages(claims: Claims) -> Iterator[tuple[int, Passage, int, int]]:
    """Every passage that tells of problems, with its number in the document and where in it that begins and ends: those
    under a heading about problems, and sentences without one that say that there are some."""
    inside: int | None = None
    following = False
    for number, passage in enumerate(claims.document.passages):
        if passage.kind == "heading":
            following = False
            named = _is_about_problems(passage.text)
            if named and inside is None:
                inside = passage.level
            elif not named and inside is not None and passage.level <= inside:
                inside = None
        if inside is not None or following:
            yield number, passage, 0, len(passage.text)
            continue
        said = _THERE_ARE.search(passage.text) if passage.kind == "paragraph" else None
        if said is not None:
            # 我们也看到，还存在一些困难和问题：… the list may follow in passages of its own
            following = passage.text.rstrip().endswith("：")
            end = passage.text.find("。", said.end())
            yield number, passage, said.start(), end if end >= 0 else len(passage.text)


def _problems(claims: Claims) -> tuple[tuple[int, Passage, int, int], ...]:
    return tuple(problem_passages(claims))


def _is_about_problems(heading: str) -> bool:
    """存在的问题及整改措施 tells of problems, 问题整改落实情况 of what was done about them."""
    if _THERE_ARE.search(heading):
        return True
    return _PROBLEMS.search(heading) is not None and _NOT_PROBLEMS.search(heading) is None


def admission(claims: Claims, words: Sequence[Sequence[str]]) -> tuple[int, int, int] | None:
    """Where the section on problems admits something by all words of one of the lists: passage, start and end."""
    for number, passage, start, end in claims.once(_problems):
        for together in words:
            places = [passage.text.find(word, start, end) for word in together]
            if min(places) >= 0:
                last = max(zip(places, together, strict=True))
                return number, min(places), last[0] + len(last[1])
    return None


def admitted_beside(claims: Claims, quantity: Quantity) -> bool:
    """Whether the sentence of the figure says itself that it falls short."""
    sentence = claims.sentences[quantity.sentence]
    start, end = max(sentence.start, quantity.start - REACH), min(sentence.end, quantity.end + REACH)
    return _SAID_BESIDE.search(claims.document.passages[quantity.passage].text, start, end) is not None


def mentions(claims: Claims, quantity: Quantity, noun: str) -> Quantity | None:
    """The same value under the same noun in the section on problems."""
    for number, passage, start, end in claims.once(_problems):
        for other in claims.of_passage(number):
            same = (
                other.fact
                and start <= other.start < end
                and other.value == quantity.value
                and other.unit == quantity.unit
            )
            if (
                same
                and other.index != quantity.index
                and noun in passage.text[max(0, other.start - 24) : other.start]
            ):
                return other
    return None
