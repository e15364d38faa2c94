"""The figures of a run by the names that a report may call them."""

from __future__ import annotations

from fractions import Fraction

import pyarrow.parquet as pq

from duxue.cli.reading import Reading
from duxue.measures import FigureId
from duxue.periods import Period
from duxue.proofing.against import Known


def known_figures(found: Reading) -> list[Known]:
    """Every figure of the run's objects that has a plain value, stated ones included."""
    inputs = found.inputs
    objects = {area for evaluation in inputs.evaluations for area in evaluation.objects}
    table = pq.read_table(found.stored.folder / "figures.parquet", columns=["id", "value", "unit"])
    values = {row["id"]: (row["unit"], row["value"]) for row in table.to_pylist() if row["value"]}
    stated = {str(one.id): (one.unit.id, one.value) for one in inputs.stated if one.value is not None}
    known = []
    for name, (unit, value) in {**stated, **values}.items():
        figure = FigureId.parse(name)
        exact = _exact(value)
        if figure.area in objects and figure.measure in inputs.catalogue and exact is not None:
            title = inputs.catalogue.title(figure.measure)
            words = tuple(inputs.catalogue.slice_title(figure.measure, *pair).zh for pair in figure.slice)
            known.append(Known(name, title, words, str(unit), exact, _year(figure)))
    return known


def _exact(value: object) -> Fraction | None:
    """None for a spread, whose exact value is no fraction."""
    try:
        return Fraction(str(value))
    except ValueError:
        return None


def _year(figure: FigureId) -> int:
    return Period.parse(figure.period.partition("..")[2] or figure.period).start.year
