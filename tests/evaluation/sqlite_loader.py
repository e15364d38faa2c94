"""A second loader: `Inputs` from an SQLite database that holds what a workspace says, with no folder on disk.

It shows that nothing behind `Inputs` knows of folders, and is written without the loader of folders: rows of
registers are typed here, derived registers are derived here.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
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
from duxue.notation import read_text, validate, written
from duxue.periods import Period, PeriodType, Window
from duxue.registers import Contract, Filing, Obligation, Register, content_hash, derive
from duxue.registers.columns import column_type
from duxue.schemes import Reference, Scheme
from duxue.scoring import Judgement, Problem, StatedTotal
from duxue.standards import Standard
from duxue.values import unit

TABLES = """
create table setting (name text primary key, value text);
create table area (code text, name text, name_en text, parent text, kind text, valid_from text, valid_to text);
create table attribute (code text, valid_from text, name text, value text);
create table succession (old text, new text, day text, share text);
create table obligation (what text, reporter text, area text, period text, due text);
create table filing (what text, reporter text, period text, state text, by_whom text, day text);
create table register (name text, period text, origins text, cells text);
create table source (id text, zh text, en text, kind text);
create table stated (figure text, value text, unit text, printed text, made_up integer, status text, place text,
  evidence text, submission text, by_whom text, day text, other_period text, reason text, note text);
create table person (id text, name text, unit text);
create table judgement (scheme text, item text, area text, layer text, points text, judged text, counted text,
  reason text, by_whom text, day text, place text, evidence text);
create table stated_total (scheme text, area text, layer text, total text, level text, source text, place text,
  items_said integer);
create table problem (id text, title text, state text, stated integer, area text);
create table admitted (body text);
create table evidence (body text);
create table window (id text, title text);
create table window_period (window text, type text, period text);
create table evaluation (number integer, scheme text, window text);
create table object (evaluation integer, number integer, area text);
create table shown (number integer, body text);
create table judged_standard (id text);
create table definition (part text, id text, body text);
create table overridden (what text, id text, reason text);
"""
SYSTEM = {"_made_up": pa.bool_(), "_file": pa.string(), "_row": pa.int64()}


def filled(inputs: Inputs, seed: int = 5) -> sqlite3.Connection:
    """A database in memory with the content of the inputs, the rows of every table in random order."""
    database = sqlite3.connect(":memory:")
    database.executescript(TABLES)
    shuffle = random.Random(seed).shuffle
    for table, rows in _rows(inputs):
        shuffled = list(rows)
        shuffle(shuffled)
        if shuffled:
            marks = ", ".join("?" * len(shuffled[0]))
            database.executemany(f"insert into {table} values ({marks})", shuffled)
    database.commit()
    return database


def _rows(inputs: Inputs) -> Iterator[tuple[str, Iterable[tuple[Any, ...]]]]:
    yield (
        "setting",
        [
            ("title", _text(inputs.title)),
            ("codes", inputs.codes),
            ("made_up", str(int(inputs.made_up))),
            ("admitted", str(int(inputs.admitted is not None))),
        ],
    )
    yield from _area_rows(inputs)
    yield "obligation", [(o.what, o.reporter, o.area, str(o.period), _day(o.due)) for o in inputs.obligations]
    yield "filing", [(f.what, f.reporter, str(f.period), f.state, f.by, _day(f.on)) for f in inputs.filings]
    yield "register", list(_register_rows(inputs))
    yield from _entry_rows(inputs)
    yield from _setting_rows(inputs)


def _area_rows(inputs: Inputs) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    table = inputs.areas.table
    rows = table.to_pylist()
    yield (
        "area",
        [
            (
                r["code"],
                r["name"],
                r["name_en"],
                r["parent"],
                r["kind"],
                _day(r["valid_from"]),
                _day(r["valid_to"]),
            )
            for r in rows
        ],
    )
    attributes = [name for name in table.column_names if name.startswith("attr_")]
    yield (
        "attribute",
        [
            (r["code"], _day(r["valid_from"]), name, r[name])
            for r in rows
            for name in attributes
            if r[name] is not None
        ],
    )
    yield (
        "succession",
        [
            (s.old, s.new, _day(s.date), None if s.share is None else str(s.share))
            for s in inputs.successions.rows
        ],
    )


def _register_rows(inputs: Inputs) -> Iterator[tuple[str, str, str, str]]:
    """One row of the database for a row of a register; derived registers are not kept, they are derived again."""
    for (name, period), register in inputs.registers.items():
        if inputs.contracts[name].derived is None:
            for row in pq.read_table(register.path).to_pylist():
                cells = json.dumps(row, default=str)
                yield name, str(period), json.dumps(sorted(register.origins)), cells


def _entry_rows(inputs: Inputs) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    yield "source", [(key, s.title.zh, s.title.en, s.kind) for key, s in inputs.sources.items()]
    yield (
        "stated",
        [
            (
                str(s.id),
                str(s.value),
                s.unit.id,
                s.printed,
                int(s.made_up),
                s.status,
                _text(s.place),
                s.evidence,
                s.submission,
                s.by,
                _day(s.on),
                s.not_comparable.period if s.not_comparable else None,
                _text(s.not_comparable.reason) if s.not_comparable else None,
                _text(s.note),
            )
            for s in inputs.stated
        ],
    )
    yield "person", [(p.id, p.name, p.unit) for p in inputs.people.values()]
    yield (
        "judgement",
        [
            (
                j.scheme,
                j.item,
                j.area,
                j.layer,
                None if j.points is None else str(j.points),
                json.dumps(dict(j.judged)),
                json.dumps({key: str(value) for key, value in j.counted.items()}),
                _text(j.reason),
                j.by,
                _day(j.on),
                _text(j.place),
                j.evidence,
            )
            for j in inputs.judgements
        ],
    )
    yield (
        "stated_total",
        [
            (
                t.scheme,
                t.area,
                t.layer,
                None if t.total is None else str(t.total),
                _text(t.level),
                t.source,
                _text(t.place),
                t.items_said,
            )
            for t in inputs.stated_totals
        ],
    )
    yield "problem", [(p.id, _text(p.title), p.state, int(p.stated), p.area) for p in inputs.problems]
    yield "admitted", [(written(entry),) for entry in inputs.admitted or ()]
    yield "evidence", [(written(entry),) for entry in inputs.evidence]


def _setting_rows(inputs: Inputs) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    yield "window", [(w.id, _text(w.title)) for w in inputs.windows.values()]
    yield (
        "window_period",
        [
            (w.id, type_.value, str(period))
            for w in inputs.windows.values()
            for type_, period in w.periods.items()
        ],
    )
    yield "evaluation", [(n, e.scheme, e.window) for n, e in enumerate(inputs.evaluations)]
    yield (
        "object",
        [(n, m, area) for n, e in enumerate(inputs.evaluations) for m, area in enumerate(e.objects)],
    )
    yield "shown", [(n, written(reference)) for n, reference in enumerate(inputs.show)]
    yield "judged_standard", [(name,) for name in inputs.judged]
    for part, models in (
        ("scheme", inputs.schemes),
        ("standard", inputs.standards),
        ("contract", inputs.contracts),
        ("measure", inputs.catalogue.definitions),
    ):
        yield "definition", [(part, name, written(model)) for name, model in models.items()]
    yield "overridden", [(o.what, o.id, _text(o.reason)) for o in inputs.overridden]


def _text(text: Text | None) -> str | None:
    return None if text is None else json.dumps([text.zh, text.en], ensure_ascii=False)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


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
