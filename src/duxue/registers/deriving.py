"""Divides schools of several stages: one row a school becomes one row a school and stage (rule R54)."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from duxue.messages import Fault, InputError
from duxue.registers.contracts import Contract
from duxue.registers.derived_rules import faults_beside_source
from duxue.registers.findings import Findings, clipped
from duxue.registers.row_rules import check_rows
from duxue.registers.share_query import MOST_PUPILS, Division
from duxue.registers.snapshots import Register, sorted_by_key, stored


def derive(register: Register, contract: Contract, source_contract: Contract, out_dir: Path) -> Register:
    """The register that `contract` derives from `register`, stored in `out_dir`.

    A row stands for each kept stage in which a school has pupils, or in which its pupils are missing. Shared
    assets are divided by weighted pupils, each part rounded half up to its field's scale, the last kept stage
    taking the rest, so that the parts (with those of stages that are not kept) add up to the whole. A part is
    missing where the asset or the pupils of a stage that weighs are. The exact share is `_weight_n` over
    `_weight_d` of `_whole_<field>`. Source: the splitting rule of the balance evaluation, in docs/reference/registers.md.

    Raises InputError for contracts that do not fit, and for schools whose stage cannot be told.
    """
    faults = list(faults_beside_source(contract, source_contract))
    if faults:
        raise InputError(faults)
    division = Division(contract, source_contract)
    import duckdb

    with duckdb.connect() as connection:
        connection.register("schools", pq.read_table(register.path))
        connection.sql(division.weighed().sql("duckdb")).create("weighed")
        _refuse(connection.sql(division.undecided().sql("duckdb")).to_arrow_table())
        rows = connection.sql(division.rows().sql("duckdb")).to_arrow_table()
    table = sorted_by_key(rows, contract)
    _check(table, contract)
    return stored(table, contract, register.period, register.origins, out_dir)


def _refuse(undecided: pa.Table) -> None:
    """Schools that cannot be divided, each with its file and row."""
    if not undecided.num_rows:
        return
    faults: list[Fault] = []
    found = undecided.to_pylist()
    for file in sorted({row["_file"] for row in found}):
        findings = Findings(file)
        for row in (row for row in found if row["_file"] == file):
            code = f"registers-{row['reason']}"
            findings.add(
                code,
                row["_row"],
                None,
                school=clipped(str(row["school"])),
                kind=str(row["kind"]),
                stage=str(row["stage"]),
                pupils=f"{row['pupils'] or 0:,}",
                most=f"{MOST_PUPILS:,}",
            )
        faults += findings.faults()
    raise InputError(faults)


def _check(table: pa.Table, contract: Contract) -> None:
    """The contract's own checks, on the divided rows."""
    findings = Findings(contract.id)
    check_rows(table, contract, {name: name for name in contract.fields}, findings)
    findings.raise_if_any()
