from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.registers.conftest import CONTRACTS

from duxue.registers import Contract, content_hash, load_contract
from duxue.registers.columns import column_type

CONTRACT = load_contract(CONTRACTS / "conditions.yaml")
TYPES = {name: column_type(field) for name, field in CONTRACT.fields.items()}

cells = {
    "pupils": st.none() | st.integers(0, 10**18 - 1),
    "boarders": st.none() | st.integers(0, 9),
    "area_m2": st.none() | st.decimals(0, 10**15, places=2),
    "opened": st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    "canteen": st.none() | st.booleans(),
    "remark": st.none() | st.text(st.characters(codec="utf-8"), max_size=5),
}
keys = st.tuples(st.text("S123一", min_size=1, max_size=3), st.sampled_from(["primary", "junior"]))
rows = st.dictionaries(keys, st.fixed_dictionaries(cells) | st.fixed_dictionaries(cells), max_size=6).map(
    lambda found: [{"school": key[0], "stage": key[1], **row} for key, row in found.items()]
)


def table(found: list[dict[str, Any]], made_up: bool = False, file: str = "a.csv") -> pa.Table:
    columns = {name: pa.array([row[name] for row in found], kind) for name, kind in TYPES.items()}
    count = len(found)
    return pa.table(
        {
            **columns,
            "_made_up": pa.array([made_up] * count, pa.bool_()),
            "_file": [file] * count,
            "_row": pa.array(range(count), pa.int64()),
        }
    )


def digest(found: list[dict[str, Any]], **settings: Any) -> str:
    return content_hash(table(found, **settings), CONTRACT)


@given(rows, st.randoms(use_true_random=False))
def test_order_of_rows_file_and_row_numbers_do_not_matter(found, random):
    other = random.sample(found, len(found))
    assert digest(found) == digest(other, file="b.parquet")


@given(rows, st.integers(1, 3), st.sampled_from(["zstd", "none", "snappy"]), st.booleans())
def test_how_parquet_stores_it_does_not_matter(tmp_path_factory, found, group, compression, dictionary):
    path: Path = tmp_path_factory.mktemp("parquet") / "rows.parquet"
    pq.write_table(
        table(found), path, row_group_size=group, compression=compression, use_dictionary=dictionary
    )
    assert content_hash(pq.read_table(path), CONTRACT) == digest(found)


@given(rows.filter(bool), st.data())
def test_any_changed_cell_changes_it(found, data):
    number = data.draw(st.integers(0, len(found) - 1))
    name = data.draw(st.sampled_from(sorted(cells)))
    value = data.draw(cells[name].filter(lambda value: value != found[number][name]))
    changed = [{**row, name: value} if place == number else row for place, row in enumerate(found)]
    assert digest(changed) != digest(found)


@given(rows.filter(bool))
def test_a_row_less_or_the_made_up_mark_changes_it(found):
    assert len({digest(found), digest(found[1:]), digest(found, made_up=True)}) == 3


def row(**changes: Any) -> dict[str, Any]:
    return {"school": "S1", "stage": "primary", **dict.fromkeys(cells), **changes}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([row(remark=None)], [row(remark="")]),
        ([row(pupils=None)], [row(pupils=0)]),
        ([row(canteen=None)], [row(canteen=False)]),
        ([row(remark="1", pupils=None)], [row(remark=None, pupils=1)]),
        ([row(remark="ab"), row(school="S2", remark="c")], [row(remark="a"), row(school="S2", remark="bc")]),
        ([row(pupils=1, boarders=11)], [row(pupils=11, boarders=1)]),
        ([row()], []),
    ],
)
def test_what_only_looks_alike_differs(one, other):
    assert digest(one) != digest(other)


def test_slices_and_chunks_of_a_larger_table_hash_as_their_rows():
    found = [
        row(
            school=f"S{number}",
            remark="x" * number,
            opened=date(2000, 1, 1) + timedelta(number),
            area_m2=Decimal(number),
        )
        for number in range(9)
    ]
    whole = table(found)
    assert content_hash(whole.slice(3, 4), CONTRACT) == digest(found[3:7])
    chunks = pa.concat_tables([whole.slice(5), whole.slice(0, 2), whole.slice(2, 3)])
    assert content_hash(chunks, CONTRACT) == digest(found)


def test_the_order_in_which_a_contract_lists_its_fields_does_not_matter():
    turned = CONTRACT.model_copy(update={"fields": dict(reversed(CONTRACT.fields.items()))})
    found = table([row(pupils=300), row(school="S2")])
    assert content_hash(found, turned) == content_hash(found, CONTRACT)


def test_the_hash_is_pinned_so_that_old_runs_can_be_replayed():
    assert (
        digest(
            [
                row(
                    pupils=300, area_m2=Decimal("4500.50"), opened=date(1956, 9, 1), canteen=True, remark="旧"
                ),
                row(school="S2"),
            ]
        )
        == "c37594f0bd07cc546dc51e576372629344509af6c2aa32a6bfe8aad9857df873"
    )


def test_the_meaning_of_a_contract_ignores_words_and_sees_everything_else(tmp_path: Path):
    from duxue.registers import meaning

    text = (CONTRACTS / "conditions.yaml").read_text()

    def changed(old: str, new: str) -> Contract:
        assert old in text
        path = tmp_path / "conditions.yaml"
        path.write_text(text.replace(old, new))
        return load_contract(path)

    same = meaning(CONTRACT)
    assert meaning(changed("备注", "说明")) == same
    assert meaning(changed("sensitivity: public", "sensitivity: province")) == same
    assert meaning(changed("boarders <= pupils", "(boarders<=pupils)")) == same
    for old, new in [
        ("max: 20000", "max: 20001"),
        ("scale: 2", "scale: 3"),
        ("boarders <= pupils", "boarders < pupils"),
        ("unit: square-metre", "unit: room"),
        ("severity: warning", "severity: error"),
        ('"09-01"', '"09-02"'),
        (", required: true", ""),
        ("kind: stock", "kind: flow"),
        ("junior: {zh: 初中, en: junior secondary}", "senior: {zh: 初中, en: junior secondary}"),
    ]:
        assert meaning(changed(old, new)) != same, new
