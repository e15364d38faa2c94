"""Measures: how a number is made from registers, for any area and period, and the rows behind it."""

from __future__ import annotations

from duxue.measures.calculator import Calculator
from duxue.measures.catalogue import Catalogue, Written, read_measures
from duxue.measures.checks import check_measures
from duxue.measures.engines.source import Source
from duxue.measures.figures import (
    Figure,
    FigureId,
    FigureSketch,
    Incomparable,
    MeasureRef,
    StatedFigure,
    slice_of,
    written_slice,
)
from duxue.measures.findings import Finding
from duxue.measures.material import Material
from duxue.measures.moments import Moment

__all__ = [
    "Calculator",
    "Catalogue",
    "Figure",
    "FigureId",
    "FigureSketch",
    "Finding",
    "Incomparable",
    "Material",
    "MeasureRef",
    "Moment",
    "Source",
    "StatedFigure",
    "Written",
    "check_measures",
    "read_measures",
    "slice_of",
    "written_slice",
]
