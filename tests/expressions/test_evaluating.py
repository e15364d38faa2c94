from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from duxue.expressions import evaluate, parse
from duxue.values import Missing

ROW = {
    "pupils": 100,
    "classes": 3,
    "nothing": None,
    "nought": 0,
    "area": Decimal("450.10"),
    "yes": True,
    "no": False,
}


def value(text, **more):
    return evaluate(parse(text), {**ROW, **more})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pupils / classes * 3", 100),
        ("area * 0.1", Fraction("45.01")),
        ("0.1 + 0.2 == 0.3", True),
        ("ceil(pupils / 12)", 9),
        ("ceil(96 / 12)", 8),
        ("floor(-pupils / classes)", -34),
        ("ceil(-pupils / classes)", -33),
        ("step(pupils, [[0, 1], [100, 2], [1000, 3]])", 2),
        ("step(99, [[0, 1], [100, 2], [1000, 3]])", 1),
        ("step(-1, [[0, 1]])", None),
        ("pupils between 100 and 100", True),
        ("pupils in [1, 100.0]", True),
        ("min(pupils, classes, 4)", 3),
        ("max(pupils, nothing)", None),
        ("min(nothing, 1)", None),
        ("pupils / nought", None),
        ("pupils / nought is missing", True),
        ("nothing is missing", True),
        ("pupils is not missing", True),
        ("nothing * 0", None),
        ("nothing == nothing", None),
        ("nothing != 1", None),
        ("nothing in [1, 2]", None),
        ("pupils between 200 and nothing", False),
        ("pupils between 1 and nothing", None),
    ],
)
def test_a_row_has_one_exact_value(text, expected):
    assert value(text) == expected


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        ("yes", "yes", True, True),
        ("yes", "no", False, True),
        ("yes", "nothing > 0", None, True),
        ("no", "no", False, False),
        ("no", "nothing > 0", False, None),
        ("nothing > 0", "nothing > 0", None, None),
    ],
)
def test_and_or_and_not_follow_kleene(one, other, both, either):
    assert value(f"{one} and {other}") is both
    assert value(f"{other} and {one}") is both
    assert value(f"{one} or {other}") is either
    assert value(f"{other} or {one}") is either
    assert value(f"not ({one} and {other})") is (None if both is None else not both)


def test_a_reason_for_missing_is_unknown_and_no_text():
    assert value("nothing is missing", nothing=Missing.WITHHELD) is True


def test_dates_are_compared_as_days():
    assert value("opened >= 2021-09-01", opened=date(2021, 9, 1)) is True


def test_a_float_in_a_row_is_a_defect():
    with pytest.raises(TypeError):
        value("pupils > 1", pupils=1.5)
