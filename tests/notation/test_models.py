from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

import pytest
from pydantic import Discriminator, Field, Tag, ValidationError
from tests.notation.scheme_model import Scheme

from duxue.messages import Fault, InputError, Place, Text
from duxue.notation import Bilingual, StrictModel, inside, inside_key, load, read_text, validate

GOOD = """\
id: a
title: {zh: ' 题 ', en: title}
standing: made-up
year: 2021
issued: 2021-09-01
official: true
items:
  - id: A
    points: 5
    share: 0.1
    rule: {kind: all, all: [{kind: proportional, target: 5.50}, {kind: proportional, target: {standard: s}}]}
"""


def faults_of(text: str, model: Any, at: Any = ()) -> list[Fault]:
    with pytest.raises(InputError) as caught:
        validate(read_text(text, "a.yaml"), model, at)
    return list(caught.value.faults)


def test_a_good_file_becomes_its_model_with_exact_numbers(tmp_path: Any):
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    scheme, document = load(tmp_path / "a.yaml", Scheme, shown="a.yaml")
    assert scheme.title == Text("题", "title")
    assert scheme.issued == date(2021, 9, 1)
    (item,) = scheme.items
    assert isinstance(item.points, Decimal)
    assert item.share == Fraction(1, 10)
    assert item.rule is not None
    assert str(item.rule.all[0].target) == "5.50"  # type: ignore[union-attr]
    assert document.place(("items", 0, "points")) == Place("a.yaml", 9, 13)


def test_a_model_never_changes():
    with pytest.raises(ValidationError, match="frozen"):
        validate(read_text(GOOD, "a.yaml"), Scheme).id = "b"  # type: ignore[misc]


def test_a_float_field_is_a_defect():
    with pytest.raises(TypeError, match="float"):

        class Loose(StrictModel):
            share: float


def test_a_text_may_be_given_as_a_text_by_the_program_itself():
    class Titled(StrictModel):
        title: Bilingual

    assert Titled(title=Text("题", "title")).title == Text("题", "title")


class Numbers(StrictModel):
    whole: int = 0
    exact: Decimal = Decimal(0)
    ratio: Fraction = Fraction(0)
    yes: bool = False
    day: date | None = None
    many: dict[str, int] = Field(default_factory=dict)


@pytest.mark.parametrize(
    "text",
    [
        "whole: '5'",
        "whole: 5.0",
        "whole: true",
        "whole: 1_000",
        "exact: '5'",
        "exact: true",
        "exact: 1e400",
        "exact: .inf",
        "exact: .nan",
        "exact:",
        "ratio: 1/3",
        "ratio: '0.5'",
        "yes: 1",
        "yes: 'true'",
        "yes: yes",
        "day: 0",
        "day: '2021-09-01'",
        "day: 2021-09-01T00:00:00",
        "many: {a: '1'}",
    ],
)
def test_nothing_is_taken_for_what_it_is_not(text: str):
    (fault,) = faults_of(text, Numbers)
    assert fault.code == "yaml-wrong-type"


def test_a_part_of_a_document_may_be_read_alone_with_its_own_lines():
    text = "one:\n  whole: 1\ntwo:\n  whole: x\n  hole: 1\n"
    assert validate(read_text(text, "a.yaml"), Numbers, ("one",)).whole == 1
    faults = faults_of(text, Numbers, ("two",))
    assert [(fault.code, fault.place) for fault in faults] == [
        ("yaml-wrong-type", Place("a.yaml", 4, 10)),
        ("yaml-unknown-key-far", Place("a.yaml", 5, 3)),
    ]


def test_an_empty_file_says_which_keys_may_stand_in_it():
    (fault,) = faults_of("# nothing\n", Numbers)
    assert fault.code == "yaml-empty"
    assert "whole" in fault.shown("zh")


class Once(StrictModel):
    below: Numbers = Numbers()
    words: tuple[str, ...] = ()

    def model_post_init(self, context: object) -> None:
        if "bad" in self.words:
            place = self.words.index("bad")
            raise InputError(
                [
                    Fault("yaml-blank", inside("words", place)),
                    Fault("yaml-key-empty", inside_key("words")),
                    Fault("yaml-tab", Place("other.yaml", 7)),
                    Fault("yaml-merge-key"),
                ]
            )


def test_a_validator_may_say_where_below_its_model_the_fault_is():
    faults = faults_of("- {}\n- below: {}\n  words: [good, bad]\n", Once, (1,))
    assert {(fault.code, fault.place) for fault in faults} == {
        ("yaml-blank", Place("a.yaml", 3, 17)),
        ("yaml-key-empty", Place("a.yaml", 3, 3)),
        ("yaml-tab", Place("other.yaml", 7)),
        ("yaml-merge-key", Place("a.yaml", 2, 3)),
    }


class Whole(StrictModel):
    all: tuple[Test, ...]


class Figure(StrictModel):
    figure: str
    at_least: Decimal | None = None


def _form(value: Any) -> str | None:
    return next((key for key in ("all", "figure") if isinstance(value, dict) and key in value), None)


Test = Annotated[
    Annotated[Whole, Tag("all")] | Annotated[Figure, Tag("figure")],
    Discriminator(_form),
]


class Leaf(StrictModel):
    when: Test


@pytest.mark.parametrize(
    ("text", "code", "line", "fact"),
    [
        ("when:\n  all:\n    - figure: a\n      at_leest: 5\n", "yaml-unknown-key", 4, "at_least"),
        ("when:\n  all:\n    - all:\n        - figure: 5\n", "yaml-quote-it", 4, "5"),
        ("when:\n  all:\n    - figgure: a\n", "yaml-no-form", 3, "all, figure"),
        ("when:\n  all: {}\n", "yaml-wrong-type", 2, "a list"),
        ("when:\n  all: []\n  all_of: []\n", "yaml-unknown-key-far", 3, "all"),
    ],
)
def test_forms_that_are_told_apart_by_their_keys_have_readable_faults(
    text: str, code: str, line: int, fact: str
):
    (fault,) = faults_of(text, Leaf)
    assert fault.code == code
    assert fault.place is not None
    assert fault.place.line == line
    assert fact in fault.shown("en")


class Loose(StrictModel):
    limit: int | str | tuple[int, ...] | None = None
    either: Figure | Whole | None = None


def test_a_value_of_none_of_several_types_is_told_all_of_them():
    (fault,) = faults_of("limit: {a: 1}\n", Loose)
    assert fault.shown("en") == (
        "a.yaml:1:8: expected a whole number or text or a list, found a mapping (a); put it right."
    )


def test_of_several_forms_the_one_with_the_fewest_strange_keys_is_meant():
    (fault,) = faults_of("either: {all: [{figure: 5}]}\n", Loose)
    assert fault.code == "yaml-quote-it"
    assert fault.place == Place("a.yaml", 1, 25)


def test_a_long_value_is_cut_in_the_sentence():
    (fault,) = faults_of(f"limit: {{{', '.join(f'key{n}: 1' for n in range(100))}}}\n", Loose)
    assert "(5 of 100)" in fault.shown("en")
    (fault,) = faults_of(f"day: '{'9' * 5_000}'\n", Numbers)
    assert "(5,000 characters)" in fault.shown("en")


def test_ten_thousand_faults_are_all_counted():
    text = "words: [" + "1, " * 10_000 + "]"
    assert len(faults_of(text, Once)) == 10_000
