"""Names that together are a whole: 第一、第二、第三产业, 城镇 and 乡村, 油 and 非油."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.claims.nouns import noun_before
from duxue.proofing.claims.vocabulary import alternatives, data
from duxue.proofing.relations.names import text_of

_COMPACT = r"第?[一二三](?:[、和]?第?[一二三]){0,2}(?:次)?产(?:业)?(?!品|量|能|出|值|生)"
_JOINT = re.compile("[、和与及，]{1,2}")
_TAIL = re.compile(r"[^，。；：、（）]{0,16}")
_FILLERS = re.compile(r"^(?:其中|全市|全县|全区|全省|全国|的|在|我市|我县|我省|，|：)+")


@dataclass(frozen=True, slots=True)
class Names:
    """One way to cut a whole, by the names of its parts."""

    name: str
    count: int
    pattern: re.Pattern[str]
    numbers: dict[str, int]
    whole: tuple[str, ...]
    behind: bool
    unless: tuple[str, ...]

    def found(self, words: str) -> list[int]:
        """The members that the words name, in their order."""
        numbers: list[int] = []
        for match in self.pattern.finditer(words):
            if match[0] == "三次产业":
                numbers += range(self.count)
            elif match.lastgroup == "compact":
                numbers += ["一二三".index(character) for character in match[0] if character in "一二三"]
            elif match.lastgroup == "member":
                numbers.append(self.numbers[match[0]])
        return [number for place, number in enumerate(numbers) if number not in numbers[:place]]

    def behind_member(self, words: str) -> str:
        """The words behind the last member: what is measured."""
        matches = [
            match for match in self.pattern.finditer(words) if match.lastgroup in ("member", "compact")
        ]
        return words[matches[-1].end() :] if matches else words


@dataclass(frozen=True, slots=True)
class Member:
    """A figure of one member of a way to cut."""

    quantity: Quantity
    number: int
    measure: str


@cache
def all_names() -> tuple[Names, ...]:
    """Every way to cut a whole in `library/proofing/parts.yaml`."""
    return tuple(_names(name, entry) for name, entry in data("parts")["partitions"].items())


def _names(name: str, entry: dict[str, object]) -> Names:
    members: list[list[str]] = entry["members"]  # type: ignore[assignment]
    numbers = {word: number for number, words in enumerate(members) for word in words}
    whole: list[str] = entry.get("whole", [])  # type: ignore[assignment]
    unless: list[str] = entry.get("unless", [])  # type: ignore[assignment]
    pieces = [rf"(?P<whole>{alternatives(whole)})"] if whole else []
    if entry.get("compact"):
        pieces.append(f"(?P<compact>{_COMPACT})")
    before = f"(?<![{entry['not_after']}])" if "not_after" in entry else ""
    pieces.append(rf"{before}(?P<member>{alternatives(numbers)})")
    pattern = re.compile("|".join(pieces))
    return Names(name, len(members), pattern, numbers, tuple(whole), bool(entry.get("behind")), tuple(unless))


def members_of(
    claims: Claims, names: Names, items: Sequence[Quantity], before: Mapping[int, str] | None = None
) -> list[Member]:
    """The items that a member names; `城镇、乡村分别为…、…` names two at once. `before`: words_before, if known."""
    found: list[Member] = []
    skip = 0
    for place, item in enumerate(items):
        if skip:
            skip -= 1
            continue
        words = _words(claims, names, item, before)
        numbers = names.found(words)
        if len(numbers) == 1:
            found.append(Member(item, numbers[0], _measure(names, words)))
        elif len(numbers) > 1 and _follow(claims, items[place : place + len(numbers)], len(numbers)):
            together = zip(items[place : place + len(numbers)], numbers, strict=True)
            found += [Member(one, number, _measure(names, words)) for one, number in together]
            skip = len(numbers) - 1
    return found


def _words(claims: Claims, names: Names, item: Quantity, before: Mapping[int, str] | None) -> str:
    if not names.behind:
        return words_before(claims, item) if before is None else before.get(item.index, "")
    tail = _TAIL.match(text_of(claims, item), item.end)
    return tail[0] if tail else ""


@cache
def _any_member() -> re.Pattern[str]:
    words = {word for names in all_names() for word in names.numbers}
    return re.compile(f"{alternatives(words)}|{_COMPACT}")


def naming_words(claims: Claims, items: Sequence[Quantity]) -> dict[int, str]:
    """The words before each figure that a member of any way to cut stands in."""
    found = ((item.index, words_before(claims, item)) for item in items)
    return {index: words for index, words in found if _any_member().search(words)}


def words_before(claims: Claims, item: Quantity) -> str:
    """The words before a figure; a list of names belongs to it: 第一、第二、第三产业分别为."""
    text = text_of(claims, item)
    start = item.start - len(item.lead)
    while text[start - 1 : start] == "、" and item.start - start < 40:
        previous = max(text.rfind(mark, max(0, start - 60), start - 1) for mark in "，。；：、（）")
        piece = text[previous + 1 : start - 1]
        if len(piece) > 8 or any(character.isdigit() for character in piece):
            break
        start = previous + 1
    return text[start : item.start]


def _measure(names: Names, words: str) -> str:
    return "" if names.behind else names.behind_member(words)


def _follow(claims: Claims, items: Sequence[Quantity], count: int) -> bool:
    """Whether the figures stand one behind the other: 47.5、730.5、450亿元."""
    if len(items) < count or any(item.passage != items[0].passage for item in items):
        return False
    text = text_of(claims, items[0])
    pairs = pairwise(items)
    return all(_JOINT.fullmatch(text[one.end : other.start]) for one, other in pairs)


def name_the_whole(claims: Claims, parts: Sequence[Quantity]) -> bool:
    """Whether the parts' names, each once, are all there are of one way to cut."""
    for names in all_names():
        found = members_of(claims, names, parts)
        each_once = len(found) == names.count == len(parts) == len({member.number for member in found})
        if each_once and len({_measured(claims, member) for member in found}) == 1:
            text = claims.sentence_text(claims.sentences[parts[-1].sentence])
            return not any(word in text for word in names.unless)
    return len(parts) == 2 and opposed(*parts)


def _measured(claims: Claims, member: Member) -> str:
    """What the figure of a member is of: 公办中小学 and 民办幼儿园 are not the two parts of a whole."""
    tail = _TAIL.match(text_of(claims, member.quantity), member.quantity.end)
    return noun_before(member.measure)[-2:] or (tail[0][:2] if tail else "")


def opposed(one: Quantity, other: Quantity) -> bool:
    """油经济 and 非油经济: the same words, but for 非."""
    first, second = (_FILLERS.sub("", quantity.lead) for quantity in (one, other))
    return len(first) > 1 and ("非" + first == second or first == "非" + second)
