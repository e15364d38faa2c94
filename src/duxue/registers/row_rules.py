"""What must hold between the cells of a row, between rows, and between rows and the areas."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc
from sqlglot import exp

from duxue.areas import AreasAt
from duxue.expressions import fields_of, parse, to_sql
from duxue.messages import Fact, Text
from duxue.periods import Period
from duxue.registers.contracts import Check, Contract
from duxue.registers.fields import AreaField
from duxue.registers.findings import Findings, clipped
from duxue.registers.hints import did_you_mean
from duxue.registers.likely_codes import LikelyCodes
from duxue.registers.repeats import repeats

ROW = "_row"


def check_areas(
    table: pa.Table,
    contract: Contract,
    titles: Mapping[str, str],
    areas_at: AreasAt,
    day: str,
    findings: Findings,
) -> None:
    """Every area field must hold an area or school that is valid on the reference date."""
    known = areas_at.table.column("code")
    codes = LikelyCodes(known)
    for name, field in contract.fields.items():
        if not isinstance(field, AreaField) or name not in titles:
            continue
        column = table.column(name)
        bad = pc.and_(pc.is_valid(column), pc.invert(pc.is_in(column, known)))
        if not pc.any(bad, min_count=0).as_py():
            continue
        values = column.filter(bad)

        def facts(index: int, values: pa.ChunkedArray = values) -> Mapping[str, Fact]:
            cell = values[index].as_py()
            return {"found": clipped(cell), "likely": did_you_mean(codes.near(cell)), "day": day}

        findings.add_all("registers-unknown-area", table.column(ROW).filter(bad), titles[name], facts)


def check_keys(table: pa.Table, contract: Contract, titles: Mapping[str, str], findings: Findings) -> None:
    """No two rows of a sorted table have one key; where one row a reporter is said, no reporter has two."""
    _unique(table, contract.key, titles, "registers-key-twice", findings)
    if contract.one_row_per_reporter and contract.key != [contract.reported_by]:
        by_reporter = table.sort_by([(contract.reported_by, "ascending"), (ROW, "ascending")])
        _unique(by_reporter, [contract.reported_by], titles, "registers-reporter-twice", findings)


def _unique(
    table: pa.Table, names: list[str], titles: Mapping[str, str], code: str, findings: Findings
) -> None:
    found = repeats(table, names)
    rows = table.column(ROW)

    def facts(index: int) -> Mapping[str, Fact]:
        first = found[index][1]
        words = (f"{titles.get(name, name)}={table.column(name)[first].as_py()}" for name in names)
        return {"key": clipped(", ".join(words)), "first": str(rows[first].as_py())}

    title = ", ".join(titles.get(name, name) for name in names)
    findings.add_all(code, [rows[again].as_py() for again, _ in found], title, facts)


def check_period(
    table: pa.Table, contract: Contract, titles: Mapping[str, str], period: Period, findings: Findings
) -> None:
    """The day of each row lies inside the period, where the contract says which field holds it."""
    if contract.dated_by is None or contract.dated_by not in titles:
        return
    column = table.column(contract.dated_by)
    outside = pc.or_(pc.less(column, pa.scalar(period.start)), pc.greater(column, pa.scalar(period.end)))
    outside = pc.fill_null(outside, False)
    values = column.filter(outside)

    def facts(index: int) -> Mapping[str, Fact]:
        return {
            "found": values[index].as_py().isoformat(),
            "period": str(period),
            "start": period.start.isoformat(),
            "end": period.end.isoformat(),
        }

    findings.add_all(
        "registers-outside-period", table.column(ROW).filter(outside), titles[contract.dated_by], facts
    )


def check_rows(table: pa.Table, contract: Contract, titles: Mapping[str, str], findings: Findings) -> None:
    """The contract's checks across fields: false is a fault or a note, unknown is neither."""
    if not contract.checks or not table.num_rows:
        return
    import duckdb

    numbered = table.append_column("_place", pa.array(range(table.num_rows), pa.int64()))
    with duckdb.connect() as connection:
        connection.register("checked", numbered)
        for check in contract.checks:
            names = sorted(fields_of(parse(check.must, None)), key=list(contract.fields).index)
            if not all(name in titles for name in names):
                continue  # the column is missing, which has been told
            failing = connection.sql(_failing(contract, check).sql("duckdb")).to_arrow_table()
            rows = table.select([ROW, *names]).take(failing.column(0))
            _tell_check(rows, check, {name: titles[name] for name in names}, findings)


def _failing(contract: Contract, check: Check) -> exp.Select:
    """Positions of the rows for which the check is false."""
    types = contract.field_types()
    condition = to_sql(parse(check.must, None), lambda name: exp.column(name, quoted=True), types)
    place = exp.column("_place", quoted=True)
    return exp.select(place).from_("checked").where(exp.Not(this=exp.Paren(this=condition))).order_by(place)


def _tell_check(rows: pa.Table, check: Check, titles: Mapping[str, str], findings: Findings) -> None:
    def facts(index: int) -> Mapping[str, Fact]:
        found = shown_cells({title: rows.column(name)[index].as_py() for name, title in titles.items()})
        return {"check": check.id, "message": check.message, "found": found}

    warning = check.severity == "warning"
    code = "registers-check-warned" if warning else "registers-check-failed"
    findings.add_all(code, rows.column(ROW), ", ".join(titles.values()), facts, only_note=warning)


def shown_cells(cells: Mapping[str, object]) -> Text:
    """Some cells in words: pupils=12, boarders=15."""
    return clipped(", ".join(f"{title}={'—' if value is None else value}" for title, value in cells.items()))
