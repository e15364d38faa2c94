"""Everything that a run read, put beside it under its hash, and read back as equal `Inputs`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from duxue.areas import Areas, Succession, Successions
from duxue.evaluation import forms
from duxue.evaluation.coding import decoded, encoded
from duxue.evaluation.inputs import Evaluation, Inputs, Overridden, Person
from duxue.evaluation.memory import frozen_name
from duxue.measures import Catalogue, StatedFigure, Written
from duxue.measures.catalogue import KINDS
from duxue.messages import InputError, Place, Text, listed
from duxue.notation import Document, read_text, validate, written
from duxue.periods import Period, PeriodType, Window
from duxue.registers import Contract, Filing, Obligation, Register, content_hash
from duxue.registers.hashing import MADE_UP
from duxue.schemes import Reference, Scheme
from duxue.scoring import Judgement, Problem, StatedTotal
from duxue.standards import Standard

FORM = 1
"""Of the snapshot: raised when its layout changes."""
UNREADABLE = "unreadable"
"""In the place of a hash: rows that are gone, cut short, or marked otherwise than their register says."""


def freeze(inputs: Inputs, folder: Path) -> None:
    """Writes a snapshot into an empty folder: tables as Parquet, everything else as one YAML file."""
    (folder / "registers").mkdir(parents=True)
    registers = []
    for (name, period), register in sorted(inputs.registers.items(), key=str):
        file = frozen_name(register)
        _copy(register.path, folder / "registers" / file)
        registers.append(
            {
                "register": name,
                "period": str(period),
                "hash": register.content_hash,
                "rows": register.rows,
                "origins": sorted(register.origins),
                "file": file,
            }
        )
    pq.write_table(inputs.areas.table, folder / "areas.parquet")
    pq.write_table(inputs.successions.table, folder / "successions.parquet")
    _table(inputs.obligations, folder / "obligations.parquet")
    _table(inputs.filings, folder / "filings.parquet")
    body = written({**_body(inputs), "form": FORM, "registers": registers, "parts": inputs.parts})
    (folder / "inputs.yaml").write_text(body + "\n", encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    """By a second name for the same file where the disk allows it: typed registers are never changed."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _table(entries: tuple[Any, ...], path: Path) -> None:
    rows = [encoded(entry) for entry in entries]
    names = sorted({name for row in rows for name in row}) or ["what"]
    columns = {name: pa.array([row.get(name) for row in rows], pa.string()) for name in names}
    pq.write_table(pa.table(columns), path)


def _body(inputs: Inputs) -> dict[str, Any]:
    return {
        "title": encoded(inputs.title),
        "codes": inputs.codes,
        "made_up": inputs.made_up,
        "stated": encoded(inputs.stated),
        "sources": dict(inputs.sources),
        "judgements": encoded(inputs.judgements),
        "stated_totals": encoded(inputs.stated_totals),
        "problems": encoded(inputs.problems),
        "admitted": None if inputs.admitted is None else list(inputs.admitted),
        "evidence": list(inputs.evidence),
        "people": encoded(inputs.people),
        "windows": [
            {
                "id": window.id,
                "title": encoded(window.title),
                "periods": {type_.value: str(period) for type_, period in window.periods.items()},
            }
            for window in inputs.windows.values()
        ],
        "evaluations": encoded(inputs.evaluations),
        "show": list(inputs.show),
        "judged": list(inputs.judged),
        "schemes": dict(inputs.schemes),
        "standards": dict(inputs.standards),
        "contracts": dict(inputs.contracts),
        "measures": inputs.catalogue.definitions,
        "overridden": encoded(inputs.overridden),
    }


def thaw(folder: Path) -> Inputs:
    """The inputs of a snapshot; `evaluation-snapshot-…` where it is missing, of another form or was changed."""
    file = folder / "inputs.yaml"
    if not file.is_file():
        raise InputError.one("evaluation-snapshot-missing", Place(str(folder)))
    try:
        document = read_text(file.read_text(encoding="utf-8"), "inputs.yaml")
        body: dict[str, Any] = document.value
        if body["form"] != FORM:
            facts = {"found": str(body["form"]), "wanted": str(FORM)}
            raise InputError.one("evaluation-snapshot-form", Place(str(file)), **facts)
        inputs = _thawed(document, body, folder)
        changed = sorted(name for name, _ in inputs.parts.items() ^ body["parts"].items())
    except InputError:
        raise
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise InputError.one("evaluation-snapshot-broken", Place(str(folder))) from error
    if changed:
        parts = listed(dict.fromkeys(changed))
        raise InputError.one("evaluation-snapshot-changed", Place(str(folder)), parts=parts)
    return inputs


def _thawed(document: Document, body: Mapping[str, Any], folder: Path) -> Inputs:
    def models(part: str, model: type[Any]) -> dict[str, Any]:
        return {name: validate(document, model, (part, name)) for name in body[part]}

    def listed(part: str, model: type[Any]) -> tuple[Any, ...]:
        return tuple(validate(document, model, (part, index)) for index in range(len(body[part])))

    def entries(part: str, kind: type[Any]) -> tuple[Any, ...]:
        return tuple(decoded(kind, entry) for entry in body[part])

    measures = {
        name: Written(validate(document, KINDS[value["kind"]], ("measures", name)))
        for name, value in body["measures"].items()
    }
    contracts: dict[str, Contract] = models("contracts", Contract)
    areas = Areas(pq.read_table(folder / "areas.parquet"))
    return Inputs(
        title=Text(body["title"]["zh"], body["title"]["en"]),
        codes=body["codes"],
        made_up=body["made_up"],
        areas=areas,
        successions=_successions(folder, areas),
        obligations=_rows(folder / "obligations.parquet", Obligation),
        filings=_rows(folder / "filings.parquet", Filing),
        registers={
            (entry["register"], Period.parse(entry["period"])): _register(entry, folder, contracts)
            for entry in body["registers"]
        },
        stated=entries("stated", StatedFigure),
        sources=models("sources", forms.SourceForm),
        judgements=entries("judgements", Judgement),
        stated_totals=entries("stated_totals", StatedTotal),
        problems=entries("problems", Problem),
        admitted=None if body.get("admitted") is None else listed("admitted", forms.AdmittedForm),
        evidence=listed("evidence", forms.EvidenceForm),
        people={name: decoded(Person, entry) for name, entry in body["people"].items()},
        windows={entry["id"]: _window(entry) for entry in body["windows"]},
        evaluations=entries("evaluations", Evaluation),
        show=listed("show", Reference),
        judged=tuple(body["judged"]),
        schemes=models("schemes", Scheme),
        standards=models("standards", Standard),
        catalogue=Catalogue(measures, contracts),
        overridden=entries("overridden", Overridden),
    )


def _successions(folder: Path, areas: Areas) -> Successions:
    rows = pq.read_table(folder / "successions.parquet").to_pylist()
    return Successions(
        tuple(
            Succession(
                row["from"], row["to"], row["date"], None if row["share"] is None else Fraction(row["share"])
            )
            for row in rows
        ),
        areas,
    )


def _window(entry: Mapping[str, Any]) -> Window:
    periods = {PeriodType(key): Period.parse(str(value)) for key, value in entry["periods"].items()}
    return Window(entry["id"], Text(entry["title"]["zh"], entry["title"]["en"]), periods)


def _register(entry: Mapping[str, Any], folder: Path, contracts: Mapping[str, Contract]) -> Register:
    """The handle with the hash that its rows have now, which differs from the recorded one if they were changed."""
    path = folder / "registers" / Path(entry["file"]).name
    origins = frozenset(entry["origins"])
    try:
        table = pq.read_table(path)
        digest = content_hash(table, contracts[entry["register"]])
    except (OSError, ValueError, LookupError):
        rows, digest = 0, UNREADABLE
    else:
        rows = table.num_rows
        if rows and pc.any(table[MADE_UP]).as_py() != ("made-up" in origins):
            digest = UNREADABLE
    return Register(entry["register"], Period.parse(entry["period"]), digest, path, rows, origins)


def _rows(path: Path, kind: type[Any]) -> tuple[Any, ...]:
    rows = pq.read_table(path).to_pylist()
    return tuple(decoded(kind, {k: v for k, v in row.items() if v is not None}) for row in rows)
