"""Where in time a part of a measure stands."""

from __future__ import annotations

import pytest
from tests.building import window

from duxue.measures import Moment
from duxue.messages import InputError
from duxue.periods import PeriodType

HERE = Moment(window(fiscal="FY2021", school="SY2021", term="SY2021-T1", month="2022-06", day="2022-06-15"))


@pytest.mark.parametrize(
    ("at", "type_", "period"),
    [
        ("t", PeriodType.SCHOOL_YEAR, "SY2021"),
        ("t-1y", PeriodType.SCHOOL_YEAR, "SY2020"),
        ("t-3y", PeriodType.FISCAL_YEAR, "FY2018"),
        ("t-1y", PeriodType.TERM, "SY2020-T1"),
        ("t-1y", PeriodType.MONTH, "2021-06"),
        ("t-1y", PeriodType.DAY, "2021-06-15"),
        ("2021-07-24", PeriodType.DAY, "2021-07-24"),
        ("FY2019", PeriodType.FISCAL_YEAR, "FY2019"),
    ],
)
def test_a_written_moment_gives_the_period_of_each_type(at: str, type_: PeriodType, period: str):
    assert str(HERE.at(at).period(type_)) == period


def test_years_back_add_up():
    assert HERE.at("t-1y").at("t-2y") == HERE.at("t-3y") == HERE.earlier(3)
    assert HERE.at("t").at("t-1y") == HERE.at("t-1y")


def test_an_own_period_can_be_moved_too():
    assert str(HERE.at("SY2020").at("t-1y").period(PeriodType.SCHOOL_YEAR)) == "SY2019"


def test_an_own_day_lies_in_a_school_year():
    assert str(HERE.at("2021-07-24").period(PeriodType.SCHOOL_YEAR)) == "SY2020"


def test_a_window_that_lacks_the_type_says_so():
    with pytest.raises(InputError) as caught:
        Moment(window(school="SY2021")).period(PeriodType.FISCAL_YEAR)
    assert caught.value.faults[0].code == "periods-window-lacks"


def test_a_stated_figure_may_bear_any_period_of_the_window():
    assert [str(period) for period in HERE.at("t-1y").periods()] == [
        "FY2020",
        "SY2020",
        "SY2020-T1",
        "2021-06",
        "2021-06-15",
    ]
