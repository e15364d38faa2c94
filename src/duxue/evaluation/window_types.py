"""Which types of periods measures are taken from, and whether a window names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from duxue.evaluation.inputs import Inputs
from duxue.measures import Catalogue
from duxue.measures import definitions as forms
from duxue.periods import PeriodType, Window
from duxue.standards import Standard


def types_needed(catalogue: Catalogue, measures: Iterable[str]) -> set[PeriodType]:
    """The period types of all registers and stated figures that the measures lead to."""
    found: set[PeriodType] = set()
    for name in catalogue.closure(measures):
        definition = catalogue[name]
        if isinstance(definition, forms.Count | forms.Sum | forms.Share):
            found.add(catalogue.contracts[definition.register_id].period_type)
        elif isinstance(definition, forms.Stated) and definition.period_type is not None:
            found.add(definition.period_type)
    return found


def lacking(catalogue: Catalogue, measures: Iterable[str], window: Window) -> list[PeriodType]:
    """The types that the window would have to name and does not, in their own order."""
    needed = types_needed(catalogue, measures) - set(window.periods)
    return [type_ for type_ in PeriodType if type_ in needed]


def judged_in(inputs: Inputs, window: Window) -> Iterator[Standard]:
    """The standards to judge by in a window: of all in force, those whose periods the window names."""
    for name in inputs.judged:
        standard = inputs.standards[name]
        if not lacking(inputs.catalogue, [standard.measure], window):
            yield standard
