"""The figures of a run by the names that a report may call them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import pyarrow.parquet as pq

from duxue.cli.reading import Reading
from duxue.measures import FigureId
from duxue.measures.figures import MADE_UP
from duxue.periods import Period
from duxue.proofing.against import Known

COLUMNS = ["id", "value", "unit", "flags"]


def known_figures(found: Reading) -> list[Known]:
    """Every figure of the run's objects that has a plain value, stated ones included; no sums over several years.

    What is made up counts only in a workspace that is made up as a whole: a real report is never held against it.
    """
    inputs = found.inputs
    objects = {area for evaluation in inputs.evaluations for area in evaluation.objects}
    kept = [
        (FigureId.parse(name), unit, exact)
        for name, (unit, exact, made_up) in _values(found).items()
        if exact is not None and (inputs.made_up or not made_up)
    ]
    figures = [one for one in kept if one[0].area in objects and ".." not in one[0].period]
    several = _several_slices(figure for figure, _, _ in figures)
    known = []
    for figure, unit, exact in figures:
        if figure.measure in inputs.catalogue:
            title = inputs.catalogue.title(figure.measure)
            words = tuple(inputs.catalogue.slice_title(figure.measure, *pair).zh for pair in figure.slice)
            told = words if figure.measure in several else ()
            known.append(Known(str(figure), title, told, unit, exact, Period.parse(figure.period).start.year))
    return known


def _values(found: Reading) -> dict[str, tuple[str, Fraction | None, bool]]:
    """Unit, exact value and whether it is made up, by the figure's name; what the run holds goes before."""
    values: dict[str, tuple[str, Fraction | None, bool]] = {
        str(one.id): (one.unit.id, one.value, one.made_up) for one in found.inputs.stated
    }
    table = pq.read_table(found.stored.folder / "figures.parquet", columns=COLUMNS)
    for row in table.to_pylist():
        if row["value"]:
            values[row["id"]] = (
                row["unit"],
                _exact(row["value"]),
                MADE_UP in (row["flags"] or "").split(","),
            )
    return values


def _exact(value: str) -> Fraction | None:
    """None for a spread, whose exact value is no fraction."""
    try:
        return Fraction(value)
    except ValueError:
        return None


def _several_slices(figures: Iterable[FigureId]) -> set[str]:
    """The measures that need the words of their slice to be told apart."""
    slices: dict[str, set[object]] = {}
    for figure in figures:
        slices.setdefault(figure.measure, set()).add(figure.slice)
    return {measure for measure, found in slices.items() if len(found) > 1}
