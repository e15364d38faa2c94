"""A second loader: `Inputs` from an SQLite database that holds what a workspace says, with no folder on disk.

It shows that nothing behind `Inputs` knows of folders, and is written without the loader of folders: rows of
registers are typed here, derived registers are derived here.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from duxue.areas import Areas, Succession, Successions
from duxue.evaluation import Evaluation, Inputs, Overridden, Person, forms
from duxue.measures import Catalogue, FigureId, Incomparable, StatedFigure, Written
from duxue.measures.catalogue import KINDS
from duxue.measures.engines.source import RegisterKey
from duxue.messages import Text
from duxue.notation import read_text, validate
from duxue.periods import Period, PeriodType, Window
from duxue.registers import Contract, Filing, Obligation, Register, content_hash, derive
from duxue.registers.columns import column_type
from duxue.schemes import Reference, Scheme
from duxue.scoring import Judgement, Problem, StatedTotal
from duxue.standards import Standard
from duxue.values import unit

SYSTEM = {"_made_up": pa.bool_(), "_file": pa.string(), "_row": pa.int64()}


def load_database(database: sqlite3.Connection, folder: Path) -> Inputs:
    """The inputs that the database holds; typed rows of registers go into `folder`."""
    return _Loader(database, folder).inputs()


class _Loader:
    def __init__(self, database: sqlite3.Connection, folder: Path) -> None:
        self.database, self.folder = database, folder
        database.row_factory = sqlite3.Row

    def all(self, query: str) -> list[sqlite3.Row]:
        return self.database.execute(query).fetchall()

    def inputs(self) -> Inputs:
        settings = {row["name"]: row["value"] for row in self.all("select * from setting")}
        catalogue = Catalogue(
            {name: Written(model) for name, model in self.measures().items()},
            self.models("contract", Contract),
        )
        areas = self.areas()
        evaluations = self.evaluations()
        return Inputs(
            title=_read(settings["title"]),
            codes=settings["codes"],
            made_up=settings["made_up"] == "1",
            areas=areas,
            successions=self.successions(areas),
            obligations=tuple(
                Obligation(r["what"], r["reporter"], r["area"], r["period"], _date(r["due"]))
                for r in self.all("select * from obligation order by what, period, reporter, area")
            ),
            filings=tuple(
                Filing(r["what"], r["reporter"], r["period"], r["state"], r["by_whom"], _date(r["day"]))
                for r in self.all("select * from filing order by what, period, reporter")
            ),
            registers=self.registers(catalogue.contracts),
            stated=tuple(self.stated()),
            sources={
                r["id"]: forms.SourceForm(title=Text(r["zh"], r["en"]), kind=r["kind"])
                for r in self.all("select * from source")
            },
            judgements=tuple(self.judgements()),
            stated_totals=tuple(self.stated_totals()),
            problems=tuple(
                Problem(r["id"], _read(r["title"]), r["state"], bool(r["stated"]), r["area"])
                for r in self.all("select * from problem order by id")
            ),
            admitted=tuple(self.bodies("admitted", forms.AdmittedForm))
            if settings["admitted"] == "1"
            else None,
            evidence=tuple(self.bodies("evidence", forms.EvidenceForm)),
            people={r["id"]: Person(r["id"], r["name"], r["unit"]) for r in self.all("select * from person")},
            windows=self.windows(),
            evaluations=evaluations,
            show=tuple(self.bodies("shown", Reference, "order by number")),
            judged=tuple(r["id"] for r in self.all("select * from judged_standard order by id")),
            schemes=self.models("scheme", Scheme),
            standards=self.models("standard", Standard),
            catalogue=catalogue,
            overridden=tuple(
                Overridden(r["what"], r["id"], _read(r["reason"]))
                for r in self.all("select * from overridden")
            ),
        )

    def models(self, part: str, model: type[Any]) -> dict[str, Any]:
        return {name: _model(body, model) for name, body in self._definitions(part)}

    def measures(self) -> dict[str, Any]:
        return {
            name: _model(body, KINDS[json.loads(body)["kind"]]) for name, body in self._definitions("measure")
        }

    def _definitions(self, part: str) -> Iterator[tuple[str, str]]:
        rows = self.database.execute("select id, body from definition where part = ? order by id", (part,))
        yield from ((row["id"], row["body"]) for row in rows)

    def bodies(self, table: str, model: type[Any], order: str = "") -> Iterator[Any]:
        yield from (_model(row["body"], model) for row in self.all(f"select * from {table} {order}"))

    def areas(self) -> Areas:
        rows = self.all("select * from area order by code, valid_from")
        columns: dict[str, Any] = {
            name: pa.array([r[name] for r in rows], pa.string())
            for name in ("code", "name", "name_en", "parent", "kind")
        }
        for name in ("valid_from", "valid_to"):
            columns[name] = pa.array([_date(r[name]) for r in rows], pa.date32())
        values = {
            (r["code"], r["valid_from"], r["name"]): r["value"] for r in self.all("select * from attribute")
        }
        for attribute in sorted({name for _, _, name in values}):
            cells = [values.get((r["code"], r["valid_from"], attribute)) for r in rows]
            columns[attribute] = pa.array(cells, pa.string())
        return Areas(pa.table(columns))

    def successions(self, areas: Areas) -> Successions:
        rows = self.all("select * from succession order by day, old, new")
        return Successions(
            tuple(
                Succession(r["old"], r["new"], date.fromisoformat(r["day"]), _fraction(r["share"]))
                for r in rows
            ),
            areas,
        )

    def registers(self, contracts: Mapping[str, Contract]) -> dict[RegisterKey, Register]:
        rows: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
        for row in self.all("select * from register"):
            rows.setdefault((row["name"], row["period"], row["origins"]), []).append(json.loads(row["cells"]))
        found = {
            (name, Period.parse(period)): self.register(contracts[name], Period.parse(period), origins, cells)
            for (name, period, origins), cells in rows.items()
        }
        for contract in contracts.values():
            for (name, period), register in list(found.items()):
                if contract.derived is not None and contract.derived.source == name:
                    found[contract.id, period] = derive(register, contract, contracts[name], self.folder)
        return found

    def register(
        self, contract: Contract, period: Period, origins: str, rows: list[dict[str, Any]]
    ) -> Register:
        kinds = {name: column_type(field) for name, field in contract.fields.items()} | SYSTEM
        table = pa.table(
            {name: pa.array([_cell(row[name], kind) for row in rows], kind) for name, kind in kinds.items()}
        )
        path = self.folder / f"{contract.id}-{period}.parquet"
        pq.write_table(table, path)
        digest = content_hash(table, contract)
        return Register(contract.id, period, digest, path, table.num_rows, frozenset(json.loads(origins)))

    def stated(self) -> Iterator[StatedFigure]:
        for r in self.all("select * from stated order by figure"):
            other = r["other_period"]
            yield StatedFigure(
                id=FigureId.parse(r["figure"]),
                value=Fraction(r["value"]),
                unit=unit(r["unit"]),
                printed=r["printed"],
                made_up=bool(r["made_up"]),
                status=r["status"],
                place=_maybe(r["place"]),
                evidence=r["evidence"],
                submission=r["submission"],
                by=r["by_whom"],
                on=_date(r["day"]),
                not_comparable=Incomparable(other, _read(r["reason"])) if other else None,
                note=_maybe(r["note"]),
            )

    def judgements(self) -> Iterator[Judgement]:
        for r in self.all("select * from judgement order by item, area, layer, by_whom"):
            counted = json.loads(r["counted"])
            yield Judgement(
                item=r["item"],
                area=r["area"],
                layer=r["layer"],
                points=_fraction(r["points"]),
                judged=json.loads(r["judged"]),
                counted={key: Fraction(value) for key, value in counted.items()},
                reason=_maybe(r["reason"]),
                by=r["by_whom"],
                on=_date(r["day"]),
                place=_maybe(r["place"]),
                scheme=r["scheme"],
                evidence=r["evidence"],
            )

    def stated_totals(self) -> Iterator[StatedTotal]:
        for r in self.all("select * from stated_total order by scheme, area, layer"):
            total = None if r["total"] is None else Decimal(r["total"])
            yield StatedTotal(
                r["scheme"],
                r["area"],
                r["layer"],
                total,
                _maybe(r["level"]),
                r["source"],
                _maybe(r["place"]),
                r["items_said"],
            )

    def windows(self) -> dict[str, Window]:
        periods: dict[str, dict[PeriodType, Period]] = {}
        for r in self.all("select * from window_period"):
            periods.setdefault(r["window"], {})[PeriodType(r["type"])] = Period.parse(r["period"])
        return {
            r["id"]: Window(r["id"], _read(r["title"]), periods[r["id"]])
            for r in self.all("select * from window")
        }

    def evaluations(self) -> tuple[Evaluation, ...]:
        objects: dict[int, list[str]] = {}
        for r in self.all("select * from object order by evaluation, number"):
            objects.setdefault(r["evaluation"], []).append(r["area"])
        return tuple(
            Evaluation(r["scheme"], r["window"], tuple(objects[r["number"]]))
            for r in self.all("select * from evaluation order by number")
        )


def _model(body: str, model: type[Any]) -> Any:
    return validate(read_text(body, "database"), model)


def _read(text: str) -> Text:
    zh, en = json.loads(text)
    return Text(zh, en)


def _maybe(text: str | None) -> Text | None:
    return None if text is None else _read(text)


def _date(day: str | None) -> date | None:
    return None if day is None else date.fromisoformat(day)


def _fraction(number: str | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def _cell(value: Any, kind: pa.DataType) -> Any:
    """A cell as it came out of JSON, as a value of its column."""
    if value is None:
        return None
    if pa.types.is_decimal(kind):
        return Decimal(value)
    return date.fromisoformat(value) if pa.types.is_date(kind) else value
