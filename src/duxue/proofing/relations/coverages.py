"""Rates that are named, with the counts that make them: 现有食堂347个，341个实现明厨亮灶，明厨亮灶覆盖率98.3%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.claims.vocabulary import alternatives, data
from duxue.proofing.relations.quotients import Certainty, Quotient, Sense
from duxue.proofing.relations.subjects import naming

NEAR = 12
"""How many figures back the counts of a rate are looked for."""
_KINDS = frozenset({"count", "amount", "time"})
_STOP = re.compile("[，；：。（）]")
_BRACKET = re.compile("[（，](?:其中|即)?[^，。；（）0-9]{0,8}$")
_BACK_TO_RATE = "提高上升至到为"
_WHOLE_IN_BRACKET = re.compile("（(?:全[市县区省州国镇乡校]|共有?|现有|总计)[^，。；（）0-9]{0,16}")
_DONE_IN_BRACKET = re.compile("，(?:其中)?[^，。；（）0-9]{2,16}的(?:有|为|达)?")
_IN_ALL = re.compile("，?(?:总数|总量|总计|总共)(?:[为是有达]|达到)?")
_THAT_IS = re.compile("[，（](?:即|也就是|也即|其中)[^，。；0-9]{0,8}$")
_IN_WHICH = re.compile("[^，。；0-9]{0,24}中，?的?(?:已?有|共有|已)?$")


@cache
def words() -> dict[str, list[str]]:
    """The lists of `library/proofing/coverage.yaml`."""
    return data("coverage")


@cache
def any_of(name: str) -> re.Pattern[str]:
    """Any word of one of the lists."""
    return re.compile(alternatives(words()[name]))


@cache
def _name() -> re.Pattern[str]:
    endings, verbs = alternatives(words()["endings"]), alternatives(words()["verbs"])
    return re.compile(rf"(?P<what>[\u4e00-\u9fff＋＂“”]{{2,24}})(?:{endings})(?:{verbs})*$")


@dataclass(frozen=True, slots=True)
class _Named:
    """A rate by its name, taken apart: 学校|明厨亮灶|覆盖."""

    quantity: Quantity
    what: str
    lead: int
    """How many characters of its own words stand before the number."""


def coverages(claims: Claims) -> Iterator[Quotient]:
    """Every named rate with two counts beside it."""
    for sentence in claims.sentences:
        facts = [quantity for quantity in sentence.quantities if quantity.fact]
        for place, quantity in enumerate(facts):
            if quantity.kind != "share" or quantity.role != "level" or quantity.plan:
                continue
            named = _named(quantity, facts[max(0, place - 1) : place])
            if named is not None:
                yield from _in_all(named, facts[max(0, place - 2) : place])
                yield from _before(claims, named, facts[max(0, place - NEAR) : place])
                yield from _behind(claims, named, facts[place + 1 : place + 3])


def _in_all(named: _Named, facts: Sequence[Quantity]) -> Iterator[Quotient]:
    """市场中完成改造的达到198家，总数为285家，改造率为69.5%."""
    if len(facts) == 2 and facts[0].unit == facts[1].unit and facts[0].kind in _KINDS:
        part, whole = facts
        said = "中" in part.lead and "的" in part.lead and _IN_ALL.fullmatch(whole.lead)
        if said and part.role == whole.role == "level" and not any_of("own_meaning").search(named.what):
            yield Quotient(named.quantity, part, whole, "of", "sure")


def _named(quantity: Quantity, before: Sequence[Quantity]) -> _Named | None:
    found = _name().search(quantity.lead)
    if found:
        return _Named(quantity, found["what"], len(quantity.lead))
    base = before[-1] if before else None
    # 优良率由60%提高到67.4%: the name stands before the earlier rate
    if base is None or base.kind != "share" or base.clause < quantity.clause - 1:
        return None
    found = re.search(r"(?P<what>[\u4e00-\u9fff]{2,16})(?:率|面|比例)[由从][^，。；]{0,8}$", base.lead)
    moved = quantity.lead.strip("，").rstrip(_BACK_TO_RATE) == ""
    return (
        _Named(quantity, found["what"], quantity.start - base.start + len(base.lead))
        if found and moved
        else None
    )


def _before(claims: Claims, named: _Named, facts: Sequence[Quantity]) -> Iterator[Quotient]:
    stated = named.quantity
    part, earlier = _counts(claims, named, facts)
    if part is None or part.plan or part.upper is not None:
        return
    across = not earlier
    if across:
        earlier = _whole_across(claims, part)
    if not earlier or earlier[-1].value == 0:
        return
    whole = earlier[-1]
    text = claims.document.passages[stated.passage].text
    around, lead = _around(claims, whole, part)
    # the words up to the rate's own, or to the next count, are the part's too
    sense, linked = _link(named.what, lead + _behind_count(claims, part, stated.start - named.lead), around)
    marked = not across and any_of("among").search(text, whole.end, part.start) is not None
    alone = len({one.value for one in earlier}) == 1 and _same_year(whole, part, stated)
    certainty = _certainty(named.what, linked, marked, alone)
    if alone and (_by_name(named.what, around, lead) or _due(whole, part)):
        certainty = "sure"
    if any_of("planned").search(around):
        certainty = "open"
    if certainty != "open" or linked or marked:
        yield Quotient(stated, part, whole, sense, certainty)


def _counts(
    claims: Claims, named: _Named, facts: Sequence[Quantity]
) -> tuple[Quantity | None, list[Quantity]]:
    """The count that the rate's name is about, else the last, and those of its unit before it in the same breath."""
    start = named.quantity.start - named.lead
    counts: list[Quantity] = []
    for one in reversed([one for one in facts if one.end <= start]):
        between = claims.document.passages[one.passage].text[one.end : counts[-1].start if counts else start]
        if "；" in between or (one.kind == "share" and one.role != "rate"):
            break
        if one.role == "level" and one.kind in _KINDS:
            counts.append(one)
        elif not counts:
            return None, []
    counts.reverse()
    act = named.what[-2:]
    called = [one for one in counts[1:] if act in one.lead + _behind_count(claims, one, start)]
    part = called[0] if len(called) == 1 else counts[-1] if counts else None
    return part, [
        one for one in counts if part is not None and one.index < part.index and one.unit == part.unit
    ]


def _behind_count(claims: Claims, count: Quantity, end: int) -> str:
    """The words behind a count, up to the end or the next figure."""
    for other in claims.quantities[count.index + 1 : count.index + 1 + NEAR]:
        if other.fact and other.passage == count.passage:
            end = min(end, other.start - len(other.lead))
            break
    return claims.document.passages[count.passage].text[count.end : max(count.end, end)]


def _certainty(what: str, linked: int, marked: bool, alone: bool) -> Certainty:
    """How sure the words are; `linked` 2 where they name what was counted, 1 where they nearly do."""
    if not alone or any_of("own_meaning").search(what):
        return "open"
    if linked == 2:
        return "sure"
    return "slip" if marked and linked else "open"


def _by_name(what: str, whole: str, part: str) -> bool:
    """城镇化率 of 常住人口 and 城镇常住人口: rates with a meaning of their own that name what they are of."""
    return any(
        what.endswith(name)
        and ("户籍" in what) == ("户籍" in whole)
        and re.search(entry["whole"], whole)
        and re.search(entry["part"], part)
        for name, entry in data("coverage")["of_what"].items()
    )


def _whole_across(claims: Claims, part: Quantity) -> list[Quantity]:
    """The count of the sentence before, where the part's own words name nothing else."""
    previous = claims.sentences[part.sentence - 1] if part.sentence else None
    said = part.lead.strip("，：")
    if previous is None or previous.passage != part.passage or (said and said not in words()["only_said"]):
        return []
    after = claims.document.passages[part.passage].text[part.end : part.end + 2]
    if not (any_of("doing").match(after) or after.startswith(("已", "均", "的"))):
        return []
    return [
        one
        for one in previous.quantities[-NEAR:]
        if one.fact and one.role == "level" and one.unit == part.unit
    ]


def _link(what: str, phrase: str, whole: str) -> tuple[Sense, int]:
    """Whether the rate is of what the phrase says was counted, or of the rest, and how surely: 2, 1 or 0."""
    what = re.sub(f"^(?:{alternatives(words()['general_subjects'])})+", "", what) or what
    act = what[-2:]
    negated = re.search(f"(?:{alternatives(words()['negations'])}){act}", phrase)
    if negated and not any_of("negations").search(what):
        others = phrase.replace(negated[0], "")
        return ("rest", 2) if act not in others else ("of", 0)
    subject = what[:-2]
    if len(what) > 2 and what in phrase and what not in whole:
        return "of", 2
    at_home = len(subject) < 2 or shares_two(subject, phrase + whole)
    said = [act, *naming()["rates"].get(act, ())]
    if any(word in phrase for word in said) and not any(word in whole for word in said):
        return "of", 2 if at_home else 0
    if at_home and all(character in phrase and character not in whole for character in act):
        return "of", 2
    if act in words()["of_their_object"] and len(subject) >= 2:
        done = re.search(
            f"(?:{alternatives(words()['doing'])})[^，。；]{{0,10}}{re.escape(subject[-2:])}", phrase
        )
        return "of", 2 if done else 0
    pieces = (what[place : place + 3] for place in range(len(what) - 2))
    near = at_home and any(character in phrase for character in act)
    near = near or any(piece in phrase and piece not in whole for piece in pieces)
    return "of", 1 if near or act in words()["of_their_object"] else 0


def shares_two(one: str, other: str) -> bool:
    """Whether two characters beside each other in one stand so in the other."""
    return any(one[place : place + 2] in other for place in range(len(one) - 1))


def _around(claims: Claims, whole: Quantity, part: Quantity) -> tuple[str, str]:
    """The words of the whole, before it and behind it, and those of the part: 43个|断面|中水质优良的|29个."""
    text = claims.document.passages[whole.passage].text
    stop = _STOP.search(text, whole.end)
    end = stop.start() if stop else len(text)
    if end <= part.start or whole.passage != part.passage:
        return whole.lead + text[whole.end : end], part.lead
    noun, _, rest = text[whole.end : part.start].partition("中")
    return (whole.lead + noun, rest) if rest else (whole.lead, part.lead)


def _behind(claims: Claims, named: _Named, facts: Sequence[Quantity]) -> Iterator[Quotient]:
    """受检率98.0%（应检153所，实检150所）; 覆盖率达到72.9%，即210个食堂中有153个"""
    if len(facts) < 2 or facts[0].unit != facts[1].unit or facts[0].kind not in _KINDS or facts[0].value == 0:
        return
    whole, part = facts
    text = claims.document.passages[whole.passage].text
    due = _due(whole, part) and _BRACKET.match(text, named.quantity.end, whole.start)
    among = _THAT_IS.match(text, named.quantity.end, whole.start) and _IN_WHICH.match(
        text, whole.end, part.start
    )
    # 改造率为64.8%（全区学校54所，完成改造的35所）
    spelled = (
        _WHOLE_IN_BRACKET.fullmatch(text, named.quantity.end, whole.start)
        and _DONE_IN_BRACKET.fullmatch(text, whole.end, part.start)
        and text[part.end : part.end + 1] == "）"
        and not any_of("own_meaning").search(named.what)
    )
    if due or among or spelled:
        yield Quotient(named.quantity, part, whole, "of", "sure")


def _due(whole: Quantity, part: Quantity) -> bool:
    """应检153所，实检150所"""
    really = any_of("really").match(part.lead.lstrip("，"))
    return any_of("due").search(whole.lead) is not None and really is not None


def _same_year(*figures: Quantity) -> bool:
    return len({one.year for one in figures} - {None}) <= 1
