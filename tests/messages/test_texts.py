from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from duxue.messages import Place, Text, listed, shortened, shown_fact


def test_a_text_gives_its_words_in_either_language():
    words = Text("督学", "supervision")
    assert (words.in_("zh"), words.in_("en")) == ("督学", "supervision")


def test_a_third_language_is_a_defect_not_a_guess():
    with pytest.raises(ValueError, match="no such language"):
        Text("督学", "supervision").in_("fr")


def test_a_list_that_is_cut_says_how_many_there_are():
    words = listed((str(number) for number in range(1_431)), limit=2)
    assert words == Text("0、1 等（共 1,431 个，列出 2 个）", "0, 1, … (2 of 1,431)")


def test_a_list_that_fits_is_whole():
    assert listed(["a", Text("乙", "b")]) == Text("a、乙", "a, b")


def test_long_words_are_cut_with_a_mark():
    assert shortened("学" * 1_200, 3) == Text("学学学…（共 1,200 字）", "学学学… (1,200 characters)")
    assert shortened("abc", 3) == Text.same("abc")


def test_a_fact_is_exact_or_refused():
    assert shown_fact(Decimal("0.10"), "zh") == "0.10"
    assert shown_fact(Fraction(1, 3), "en") == "1/3"
    with pytest.raises(TypeError, match="float"):
        shown_fact(0.1, "zh")  # type: ignore[arg-type]


def test_a_fact_cannot_drive_a_terminal_or_hide_what_it_says():
    assert shown_fact("a\x1b[2Jb", "en") == r"a\x1b[2Jb"
    assert shown_fact("a\nb\x00", "en") == r"a\nb\x00"
    assert shown_fact("abc\u202edef", "zh") == r"abc\u202edef"
    assert shown_fact("\ud800", "zh") == r"\ud800"
    assert shown_fact("张\u3000三", "zh") == "张\u3000三"


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [
        (Place("scheme.yaml", 12, 5), "scheme.yaml:12:5", "scheme.yaml:12:5"),
        (Place("scheme.yaml", 12), "scheme.yaml:12", "scheme.yaml:12"),
        (Place("scheme.yaml"), "scheme.yaml", "scheme.yaml"),
        (
            Place("kindergartens.csv", row=7, field="pupils"),
            "kindergartens.csv 第7行 pupils列",
            "kindergartens.csv, row 7, column pupils",
        ),
        (Place("kindergartens.csv", row=7), "kindergartens.csv 第7行", "kindergartens.csv, row 7"),
    ],
)
def test_a_place_is_shown_as_an_editor_or_a_spreadsheet_names_it(place: Place, zh: str, en: str):
    assert (place.shown("zh"), place.shown("en"), str(place)) == (zh, en, en)
