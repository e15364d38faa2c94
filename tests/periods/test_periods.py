from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duxue.messages import InputError, Text
from duxue.periods import Period, PeriodType, Window, month_day, relative

DAYS = st.dates(date(1901, 1, 1), date(2198, 12, 31))
PERIODS = st.builds(Period.around, DAYS, st.sampled_from(PeriodType))


def refusal(text: str) -> str:
    with pytest.raises(InputError) as caught:
        Period.parse(text)
    assert "FY2021" in caught.value.shown("zh") or "T1" in caught.value.shown("zh")
    return caught.value.faults[0].code


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("FY2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("SY2021", date(2021, 9, 1), date(2022, 8, 31)),
        ("SY2021-T1", date(2021, 9, 1), date(2022, 2, 28)),
        ("SY2023-T1", date(2023, 9, 1), date(2024, 2, 29)),
        ("SY2021-T2", date(2022, 3, 1), date(2022, 8, 31)),
        ("2021-09", date(2021, 9, 1), date(2021, 9, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-06-15", date(2022, 6, 15), date(2022, 6, 15)),
    ],
)
def test_a_period_begins_and_ends_where_its_name_says(text, start, end):
    period = Period.parse(text)
    assert (period.start, period.end, str(period)) == (start, end, text)


@given(PERIODS)
def test_every_period_is_read_back_from_its_own_text(period):
    assert Period.parse(str(period)) == period


@given(PERIODS)
def test_both_ends_are_inside_and_the_days_beside_them_are_not(period):
    assert period.contains(period.start)
    assert period.contains(period.end)
    assert not period.contains(period.start - timedelta(days=1))
    assert not period.contains(period.end + timedelta(days=1))


@given(DAYS)
def test_terms_and_months_fill_a_school_year_without_gap_or_overlap(day):
    year = Period.around(day, PeriodType.SCHOOL_YEAR)
    for part_type, count in ((PeriodType.TERM, 2), (PeriodType.MONTH, 12)):
        parts = year.parts(part_type)
        assert len(parts) == count
        assert (parts[0].start, parts[-1].end) == (year.start, year.end)
        assert all(a.end + timedelta(days=1) == b.start for a, b in pairwise(parts))


@given(PERIODS, st.sampled_from(PeriodType))
def test_parts_lie_wholly_inside(period, part_type):
    assert all(part.within(period) and part.type is part_type for part in period.parts(part_type))


def test_a_fiscal_year_holds_only_the_second_term_of_the_school_year_before():
    assert [str(part) for part in Period.parse("FY2021").parts(PeriodType.TERM)] == ["SY2020-T2"]


def test_a_month_holds_no_term_and_is_its_own_only_month():
    month = Period.parse("2021-09")
    assert month.parts(PeriodType.TERM) == []
    assert month.parts(PeriodType.MONTH) == [month]


def test_a_school_year_with_a_leap_day_has_366_days():
    assert len(Period.parse("SY2023").parts(PeriodType.DAY)) == 366
    assert len(Period.parse("SY2021").parts(PeriodType.DAY)) == 365


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "periods-unreadable"),
        ("last year", "periods-unreadable"),
        ("SY21", "periods-unreadable"),
        ("SY２０２１", "periods-unreadable"),
        ("FY2021 ", "periods-likely"),
        ("2021", "periods-likely"),
        ("sy2021", "periods-likely"),
        ("2021学年", "periods-likely"),
        ("2021-2022学年", "periods-likely"),
        ("2021年9月", "periods-likely"),
        ("2021-9-1", "periods-likely"),
        ("2021-02-29", "periods-no-such-date"),
        ("2021-13", "periods-no-such-date"),
        ("2021-00", "periods-no-such-date"),
        ("SY2021-T3", "periods-no-such-date"),
        ("SY2021-T0", "periods-no-such-date"),
        ("FY0001", "periods-no-such-date"),
        ("SY9999", "periods-no-such-date"),
        ("2021-09-00", "periods-no-such-date"),
    ],
)
def test_what_is_no_period_is_refused_with_the_forms_that_are_allowed(text, code):
    assert refusal(text) == code


@pytest.mark.parametrize(
    ("text", "likely"),
    [("2021学年", "SY2021"), ("2021年度", "FY2021"), ("2021年9月", "2021-09"), ("2021.9.1", "2021-09-01"),
     ("2021-2022", "SY2021"), ("sy2021-t1", "SY2021-T1"), ("2021", "FY2021 / SY2021")],
)  # fmt: skip
def test_a_near_miss_is_told_the_likely_form(text, likely):
    with pytest.raises(InputError) as caught:
        Period.parse(text)
    assert caught.value.faults[0].facts["likely"] == likely


def test_the_message_says_what_was_found_and_what_is_allowed():
    with pytest.raises(InputError) as caught:
        Period.parse("summer")
    assert caught.value.shown("en") == (
        '"summer" is not a period. Write one of: FY2021 (fiscal year), SY2021 (school year, from 1 September 2021), '
        "SY2021-T1 (term), 2021-09 (month), 2022-06-15 (day)."
    )
    assert caught.value.shown("zh") == (
        "“summer”不是时期。可写：FY2021（年度）、SY2021（学年，2021年9月1日起）、SY2021-T1（学期）、2021-09（月）、2022-06-15（日）。"
    )


@pytest.mark.parametrize(
    ("expression", "base", "expected"),
    [
        ("t", "SY2021", "SY2021"),
        ("t-1y", "SY2021", "SY2020"),
        ("t-3y", "FY2021", "FY2018"),
        ("t+1y", "FY2021", "FY2022"),
        ("t-1y", "SY2021-T2", "SY2020-T2"),
        ("t-1y", "2021-09", "2020-09"),
        ("t-1y", "2022-06-15", "2021-06-15"),
        ("t-1y", "2024-02-29", "2023-02-28"),
        ("t-4y", "2024-02-29", "2020-02-29"),
        ("FY2020", "SY2021", "FY2020"),
        ("2021-07-24", "SY2021", "2021-07-24"),
    ],
)
def test_a_relative_period_is_seen_from_the_base(expression, base, expected):
    assert str(relative(expression, Period.parse(base))) == expected


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("t-1", "periods-relative"),
        ("t-0y", "periods-relative"),
        ("t - 1y", "periods-relative"),
        ("t-1m", "periods-relative"),
        ("last year", "periods-relative"),
        ("2021-13", "periods-no-such-date"),
    ],
)
def test_what_names_no_period_is_refused(expression, code):
    with pytest.raises(InputError) as caught:
        relative(expression, Period.parse("SY2021"))
    assert caught.value.faults[0].code == code


def test_a_relative_period_beyond_all_years_is_refused():
    with pytest.raises(InputError) as caught:
        relative("t-99y", Period.parse("FY1950"))
    assert caught.value.shown("en") == (
        'seen from fiscal year 1950, "t-99y" falls outside the years 1900 to 2199. Use fewer years.'
    )


@pytest.mark.parametrize(
    ("period", "as_of", "expected"),
    [
        ("SY2021", "09-01", date(2021, 9, 1)),
        ("SY2021", "06-15", date(2022, 6, 15)),
        ("SY2021", None, date(2022, 8, 31)),
        ("FY2021", "09-01", date(2021, 9, 1)),
        ("SY2023", "02-29", date(2024, 2, 29)),
        ("SY2021", "02-29", date(2022, 2, 28)),
        ("2021-10", "09-01", date(2021, 10, 31)),
        ("2021-10-05", "10-05", date(2021, 10, 5)),
    ],
)
def test_a_stock_is_counted_on_its_day_inside_the_period(period, as_of, expected):
    assert Period.parse(period).reference_date(as_of) == expected


@pytest.mark.parametrize("text", ["9-1", "09/01", "13-01", "02-30", "00-10", "0901", ""])
def test_a_day_of_the_year_has_two_digits_each(text):
    with pytest.raises(InputError) as caught:
        month_day(text)
    assert caught.value.faults[0].code == "periods-as-of"


def test_titles_speak_both_languages():
    titles = {text: (Period.parse(text).title("zh"), Period.parse(text).title("en")) for text in
              ("SY2021", "SY1999", "FY2021", "SY2021-T1", "2021-09", "2022-06-15")}  # fmt: skip
    assert titles == {
        "SY2021": ("2021学年 (2021-09-01 至 2022-08-31)", "school year 2021/22"),
        "SY1999": ("1999学年 (1999-09-01 至 2000-08-31)", "school year 1999/2000"),
        "FY2021": ("2021年度", "fiscal year 2021"),
        "SY2021-T1": ("2021学年第一学期 (2021-09-01 至 2022-02-28)", "school year 2021/22, first term"),
        "2021-09": ("2021年9月", "September 2021"),
        "2022-06-15": ("2022年6月15日", "15 June 2022"),
    }


def test_parts_that_name_no_period_are_a_defect():
    for wrong in (
        (PeriodType.FISCAL_YEAR, 2021, 1),
        (PeriodType.TERM, 2021, 3),
        (PeriodType.DAY, 2021, 2, 29),
    ):
        with pytest.raises(ValueError, match="no such period"):
            Period(*wrong)


def window() -> Window:
    periods = {PeriodType.FISCAL_YEAR: Period.parse("FY2021"), PeriodType.SCHOOL_YEAR: Period.parse("SY2021")}
    return Window("w2021", Text("2021年评价", "evaluation 2021"), periods)


def test_a_window_gives_the_period_of_each_type():
    assert str(window().period_for(PeriodType.SCHOOL_YEAR)) == "SY2021"


def test_a_window_without_the_type_says_which_types_it_has():
    with pytest.raises(InputError) as caught:
        window().period_for(PeriodType.MONTH)
    assert caught.value.shown("en") == (
        'window "w2021" has no month (it has: fiscal-year (FY2021), school-year (SY2021)). '
        'Add a line "month:" to the window.'
    )


def test_a_period_under_another_type_is_a_defect():
    with pytest.raises(ValueError, match="is no month"):
        Window("w", Text.same("w"), {PeriodType.MONTH: Period.parse("FY2021")})
