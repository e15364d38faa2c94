from __future__ import annotations

from fractions import Fraction

import pytest
from tests.expressions.fields import FIELDS

from duxue.expressions import FieldType, check, parse
from duxue.messages import InputError
from duxue.values import unit

UNITS = {
    "pupils": FieldType("integer", unit=unit("person"), minimum=Fraction(0), maximum=Fraction(20_000)),
    "teachers": FieldType("integer", unit=unit("person")),
    "classes": FieldType("integer", unit=unit("class")),
    "pay": FieldType("decimal", 2, unit=unit("yuan")),
    "budget": FieldType("decimal", 2, unit=unit("ten-thousand-yuan")),
}


def codes_of(text, fields=FIELDS):
    with pytest.raises(InputError) as caught:
        check(parse(text), fields)
    return [fault.code.removeprefix("expressions-") for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "kind", "scale"),
    [
        ("pupils + 1", "integer", 0),
        ("pupils + 1.50", "decimal", 1),
        ("balance * share", "decimal", 6),
        ("pupils / 4", "decimal", 2),
        ("pupils * 1.1", "decimal", 1),
        ("ceil(pupils / 12)", "integer", 0),
        ("floor(balance)", "integer", 0),
        ("min(pupils, balance)", "decimal", 2),
        ("step(pupils / classes, [[0, 1], [45, 0.5]])", "decimal", 1),
        ("pupils / classes > 55", "boolean", 0),
        ("opened between 2019-01-01 and 2021-08-31", "boolean", 0),
        ('stage == "primary" and not public', "boolean", 0),
        ("stage == name", "boolean", 0),
        ("stage", "code", 0),
    ],
)
def test_the_type_of_a_result_follows_from_its_parts(text, kind, scale):
    found = check(parse(text), FIELDS)
    assert (found.kind, found.scale) == (kind, scale)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("pupil > 1", ["field-unknown-likely"]),
        ("zzz > 1", ["field-unknown"]),
        ('stage == "primry"', ["code-unknown-likely"]),
        ('stage in ["primary", "xyz"]', ["code-unknown"]),
        ('"primari" == stage', ["code-unknown-likely"]),
        ('pupils == "5"', ["types-differ"]),
        ("stage == 1", ["types-differ"]),
        ("opened > 2021", ["types-differ"]),
        ("pupils in [1, true]", ["types-differ"]),
        ('stage < "primary"', ["no-order"]),
        ("public < true", ["no-order"]),
        ("name + 1 > 2", ["not-a-number"]),
        ("ceil(opened) > 1", ["not-a-number"]),
        ("pupils and public", ["not-a-condition"]),
        ("not pupils", ["not-a-condition"]),
        ("pupils / 0 > 1", ["divides-by-zero"]),
        ("pupils / (1 - 1) > 1", ["divides-by-zero"]),
        ("pupils / classes", ["fraction-left"]),
        ("pupils / 3", ["fraction-left"]),
        ("min(pupils / classes, 1) + 1", ["fraction-left"]),
        (
            "pupil > 1 and class < 2 or stage == 3",
            ["field-unknown-likely", "field-unknown-likely", "types-differ"],
        ),
        ("pupil between 1 and 2", ["field-unknown-likely"]),
    ],
)
def test_parts_that_do_not_fit_are_told_all_at_once(text, codes):
    assert codes_of(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "pupils + classes",
        "pupils > classes",
        "pay + budget > 1",
        "max(pupils, pay)",
        "pay / pupils > budget / pupils",
    ],
)
def test_different_units_are_neither_added_nor_compared(text):
    assert codes_of(text, UNITS) == ["units-differ"]


@pytest.mark.parametrize(
    "text",
    [
        "pupils >= teachers",
        "pupils <= classes * 45",
        "budget * 10000 >= pay",
        "pupils / teachers > 15",
        "pupils > 0",
    ],
)
def test_one_unit_or_a_plain_number_fits(text):
    assert check(parse(text), UNITS).kind == "boolean"


def test_a_result_knows_its_unit_and_range():
    found = check(parse("pupils + 10"), UNITS)
    assert found.unit == unit("person")
    assert [found.minimum, found.maximum] == [10, 20_010]
    assert check(parse("pupils * 2"), UNITS).unit is None


def test_a_product_that_may_pass_38_digits_is_refused_before_any_query():
    wide = {name: FieldType("decimal", 2) for name in "abc"}
    assert check(parse("a * b > 1"), wide).kind == "boolean"
    assert codes_of("a * b * c > 1", wide) == ["too-wide"]
    narrow = {name: FieldType("decimal", 2, minimum=Fraction(0), maximum=Fraction(10**6)) for name in "abc"}
    assert check(parse("a * b * c > 1"), narrow).kind == "boolean"


def test_nested_divisions_that_would_grow_without_measure_are_refused():
    assert codes_of("min(1, " * 40 + "pupils" + ")" * 40 + " > 0") == ["too-large"]


def test_each_part_is_looked_at_once_however_deep_it_stands():
    text = "pupils"
    for _ in range(60):
        text = f"({text}) / 1"
    assert check(parse(f"{text} > 1"), FIELDS).kind == "boolean"


def test_a_long_list_of_fields_is_cut_and_says_so():
    fields = {f"field_{number}": FieldType("integer") for number in range(30)}
    with pytest.raises(InputError) as caught:
        check(parse("pupils > 1"), fields)
    assert "(20 of 30)" in caught.value.shown("en")
