"""A relation that holds, made false by changing one figure of the text in one of five ways."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal

from bench.proofing.annotations import Relation, Report, Spot
from bench.proofing.figures import factor_of, own_numerals, values_of
from bench.proofing.formulas import UNDEFINED, Truth, counted_items, judge, parse
from bench.proofing.numerals import Numeral, numerals

Way = Literal["digits swapped", "decimal point", "part dropped", "other year", "beyond tolerance"]

ADMITS: dict[str, frozenset[Way]] = {
    "item_count": frozenset({"part dropped", "beyond tolerance"}),
    "time": frozenset({"other year"}),
}
"""The ways of a kind that does not admit all of them."""
DROPS = frozenset({"sum", "score_total", "item_count", "threshold"})
"""The kinds whose parts can be dropped."""
ANYWHERE = frozenset[Way]({"digits swapped", "decimal point", "other year"})
"""The ways that are tried at each figure of the relation; the others at the stated one."""

REST = re.compile(r"其余|其他|其它|剩余|剩下|余下|另外|另有")
"""A part that is whatever the others are not."""
TOGETHER = re.compile(r"分别|合计|共计|总计|构成|组成|[两三四五六]部分|三项|两项|四项|加总|之和")
"""What else says that the parts are all there are, in the sentence of the parts."""

_UNIT_LENGTH = 2
_LONGEST_LINE = 80
_FREELY = (Decimal("1.07"), Decimal("0.88"), Decimal("1.16"), Decimal("0.79"), Decimal("1.3"), Decimal("0.7"))
_LEADS = ("其中", "即", "包括", "分别为", "分别达到", "依次为", "由", "除")
_BEFORE = "，、；：。（(\n ！"


@dataclass(frozen=True, slots=True)
class Edit:
    start: int
    end: int
    new: str

    @property
    def longer(self) -> int:
        return len(self.new) - (self.end - self.start)

    def apply(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.end :]

    def move(self, spot: Spot) -> Spot | None:
        """Where the spot stands afterwards; nothing if it is gone."""
        if self.start <= spot.start and spot.end <= self.end and not self.new:
            return None
        start = spot.start if spot.start <= self.start else spot.start + self.longer
        end = spot.end if spot.end <= self.start else spot.end + self.longer
        return replace(spot, start=start, end=max(end, start + 1))

    def move_all(self, spots: Iterable[Spot]) -> tuple[Spot, ...]:
        return tuple(spot for spot in map(self.move, spots) if spot is not None)


@dataclass(frozen=True, slots=True)
class Mutation:
    way: Way
    relation: Relation
    """With its spots where they stand in the changed text."""
    text: str
    false: bool
    """Otherwise the changed text is still possible."""
    role: str
    before: str
    after: str
    edit: Edit


def ways_of(relation: Relation) -> Iterator[Way]:
    admitted = ADMITS.get(relation.kind)
    ways: tuple[Way, ...] = (
        "digits swapped",
        "decimal point",
        "part dropped",
        "other year",
        "beyond tolerance",
    )
    for way in ways:
        if (admitted is None or way in admitted) and (way != "part dropped" or relation.kind in DROPS):
            yield way


def mutations(report: Report, relation: Relation) -> Iterator[Mutation]:
    """Every change of the relation that its kind admits, one for each way and figure."""
    for way in ways_of(relation):
        if way == "part dropped":
            yield from dropped(report, relation)
            continue
        for spot, numeral in own_numerals(relation, report.text):
            if spot is not relation.stated and way not in ANYWHERE:
                continue
            mutation = changed(report, relation, way, spot, numeral)
            if mutation is not None:
                yield mutation


def changed(report: Report, relation: Relation, way: Way, spot: Spot, numeral: Numeral) -> Mutation | None:
    """The first new figure of this way at this place that makes the relation false, or else a possible one."""
    still_possible = None
    for shown in _candidates(report, relation, way, spot, numeral):
        truth = _truth(report, relation, spot, numeral, shown)
        if shown == numeral.shown or truth is None:
            continue
        if truth.holds:
            continue
        edit = Edit(numeral.start, numeral.end, numeral.written(shown))
        mutation = _mutated(
            report, relation, way, edit, spot.role, _is_false(report, relation, truth, spot, shown, numeral)
        )
        if mutation.false:
            return mutation
        still_possible = still_possible or mutation
    return still_possible


def is_complete(relation: Relation, text: str) -> bool:
    """Whether a sum that is not met is false: by the words of its sentence, or because no 其中 leads its parts."""
    parts = sorted(relation.inputs, key=lambda spot: spot.start)
    row = text[_sentence_start(text, parts[0].start) : parts[-1].end]
    _, sign, after = row.partition("其中")
    led = bool(sign) and "。" not in after and "\n" not in after
    return not led or claims_all(relation, text)


def claims_all(relation: Relation, text: str) -> bool:
    """Whether the text says that the parts are all there are; those that are left, after one was dropped."""
    parts = sorted(relation.inputs, key=lambda spot: spot.start)
    if len(parts) < 2:
        return False
    if any(REST.search(text[_piece_start(text, part.start) : part.end + 4]) for part in parts):
        return True
    start = _sentence_start(text, parts[0].start)
    row = text[start : parts[-1].end + 12].partition("。")[0]
    return relation.kind == "sum" and bool(relation.topic) and TOGETHER.search(row) is not None


def _sentence_start(text: str, place: int) -> int:
    return max(text.rfind(mark, 0, place) for mark in "。\n") + 1


def _is_false(
    report: Report, relation: Relation, truth: Truth, spot: Spot, shown: Decimal, numeral: Numeral
) -> bool:
    """A sum of 其中 without a claim of completeness is false only where the parts exceed the whole."""
    if relation.kind != "sum" or parse(relation).body != "sum" or is_complete(relation, report.text):
        return True
    stated = shown * factor_of(spot, numeral) if spot is relation.stated else relation.stated.value
    return stated is not None and truth.recomputed - stated > truth.tolerance


def _truth(report: Report, relation: Relation, spot: Spot, numeral: Numeral, shown: Decimal) -> Truth | None:
    values, steps = values_of(relation, report.text)
    if spot.role not in values:
        return None
    try:
        return judge(relation, report.text, {**values, spot.role: shown * factor_of(spot, numeral)}, steps)
    except UNDEFINED:
        return None


def _candidates(
    report: Report, relation: Relation, way: Way, spot: Spot, numeral: Numeral
) -> Iterator[Decimal]:
    match way:
        case "digits swapped":
            yield from swapped(numeral.shown)
        case "decimal point":
            yield from point_moved(numeral)
        case "other year":
            yield from _another_figure(report, relation, numeral)
        case "beyond tolerance":
            yield from _just_beyond(report, relation, spot, numeral)


def swapped(shown: Decimal) -> Iterator[Decimal]:
    """Two neighbouring digits change places; no numeral begins with a zero that it did not have."""
    plain = f"{shown:f}"
    places = [place for place, sign in enumerate(plain) if sign.isdigit()]
    for first, second in itertools.pairwise(places):
        signs = list(plain)
        signs[first], signs[second] = signs[second], signs[first]
        if signs != list(plain) and (signs[0] != "0" or plain[0] == "0"):
            yield Decimal("".join(signs))


def point_moved(numeral: Numeral) -> Iterator[Decimal]:
    """Ten times as much or a tenth; a count gets no decimals by it."""
    decimals = -int(numeral.step.logb())
    if decimals:
        yield numeral.shown.scaleb(1)
    else:
        yield numeral.shown * 10
    if decimals or numeral.scale > 1:
        yield numeral.shown.scaleb(-1)
    elif numeral.shown % 10 == 0 and numeral.shown:
        yield (numeral.shown / 10).quantize(Decimal(1))


def _another_figure(report: Report, relation: Relation, numeral: Numeral) -> Iterator[Decimal]:
    """Figures of the text with the same unit and of like size, the nearest in the text first; then invented ones."""
    text = report.text
    if relation.kind == "time":
        later = relation.stated.value or numeral.shown
        earlier = relation.inputs[0].value or numeral.shown
        yield from (earlier - 1, earlier - 2) if numeral.shown == later else (later + 1, later + 2)
        return
    unit = _unit(text, numeral)
    own = {n.start for _, n in own_numerals(relation, text)}
    others = [
        other
        for other in numerals(text)
        if other.start not in own
        and other.chinese == numeral.chinese
        and other.scale == numeral.scale
        and other.step == numeral.step
        and not other.composite
        and not numeral.composite
        and _unit(text, other) == unit
        and numeral.shown / 2 <= other.shown <= numeral.shown * 2
    ]
    others.sort(key=lambda other: abs(other.start - numeral.start))
    yield from (other.shown for other in others[:12])
    chance = random.Random(f"{report.name} {relation.name} {numeral.start}")
    for factor in chance.sample(_FREELY, len(_FREELY)):
        yield (numeral.shown * factor).quantize(numeral.step)


def _unit(text: str, numeral: Numeral) -> str:
    """The signs after the numeral and its scale; of a percentage in words, the word before it."""
    if text[: numeral.start].endswith("分之"):
        return "%"
    after = text[numeral.end : numeral.end + 8].lstrip()
    for scale in ("万亿", "亿", "万"):
        after = after.removeprefix(scale)
    return "%" if after.startswith("%") else after[:_UNIT_LENGTH]


def _just_beyond(report: Report, relation: Relation, spot: Spot, numeral: Numeral) -> Iterator[Decimal]:
    """The nearest values of the last place beyond the tolerance, above and below."""
    if parse(relation).body == "items":
        count = Decimal(counted_items(relation, report.text))
        yield from (count + 1, count - 1) if _parity(report, relation) else (count - 1, count + 1)
        return
    values, steps = values_of(relation, report.text)
    try:
        truth = judge(relation, report.text, values, steps)
    except UNDEFINED:
        return
    factor = factor_of(spot, numeral)
    low, high = sorted((truth.recomputed + sign * truth.tolerance) / factor for sign in (-1, 1))
    step = numeral.step if relation.exact else numeral.last_place
    above = (high / step).to_integral_value(ROUND_FLOOR) * step + step
    below = (low / step).to_integral_value(ROUND_CEILING) * step - step
    near = [near.quantize(numeral.step) for near in (above, below) if near > 0]
    yield from near if _parity(report, relation) else reversed(near)


def _parity(report: Report, relation: Relation) -> bool:
    return sum(map(ord, report.name + relation.name)) % 2 == 0


def dropped(report: Report, relation: Relation) -> Iterator[Mutation]:
    """One part or item left out of the text: false where it still claims to have them all, else possible."""
    if relation.kind == "threshold":
        yield from _admission_dropped(report, relation)
        return
    if relation.kind == "item_count" and not relation.topic.startswith("score"):
        yield from _item_dropped(report, relation)
        return
    if parse(relation).body not in ("sum", "items"):
        return
    if relation.topic == "table-row":
        return
    if relation.topic.startswith(("score", "table")):
        yield from _lines_dropped(report, relation)
        return
    parts = sorted(relation.inputs, key=lambda spot: spot.start)
    for part, following in itertools.pairwise(parts):
        start, end = _piece_start(report.text, part.start), _piece_start(report.text, following.start)
        lost = report.text[start:end]
        if (
            start >= end
            or "（" in lost
            or "。" in lost
            or "\n" in lost
            or relation.stated.overlaps(start, end)
        ):
            continue
        if part.value == 0 or any(part.overlaps(s.start, s.end) for s in parts if s is not part):
            continue
        edit = Edit(start, end, "")
        mutation = _mutated(report, relation, "part dropped", edit, part.role, false=True)
        yield replace(mutation, false=claims_all(mutation.relation, mutation.text))


def _lines_dropped(report: Report, relation: Relation) -> Iterator[Mutation]:
    """The line with one item's points left out."""
    for spot in relation.inputs:
        end = report.text.index("\n", spot.end) + 1
        edit = Edit(report.text.rindex("\n", 0, spot.start) + 1, end, "")
        yield _mutated(report, relation, "part dropped", edit, spot.role, True)


def _piece_start(text: str, place: int) -> int:
    """Where the piece between two marks begins that holds the place."""
    start = place
    while start and text[start - 1] not in _BEFORE and not text[:start].endswith(_LEADS):
        start -= 1
    return start


def _item_dropped(report: Report, relation: Relation) -> Iterator[Mutation]:
    items, text = relation.inputs, report.text
    if any(item.value is not None for item in items):
        return
    row = text[items[0].start : items[-1].end]
    if len(items) > 2 and (relation.topic or all(text[item.start - 1] in "\n。；：" for item in items)):
        for item, following in itertools.pairwise(items[:-1]):
            edit = Edit(item.start, following.start, "")
            yield _mutated(
                report, relation, "part dropped", edit, item.role, not text.startswith("等", items[-1].end)
            )
            return
    if "\n" in row or "、" not in row:
        return
    second = items[0].start + row.index("、") + 1
    edit = Edit(items[0].start, second, "")
    mutation = _mutated(report, relation, "part dropped", edit, items[0].role, True)
    yield replace(mutation, false=not text.startswith("等", items[-1].end))


def _admission_dropped(report: Report, relation: Relation) -> Iterator[Mutation]:
    """The section on problems no longer names a target that is missed; for made-up reports, where it is one line."""
    mentions = [spot for spot in relation.spots if spot.role.startswith("mention")]
    if not relation.topic or len(mentions) != 1:
        return
    edit = Edit(mentions[0].start, mentions[0].end, "")
    mutation = _mutated(report, relation, "part dropped", edit, mentions[0].role, True)
    yield replace(mutation, relation=replace(mutation.relation, mentioned=False))


def _mutated(report: Report, relation: Relation, way: Way, edit: Edit, role: str, false: bool) -> Mutation:
    spots = edit.move_all(relation.spots)
    text = edit.apply(report.text)
    before = report.text[max(edit.start - 24, 0) : edit.end + 16]
    after = text[max(edit.start - 24, 0) : edit.start + len(edit.new) + 16]
    return Mutation(way, relation.at(spots), text, false, role, _line(before), _line(after), edit)


def _line(text: str) -> str:
    line = re.sub(r"\s+", " ", text)
    return (
        line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE // 2]}……{line[-_LONGEST_LINE // 2 :]}"
    )
