from __future__ import annotations

import pytest

from duxue.expressions import canonical, fields_of, parse
from duxue.messages import InputError, Place


def code_of(text):
    with pytest.raises(InputError) as caught:
        parse(text)
    (fault,) = caught.value.faults
    return fault.code.removeprefix("expressions-"), fault.facts.get("column")


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("a+b*c", "a + b * c"),
        ("(a+b)*c", "(a + b) * c"),
        ("((a))", "a"),
        ("a-(b-c)", "a - (b - c)"),
        ("(a-b)-c", "(a - b) - c"),
        ("a/(b*c)", "a / (b * c)"),
        ("- a * b", "-a * b"),
        ("-(a+b)", "-(a + b)"),
        ("2 - -3", "2 - -3"),
        ("--a", "-(-a)"),
        ("1.50", "1.5"),
        ("0.0", "0"),
        ("not a==1 and b<2 or c>3", "not a == 1 and b < 2 or c > 3"),
        ("not (a and (b or c))", "not (a and (b or c))"),
        ("a  between 1 and\n2 and b", "a between 1 and 2 and b"),
        ("a in[1,-2, 2.50]", "a in [1, -2, 2.5]"),
        ("a is not missing", "a is not missing"),
        ("step( a ,[[0,1],[100,2.0]])", "step(a, [[0, 1], [100, 2]])"),
        ('s == "it\\"s \\\\"', 's == "it\\"s \\\\"'),
        ("d >= 2021-09-01", "d >= 2021-09-01"),
        ("min(a,b, max(c,1))<ceil(a/12)", "min(a, b, max(c, 1)) < ceil(a / 12)"),
        ("pupils == other.pupils", "pupils == other.pupils"),
        ("(a == 1) == true", "(a == 1) == true"),
    ],
)
def test_an_expression_has_one_normal_text_which_reads_as_itself(text, normal):
    assert canonical(parse(text)) == normal
    assert canonical(parse(normal)) == normal


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("", "empty", "1"),
        ("   ", "empty", "1"),
        ("a +", "ends-early", "4"),
        ("(a", "ends-early", "3"),
        ("a b", "unexpected", "3"),
        ("a)", "unexpected", "2"),
        ("a = 1", "single-equals", "3"),
        ("a == 'x'", "wrong-quotes", "6"),
        ("a == “x”", "wrong-quotes", "6"),
        ("a ＞ 1", "full-width", "3"),
        ("min（a，b）", "full-width", "4"),
        ("a ≥ 1", "full-width", "3"),
        ("人数 > 1", "character-unknown", "1"),
        ("a; b", "character-unknown", "2"),
        ("a\x00", "character-unknown", "2"),
        ("a AND b", "upper-case", "3"),
        ('a == "x', "text-not-closed", "6"),
        ('a == "\\n"', "escape-unknown", "7"),
        ('a == "x\ty"', "control-character", "8"),
        ("d == 2021-02-30", "date-impossible", "6"),
        ("a == 0101", "leading-zero", "6"),
        ("a == 1e5", "number-unreadable", "6"),
        ("a == 1.", "number-unreadable", "6"),
        ("a == 1.2.3", "number-unreadable", "6"),
        ("a == 5人", "character-unknown", "7"),
        ("a == " + "9" * 31, "number-too-long", "6"),
        ("a < b < c", "chained", "7"),
        ("a is missing == true", "chained", "14"),
        ("a not in [1]", "not-before", "3"),
        ("a == not b", "unexpected", "6"),
        ("a in []", "list-empty", "6"),
        ("a in [b]", "unexpected", "7"),
        ("avg(a)", "function-unknown", "1"),
        ("cell(a)", "function-unknown-likely", "1"),
        ("ceil(a, b)", "takes-one", "1"),
        ("min(a)", "takes-several", "1"),
        ("step(a, [1, 2])", "step-table", "10"),
        ('step(a, [["x", 2]])', "step-table", "11"),
        ("step(a, [[5, 1], [5, 2]])", "step-order", "9"),
        ("a is", "ends-early", "5"),
        ("between", "unexpected", "1"),
    ],
)
def test_a_text_that_is_no_expression_is_told_with_its_column(text, code, column):
    assert code_of(text) == (code, column)


@pytest.mark.parametrize("opening", ["(", "not ", "-", "ceil(", "min(1, ", "step(", "a + (", "a and (b or "])
def test_ten_thousand_levels_are_a_fault_and_no_recursion_error(opening):
    text = (opening * 10_000)[:9_990] + "a"
    assert code_of(text)[0] in ("too-deep", "ends-early", "unexpected")


def test_a_hundred_levels_of_parentheses_are_read():
    assert canonical(parse("(" * 99 + "a" + ")" * 99)) == "a"


def test_ten_thousand_characters_are_read_and_one_more_is_a_fault():
    assert fields_of(parse("a + " * 2_499 + "abcd")) == {"a", "abcd"}
    assert code_of("a" * 10_001)[0] == "too-long"


def test_thousands_of_conditions_in_one_row_are_no_nesting():
    assert canonical(parse(" and ".join(["a"] * 1_600))).count("and") == 1_599


def test_a_fault_names_the_place_of_the_text_in_its_file():
    with pytest.raises(InputError) as caught:
        parse("a +", Place("measures/x.yaml", 12, 9))
    assert caught.value.shown("en") == (
        "measures/x.yaml:12:9: the expression ends too early: a +. "
        'Next could come: number "text" true false YYYY-MM-DD field ( - not.'
    )
    assert caught.value.shown("zh") == (
        "measures/x.yaml:12:9：表达式没有写完：a +。"
        '接下来应当是：number "text" true false YYYY-MM-DD field ( - not。'
    )


def test_a_long_text_is_shown_around_the_fault():
    with pytest.raises(InputError) as caught:
        parse("pupils + " * 30 + "A + " + "pupils + " * 30 + "1")
    shown = str(caught.value.faults[0].facts["text"])
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert " A " in shown
    assert len(shown) == 62


def test_fields_are_those_that_are_read_and_never_functions():
    assert fields_of(parse("min(a, step) > b or not c and d in [1]")) == {"a", "step", "b", "c", "d"}
