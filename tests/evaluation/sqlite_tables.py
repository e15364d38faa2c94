"""A database in memory that holds what a workspace says, its rows in random order."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pyarrow.parquet as pq

from duxue.evaluation import Inputs
from duxue.messages import Text
from duxue.notation import written

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
