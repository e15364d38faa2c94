"""Two runs over the same inputs have one digest, wherever, whenever, however and in whatever order."""

from __future__ import annotations

import csv
import io
import os
import random
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.broken.workspaces import changed
from tests.evaluation.conftest import EXAMPLES

from duxue.evaluation import Inputs, Record, load_workspace, run, staging, store


def evaluated(workspace: Path, work: Path, engine: str = "duckdb") -> Record:
    return run(load_workspace(workspace, work).inputs, engine)


def shuffled(workspace: Path, seed: int) -> None:
    """Puts the rows of every CSV file below its header into another order."""
    for path in sorted(workspace.rglob("*.csv")):
        header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))
        random.Random(seed).shuffle(rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])


@pytest.mark.parametrize("name", EXAMPLES)
def test_in_another_folder_with_the_rows_of_every_table_in_another_order(
    name: str, example: Callable[[str], Path], record_of: Callable[[str], Record], tmp_path: Path
):
    other = shutil.copytree(example(name), tmp_path / "else" / "where")
    shuffled(other, seed=11)
    record = evaluated(other, tmp_path / "registers")
    assert record.inputs == record_of(name).inputs
    assert record.digest == record_of(name).digest


@pytest.mark.parametrize("name", EXAMPLES)
def test_with_the_other_engine(
    name: str, inputs_of: Callable[[str], Inputs], record_of: Callable[[str], Record]
):
    assert run(inputs_of(name), "fractions").digest == record_of(name).digest


def test_on_another_day_and_a_second_time_in_the_same_folder(small: Path):
    found = []
    for moment in (datetime(2022, 6, 1, tzinfo=UTC), datetime(2031, 12, 31, 23, 59, 59, 999_000, tzinfo=UTC)):
        with staging(small) as work:
            loaded = load_workspace(small, work / "registers")
            found.append(store(run(loaded.inputs), small, work, moment, loaded.memory))
    first, second = found
    assert (first.inputs, first.result) == (second.inputs, second.result)
    assert first.id != second.id
    assert [path.name for path in (small / "snapshots").iterdir() if path.is_dir()] == [first.inputs]


@pytest.mark.parametrize("lang", ["zh_CN.UTF-8", "en_US.UTF-8"])
def test_in_either_language(lang: str, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    plain = evaluated(small, tmp_path / "a")
    for name in ("LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.setitem(os.environ, name, lang)
    assert evaluated(small, tmp_path / "b").digest == plain.digest


@pytest.mark.parametrize("engine", ["duckdb", "fractions"])
def test_whatever_the_rows_are_called_in_chinese_or_english(engine: str, small: Path, tmp_path: Path):
    plain = evaluated(small, tmp_path / "a", engine)
    header = "county,stage,pupils,teachers,area"
    changed(small, "registers/small-stages.SY2021.csv", header, "县,学段,在校生,专任教师,校舍面积")
    assert evaluated(small, tmp_path / "b", engine).digest == plain.digest


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("evaluation.yaml", "zh: 小城评价", "zh: 另一个名称"),
        ("judgements.yaml", "规划已公布。", "规划已于三月公布。"),
        ("stated.yaml", "第一节", "第二节"),
        ("library/schemes/small-2021/scheme.yaml", "生师比, en: pupils per teacher", "师生比, en: the ratio"),
        ("library/measures/small.yaml", "Pupils on 1 September.", "Everybody enrolled on 1 September."),
        ("evidence.yaml", "规划文件", "规划全文"),
    ],
)
def test_words_for_people_do_not_move_the_digest(file: str, old: str, new: str, small: Path, tmp_path: Path):
    plain = evaluated(small, tmp_path / "a")
    changed(small, file, old, new)
    assert evaluated(small, tmp_path / "b").digest == plain.digest


@pytest.mark.parametrize(
    ("file", "old", "new", "part"),
    [
        ("registers/small-stages.SY2021.csv", "1200", "1201", "register small-stages SY2021"),
        ("registers/manifest.yaml", "origin: collected", "origin: made-up", "register small-stages SY2021"),
        ("filings.csv", "small-accidents,219902,SY2021,nil", "small-accidents,219902,SY2021,missing", "filings"),
        ("obligations.csv", "219902,219902,SY2021,2022-08-31", "219902,219902,SY2021,2022-09-30", "obligations"),
        ("areas.csv", "219902,西县", "219902,西区", "areas"),
        ("judgements.yaml", "points: 4.5", "points: 4", "judgements"),
        ("judgements.yaml", "total: 18", "total: 17", "stated totals"),
        ("stated.yaml", "value: 3200", "value: 3201", "stated"),
        ("problems.yaml", "state: under-way", "state: open", "problems"),
        ("problems.yaml", "admitted: []", "", "admitted"),
        ("evidence.yaml", "id: plan", "covers: SY2021\n    id: plan", "evidence"),
        ("evaluation.yaml", "made_up: false", "made_up: true", "settings"),
        ("evaluation.yaml", "[small-pupils-per-teacher]", "[]", "judged"),
        ("library/schemes/small-2021/scheme.yaml", "each: 1", "each: 0.5", "schemes"),
        ("library/standards/small-pupils-per-teacher.yaml", "at_most: 15", "at_most: 16", "standards"),
        ("library/measures/small.yaml", "where: liable", "where: not liable", "measures"),
        ("library/registers/small-stages.yaml", "max: 9000", "max: 8000", "contracts"),
    ],
)  # fmt: skip
def test_whatever_can_move_a_figure_or_a_point_moves_the_inputs_in_its_own_part(
    file: str, old: str, new: str, part: str, small: Path, tmp_path: Path
):
    plain = load_workspace(small, tmp_path / "a").inputs
    changed(small, file, old, new)
    other = load_workspace(small, tmp_path / "b").inputs
    assert other != plain
    assert other.digest != plain.digest
    assert part in {name for name in plain.parts if plain.parts[name] != other.parts[name]}


def test_a_definition_that_nothing_uses_is_no_part_of_the_inputs(small: Path, tmp_path: Path):
    plain = load_workspace(small, tmp_path / "a").inputs
    text = (small / "library/measures/small.yaml").read_text(encoding="utf-8")
    another = text[text.index("  - id: small-teachers") : text.index("  - id: small-pupils-per-teacher")]
    unused = another.replace("small-teachers", "small-unused")
    (small / "library/measures/unused.yaml").write_text(f"measures:\n{unused}", encoding="utf-8")
    assert load_workspace(small, tmp_path / "b").inputs == plain
