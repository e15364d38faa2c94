"""Which figure is meant: written in full, or with parts left out where only one fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duxue.cli.reading import Reading
from duxue.measures import Calculator, FigureId, FigureSketch, Moment
from duxue.measures.calculator import Asked
from duxue.messages import InputError, Text, listed
from duxue.notation import likely
from duxue.tracing import moment_of


@dataclass(frozen=True)
class Chosen:
    """A figure and the moment at which it is computed; `held` says whether the run holds it."""

    figure: FigureId
    moment: Moment
    held: bool


def choose(text: str, found: Reading, calculator: Calculator) -> Chosen:
    """The figure of the run that fits; else one that can be computed although the run does not hold it."""
    sketch = FigureSketch.parse(text)
    held = found.figures()
    moments = [Moment(window) for window in found.inputs.windows.values()]
    fitting = [figure for figure in held if sketch.fits(figure)]
    whole = [figure for figure in fitting if str(figure) == text]
    if whole or len(fitting) == 1:
        (figure,) = whole or fitting
        return Chosen(figure, moment_of(calculator, figure, moments), True)
    if fitting:
        raise InputError.one("tracing-figure-ambiguous", None, text=text, choices=_choices(fitting))
    if sketch.measure not in found.inputs.catalogue or not _area_there(found, sketch.area):
        raise InputError.one("tracing-figure-unknown", None, text=text, choices=_near(sketch, held))
    return _computable(sketch, calculator, moments)


def _computable(sketch: FigureSketch, calculator: Calculator, moments: Sequence[Moment]) -> Chosen:
    assert sketch.area is not None
    period = sketch.period
    if period is None:
        asked = Asked(sketch.measure, sketch.slice, moments[0], sketch.source)
        period = str(calculator.period(asked, sketch.area))
    figure = FigureId(sketch.measure, sketch.slice, sketch.area, period, sketch.source)
    return Chosen(figure, moment_of(calculator, figure, list(moments)), False)


def _area_there(found: Reading, area: str | None) -> bool:
    return area is not None and area in found.inputs.areas.table["code"].to_pylist()


def _near(sketch: FigureSketch, held: Sequence[FigureId]) -> Text:
    """Figures of the same measure, else of the measure that was likely meant, else of that area."""
    word = likely(sketch.measure, sorted({figure.measure for figure in held}))
    same = [figure for figure in held if figure.measure in (sketch.measure, word)]
    return _choices(same or [figure for figure in held if figure.area == sketch.area] or held)


def _choices(figures: Sequence[FigureId]) -> Text:
    return listed([str(figure) for figure in figures])
