"""What was owed and what came in, so that missing, nil and zero stay three things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

import pyarrow as pa
import pyarrow.compute as pc

from duxue.areas import Areas
from duxue.library import ROOT
from duxue.messages import InputError, listed
from duxue.notation import likely, load
from duxue.periods import Period
from duxue.registers.columns import typed_columns
from duxue.registers.contracts import Contract, Table
from duxue.registers.csv_rows import read_csv
from duxue.registers.files import read_bytes
from duxue.registers.findings import Findings, clipped
from duxue.registers.hints import did_you_mean
from duxue.registers.likely_codes import LikelyCodes

State = Literal["filed", "nil", "missing"]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Obligation:
    """A register that a reporter owes for a period; `area` is the place it is about, `due` the last day."""

    what: str
    reporter: str
    area: str
    period: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Filing:
    """What became of an obligation: filed, nil (nothing happened, so zero), or missing (nothing is known)."""

    what: str
    reporter: str
    period: str
    state: State
    by: str | None
    on: date | None


def read_obligations(
    path: Path, contracts: Mapping[str, Contract], areas: Areas, shown: str | None = None
) -> list[Obligation]:
    """The rows of obligations.csv, sorted; an empty `area` is the reporter's own.

    Raises InputError with all faults: unknown registers, units and periods, bad dates, double rows.
    """
    found = []
    for row in _Reading(path, "obligations", contracts, areas, shown).rows("registers-obligation-twice"):
        place = row["area"] or row["reporter"]
        found.append(Obligation(row["what"], row["reporter"], place, row["period"], row["due"]))
    return sorted(found, key=lambda one: (one.what, one.period, one.reporter, one.area))


def read_filings(
    path: Path, contracts: Mapping[str, Contract], areas: Areas, shown: str | None = None
) -> list[Filing]:
    """The rows of filings.csv, sorted. The state may be written in English or Chinese (已报, 零报告, 未报).

    Raises InputError with all faults, also for a nil return of a register that is not of events.
    """
    found = []
    for row in _Reading(path, "filings", contracts, areas, shown).rows("registers-filing-twice"):
        state = cast("State", row["state"])
        found.append(Filing(row["what"], row["reporter"], row["period"], state, row["by"], row["on"]))
    return sorted(found, key=lambda one: (one.what, one.period, one.reporter))


@cache
def form(name: str) -> Table:
    """The columns of obligations.csv or filings.csv."""
    return load(ROOT / "forms" / f"{name}.yaml", Table)[0]


class _Reading:
    """One such file, checked row by row."""

    def __init__(
        self, path: Path, form_name: str, contracts: Mapping[str, Contract], areas: Areas, shown: str | None
    ) -> None:
        self._form = form(form_name)
        self._contracts = contracts
        self._findings = Findings(shown or path.name)
        self._titles: dict[str, str] = {}
        self._raw_rows = list(self._read(path))
        self._codes = LikelyCodes(areas.table.column("code"))
        self._times = _times(
            areas, {row[name] for row in self._raw_rows for name in ("reporter", "area") if name in row}
        )
        self._periods: dict[str, Period | None] = {}

    def rows(self, twice: str) -> list[Row]:
        """The rows, or InputError with every fault."""
        first: dict[tuple[Any, ...], int] = {}
        for row in self._raw_rows:
            period = self._period(row)
            self._check_register(row, period)
            for name in ("reporter", "area"):
                if row.get(name) is not None and period is not None:
                    self._check_unit(row, name, period)
            key = (row["what"], row["reporter"], row.get("area") or row["reporter"], row["period"])
            before = first.setdefault(key, row["_row"])
            if before != row["_row"] and None not in key:
                words = clipped(", ".join(dict.fromkeys(key)))
                self._findings.add(twice, row["_row"], self._titles["reporter"], first=str(before), key=words)
        self._findings.raise_if_any()
        return self._raw_rows

    def _read(self, path: Path) -> Iterator[Row]:
        raw = read_csv(read_bytes(path, self._findings.file), self._form, self._findings)
        if raw is None:
            return
        self._titles = {name: raw.titles.get(name, name) for name in self._form.fields}
        columns = typed_columns(raw, self._form, self._findings)
        yield from pa.table({**columns, "_row": raw.rows}).to_pylist()

    def _period(self, row: Row) -> Period | None:
        text = row["period"]
        if text is None:
            return None
        if text not in self._periods:
            try:
                self._periods[text] = Period.parse(text)
            except InputError as error:
                self._periods[text] = None
                self._tell_again(error, row, "period")
        return self._periods[text]

    def _tell_again(self, error: InputError, row: Row, name: str) -> None:
        for fault in error.faults:
            self._findings.add(fault.code, row["_row"], self._titles[name], **fault.facts)

    def _check_register(self, row: Row, period: Period | None) -> None:
        name, number = row["what"], row["_row"]
        if name is None:
            return
        contract = self._contracts.get(name)
        if contract is None:
            self._findings.add(
                "registers-unknown-register",
                number,
                self._titles["what"],
                found=clipped(name),
                likely=did_you_mean(likely(name, self._contracts)),
                allowed=listed(self._contracts),
            )
            return
        if period is not None and period.type is not contract.period_type:
            self._findings.add(
                "registers-period-type",
                number,
                self._titles["period"],
                register=name,
                found=str(period),
                wanted=contract.period_type.text,
            )
        if row.get("state") == "nil" and contract.kind != "events":
            self._findings.add(
                "registers-nil-not-events", number, self._titles["state"], register=name, kind=contract.kind
            )

    def _check_unit(self, row: Row, name: str, period: Period) -> None:
        code = row[name]
        if any(start <= period.end and period.start <= end for start, end in self._times.get(code, ())):
            return
        self._findings.add(
            "registers-unknown-reporter",
            row["_row"],
            self._titles[name],
            found=clipped(code),
            period=str(period),
            likely=did_you_mean(self._codes.near(code)),
        )


def _times(areas: Areas, codes: set[str | None]) -> dict[str, list[tuple[date, date]]]:
    """When each of the codes is valid; an open end is the last day there is."""
    wanted = pa.array(sorted(code for code in codes if code is not None), pa.string())
    table = areas.table.select(["code", "valid_from", "valid_to"])
    times: dict[str, list[tuple[date, date]]] = {}
    for row in table.filter(pc.is_in(table.column("code"), wanted)).to_pylist():
        span = (row["valid_from"] or date.min, row["valid_to"] or date.max)
        times.setdefault(row["code"], []).append(span)
    return times
