"""A snapshot gives back what was frozen, or refuses and says which part was changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.evaluation.conftest import EXAMPLES
from tests.evaluation.tracing import traced

from duxue.evaluation import Inputs, Record, freeze, load_workspace, run, thaw
from duxue.messages import InputError
from duxue.messages.texts import shown_fact


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_comes_back_from_a_snapshot_is_equal_and_gives_the_same_result(
    name: str, inputs_of: Callable[[str], Inputs], record_of: Callable[[str], Record], tmp_path: Path
):
    frozen = inputs_of(name)
    freeze(frozen, tmp_path)
    thawed = thaw(tmp_path)
    assert thawed == frozen
    assert thawed.parts == frozen.parts
    assert run(thawed).digest == record_of(name).digest


@pytest.mark.parametrize("name", ["fushun-2021", "california-1998"])
def test_the_words_come_back_too(name: str, inputs_of: Callable[[str], Inputs], tmp_path: Path):
    frozen = inputs_of(name)
    freeze(frozen, tmp_path)
    thawed = thaw(tmp_path)
    for part in ("title", "stated", "judgements", "stated_totals", "problems", "people", "sources", "admitted",
                 "evidence", "windows", "evaluations", "show", "overridden", "schemes", "standards"):  # fmt: skip
        assert getattr(thawed, part) == getattr(frozen, part), part
    assert thawed.catalogue.definitions == frozen.catalogue.definitions


@pytest.fixture
def snapshot(small: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "snapshot"
    folder.mkdir()
    freeze(load_workspace(small, tmp_path / "registers").inputs, folder)
    return folder


def test_a_snapshot_of_a_snapshot_is_the_same(snapshot: Path, tmp_path: Path):
    again = tmp_path / "again"
    again.mkdir()
    freeze(thaw(snapshot), again)
    assert (again / "inputs.yaml").read_bytes() == (snapshot / "inputs.yaml").read_bytes()
    assert traced(thaw(again)) == traced(thaw(snapshot))


def refused(snapshot: Path) -> tuple[str, dict[str, str]]:
    with pytest.raises(InputError) as caught:
        thaw(snapshot)
    (fault,) = caught.value.faults
    return fault.code, {name: shown_fact(fact, "en") for name, fact in fault.facts.items()}


def rewritten(file: Path, column: str, change: Callable[[list[object]], list[object]]) -> None:
    table = pq.read_table(file)
    index = table.column_names.index(column)
    values = pa.array(change(table[column].to_pylist()), table[column].type)
    file.unlink()
    pq.write_table(table.set_column(index, column, values), file)


@pytest.mark.parametrize("column", ["pupils", "area", "_made_up"])
def test_a_changed_cell_of_a_register_is_refused_and_the_register_named(column: str, snapshot: Path):
    (file,) = (snapshot / "registers").glob("small-stages.*")
    other = {"pupils": 7, "area": Decimal("1.5"), "_made_up": True}[column]
    rewritten(file, column, lambda values: [other, *values[1:]])
    assert refused(snapshot) == ("evaluation-snapshot-changed", {"parts": "register small-stages SY2021"})


def test_a_register_whose_rows_are_gone_is_refused_and_named(snapshot: Path):
    (file,) = (snapshot / "registers").glob("small-stages.*")
    file.unlink()
    assert refused(snapshot) == ("evaluation-snapshot-changed", {"parts": "register small-stages SY2021"})


def test_half_a_file_of_a_register_is_refused_and_named(snapshot: Path):
    (file,) = (snapshot / "registers").glob("small-accidents.*")
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(content[: len(content) // 2])
    assert refused(snapshot) == ("evaluation-snapshot-changed", {"parts": "register small-accidents SY2021"})


@pytest.mark.parametrize(
    ("file", "column", "part"),
    [
        ("areas.parquet", "name", "areas"),
        ("filings.parquet", "state", "filings"),
        ("obligations.parquet", "due", "obligations"),
    ],
)
def test_a_changed_table_is_refused_and_named(file: str, column: str, part: str, snapshot: Path):
    rewritten(
        snapshot / file,
        column,
        lambda values: [values[1], *values[1:]] if column != "due" else ["2030-01-01", *values[1:]],
    )
    code, facts = refused(snapshot)
    assert code == "evaluation-snapshot-changed"
    assert facts["parts"] == part


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ('"made_up": false, "measures"', '"made_up": true, "measures"', "settings"),
        ('"points": "9/2"', '"points": "5"', "judgements"),
        ('"value": "3200"', '"value": "3300"', "stated"),
        ('"state": "under-way"', '"state": "done"', "problems"),
        ('"limits": [{"at_most": 15', '"limits": [{"at_most": 25', "standards"),
        ('"each": 1', '"each": 2', "schemes"),
        ('"where": "liable"', '"where": "not liable"', "measures"),
    ],
)
def test_a_changed_entry_or_definition_is_refused_and_named(old: str, new: str, part: str, snapshot: Path):
    file = snapshot / "inputs.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text, text[:3000]
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    code, facts = refused(snapshot)
    assert code == "evaluation-snapshot-changed"
    assert part in facts["parts"].split(", ")


def test_a_part_that_was_added_is_refused_and_named(snapshot: Path):
    file = snapshot / "inputs.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r'"filings": "[0-9a-f]{64}", ', "", text), encoding="utf-8")
    assert refused(snapshot) == ("evaluation-snapshot-changed", {"parts": "filings"})


def test_a_snapshot_without_its_file_or_of_another_form_says_what_to_do(snapshot: Path):
    file = snapshot / "inputs.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"form": 1', '"form": 99'), encoding="utf-8")
    assert refused(snapshot) == ("evaluation-snapshot-form", {"found": "99", "wanted": "1"})
    file.unlink()
    assert refused(snapshot)[0] == "evaluation-snapshot-missing"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"form": 1}', "null"])
def test_an_inputs_file_that_is_not_whole_is_an_error_of_input_never_a_defect(text: str, snapshot: Path):
    (snapshot / "inputs.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        thaw(snapshot)
