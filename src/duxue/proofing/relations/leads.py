"""The words before a figure as a statement of change reads them: its own subject, what it is compared with, the year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from duxue.proofing.claims import Quantity
from duxue.proofing.claims.context import years
from duxue.proofing.claims.vocabulary import alternatives, data, words

_LONGEST = 400
"""How many characters before a figure are its own words at most."""
_STOPS = "，；：。、（）！？"
_BRACKETS = re.compile(r"（[^（）]{0,40}）|\[[0-9]{1,3}\]")
_YEARS = re.compile(
    r"(?:(?:18|19|20)[0-9]{2}|[一二][〇○零一二三四五六七八九]{3})(?:学?年)?(?:末|底|度|全年|同期|初)?"
    r"|[0-9一二三四五六七八九十两]{1,3}(?:个)?(?:年|月份?|季度)(?:来|间|内|末|底|初|前)?|第[一二三四五六七八九十]{1,3}个?|“[一二三四五六七八九十]{1,3}五”"
)
_BASIS = re.compile(
    r"(?<![占对之可例不无相同环])(?:(?:比|较)(?![重例率值分赛为是达由从好快大高])|超过?)(?P<basis>[^，。；：、比较]{1,24})$"
)
_WITH = re.compile(r"(?:与|同|和|跟)(?P<basis>[^，。；：、]{1,20}?)(?:相比|比较)$")
_AFTER = re.compile("^[^，。；：]{0,16}(?:以后|之后|后)$")
_GROUND = re.compile("(?:的|这一)?(?:水平|总量|规模|基数)?(?:的?基础上|相比|比较)|^为(?:起点|基期|基点)")
_AGAINST = re.compile("^(?:对比|相比于?|相较于?|以)")
_SPEED = re.compile("(?:增|涨|升)幅(?:也|均|约|仅|为|达到?|是|高达)*$")
_YEAR_BEHIND = re.compile(
    r"（(?:[^（）0-9]{0,4})((?:18|19|20)[0-9]{2}|[一二][〇○零一二三四五六七八九]{3})年(?:末|底|度)?）"
)
_FROM = re.compile(r"(?:(?<![自理来])由|从)(?P<what>[^，。；：到至]{0,30})$")
_SAME = re.compile("同比|环比")


@cache
def change() -> dict[str, Any]:
    """The words of `library/proofing/change.yaml`."""
    return data("change")


@cache
def _filler() -> tuple[re.Pattern[str], re.Pattern[str]]:
    every = alternatives([*change()["fillers"], *words("rise", "fall")])
    return re.compile(rf"^(?:{every})"), re.compile(rf"(?:{every})$")


@cache
def _to() -> re.Pattern[str]:
    verbs = alternatives([*words("rise", "fall"), "发展", "猛", "压缩", "缩减", "恢复", "调整", "改", "变"])
    return re.compile(rf"(?:{verbs})(?:了)?(?:到|至|为|成|达)[^，。；：、]{{0,12}}$")


_UP_TO = re.compile(r"^(?:到|至)[^，。；：、]{0,12}$")


@cache
def _second_order() -> re.Pattern[str]:
    return re.compile(alternatives(change()["second_order"]))


@cache
def _earlier() -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives(change()['earlier'])})")


@dataclass(frozen=True, slots=True)
class Lead:
    """The words of a figure's own clause before it, from the figure before on."""

    text: str
    subject: str
    """What the clause itself names; empty where it goes on about what was named before."""
    basis: str
    """What it is compared with: `same` 同比 上年, `ring` 环比, a year `2015`, else the words; empty where not said."""
    year: int | None
    earlier: bool
    """It names the year or the plan before: 上年为…, 去年同期…"""
    began: bool
    """It begins with an earlier year and names its own subject: 上年全市在校生38万人, before 今年达到40万人."""
    now: bool
    """今年, 目前: it goes on from the year before."""
    from_: bool
    """由28万人…"""
    ground: bool
    """在上年28万人的基础上…, 与上年28万人相比…: what follows starts from it."""
    to: bool
    """…增加到40万人"""
    up_to: bool
    """…到40万人, which says that of the figure before only after 从, 由."""
    than: bool
    """比上年的28万人…, so that the figure itself is what others are compared with."""
    yearly: bool
    second_order: bool
    separately: bool
    """分别, so that figures before it are meant in their order."""


_WORDLESS = Lead(
    text="", subject="", basis="", year=None, earlier=False, began=False, now=False, from_=False, ground=False,
    to=False, up_to=False, than=False, yearly=False, second_order=False, separately=False,
)  # fmt: skip
"""Of a figure right behind another or behind a mark."""


def lead_of(text: str, before: int, quantity: Quantity) -> Lead:
    """Reads the words from `before`, the end of the figure before, or from the beginning of the clause."""
    start = clause = quantity.number[0]
    before = max(before, start - _LONGEST)
    while clause > before:
        opened = text.rfind("（", max(before, clause - 40), clause) if text[clause - 1] == "）" else -1
        if opened < 0 and text[clause - 1] in _STOPS:
            break
        clause = clause - 1 if opened < 0 else opened
    own = _GROUND.sub("", text[clause:start]) if clause == before else text[clause:start]
    if not own.strip():
        return _WORDLESS
    bare = _BRACKETS.sub("", own)
    is_level = quantity.role in ("level", "base", "share")
    basis, rest, than = _compared(bare, is_level)
    named = [year for _, year in years(own) if is_level or str(year) != basis]
    if is_level:
        named = _bracketed_year(text, own, quantity) or named
    from_ = _FROM.search(bare)
    ground = is_level and _is_ground(own, quantity)
    return Lead(
        text=own,
        subject=_ground_subject(bare) if ground else bare_words(rest),
        basis=basis,
        year=named[-1] if named else None,
        earlier=_stripped(_YEARS.sub("", bare)) == "" and any(word in bare for word in change()["earlier"]),
        began=_earlier().match(bare) is not None or _is_of_year_before(bare),
        now=re.match("(?:到|至)?(?:今年|本年|当年|现在|目前|如今|本学年|现已)", bare) is not None,
        from_=is_level and from_ is not None,
        ground=ground,
        to=is_level and _to().search(bare) is not None,
        up_to=is_level and _UP_TO.search(bare) is not None,
        than=than,
        yearly=re.search("年均|平均每年|每年平均|年平均|年递增|每年递增|年递减", own) is not None,
        # 增幅为9.8% is the growth itself, 增幅回落 is not
        second_order=_second_order().search(_SPEED.sub("", own) if quantity.role == "rate" else own)
        is not None,
        separately="分别" in own,
    )


def _bracketed_year(text: str, own: str, quantity: Quantity) -> list[int]:
    """13.30亿元（2021年）: the year of the figure; what stands in brackets right behind the figure before is of that."""
    behind = _YEAR_BEHIND.match(text, quantity.end)
    if behind is not None:
        return [year for _, year in years(behind[0])]
    before = _YEAR_BEHIND.match(own)
    return [] if before is None else [year for _, year in years(own[before.end() :])]


@cache
def _year_before() -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives(change()['last_year'])})(?:为|是|只有|仅为|仅有)?$")


def _is_of_year_before(bare: str) -> bool:
    """开工率上年为79.3%, before 今年为84.2%"""
    return _year_before().search(bare) is not None and re.search("[比较与同在]", bare) is None


def _is_ground(own: str, quantity: Quantity) -> bool:
    """Whether words say that all that follows starts from this figure."""
    if _AGAINST.match(own) and (years(own) or _earlier().search(own)):
        return not own.startswith("以") or _GROUND.match(quantity.tail) is not None
    return (
        _GROUND.match(quantity.tail) is not None
        and re.search("(?:在|比|与|同|和|较)[^，。；]{0,30}$", own) is not None
    )


def _ground_subject(bare: str) -> str:
    """What the figure is of: named before 在, or after it behind the year."""
    bare = _AGAINST.sub("在", bare)
    first, _, rest = re.sub("[在比与同和较]", "|", bare, count=1).partition("|")
    inner = _YEARS.sub("", rest)
    earlier = _earlier().match(inner)
    return bare_words(first) or bare_words(inner[earlier.end() :] if earlier else inner)


def _compared(bare: str, is_level: bool) -> tuple[str, str, bool]:
    """What it is compared with, the other words, and whether the figure stands for what it is compared with."""
    same = _SAME.search(bare)
    if same and not is_level:
        return ("ring" if same[0] == "环比" else "same"), bare.replace(same[0], ""), False
    stem = bare if is_level else _without_verb(bare)
    found = _BASIS.search(stem) or _WITH.search(stem)
    if found is None:
        return "", bare, False
    stands = is_level and found[0][0] in "比较与同和跟" and _is_time(found["basis"])
    if is_level and not stands:
        return "", bare, False
    return normal(found["basis"]), bare[: found.start()], stands


def _is_time(basis: str) -> bool:
    """Whether a comparison names a year or a plan, and no figure of its own: 上年的28万人, not 预算超收2亿元."""
    known = any(
        word in basis for word in [*change()["earlier"], *change()["last_year"], *change()["planned"]]
    )
    return (
        known or bool(years(basis)) or re.search("(?:期|年|时|前|初|末|原|计划)的?$", basis) is not None
    ) and not re.search("超|短|节|省|多|少|增|减|高|低", basis)


def _without_verb(bare: str) -> str:
    """The words without verbs and adverbs at their end, as long as the words of a comparison stay."""
    kept = bare
    while True:
        cut = _filler()[1].sub("", kept)
        if cut == kept or re.search("(?<!相)(?<!比)(?:比|较)$", cut):
            return kept
        if re.search("(?:比|较|与|同)", cut) is None:
            return cut
        kept = cut


def normal(basis: str) -> str:
    """One form of what is compared with."""
    short = basis.rstrip("的了又也都将均再还")
    if short in ("上", "去"):
        # 比上年末增加: 年末 was taken for a filler
        return "same"
    if short in change()["last_year"] or short.rstrip("预计数水平末底") in change()["last_year"]:
        return "same"
    named = years(short)
    return str(named[-1][1]) if named else short


def same_basis(one: str, other: str, year: int | None) -> bool:
    """Whether two comparisons are with the same; one without words follows the other."""
    if one == other or not one or not other:
        return True
    numbers = {name for name in (one, other) if name.isdigit()}
    return "same" in (one, other) and year is not None and numbers == {str(year - 1)}


def is_planned(basis: str) -> bool:
    return any(word in basis for word in change()["planned"])


def bare_words(words_before: str) -> str:
    """What words name, without years and the verbs and adverbs of reporting."""
    bare = _stripped(_YEARS.sub("", words_before))
    return "" if _AFTER.match(bare) else bare


def _stripped(bare: str) -> str:
    """The words without fillers at either end."""
    first, last = _filler()
    while True:
        cut = last.sub("", first.sub("", bare.strip("　 ‘’“”")))
        if cut == bare:
            return cut
        bare = cut


class OnlyYear:
    """The one year that the words of a sentence name up to a figure, where they compare nothing."""

    def __init__(self, text: str, start: int, end: int) -> None:
        compared = re.compile("[比较]").search(text, start, end)
        self._end = compared.start() if compared else end
        named = years(text[start:end])
        self._first = start + named[0][0] if named else end
        self._year = named[0][1] if named else None
        self._other = next((start + place for place, year in named if year != self._year), end)

    def before(self, place: int) -> int | None:
        """The year, up to a figure that begins at that place."""
        return self._year if self._first < place <= min(self._end, self._other) else None


def goes_on(subject: str, previous: str) -> bool:
    """Whether a subject is the one before in short: nothing, or 总产量 after 粮食总产."""
    if not subject or subject == previous:
        return True
    if subject not in change()["general"] or not previous:
        return False
    return any(subject[place : place + 2] in previous for place in range(len(subject) - 1))
