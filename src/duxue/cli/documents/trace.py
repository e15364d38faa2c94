"""`duxue trace --json`: a figure with all that it is made of, as one document."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from duxue.cli.choosing import Chosen
from duxue.cli.documents.evaluation import Body, figure_body, number, words
from duxue.cli.reading import Reading
from duxue.cli.traces.rows import FILE, MADE_UP, ROW, row_fields
from duxue.cli.traces.story import LeafStory, Story, Teller
from duxue.cli.traces.units import UnitTable
from duxue.measures import StatedFigure
from duxue.values import plain


def trace_document(
    found: Reading, chosen: Chosen, teller: Teller, story: Story, rows: bool, limit: int | None
) -> Body:
    """The trace of a figure; with `rows` every leaf carries its rows."""
    return {
        "run": found.stored.id,
        "held": chosen.held,
        "made_up_workspace": found.inputs.made_up,
        **_story(teller, story, rows, limit),
    }


def _story(teller: Teller, story: Story, rows: bool, limit: int | None) -> Body:
    trace = story.trace
    definition = trace.definition
    return {
        "role": words(story.role),
        "figure": figure_body(trace.figure),
        "title": words(teller.names.measure(trace.figure.id)),
        "area": words(teller.names.area(trace.figure.id.area)),
        "kind": definition.kind,
        "edition": definition.edition,
        "definition": words(definition.definition),
        "certainty": definition.certainty,
        "note": words(trace.figure.note),
        "stated": None if trace.stated is None else _stated(teller, trace.stated),
        "arithmetic": words(story.arithmetic),
        "parts": [_story(teller, part, rows, limit) for part in story.parts],
        "leaves": [_leaf(teller, leaf, rows, limit) for leaf in story.leaves],
        "units": None if story.units is None else _units(teller, story.units),
    }


def _stated(teller: Teller, stated: StatedFigure) -> Body:
    return {
        "source": stated.id.source,
        "source_title": words(teller.names.source(stated.id.source)),
        "printed": stated.printed,
        "unit": stated.unit.id,
        "place": words(stated.place),
        "by": stated.by,
        "on": None if stated.on is None else stated.on.isoformat(),
        "evidence": stated.evidence,
        "submission": stated.submission,
        "note": words(stated.note),
    }


def _leaf(teller: Teller, leaf: LeafStory, rows: bool, limit: int | None) -> Body:
    plan, cell = leaf.traced.leaf, leaf.cell
    body = {
        "role": leaf.traced.role,
        "register": plan.register,
        "period": str(plan.period),
        "area": leaf.traced.area,
        "there": leaf.there,
        "where": plan.where,
        "value": plan.value,
        "condition": words(leaf.condition),
        "columns": list(leaf.columns),
        "rows": cell.rows if cell else 0,
        "undecided": cell.undecided if cell else 0,
        "total": number(cell.known) if cell else None,
        "made_up": leaf.made_up,
    }
    if rows and leaf.there:
        table = teller.rows(leaf)
        listed = table if limit is None else table.slice(0, limit)
        body["rows_behind"] = [_row(leaf, row) for row in listed.to_pylist()]
        body["rows_left_out"] = table.num_rows - listed.num_rows
    return body


def _row(leaf: LeafStory, row: dict[str, Any]) -> Body:
    names = row_fields(leaf)
    split = [name for name in row if name.startswith(("_whole_", "_weight_"))]
    return {
        "file": row[FILE],
        "row": row[ROW],
        "made_up": row[MADE_UP],
        "cells": {name: _cell(row[name]) for name in [*names, *split]},
    }


def _cell(value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _units(teller: Teller, table: UnitTable) -> Body:
    return {
        "columns": [words(column) for column in table.columns],
        "rows": [
            {
                "unit": row.unit,
                "name": words(teller.names.area(row.unit)),
                "values": [_exact(cell.value) for cell in row.cells],
                "met": [cell.met for cell in row.cells] if table.judged else None,
                "passed": row.passed,
            }
            for row in table.rows
        ],
    }


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else plain(value)
