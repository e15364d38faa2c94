"""From passages to quantities: each numeral with its unit and what the words around it say."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from duxue.proofing.claims.context import Said, basis_of, hedge_after, hedge_before, said, years
from duxue.proofing.claims.figures import Masks
from duxue.proofing.claims.finding import Found, found_in, no_figure
from duxue.proofing.claims.nouns import noun_after, noun_before
from duxue.proofing.claims.quantity import Claims, Hedge, Quantity, Sentence
from duxue.proofing.claims.spotting import Spotted
from duxue.proofing.claims.vocabulary import BARE, ReportUnit, scaled
from duxue.proofing.document import Document, Passage

NEAR = 80
"""How many characters before and after a number are its own words."""
REACH = 400
"""How far back a sentence without an end is read for what governs a number."""
_SENTENCE_END = re.compile("[。！？!?]+[”’」』）]?")
_CLAUSE_END = re.compile(
    "[，；：、。！？!?]|（(?=[^（）0-9一二三四五六七八九十百]*[0-9一二三四五六七八九十百][^（）]*）)|(?<=[0-9%个人所家元项点分平])）"
)
_OWN_YEAR = re.compile(
    r"[（(](?P<year>(?:1[89]|20)[0-9]{2}|[一二][〇○零一二三四五六七八九]{3})年(?:度|末|底)?[）)]"
)
"""12.4亿元（2020年）和13.1亿元（2021年）: the year in brackets is that of the value before it."""
_LISTED = frozenset({"、", "和", "与", "及", "，", "以及", "或"})


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


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.quantities: list[Quantity] = []
        self.sentences: list[Sentence] = []
        self.clauses = 0

    def read(self, number: int, passage: Passage) -> None:
        text = passage.text
        found = found_in(text)
        ends = [match.end() for match in _SENTENCE_END.finditer(text)]
        if not ends or ends[-1] < len(text):
            ends.append(len(text))
        stops = [0, *(match.start() + 1 for match in _CLAUSE_END.finditer(text)), len(text) + 1]
        first, start = len(self.quantities), 0
        reasons = _reasons(text, found, stops, passage.kind == "cell")
        made: list[Quantity] = []
        named, spotted = _years_before(text, found), Spotted(text)
        following = _next_figures(text, found, reasons)
        sentence_starts = [0, *ends[:-1]]
        previous = 0
        for order, (one, reason) in enumerate(zip(found, reasons, strict=True)):
            place = bisect_right(sentence_starts, one.numeral.start) - 1
            clause = bisect_right(stops, one.numeral.start) - 1
            before = _words_from(text, stops, clause, one.numeral.start, previous)
            after = min(max(stops[clause + 1] - 1, one.end), max(following[order], one.end), one.end + NEAR)
            since = max(sentence_starts[place], one.numeral.start - REACH)
            sentence = len(self.sentences) + place
            context = _Context(text, sentence, self.clauses + clause, since, before, after, named, spotted)
            made.append(self._quantity(first + order, number, one, context, reason))
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

    def _quantity(self, index: int, passage: int, one: Found, context: _Context, reason: str) -> Quantity:
        numeral, times = one.numeral, one.unit.times
        step = scaled(numeral.step, times)
        said_of_it = NOTHING if reason else _words_about(one, context)
        exact = one.unit.kind in ("count", "score") and numeral.step == 1 and not said_of_it.hedge
        return Quantity(
            index=index,
            passage=passage,
            start=numeral.start,
            end=one.end,
            number=(numeral.start, numeral.end),
            sentence=context.sentence,
            clause=context.clause,
            value=scaled(numeral.value, times),
            step=step,
            wide=step if numeral.wide is numeral.step else scaled(numeral.wide, times),
            written=one.unit,
            exact=exact or one.unit.kind == "doublings",
            hedge="range" if one.upper is not None else said_of_it.hedge,
            upper=None if one.upper is None else one.upper * times,
            fact=not reason,
            reason=reason,
            role="ratio" if one.unit.kind == "ratio" else said_of_it.spoken.role,
            sign=said_of_it.spoken.sign,
            lead=context.text[context.before : numeral.start],
            tail=context.text[one.end : context.after],
            noun=said_of_it.noun,
            of=said_of_it.spoken.of,
            basis=said_of_it.basis,
            yearly=said_of_it.yearly,
            real=said_of_it.real,
            part=said_of_it.part,
            plan=said_of_it.plan,
            year=said_of_it.year,
            group=one.group,
        )


def _years_before(text: str, found: Sequence[Found]) -> list[tuple[int, int]]:
    """The years named in a text, without those in brackets behind a figure."""
    behind = {one.end + 1 for one in found if _OWN_YEAR.match(text, one.end)}
    return [year for year in years(text) if year[0] not in behind]


PLAIN = Said("level", 0, "", "")


@dataclass(frozen=True, slots=True)
class _About:
    """What the words around a figure say; of numerals that are none nobody asks."""

    hedge: Hedge = ""
    spoken: Said = PLAIN
    noun: str = ""
    basis: str = ""
    yearly: bool = False
    real: bool = False
    part: bool = False
    plan: bool = False
    year: int | None = None


NOTHING = _About()


def _words_about(one: Found, context: _Context) -> _About:
    text, start = context.text, one.numeral.start
    hedge, lead = hedge_before(text[context.before : start].rstrip("了："))
    tail = text[one.end : context.after]
    after = hedge_after(tail)
    if one.between:
        hedge = "more"
    elif after and not (after == "least" and hedge == "near"):
        hedge = after
    spoken = said(lead, tail, one.unit.kind)
    spotted, since = context.spotted, context.since
    latest = bisect_left(context.named, (start, 0)) - 1
    year = context.named[latest] if latest >= 0 else None
    own = _OWN_YEAR.match(text, one.end)
    if own:
        year = next(((start, named) for _, named in years(f"{own['year']}年")), year)
    return _About(
        hedge=hedge,
        spoken=spoken,
        noun=_noun(spoken, tail, one.unit),
        basis=basis_of(lead),
        yearly=spotted.within("yearly", max(since, start - 24), start),
        real=_real(context, start),
        part=spotted.within("part", since, start),
        plan=spotted.within("plan", max(since, context.before - 30), start),
        year=year[1] if year and year[0] >= since else None,
    )


@dataclass(frozen=True, slots=True)
class _Context:
    """Where a numeral stands: its sentence and clause by number, and the characters that are its words."""

    text: str
    sentence: int
    clause: int
    since: int
    """Where its sentence begins, at most REACH characters before it."""
    before: int
    after: int
    named: Sequence[tuple[int, int]]
    spotted: Spotted


def _words_from(text: str, stops: Sequence[int], clause: int, start: int, previous: int) -> int:
    """Where the words of a number begin: at its clause, or behind the figure before it; `得分：` belongs to the 8."""
    before = max(stops[clause], previous)
    if before == start and clause and text[before - 1] == "：":
        before = max(stops[clause - 1], previous)
    return max(before, start - NEAR)


def _next_figures(text: str, found: Sequence[Found], reasons: Sequence[str]) -> list[int]:
    """For each numeral where the next figure begins, else the end of the text."""
    starts = [len(text)] * len(found)
    for order in range(len(found) - 2, -1, -1):
        starts[order] = starts[order + 1] if reasons[order + 1] else found[order + 1].numeral.start
    return starts


def _reasons(text: str, found: Sequence[Found], stops: Sequence[int], cell: bool) -> list[str]:
    masks = Masks(text)
    reasons = []
    for one in found:
        start = one.numeral.start
        before = _words_from(text, stops, bisect_right(stops, start) - 1, start, 0)
        reasons.append(masks.reason(start, one.end) or no_figure(text, one, text[before:start], cell))
    return reasons


def _noun(spoken: Said, tail: str, unit: ReportUnit) -> str:
    before = noun_before(spoken.stem)
    return before or (noun_after(tail) if unit.kind in ("count", "bare") else "")


def _real(context: _Context, start: int) -> bool:
    since, spotted = context.since, context.spotted
    breath = max(since, context.text.rfind("；", since, start) + 1)
    return spotted.within("real_words", since, start) or spotted.within("real_subjects", breath, start)


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
            and (one.role, one.sign, one.of, one.basis)
            != (previous.role, previous.sign, previous.of, previous.basis)
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
        value=scaled(one.value, times),
        step=scaled(one.step, times),
        wide=scaled(one.wide, times),
        exact=kind in ("count", "score") and one.step == 1 and not one.hedge,
        role=spoken.role,
        sign=spoken.sign,
        of=spoken.of,
        fact=one.fact or one.reason == "bare",
        reason="" if one.reason == "bare" else one.reason,
    )
