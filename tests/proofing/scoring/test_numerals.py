"""A numeral that is read and written again stands as it stood, in whichever notation."""

from __future__ import annotations

from decimal import Decimal

import pytest
from bench.proofing.numerals import Numeral, chinese, chinese_whole, numerals
from hypothesis import given
from hypothesis import strategies as st

WHOLES = st.integers(min_value=1, max_value=99_999_999)
DECIMALS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99999.99"), places=2)


def only(text: str) -> Numeral:
    found = list(numerals(text))
    assert len(found) == 1, found
    return found[0]


@given(st.one_of(WHOLES.map(Decimal), DECIMALS), st.sampled_from(["", "万", "亿", "万亿"]))
def test_an_arabic_numeral_keeps_its_decimals_and_its_scale(shown: Decimal, scale: str):
    text = f"{shown:f}{scale}元"
    numeral = only(text.replace("元", "名") if not scale else text)
    assert (numeral.shown, numeral.written(numeral.shown)) == (shown, f"{shown:f}")


@given(WHOLES)
def test_a_whole_number_in_words_is_read_as_it_was_written(number: int):
    numeral = only(f"共{chinese_whole(number)}个")
    assert numeral.value == number
    assert numeral.written(numeral.shown) == chinese_whole(number)


@given(st.decimals(min_value=Decimal("0.1"), max_value=Decimal("999.9"), places=1))
def test_a_percentage_in_words_keeps_its_decimals(shown: Decimal):
    numeral = only(f"增长百分之{chinese(shown)}。")
    assert (numeral.shown, numeral.written(numeral.shown)) == (shown, chinese(shown))


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=1, max_value=9999))
def test_a_number_with_two_scales_is_one_numeral(hundred_millions: int, ten_thousands: int):
    value = hundred_millions * 10**8 + ten_thousands * 10**4
    numeral = only(f"{chinese_whole(value)}元")
    assert numeral.value == value
    assert numeral.written(numeral.shown) == chinese_whole(value)


@pytest.mark.parametrize(
    ("text", "value", "again", "written"),
    [
        ("一百四十五亿七千七百万元", "14577000000", "1547700", "一百五十四亿七千七百万"),
        ("三千九百二十亿斤", "392000000000", "3290", "三千二百九十亿"),
        ("一九五八年", "1958", "1985", "一九八五"),
        ("二百五十八万千瓦", "2580000", "285", "二百八十五万"),
        ("1,234名", "1234", "1243", "1,243"),
        ("145.77亿元", "14577000000", "154.77", "154.77"),
        ("百分之十七点八", "17.8", "18.7", "十八点七"),
        ("四点三倍", "4.3", "3.4", "三点四"),
    ],
)
def test_another_value_is_written_in_the_notation_of_the_first(
    text: str, value: str, again: str, written: str
):
    numeral = only(text)
    assert (numeral.value, numeral.written(Decimal(again))) == (Decimal(value), written)
