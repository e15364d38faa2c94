"""Takes in one file of one register: every fault at once, or typed rows under a hash of their content."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from duxue.areas import AreasAt
from duxue.messages import Fault, listed
from duxue.periods import Period
from duxue.registers.columns import typed_columns
from duxue.registers.contracts import Contract
from duxue.registers.csv_rows import read_csv
from duxue.registers.files import read_bytes
from duxue.registers.findings import Findings
from duxue.registers.parquet_rows import read_parquet
from duxue.registers.raw_tables import RawTable
from duxue.registers.row_rules import check_areas, check_keys, check_period, check_rows
from duxue.registers.snapshots import ORIGINS, Register, sorted_by_key, stored, with_system_columns


def take_in(
    path: Path, contract: Contract, period: Period, origin: str, out_dir: Path, shown: str, areas_at: AreasAt
) -> tuple[Register, list[Fault]]:
    """Reads a CSV or Parquet file by its contract and stores it as typed Parquet in `out_dir`.

    `shown` is the file's name in messages and in the rows; `areas_at` the areas on the period's reference
    date. What comes back: the register's handle, and notes that do not stop the intake (checks that are
    only warnings, a file stored as GBK). Raises InputError with all faults (the first 200, and how many).
    """
    findings = Findings(shown)
    _check_request(contract, period, origin, findings)
    raw = _read(path, contract, findings)
    if raw is None:
        findings.raise_if_any()
        raise AssertionError("a file that cannot be read has a fault")
    table = _typed(raw, contract, origin, findings)
    _check(table, raw.titles, contract, period, areas_at, findings)
    findings.raise_if_any()
    if not table.num_rows:
        findings.note("registers-no-rows")
    return stored(table, contract, period, frozenset([origin]), out_dir), findings.notes()


def _check_request(contract: Contract, period: Period, origin: str, findings: Findings) -> None:
    if period.type is not contract.period_type:
        findings.add(
            "registers-period-type",
            register=contract.id,
            found=str(period),
            wanted=contract.period_type.value,
        )
    if origin not in ORIGINS:
        findings.add("registers-origin", found=origin, allowed=listed(ORIGINS))
    if contract.derived is not None:
        findings.add("registers-derived-handed-in", register=contract.id, source=contract.derived.source)
    findings.raise_if_any()


def _read(path: Path, contract: Contract, findings: Findings) -> RawTable | None:
    suffix = path.suffix.casefold()
    if suffix == ".csv":
        return read_csv(read_bytes(path, findings.file), contract, findings)
    if suffix == ".parquet":
        return read_parquet(path, contract, findings)
    findings.add("registers-file-kind", found=path.suffix or path.name)
    return None


def _typed(raw: RawTable, contract: Contract, origin: str, findings: Findings) -> pa.Table:
    columns = typed_columns(raw, contract, findings)
    table = with_system_columns(columns, origin == "made-up", findings.file, raw.rows)
    return sorted_by_key(table, contract)


def _check(
    table: pa.Table,
    titles: Mapping[str, str],
    contract: Contract,
    period: Period,
    areas_at: AreasAt,
    findings: Findings,
) -> None:
    day = period.reference_date(contract.as_of).isoformat()
    check_areas(table, contract, titles, areas_at, day, findings)
    check_keys(table, contract, titles, findings)
    check_period(table, contract, titles, period, findings)
    check_rows(table, contract, titles, findings)
