"""From passages to quantities: each numeral with its unit and what the words around it say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from duxue.proofing.claims.context import Said, basis_of, hedge_after, hedge_before, said, years
from duxue.proofing.claims.figures import Masks
from duxue.proofing.claims.nouns import noun_after, noun_before
from duxue.proofing.claims.numerals import Numeral, numerals
from duxue.proofing.claims.quantity import Claims, Quantity, Sentence
from duxue.proofing.claims.vocabulary import BARE, ReportUnit, any_of, unit_pattern, units, words
from duxue.proofing.document import Document, Passage

PER_CENT = ReportUnit("%", "share", Fraction(1))
RATIO = ReportUnit("", "ratio", Fraction(1))
NO_FIGURES = frozenset({"age", "temperature", "rank"})
_SENTENCE_END = re.compile("[。！？!?]+[”’」』）]?")
_CLAUSE_END = re.compile(
    "[，；：、。！？!?]|（(?=[^（）]*[0-9一二三四五六七八九十百][^（）]*）)|(?<=[0-9%个人所家元项点分平])）"
)
_RANGE = re.compile("[-—－–~～至]+")
_SCORE = re.compile(
    "分(?!别|之|类|工|批|布|级|期|段|管|配|局|公司|校|园|行|散|项|解|析|钟|成|为|值占|支|会|队|科|厂|所)"
)
_SCORE_WORDS = re.compile(
    "得分|总分|评分|分值|扣|满分|计|均分|平均|加分|分数|得|自评|赋|成绩|考核|复核|评为|线"
)
_LISTED = frozenset({"、", "和", "与", "及", "，", "以及", "或"})
_CALENDAR = frozenset({"年", "月", "日"})


def read_claims(document: Document) -> Claims:
    """Types every number of the document, in the order of its passages."""
    reader = _Reader(document)
    for number, passage in enumerate(document.passages):
        reader.read(number, passage)
    quantities = tuple(reader.quantities)
    return Claims(document, quantities, tuple(reader.sentences), _report_year(document))


def _report_year(document: Document) -> int | None:
    """The year of the title: the one that the headings of the highest level name most, else the first passages."""
    titles = [passage.text for passage in document.passages[:6]]
    found = Counter(year for title in titles[:3] for _, year in years(title[:120]))
    if not found:
        found = Counter(year for title in titles for _, year in years(title))
    return found.most_common(1)[0][0] if found else None


@dataclass(frozen=True, slots=True)
class _Found:
    """A numeral with its unit, before the words around it were read."""

    numeral: Numeral
    end: int
    unit: ReportUnit
    between: bool
    """多, 余 stood between number and unit."""
    upper: Fraction | None = None
    group: int = -1


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.quantities: list[Quantity] = []
        self.sentences: list[Sentence] = []
        self.clauses = 0

    def read(self, number: int, passage: Passage) -> None:
        text = passage.text
        found = _found(text)
        ends = [match.end() for match in _SENTENCE_END.finditer(text)]
        if not ends or ends[-1] < len(text):
            ends.append(len(text))
        stops = [0, *(match.start() + 1 for match in _CLAUSE_END.finditer(text)), len(text) + 1]
        first, start = len(self.quantities), 0
        reasons = _reasons(text, found, stops, passage.kind == "cell")
        made: list[Quantity] = []
        named = years(text)
        sentence_starts = [0, *ends[:-1]]
        previous = 0
        for order, (one, reason) in enumerate(zip(found, reasons, strict=True)):
            place = bisect_right(sentence_starts, one.numeral.start) - 1
            clause = bisect_right(stops, one.numeral.start) - 1
            before = _words_from(text, stops, clause, one.numeral.start, previous)
            following = next(
                (
                    later.numeral.start
                    for later, why in zip(found[order + 1 :], reasons[order + 1 :], strict=True)
                    if not why
                ),
                len(text),
            )
            after = min(max(stops[clause + 1] - 1, one.end), max(following, one.end))
            context = _Context(text, sentence_starts[place], before, after, named)
            quantity = self._quantity(first + order, number, one, context, reason)
            made.append(replace(quantity, sentence=len(self.sentences) + place, clause=self.clauses + clause))
            if not reason:
                previous = one.end
        made = _listed(text, made)
        self.quantities += made
        own: dict[int, list[Quantity]] = {}
        for quantity in made:
            own.setdefault(quantity.sentence, []).append(quantity)
        for end in ends:
            number_of = len(self.sentences)
            quantities = tuple(own.get(number_of, ()))
            self.sentences.append(Sentence(number_of, number, start, end, quantities))
            start = end
        self.clauses += len(stops)

    def _quantity(self, index: int, passage: int, one: _Found, context: _Context, reason: str) -> Quantity:
        text, numeral, unit = context.text, one.numeral, one.unit
        hedge, lead = hedge_before(text[context.before : numeral.start].rstrip("了："))
        tail = text[one.end : context.after]
        after = hedge_after(tail)
        if one.between:
            hedge = "more"
        elif after and not (after == "least" and hedge == "near"):
            hedge = after
        spoken = said(lead, tail, unit.kind)
        since = text[context.sentence : numeral.start]
        named = [year for place, year in context.named if context.sentence <= place < numeral.start]
        exact = unit.kind in ("count", "score") and numeral.step == 1 and not hedge
        times = unit.times
        return Quantity(
            index=index,
            passage=passage,
            start=numeral.start,
            end=one.end,
            number=(numeral.start, numeral.end),
            sentence=0,
            clause=0,
            value=numeral.value * times,
            step=numeral.step * times,
            wide=numeral.wide * times,
            written=unit,
            exact=exact or unit.kind == "doublings",
            hedge="range" if one.upper is not None else hedge,
            upper=None if one.upper is None else one.upper * times,
            fact=not reason,
            reason=reason,
            role="ratio" if unit.kind == "ratio" else spoken.role,
            sign=spoken.sign,
            lead=text[context.before : numeral.start],
            tail=tail,
            noun=_noun(spoken, tail, unit),
            of=spoken.of,
            basis=basis_of(lead),
            yearly=any_of("yearly").search(since[-24:]) is not None,
            real=_real(since),
            part=any_of("part").search(since) is not None,
            plan=any_of("plan").search(text[max(context.sentence, context.before - 30) : numeral.start])
            is not None,
            year=named[-1] if named else None,
            group=one.group,
        )


@dataclass(frozen=True, slots=True)
class _Context:
    text: str
    sentence: int
    before: int
    after: int
    named: Sequence[tuple[int, int]]


def _words_from(text: str, stops: Sequence[int], clause: int, start: int, previous: int) -> int:
    """Where the words of a number begin: at its clause, or behind the figure before it; `得分：` belongs to the 8."""
    before = max(stops[clause], previous)
    if before == start and clause and text[before - 1] == "：":
        before = max(stops[clause - 1], previous)
    return before


def _reasons(text: str, found: Sequence[_Found], stops: Sequence[int], cell: bool) -> list[str]:
    masks = Masks(text)
    reasons = []
    for one in found:
        start = one.numeral.start
        before = _words_from(text, stops, bisect_right(stops, start) - 1, start, 0)
        reasons.append(masks.reason(start, one.end) or _no_figure(text, one, text[before:start], cell))
    return reasons


def _noun(spoken: Said, tail: str, unit: ReportUnit) -> str:
    before = noun_before(spoken.stem)
    return before or (noun_after(tail) if unit.kind in ("count", "bare") else "")


def _real(since: str) -> bool:
    return any_of("real_words").search(since) is not None or (
        any_of("real_subjects").search(since[since.rfind("；") + 1 :]) is not None
    )


def _found(text: str) -> list[_Found]:
    """Every numeral with its unit; ranges are one, the numbers of a ratio are a group."""
    found: list[_Found] = []
    end = 0
    for numeral in numerals(text):
        if numeral.start < end:
            continue
        one = _with_unit(text, numeral)
        previous = found[-1] if found else None
        if previous is not None and previous.end <= numeral.start:
            joint = text[previous.end : numeral.start]
            if joint == ":":
                group = previous.group if previous.group >= 0 else len(found) - 1
                if previous.unit is BARE or previous.unit is RATIO:
                    found[-1] = replace(previous, unit=RATIO, group=group)
                    one = replace(one, unit=RATIO, group=group, end=numeral.end)
            elif _is_range(text, previous, joint, one):
                upper = numeral.value * one.unit.times / (one.unit.times or 1)
                found[-1] = replace(previous, end=one.end, unit=one.unit, upper=upper, between=one.between)
                end = one.end
                continue
        found.append(one)
        end = one.end
    return found


def _is_range(text: str, previous: _Found, joint: str, one: _Found) -> bool:
    if not _RANGE.fullmatch(joint) or previous.upper is not None:
        return False
    if previous.unit is not BARE and previous.unit.name != one.unit.name:
        return False
    return text[max(0, previous.numeral.start - 1) : previous.numeral.start] not in ("从", "由", "自")


def _with_unit(text: str, numeral: Numeral) -> _Found:
    if numeral.per_cent:
        return _Found(numeral, numeral.end, PER_CENT, False)
    end = numeral.end
    between = False
    for step in (0, 1):
        match = unit_pattern().match(text, end + step)
        if match and (step == 0 or text[end] in words("more_between")):
            unit = units()[match[0]]
            between = step == 1
            return _Found(numeral, match.end(), unit, between)
    if text[end : end + 1] in ("多", "余"):
        return _Found(numeral, end + 1, BARE, True)
    return _Found(numeral, end, BARE, False)


def _no_figure(text: str, one: _Found, lead: str, cell: bool) -> str:
    """Why the numeral is no figure although nothing masks it; empty where it is one."""
    numeral, unit = one.numeral, one.unit
    written = text[numeral.start : numeral.end]
    if unit.kind in NO_FIGURES:
        return unit.kind
    if numeral.notation == "chinese":
        if written in (
            "一",
            "百",
            "千",
            "万",
            "亿",
            "十万",
            "百万",
            "千万",
            "零",
            "〇",
            "○",
            "万亿",
            "百千",
            "千百",
        ):
            return "word"
        if unit is BARE and (len(written) == 1 or (not one.between and len(written) < 4)):
            return "word"
        if len(written) > 1 and "点" not in written and not set(written) & set("十百千万亿"):
            return "word"
        if unit.kind == "time" and unit.name == "年" and len(written) >= 4:
            return "date"
    if unit.kind == "score" and not (_SCORE.match(text, one.end - 1) and (_SCORE_WORDS.search(lead) or cell)):
        return "word"
    if (
        unit.name in ("县", "市", "省", "村", "国", "校")
        and numeral.notation == "chinese"
        and len(written) < 2
    ):
        return "word"
    if unit is BARE and not cell and numeral.notation == "arabic" and not noun_before(lead):
        return "bare"
    return ""


def _listed(text: str, made: list[Quantity]) -> list[Quantity]:
    """`分别提高0.9、5.9个百分点`: the first takes its unit from the last, the last its verb from the first."""
    for order in range(len(made) - 2, -1, -1):
        one, following = made[order], made[order + 1]
        shares_unit = one.written is BARE and following.written is not BARE and one.hedge != "range"
        if (
            shares_unit
            and following.kind not in ("ratio", "time")
            and text[one.end : following.start] in _LISTED
        ):
            made[order] = _with_written(one, following)
    for order in range(1, len(made)):
        one, previous = made[order], made[order - 1]
        if (
            one.unit == previous.unit
            and text[previous.end : one.start] in _LISTED
            and previous.fact
            and one.fact
        ):
            made[order] = replace(
                one, role=previous.role, sign=previous.sign, of=previous.of, basis=previous.basis
            )
    return made


def _with_written(one: Quantity, following: Quantity) -> Quantity:
    times = following.written.times
    kind = following.kind
    spoken = said(hedge_before(one.lead)[1], "", kind)
    return replace(
        one,
        written=following.written,
        value=one.value * times,
        step=one.step * times,
        wide=one.wide * times,
        exact=kind in ("count", "score") and one.step == 1 and not one.hedge,
        role=spoken.role,
        sign=spoken.sign,
        of=spoken.of,
        fact=one.fact or one.reason == "bare",
        reason="" if one.reason == "bare" else one.reason,
    )
