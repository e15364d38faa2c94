"""The order of computing, and several objects and layers together."""

from __future__ import annotations

import pytest
from tests.scoring.ledger import CITY, Ledger, given, scheme_of

from duxue.messages import InputError
from duxue.scoring import Judgement, Step, in_order, layers_in_use, needs, score_objects

SCHEME = scheme_of(
    "  - {id: A, title: {zh: 总, en: all}, points: 5, items: ["
    "{id: A1, title: {zh: 项, en: item}, points: 5, by: judgement}]}"
)


def test_every_step_comes_after_all_that_it_needs():
    graph = needs(SCHEME, ["1", "2"], ["self", "final"])
    order = in_order(graph)
    assert len(order) == 8
    assert all(order.index(part) < order.index(step) for step, parts in graph.items() for part in parts)


def test_needs_across_objects_and_layers_are_of_the_same_form():
    peer = {
        Step("1", "self", "A"): [Step("2", "self", "A")],
        Step("2", "self", "A"): [Step("2", "final", "A")],
    }
    assert in_order(peer) == (Step("2", "final", "A"), Step("2", "self", "A"), Step("1", "self", "A"))


def test_a_circle_is_an_error_that_names_it():
    one, two = Step("1", "self", "A"), Step("2", "self", "A")
    with pytest.raises(InputError) as caught:
        in_order({one: [two], two: [one]})
    assert "A@1#self → A@2#self" in caught.value.shown("zh") or "A@2#self → A@1#self" in caught.value.shown(
        "zh"
    )


def test_objects_and_layers_are_scored_together_and_apart():
    entries = [
        Judgement("A1", area, layer, given(points).points)
        for area, layer, points in (("1", "self", 5), ("2", "self", 4), ("1", "final", 3))
    ]
    found = score_objects(SCHEME, ["1", "2"], "w", ["self", "final"], Ledger(), entries, [], [])
    totals = {key: value.total.value for key, value in found.items()}
    assert totals == {("1", "self"): 5, ("2", "self"): 4, ("1", "final"): 3, ("2", "final"): None}


def test_layers_in_use_are_the_first_and_those_that_hold_something():
    entries = [given(5, layer="verified"), Judgement("A1", "other", "final")]
    assert layers_in_use(SCHEME, CITY, entries, []) == ("self", "verified")
