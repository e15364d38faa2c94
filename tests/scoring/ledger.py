"""An evaluation in memory: figures, limits and areas as plain tables, and schemes of one leaf."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache

from duxue.measures.figures import MADE_UP, Figure, FigureId, MeasureRef
from duxue.messages import Text
from duxue.notation import read_text, validate
from duxue.schemes import Scheme
from duxue.scoring import Judgement, LayerResult, Problem, Score, StatedTotal, qualified, score_object
from duxue.standards import Limit
from duxue.values import Missing, SquareRoot, half_up, unit

CITY = "210400"
COUNTIES = ("210402", "210403", "210404")
WINDOW = "w2021"


@dataclass
class Ledger:
    """A FigureSource over tables; a measure that is not there is missing, as in an evaluation."""

    values: dict[tuple[MeasureRef, str], Figure] = field(default_factory=dict)
    limits: dict[str, Limit] = field(default_factory=dict)
    attribute: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    counties: tuple[str, ...] = COUNTIES
    made_up_counts: bool = False

    def put(
        self,
        measure: str,
        value: Fraction | int | str | SquareRoot | None,
        *,
        area: str = CITY,
        named: str = "percent",
        decimals: int = 1,
        at: str = "t",
        flags: Iterable[str] = (),
        missing: Missing = Missing.NOT_REPORTED,
    ) -> Ledger:
        """Puts a figure into the ledger; None is a missing one."""
        ref = MeasureRef(measure, at=at)
        if isinstance(value, int | str):
            value = Fraction(value)
        shown = value.rounded(decimals) if isinstance(value, SquareRoot) else None
        if isinstance(value, Fraction):
            shown = half_up(value, decimals)
        self.values[ref, area] = Figure(
            id=FigureId(measure, (), area, "SY2021" if at == "t" else "SY2020"),
            value=value,
            shown=shown,
            unit=unit(named),
            decimals=decimals,
            missing=missing if value is None else None,
            flags=frozenset(flags),
        )
        return self

    def figure(self, ref: MeasureRef, area: str) -> Figure:
        found = self.values.get((ref, area))
        if found is not None:
            return found
        name = FigureId(ref.measure, ref.slice, area, "SY2021")
        return Figure(name, None, None, unit("percent"), 1, missing=Missing.NOT_REPORTED)

    def without(self, key: tuple[MeasureRef, str]) -> Ledger:
        """The same ledger with one figure gone missing."""
        gone = replace(self.values[key], value=None, shown=None, missing=Missing.NOT_REPORTED)
        return replace(self, values={**self.values, key: gone})

    def made_up(self, key: tuple[MeasureRef, str]) -> Ledger:
        """The same ledger with one figure made up."""
        marked = replace(self.values[key], flags=frozenset({MADE_UP}))
        return replace(self, values={**self.values, key: marked})

    def areas_under(self, area: str, kind: str) -> list[str]:
        return sorted(self.counties) if area == CITY and kind == "county" else []

    def attributes(self, area: str) -> Mapping[str, str]:
        return self.attribute.get(area, {})

    def kind(self, area: str) -> str:
        return "city" if area == CITY else "county"

    def limit(self, standard: str, ref: MeasureRef, area: str) -> Limit | None:
        return self.limits.get(standard)

    def title(self, ref: MeasureRef) -> Text:
        marks = [Text("上年", "the year before")] if ref.at == "t-1y" else []
        return qualified(Text(f"指标{ref.measure}", ref.measure), marks)

    def area_title(self, area: str) -> Text:
        return Text(f"区域{area}", f"area {area}")


HEAD = """
id: city-2021
edition: 1
title: {zh: 样例方案, en: sample scheme}
authority: {zh: 样例机关, en: sample authority}
year: 2021
object: city
standing: made-up
total: %s
decimals: %s
indicators:
"""


@cache
def scheme_of(indicators: str, total: str = "5", decimals: int = 2, more: str = "") -> Scheme:
    """A scheme with these indicators; `more` adds keys at the top."""
    return validate(read_text(HEAD % (total, decimals) + indicators + "\n" + more, "scheme.yaml"), Scheme)


def leaf_scheme(rule: str, points: str = "5", by: str = "rule", more: str = "", decimals: int = 2) -> Scheme:
    """A scheme of the one leaf A1 with this rule, written as a flow mapping."""
    written = f", rule: {rule}" if rule else ""
    leaf = f"  - {{id: A1, title: {{zh: 观测点, en: item}}, points: {points}, by: {by}{written}{more}}}"
    return scheme_of(leaf, total=points, decimals=decimals)


def result(
    scheme: Scheme,
    ledger: Ledger | None = None,
    judgements: Iterable[Judgement] = (),
    problems: Iterable[Problem] = (),
    stated: Iterable[StatedTotal] = (),
    layer: str = "self",
) -> LayerResult:
    """The city in one layer."""
    return score_object(scheme, CITY, WINDOW, layer, ledger or Ledger(), judgements, problems, stated)


def score(
    rule: str,
    ledger: Ledger | None = None,
    *,
    points: str = "5",
    judgements: Iterable[Judgement] = (),
    problems: Iterable[Problem] = (),
    more: str = "",
    decimals: int = 2,
) -> Score:
    """The score of a leaf with this rule."""
    scheme = leaf_scheme(rule, points, more=more, decimals=decimals)
    return result(scheme, ledger, judgements, problems).scores[0]


def the_score(found: LayerResult, item: str) -> Score:
    """The score of an item that is there."""
    score = found.score(item)
    assert score is not None
    return score


def judged(item: str = "A1", layer: str = "self", by: str = "office", **found: bool) -> Judgement:
    """Somebody's yes and no for an item."""
    answers = {name.replace("_", "-"): answer for name, answer in found.items()}
    return Judgement(item, CITY, layer, judged=answers, by=by)


def given(
    points: str | int | Decimal, item: str = "A1", layer: str = "self", by: str = "office"
) -> Judgement:
    """Somebody's points for an item, with a reason."""
    return Judgement(item, CITY, layer, Fraction(points), reason=Text("见材料", "see evidence"), by=by)
