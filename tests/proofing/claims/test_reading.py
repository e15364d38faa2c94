from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from duxue.proofing.claims import Quantity, read_claims
from duxue.proofing.reading import read_bytes

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_bytes())


def figures_of(text: str) -> list[Quantity]:
    return list(read_claims(read_bytes(text.encode(), "case.txt")).facts)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:20])
def test_the_figures_of_a_sentence_are_typed(case):
    claims = read_claims(read_bytes(case["text"].encode(), "case.txt"))
    found = [
        [
            claims.document.passages[one.passage].text[one.start : one.end],
            one.value,
            one.unit,
            one.role,
            one.hedge,
        ]
        for one in claims.facts
    ]
    expected = [
        [written.replace("，", ","), Fraction(value), *rest] for written, value, *rest in case["figures"]
    ]
    assert [[str(row[0]).replace("，", ","), *row[1:]] for row in found] == expected


def test_a_counted_number_is_exact_and_a_measured_one_is_rounded():
    people, money = figures_of("聘用教师314人，投入19.59亿元。")
    assert people.interval.is_exact
    assert (money.interval.low, money.interval.high) == (Fraction(1_958_500_000), Fraction(1_959_500_000))


def test_growth_of_an_added_value_is_marked_real():
    _, rate = figures_of("实现工业增加值479亿元，同比下降0.8%。")
    assert rate.role == "rate"
    assert rate.sign == -1
    assert rate.real


def test_a_share_names_its_whole():
    *_, share = figures_of("高标准农田512万亩，占粮食种植面积的近50%。")
    assert (share.role, share.of, share.hedge) == ("share", "粮食种植面积", "near")


def test_what_stands_after_qizhong_is_a_part():
    total, first, second = figures_of("教师招聘314人，其中公办中小学130人、民办中小学97人。")
    assert [total.part, first.part, second.part] == [False, True, True]
    assert [first.noun, second.noun] == ["公办中小学", "民办中小学"]


def test_a_figure_points_to_its_place_in_the_document():
    text = "全市共有\n学校 １７５ 所。"
    claims = read_claims(read_bytes(text.encode(), "case.txt"))
    place = claims.place(claims.facts[0])
    assert text[place.start : place.end] == "１７５ 所"
