"""A city's office keeps its things in a database: the same content is the same evaluation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.evaluation.conftest import EXAMPLES
from tests.evaluation.sqlite_loader import load_database
from tests.evaluation.sqlite_tables import filled
from tests.evaluation.tracing import traced

from duxue.evaluation import Inputs, Record, load_workspace, run


@pytest.mark.parametrize("name", EXAMPLES)
def test_inputs_digest_and_figures_from_a_database_are_those_from_a_folder(
    name: str, inputs_of: Callable[[str], Inputs], record_of: Callable[[str], Record], tmp_path: Path
):
    from_folder = inputs_of(name)
    from_database = load_database(filled(from_folder), tmp_path)
    assert from_database.parts == from_folder.parts
    assert from_database == from_folder
    assert run(from_database).digest == record_of(name).digest


def test_traces_down_to_the_rows_are_the_same_too(small: Path, tmp_path: Path):
    from_folder = load_workspace(small, tmp_path / "registers").inputs
    from_database = load_database(filled(from_folder), tmp_path)
    assert traced(from_database) == traced(from_folder)
    assert any(rows for _, rows in traced(from_folder).values())


@pytest.mark.long
@pytest.mark.parametrize("name", EXAMPLES)
def test_traces_of_an_example_are_the_same(name: str, inputs_of: Callable[[str], Inputs], tmp_path: Path):
    from_folder = inputs_of(name)
    from_database = load_database(filled(from_folder), tmp_path)
    assert traced(from_database, 40) == traced(from_folder, 40)


def test_a_change_of_one_cell_in_the_database_is_another_input(small: Path, tmp_path: Path):
    from_folder = load_workspace(small, tmp_path / "registers").inputs
    database = filled(from_folder)
    database.execute("update register set cells = replace(cells, '1200', '1201')")
    changed = load_database(database, tmp_path)
    assert changed != from_folder
    differ = {name for name in changed.parts if changed.parts[name] != from_folder.parts[name]}
    assert differ == {"register small-stages SY2021"}
