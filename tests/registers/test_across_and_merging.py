from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.registers.conftest import CONTRACTS, HEADER, TakeIn, codes

from duxue.messages import InputError
from duxue.registers import Contract, check_across, faults_of_across, load_contract, merged

STAFF = "school,pupils_of_primary,teachers\n"
ACROSS = """\
across:
  - id: same-pupils
    register: staff
    on: {school: school}
    must: stage != "primary" or pupils == other.pupils_of_primary
    message: {zh: 两表小学学生数应一致。, en: both tables must agree on primary pupils.}
"""


@pytest.fixture
def with_across(tmp_path: Path, contracts: dict[str, Contract]):
    def change(old: str = "", new: str = "") -> dict[str, Contract]:
        assert old in ACROSS
        path = tmp_path / "conditions.yaml"
        path.write_text((CONTRACTS / "conditions.yaml").read_text() + ACROSS.replace(old, new))
        return {**contracts, "conditions": load_contract(path)}

    return change


def test_rows_that_contradict_another_register_name_both_places(taking: TakeIn, with_across):
    conditions, _ = taking(
        f"{HEADER}\nS1,junior,9,,,,,\nS1,primary,5,,,,,\nS2,primary,7,,,,,\n", name="a.csv"
    )
    staff, _ = taking(f"{STAFF}S1,6,1\nS2,7,1\nS4,1,1\n", register="staff", name="b.csv")
    with pytest.raises(InputError) as caught:
        check_across([conditions, staff], with_across())
    (fault,) = caught.value.faults
    assert fault.shown("en") == (
        'a.csv, row 3, column pupils, stage: the check "same-pupils" against the register "staff" (b.csv, row 2) '
        "is not met: both tables must agree on primary pupils. "
        "(other.pupils_of_primary=6, pupils=5, stage=primary). Mend the figures."
    )


def test_missing_cells_and_rows_without_a_match_are_not_judged(taking: TakeIn, with_across):
    conditions, _ = taking(f"{HEADER}\nS1,primary,5,,,,,\nS2,primary,7,,,,,\n", name="a.csv")
    staff, _ = taking(f"{STAFF}S1,,1\nS4,1,1\n", register="staff", name="b.csv")
    assert check_across([conditions, staff], with_across()) == []


def test_a_warning_is_a_note_and_a_check_that_cannot_run_says_so(taking: TakeIn, with_across):
    contracts = with_across("    message", "    severity: warning\n    message")
    conditions, _ = taking(f"{HEADER}\nS1,primary,5,,,,,\n", name="a.csv")
    staff, _ = taking(f"{STAFF}S1,6,1\n", register="staff", name="b.csv")
    assert codes(check_across([conditions, staff], contracts)) == ["across-warned"]
    (note,) = check_across([conditions], contracts)
    assert note.shown("en") == (
        'conditions: note, the check "same-pupils" was not run, as there is no register "staff" for '
        f"{conditions.period.title('en')}."
    )
    last_year, _ = taking(f"{STAFF}S1,6,1\n", register="staff", name="b.csv", period="SY2020")
    assert codes(check_across([conditions, last_year], contracts)) == ["across-not-run"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("register: staff", "register: staf", ["unknown-register"]),
        ("on: {school: school}", "on: {school: schol}", ["across-unknown-field", "across-not-unique"]),
        ("on: {school: school}", "on: {stage: school}", ["across-types-differ"]),
        ("on: {school: school}", "on: {pupils: teachers}", ["across-not-unique"]),
        ("other.pupils_of_primary", "other.pupils", ["across-unknown-field"]),
        ("other.pupils_of_primary", "other.school", ["expressions-types"]),
        (
            'stage != "primary" or pupils == other.pupils_of_primary',
            "other.pupils_of_primary",
            ["check-not-yes-or-no"],
        ),
    ],
)
def test_what_a_check_across_names_must_exist_and_fit(with_across, old: str, new: str, expected: list[str]):
    contracts = with_across(old, new)
    found = codes(faults_of_across(contracts["conditions"], contracts))
    assert found == expected or (expected == ["expressions-types"] and found[0].startswith("expressions-"))


def test_files_of_one_register_become_one_with_all_origins(taking: TakeIn, contracts, tmp_path: Path):
    one, _ = taking(f"{HEADER}\nS2,primary,5,,,,,\n", name="east.csv")
    two, _ = taking(f"{HEADER}\nS1,primary,6,,,,,\n", name="west.csv", origin="made-up")
    both = merged([one, two], contracts["conditions"], tmp_path / "snapshots")
    table = pq.read_table(both.path)
    assert table.select(["school", "_file", "_made_up"]).to_pylist() == [
        {"school": "S1", "_file": "west.csv", "_made_up": True},
        {"school": "S2", "_file": "east.csv", "_made_up": False},
    ]
    assert both.origins == {"collected", "made-up"}
    assert both == merged([two, one], contracts["conditions"], tmp_path / "snapshots")
    assert merged([one], contracts["conditions"], tmp_path) is one


def test_one_file_or_several_are_the_same_content(taking: TakeIn, contracts, tmp_path: Path):
    rows = ["S1,primary,6,,,,,\n", "S2,primary,5,,,,,\n"]
    parts = [taking(f"{HEADER}\n{row}", name=f"{number}.csv")[0] for number, row in enumerate(rows)]
    assert merged(parts, contracts["conditions"], tmp_path) == taking(f"{HEADER}\n{''.join(rows)}")[0]


def test_a_row_that_two_files_share_is_a_fault_that_names_both(taking: TakeIn, contracts, tmp_path: Path):
    one, _ = taking(f"{HEADER}\nS1,primary,5,,,,,\n", name="east.csv")
    two, _ = taking(f"{HEADER}\nS2,primary,5,,,,,\nS1,primary,5,,,,,\n", name="west.csv")
    with pytest.raises(InputError) as caught:
        merged([one, two], contracts["conditions"], tmp_path)
    assert caught.value.faults[0].shown("en") == (
        "west.csv, row 3, column school, stage: the same as row 2 of east.csv (school=S1, stage=primary); "
        "the files of one register may not share a row, remove one."
    )
