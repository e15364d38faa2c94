"""Promises over all rules: missing is never points, sums are exact, spans hold, order does not matter."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.scoring.ledger import CITY, COUNTIES, Ledger, leaf_scheme, result, scheme_of

from duxue.measures.figures import MeasureRef
from duxue.messages import Text
from duxue.scoring import Judgement, Problem
from duxue.scoring.results import LayerResult
from duxue.values import SquareRoot

T = "title: {zh: 项, en: part}"
RULES = {
    "deduct-each": "{kind: deduct-each, figure: x, each: 0.3, beyond: 2}",
    "deduct-each-short": "{kind: deduct-each, figure: x, each: 0.3, below: {figure: y}, step: 2, at_most: 3}",
    "deduct-listed": (
        f"{{kind: deduct-listed, deductions: [{{id: a, {T}, points: 1.5, when: {{figure: x, below: 4}}}}, "
        f"{{id: b, {T}, figure: y, each: 0.7, below: 3}}, {{id: c, {T}, points: 1, when: {{judged: late}}}}]}}"
    ),
    "add-listed": (
        f"{{kind: add-listed, elements: [{{id: a, {T}, points: 2, when: {{figure: x, at_least: 4}}, else: 0.5}}, "
        f"{{id: b, {T}, points: 3, when: {{not: {{figure: y, above: 4}}}}}}]}}"
    ),
    "all-or-nothing": "{kind: all-or-nothing, when: {figure: x, at_least: 4}, else: 0.5}",
    "two-values": "{kind: all-or-nothing, when: {figure: x, at_least: {figure: y}}}",
    "all": "{kind: all-or-nothing, when: {all: [{figure: x, at_least: 4}, {figure: y, below: 4}]}}",
    "any": "{kind: all-or-nothing, when: {any: [{figure: x, at_least: 4}, {figure: y, below: 4}]}}",
    "over-all": "{kind: all-or-nothing, when: {figure: c, at_least: 4, over: {kind: county, need: all}}}",
    "over-any": "{kind: all-or-nothing, when: {figure: c, at_least: 4, over: {kind: county, need: any}}}",
    "over-none": "{kind: all-or-nothing, when: {figure: c, at_least: 4, over: {kind: county, need: none}}}",
    "proportional": "{kind: proportional, figure: x, target: {figure: y}}",
    "each-short": "{kind: proportional, figure: x, target: 7, each_short: {step: 1, points: 0.4}}",
    "bands": "{kind: bands, figure: x, bands: [{at_least: 6, points: 5}, {above: 3, points: 2.5}, {points: 0}]}",
}
sixtieths = st.integers(0, 600)
values = sixtieths.map(lambda n: Fraction(n, 60))
above_zero = st.integers(1, 600).map(lambda n: Fraction(n, 60))
"""For targets: in proportion to a target of 0 nothing can be told."""


KEYS = [("x", CITY), ("y", CITY), *(("c", county) for county in COUNTIES)]
keys = st.sampled_from([(MeasureRef(measure), area) for measure, area in KEYS])


def filled(numbers: tuple[Fraction, ...]) -> Ledger:
    ledger = Ledger()
    for (measure, area), value in zip(KEYS, numbers, strict=True):
        ledger.put(measure, value, area=area)
    return ledger


ledgers = st.tuples(values, above_zero, values, values, values).map(filled)


JUDGED = [Judgement("A1", CITY, "self", judged={"late": False})]


def scored(rule: str, ledger: Ledger, judgements=JUDGED):
    return result(leaf_scheme(RULES[rule]), ledger, judgements).scores[0]


@pytest.mark.parametrize("rule", RULES)
@given(ledger=ledgers, key=keys, value=values)
def test_a_figure_that_goes_missing_never_becomes_points(rule, ledger, key, value):
    """Where the score is still final without the figure, no value of the figure would have changed it."""
    without = scored(rule, ledger.without(key))
    assert without.low <= scored(rule, ledger).value <= without.high
    if without.status == "final":
        assert without.value == scored(rule, ledger).value
        other = Ledger(dict(ledger.values)).put(key[0].measure, value, area=key[1])
        assert without.value == scored(rule, other).value
    else:
        assert without.value is None
        assert without.reasons


@pytest.mark.parametrize("rule", RULES)
@given(ledger=ledgers, key=keys)
def test_a_made_up_figure_moves_no_point(rule, ledger, key):
    made_up, missing = scored(rule, ledger.made_up(key)), scored(rule, ledger.without(key))
    assert (made_up.value, made_up.low, made_up.high) == (missing.value, missing.low, missing.high)


@pytest.mark.parametrize("rule", RULES)
def test_with_every_figure_missing_no_rule_gives_points(rule):
    found = scored(rule, Ledger(), judgements=[])
    assert (found.value, found.status) == (None, "cannot-tell")


@pytest.mark.parametrize("rule", RULES)
@given(ledger=ledgers)
def test_points_lie_within_the_bounds_and_are_explained_in_both_languages(rule, ledger):
    found = scored(rule, ledger)
    assert found.value is not None
    assert Decimal(0) <= found.low <= found.value <= found.high <= Decimal(5)
    assert str(found.value) in found.explanation.zh
    assert str(found.value) in found.explanation.en


@pytest.mark.parametrize("rule", ["proportional-to-7", "each-short", "bands", "all-or-nothing"])
@given(first=values, second=values)
def test_more_is_never_worse(rule, first, second):
    rules = {**RULES, "proportional-to-7": "{kind: proportional, figure: x, target: 7}"}
    less, more = (
        result(leaf_scheme(rules[rule]), Ledger().put("x", value)).scores[0].low
        for value in sorted((first, second))
    )
    assert less <= more


@given(first=values, second=values)
def test_more_events_never_give_more_points(first, second):
    few, many = (scored("deduct-each", Ledger().put("x", value)).low for value in sorted((first, second)))
    assert few >= many


@given(st.fractions(min_value=0, max_value=2, max_denominator=1000))
def test_a_root_is_judged_as_its_square(radicand):
    rule = "{kind: all-or-nothing, when: {figure: cv, at_most: 0.5}}"
    ledger = Ledger().put("cv", SquareRoot.exact(radicand), named="ratio", decimals=3)
    met = result(leaf_scheme(rule), ledger).scores[0].value == Decimal(5)
    assert met == (radicand <= Fraction(1, 4))


points = st.none() | st.decimals(min_value=0, max_value=3, places=3)


@st.composite
def trees(draw: st.DrawFn) -> tuple[str, list[tuple[str, Decimal | None]]]:
    groups = draw(st.lists(st.lists(points, min_size=1, max_size=4), min_size=1, max_size=4))
    text: list[str] = []
    leaves: list[tuple[str, Decimal | None]] = []
    for g, group in enumerate(groups):
        names = [f"G{g}-{n}" for n in range(len(group))]
        items = ", ".join(f"{{id: {name}, {T}, points: 3, by: judgement}}" for name in names)
        text.append(f"  - {{id: G{g}, {T}, points: {3 * len(group)}, items: [{items}]}}")
        leaves += zip(names, group, strict=True)
    return "\n".join(text), leaves


def entries(leaves):
    return [Judgement(name, CITY, "self", Fraction(given_)) for name, given_ in leaves if given_ is not None]


def totalled(tree) -> LayerResult:
    text, leaves = tree
    return result(scheme_of(text, total=str(3 * len(leaves))), judgements=entries(leaves))


@given(trees())
def test_the_total_is_the_exact_sum_of_the_shown_leaves(tree):
    found = totalled(tree)
    shown = [score for score in found.scores if score.by == "judgement"]
    assert found.total.low == sum(score.low for score in shown)
    assert found.total.high == sum(score.high for score in shown)
    assert found.total.undecided == sum(score.high - score.low for score in shown)
    decided = all(score.value is not None for score in shown)
    assert found.total.value == (found.total.low if decided else None)


@given(trees(), st.randoms(use_true_random=False))
def test_the_order_of_entries_and_of_leaves_does_not_matter(tree, random):
    text, leaves = tree
    lines = text.splitlines()
    random.shuffle(lines)
    mixed = list(leaves)
    random.shuffle(mixed)
    one, other = totalled(tree), totalled(("\n".join(lines), mixed))
    assert one.total == other.total
    assert {score.item: score.value for score in one.scores} == {
        score.item: score.value for score in other.scores
    }


states = st.sampled_from(["done", "under-way", "open", None])


@given(st.lists(states, min_size=1, max_size=12))
def test_a_pool_lies_where_its_unknown_states_could_put_it(found):
    assume(None in found)
    rule = "{kind: pool, over: problems}"

    def pool(states):
        named = [Problem(f"p{n}", Text.same(f"p{n}"), state) for n, state in enumerate(states)]
        return result(leaf_scheme(rule), problems=named).scores[0]

    open_ = pool(found)
    ends = [
        pool([end if state is None else state for state in found]) for end in ("open", "under-way", "done")
    ]
    assert open_.value is None
    assert [open_.low, open_.high] == [ends[0].value, ends[-1].value]
    assert all(a.low <= b.low for a, b in pairwise(ends))
