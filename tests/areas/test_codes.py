from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.areas.tables import FUSHUN, areas_of, faults_of

from duxue.areas import KINDS, check_code
from duxue.areas.codes import is_free_code, pattern, table


@pytest.mark.parametrize("row", FUSHUN, ids=lambda row: row[0])
def test_the_codes_of_fushun_have_the_national_form(row):
    assert check_code(row[0], row[4], row[3] or None) is None


@pytest.mark.parametrize(
    ("code", "kind", "parent"),
    [
        ("100000", "nation", None),
        ("000000", "nation", None),
        ("110101", "county", "110000"),
        ("429004", "county", "420000"),
        ("210402001", "township", "210402"),
        ("2121000001", "school", "210402"),
        ("3421000001", "school", "210402"),
        ("shengli-gaoxin", "unit", "210400"),
        ("抚顺市教育局", "institution", "210400"),
        ("2121000001-2", "campus", "2121000001"),
        ("K01", "teaching-point", "2121000001"),
        ("210402", "county", "市本级"),
    ],
)
def test_these_codes_pass(code, kind, parent):
    assert check_code(code, kind, parent) is None


@pytest.mark.parametrize(
    ("code", "kind", "parent", "fault"),
    [
        ("100001", "nation", None, "areas-code-nation"),
        ("210001", "province", None, "areas-code-province"),
        ("990000", "province", None, "areas-code-table"),
        ("21", "province", None, "areas-code-province"),
        ("210000", "city", None, "areas-code-city"),
        ("210401", "city", None, "areas-code-city"),
        ("990100", "city", None, "areas-code-table"),
        ("210400", "county", None, "areas-code-county"),
        ("210001", "county", None, "areas-code-county"),
        ("21040", "county", None, "areas-code-county"),
        ("2104021", "county", None, "areas-code-county"),
        ("21040２", "county", None, "areas-code-county"),
        ("210402\n", "county", None, "areas-code-county"),
        ("210502", "county", "210400", "areas-code-parent"),
        ("220402", "county", "210000", "areas-code-parent"),
        ("220400", "city", "210000", "areas-code-parent"),
        ("210403001", "township", "210402", "areas-code-parent"),
        ("210402", "township", "210402", "areas-code-township"),
        ("2121 00001", "school", None, "areas-code-school"),
        ("212100001", "school", None, "areas-code-school"),
        ("9921000001", "school", None, "areas-code-table"),
        ("2199000001", "school", None, "areas-code-table"),
    ],
)
def test_these_codes_do_not(code, kind, parent, fault):
    found = check_code(code, kind, parent)
    assert found is not None
    assert found.code == fault
    assert code.strip() in found.shown("zh").replace("\\n", "")


def test_the_digits_that_are_in_no_table_are_named():
    fault = check_code("2199000001", "school")
    assert fault is not None
    assert fault.shown("en").startswith(
        '"99" in the code "2199000001" is no province code. Allowed: 11 Beijing, 12 Tianjin, 13 Hebei,'
    )
    assert fault.shown("zh").startswith("编码“2199000001”中的“99”不是省级代码。可用：11 北京市、12 天津市、")


def test_the_prefix_that_a_parent_hands_down_is_named():
    fault = check_code("210502", "county", "210400")
    assert fault is not None
    assert fault.shown("en") == (
        'the code "210502" does not belong under "210400": it must begin with "2104". Correct the code or the parent.'
    )


def test_codes_are_checked_only_where_the_workspace_says_so(tmp_path):
    wrong = ("990101", "砚池区", "", "210400", "county", "2000-01-01")
    assert areas_of(tmp_path, wrong, codes="free").table.num_rows == 10
    assert [fault.code for fault in faults_of(tmp_path, wrong)] == ["areas-code-table"]


@pytest.mark.parametrize("code", ["210400", "抚顺市", "CA-01611", "a/b_c.d", "é1", "x" * 64])
def test_a_code_of_letters_and_digits_can_be_used(code):
    assert is_free_code(code)


@pytest.mark.parametrize(
    "code", ["", "a b", "a@b", "a#b", "[a]", "a,b", "a=b", "-a", "_a", ".a", "x" * 65, "a\n", "“a”"]
)
def test_a_code_that_would_break_the_name_of_a_figure_cannot(code):
    assert not is_free_code(code)


@given(st.integers(0, 999999).map(lambda number: f"{number:06}"))
def test_every_six_digits_are_at_most_one_kind_of_division(code):
    kinds = [kind for kind in ("province", "city", "county") if check_code(code, kind) is None]
    assert len(kinds) <= 1
    assert bool(kinds) == (code[:2] in table("provinces") and not (code[2:4] == "00" and code[4:] != "00"))


def test_every_kind_of_area_is_checked_or_free():
    assert {kind for kind in KINDS if pattern(kind) is None} == {
        "unit",
        "institution",
        "campus",
        "teaching-point",
    }


def test_the_tables_of_codes_are_whole():
    assert (len(table("provinces")), len(table("school-types"))) == (34, 16)
