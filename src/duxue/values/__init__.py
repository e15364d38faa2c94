"""Exact values: rounding, units, intervals, square roots, and the reasons why a value is missing.

Everything here is a `Fraction`, a `Decimal` or an int. No float decides anything.
"""

from __future__ import annotations

from duxue.values.intervals import Interval
from duxue.values.missing import Missing
from duxue.values.numerals import grouped, parse_decimal, plain
from duxue.values.quantities import Quantity
from duxue.values.root_sums import RootSum
from duxue.values.roots import SquareRoot
from duxue.values.rounding import half_up, with_scale
from duxue.values.units import Unit, convert, quotient_dimension, quotient_factor, unit

__all__ = [
    "Interval",
    "Missing",
    "Quantity",
    "RootSum",
    "SquareRoot",
    "Unit",
    "convert",
    "grouped",
    "half_up",
    "parse_decimal",
    "plain",
    "quotient_dimension",
    "quotient_factor",
    "unit",
    "with_scale",
]
