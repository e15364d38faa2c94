from __future__ import annotations

from pathlib import Path

import pytest
from tests.registers.conftest import CONTRACTS, codes

from duxue.expressions import FieldType
from duxue.library import ROOT
from duxue.messages import InputError
from duxue.registers import Contract, load_contract
from duxue.values import unit

CONDITIONS = (CONTRACTS / "conditions.yaml").read_text(encoding="utf-8")
STAGES = (CONTRACTS / "stages.yaml").read_text(encoding="utf-8")


def load(tmp_path: Path, text: str) -> Contract:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    return load_contract(path, "x.yaml")


@pytest.mark.parametrize("path", sorted((ROOT / "registers").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_contract_of_the_library_loads(path: Path):
    assert load_contract(path).id == path.stem


def test_fields_have_types_for_expressions(contracts: dict[str, Contract]):
    types = contracts["conditions"].field_types()
    assert list(types) == list(contracts["conditions"].fields)
    assert types["school"] == FieldType("text")
    assert types["stage"] == FieldType("code", codes=frozenset({"primary", "junior"}))
    assert types["area_m2"].scale == 2
    assert types["area_m2"].unit == unit("square-metre")
    assert [types["pupils"].minimum, types["pupils"].maximum] == [0, 20000]


def test_key_and_reporter_must_be_filled_even_where_nothing_says_so(contracts: dict[str, Contract]):
    found = contracts["accidents"]
    assert [name for name in found.fields if found.must_be_filled(name)] == ["number", "county", "day"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("id: conditions", "id: School Conditions", 'x.yaml:1:5: "School Conditions" is no id of a register'),
        (
            "reported_by: school",
            "reported_by: schol",
            'x.yaml:7:14: "reported_by" names "schol", which is not declared. Did you mean "school"?',
        ),
        (
            "area: school",
            "area: stage",
            'x.yaml:8:7: "area" names the field "stage" of type code; a field of type area',
        ),
        ("key: [school, stage]", "key: [school, stages]", 'x.yaml:9:15: "key" names "stages"'),
        (
            "key: [school, stage]",
            "key: [school, school]",
            'x.yaml:9:15: the key names the field "school" twice',
        ),
        ("  pupils: {", "  Pupils: {", 'x.yaml:18:11: "Pupils" is no name of a field'),
        ("  remark: {", "  missing: {", '"missing" is no name of a field'),
        ("  remark: {", "  _remark: {", '"_remark" is no name of a field'),
        ("zh: 寄宿生, en", "zh: 在校生, en", '"在校生" stands for both "pupils" and "boarders"'),
        ("zh: 寄宿生, en", "zh: Pupils, en", '"Pupils" stands for both "pupils" and "boarders"'),
        ("junior: {zh: 初中,", "junior: {zh: 小学,", '"小学" stands for both "primary" and "junior"'),
        ("min: 0.5, max: 300000", "min: 5, max: 3", 'the field "area_m2" has min 5 above max 3'),
        ("unit: square-metre", "unit: square-meter", 'unknown unit "square-meter"'),
        ("scale: 2", "scale: 10", "x.yaml:20:35: "),
        ("scale: 2, ", "", 'the key "scale" is missing'),
        ("type: boolean", "type: bool", 'unknown word "bool"; did you mean "boolean"?'),
        ("sensitivity: public", "sensitivity: secret", 'unknown word "secret"'),
        ('as_of: "09-01"', 'as_of: "13-01"', 'as_of "13-01" does not fit'),
        ('as_of: "09-01"', 'as_of: "02-29"', 'as_of "02-29" does not fit'),
        (
            "period_type: school-year",
            "period_type: month",
            'as_of "09-01" does not fit (this register is by month)',
        ),
        ("period_type: school-year", "period_type: school", 'unknown word "school"'),
        ("kind: stock", "kind: stocks", 'unknown word "stocks"; did you mean "stock"?'),
        ("must: boarders <= pupils", "must: boarder <= pupils", "x.yaml:26:11: "),
        (
            "must: boarders <= pupils",
            "must: boarders + pupils",
            'the check "boarders-within-pupils" says "boarders + pupils", which is neither true nor false',
        ),
        ("id: not-tiny", "id: boarders-within-pupils", 'the check "boarders-within-pupils" stands twice'),
        ("edition: 1\n", "edtion: 1\n", 'unknown key "edtion"; did you mean "edition"?'),
        ("edition: 1\n", "", 'the key "edition" is missing'),
    ],
)
def test_a_contract_that_is_wrong_names_the_line_and_the_likely_word(
    tmp_path: Path, old: str, new: str, message: str
):
    assert old in CONDITIONS
    with pytest.raises(InputError) as caught:
        load(tmp_path, CONDITIONS.replace(old, new))
    assert message in caught.value.shown("en")
    assert caught.value.shown("zh")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("shared: [books, rooms_m2]", "shared: [book, rooms_m2]", ["not-a-field"]),
        ("shared: [books, rooms_m2]", "shared: [stage]", ["derived-not-a-number"]),
        (
            "books: {type: integer, unit: volume, min: 0",
            "books: {type: integer, unit: volume",
            ["derived-may-be-negative"],
        ),
        ("key: [school, stage]", "key: [school]", ["derived-stage-field"]),
        ("keep: false}", "keep: true}", ["not-a-field"]),
        ("nine-year: {primary: 1, junior: 1.1}", "nine-year: {primary: 0, junior: 1.1}", ["derived-weight"]),
        (
            "nine-year: {primary: 1, junior: 1.1}",
            "nine-year: {primary: 1, junior: 1.12345}",
            ["derived-weight"],
        ),
        ("nine-year: {primary: 1, junior: 1.1}", "nine-year: {primary: 1, juniors: 1.1}", ["not-a-field"]),
        ("  weights_by", "  pupils_field: children\n  weights_by", ["not-a-field"]),
    ],
)
def test_what_a_derived_register_names_must_exist_and_fit(
    tmp_path: Path, old: str, new: str, expected: list[str]
):
    assert old in STAGES
    with pytest.raises(InputError) as caught:
        load(tmp_path, STAGES.replace(old, new))
    assert codes(list(caught.value.faults)) == expected


def test_a_register_of_which_no_stage_is_kept_is_refused(tmp_path: Path):
    text = STAGES.replace("teachers: teachers_primary}}", "teachers: teachers_primary}, keep: false}")
    text = text.replace("teachers: teachers_junior}}", "teachers: teachers_junior}, keep: false}")
    with pytest.raises(InputError) as caught:
        load(tmp_path, text)
    assert codes(list(caught.value.faults)) == ["derived-keeps-nothing"]
