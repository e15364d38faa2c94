"""Traces of many figures in a form that two sources of the same inputs can be compared by."""

from __future__ import annotations

from typing import Any

from duxue.evaluation import Inputs, calculator, run
from duxue.measures import FigureId, MeasureRef, Moment
from duxue.tracing import Trace, Tracer, moment_of, rows_behind

Told = tuple[tuple[str, ...], list[tuple[Any, ...]]]


def traced(inputs: Inputs, most: int = 1_000, engine: str = "duckdb") -> dict[str, Told]:
    """For figures spread over the whole record: the figures they are made of, and every row behind them."""
    figures = run(inputs, engine).figures
    step = max(1, len(figures) // most)
    counting = calculator(inputs, engine)
    tracer = Tracer(counting)
    moments = [Moment(window) for window in inputs.windows.values()]
    found = {}
    for figure in figures[::step]:
        trace = _trace(tracer, figure.id, moments)
        rows = [
            (f"{name} {period}", *sorted(row.items()))
            for (name, period), table in rows_behind(counting, trace).items()
            for row in table.to_pylist()
        ]
        told = tuple(f"{node.figure.id} {node.figure.shown} {node.units}" for node in trace.walk())
        found[str(figure.id)] = (told, sorted(rows, key=str))
    return found


def _trace(tracer: Tracer, figure: FigureId, moments: list[Moment]) -> Trace:
    moment = moment_of(tracer.calculator, figure, moments)
    return tracer.trace(MeasureRef(figure.measure, figure.slice), figure.area, moment, figure.source)
