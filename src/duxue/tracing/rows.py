"""The rows behind a figure: from the same predicates that computed it, each with its file and row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from duxue.measures import Calculator
from duxue.measures.engines.source import RegisterKey, key_of
from duxue.tracing.figures import LeafTrace, Trace


@dataclass(frozen=True)
class LeafRows:
    """The rows that one leaf of a figure adds up."""

    traced: LeafTrace
    rows: pa.Table


def leaf_rows(calculator: Calculator, trace: Trace) -> Iterator[LeafRows]:
    """For each leaf under the figure whose register is there, its rows; leaves of several parts only once."""
    seen: set[LeafTrace] = set()
    source = calculator.additive.source
    for node in trace.walk():
        for traced in node.leaves:
            if traced not in seen and source.has([traced.leaf]):
                seen.add(traced)
                yield LeafRows(traced, calculator.engine.rows(traced.leaf, traced.area))


def rows_behind(calculator: Calculator, trace: Trace) -> dict[RegisterKey, pa.Table]:
    """All rows behind a figure by register and period, each row once."""
    tables: dict[RegisterKey, list[pa.Table]] = {}
    for found in leaf_rows(calculator, trace):
        tables.setdefault(key_of(found.traced.leaf), []).append(found.rows)
    contracts = calculator.catalogue.contracts
    return {key: _distinct(tables_of, contracts[key[0]].key) for key, tables_of in tables.items()}


def _distinct(tables: list[pa.Table], key: list[str]) -> pa.Table:
    whole = pa.concat_tables(tables)
    seen: set[tuple[object, ...]] = set()
    kept = []
    for index, values in enumerate(zip(*(whole[name].to_pylist() for name in key), strict=True)):
        if values not in seen:
            seen.add(values)
            kept.append(index)
    return whole.take(pa.array(kept, pa.int64()))
