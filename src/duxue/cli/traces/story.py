"""A trace with the words, counts and rows that a page or a document shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from duxue.cli.names import Names
from duxue.cli.traces.arithmetic import arithmetic
from duxue.cli.traces.conditions import fields_in, in_words
from duxue.cli.traces.units import UnitTable, unit_table
from duxue.measures import Calculator, Moment
from duxue.measures import definitions as forms
from duxue.measures.engines.cells import Cell
from duxue.messages import Text, labels
from duxue.registers import Contract
from duxue.tracing import LeafTrace, Trace

WEIGHTS = {"1 ×": "+", "-1 ×": "−"}


@dataclass(frozen=True)
class LeafStory:
    """The rows that a leaf adds up: which, how many, and what they give."""

    traced: LeafTrace
    contract: Contract
    role: Text
    condition: Text | None
    value: Text | None
    columns: tuple[str, ...]
    cell: Cell | None
    made_up: bool
    there: bool


@dataclass(frozen=True)
class Story:
    """A figure with its arithmetic, the figures that it is made of, and the rows under it."""

    trace: Trace
    role: Text | None
    arithmetic: Text | None
    parts: tuple[Story, ...]
    leaves: tuple[LeafStory, ...]
    units: UnitTable | None

    def walk(self) -> Iterator[Story]:
        yield self
        for part in self.parts:
            yield from part.walk()


class Teller:
    """Tells the traces of one calculator."""

    def __init__(self, names: Names, calculator: Calculator) -> None:
        self.names, self.calculator = names, calculator

    def tell(self, trace: Trace, moment: Moment, role: Text | None = None) -> Story:
        roles = [self._role(trace, name) for name, _ in trace.figure.parts]
        roles += [None] * (len(trace.parts) - len(roles))  # type: ignore[list-item]
        parts = tuple(self.tell(part, moment, own) for part, own in zip(trace.parts, roles, strict=False))
        return Story(
            trace,
            role,
            arithmetic(self.names, self.calculator.compiler, trace),
            parts,
            tuple(map(self._leaf, trace.leaves)),
            unit_table(self.names, self.calculator, trace, moment) if trace.units else None,
        )

    def _role(self, trace: Trace, name: str) -> Text:
        if isinstance(trace.definition, forms.Across):
            return self.names.area(name)
        if name.endswith(" ×"):
            return Text.same(WEIGHTS.get(name, name.replace("-", "−")))
        return labels().get(f"cli-role-{name}", Text.same(name))

    def _leaf(self, traced: LeafTrace) -> LeafStory:
        leaf = traced.leaf
        contract = self.calculator.catalogue.contracts[leaf.register]
        there = self.calculator.additive.source.has([leaf])
        cell = self._cell(traced) if there else None
        values = fields_in(leaf.value, contract)
        return LeafStory(
            traced=traced,
            contract=contract,
            role=labels()[f"cli-role-{traced.role}"],
            condition=None if leaf.where is None else in_words(leaf.where, contract),
            value=None if leaf.value is None else in_words(leaf.value, contract),
            columns=tuple(dict.fromkeys([*values, *fields_in(leaf.where, contract)])),
            cell=cell,
            made_up=cell is not None and cell.made_up,
            there=there,
        )

    def _cell(self, traced: LeafTrace) -> Cell | None:
        found = self.calculator.additive.source.tree(traced.leaf).get(traced.area)
        return self.calculator.additive.cell(traced.leaf, traced.area, found.kind) if found else None

    def rows(self, leaf: LeafStory) -> pa.Table:
        """The rows behind a leaf, with the file and the row that each stands in."""
        return self.calculator.engine.rows(leaf.traced.leaf, leaf.traced.area)
