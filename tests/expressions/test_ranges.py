from __future__ import annotations

import pytest
from tests.expressions.fields import FIELDS

from duxue.expressions import FieldType, bounds, parse
from duxue.values import Interval

OPEN = {**FIELDS, "open": FieldType("integer", minimum=None)}


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("pupils", 0, 20_000),
        ("pupils - classes", -60, 19_999),
        ("-pupils", -20_000, 0),
        ("change * change", -2_500, 2_500),
        ("pupils / classes", 0, 20_000),
        ("pupils / -classes", -20_000, 0),
        ("pupils / change", None, None),
        ("ceil(pupils / 12)", 0, 1_667),
        ("min(pupils, 45)", 0, 45),
        ("max(pupils, 45)", 45, 20_000),
        ("step(pupils, [[0, 5], [100, 2], [30000, 9]])", 2, 5),
        ("open + 1", None, None),
        ("min(open, 45)", None, 45),
    ],
)
def test_the_range_of_a_value_follows_from_the_ranges_of_its_fields(text, low, high):
    assert bounds(parse(text), OPEN) == Interval(low, high)


def test_a_condition_has_no_range():
    with pytest.raises(ValueError, match="no number"):
        bounds(parse("pupils > 1"), FIELDS)
