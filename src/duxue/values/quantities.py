"""A number with its unit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from duxue.values.units import Unit, convert


@dataclass(frozen=True, eq=False)
class Quantity:
    """An exact value in a unit. Other dimensions are never added or compared (values-units-differ).

    A sum or difference is in the unit of its left side: 1 亿元 + 500 万元 is 1.05 亿元. Two quantities
    are equal when they are the same amount (1 亿元 = 10000 万元); of other dimensions they are unequal.
    """

    value: Fraction
    unit: Unit

    def in_(self, unit: Unit) -> Quantity:
        """The same amount in another unit of the dimension; InputError values-units-differ."""
        return Quantity(convert(self.value, self.unit, unit), unit)

    def __add__(self, other: Quantity) -> Quantity:
        return Quantity(self.value + self._of(other), self.unit)

    def __sub__(self, other: Quantity) -> Quantity:
        return Quantity(self.value - self._of(other), self.unit)

    def __neg__(self) -> Quantity:
        return Quantity(-self.value, self.unit)

    def __mul__(self, factor: Fraction | int) -> Quantity:
        return Quantity(self.value * factor, self.unit)

    __rmul__ = __mul__

    def __truediv__(self, divisor: Fraction | int) -> Quantity:
        """Divide by a plain number; ZeroDivisionError is the caller's to turn into `undefined`."""
        return Quantity(self.value / Fraction(divisor), self.unit)

    def __lt__(self, other: Quantity) -> bool:
        return self.value < self._of(other)

    def __le__(self, other: Quantity) -> bool:
        return self.value <= self._of(other)

    def __gt__(self, other: Quantity) -> bool:
        return self.value > self._of(other)

    def __ge__(self, other: Quantity) -> bool:
        return self.value >= self._of(other)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self.unit.dimension == other.unit.dimension and self.value == self._of(other)

    def __hash__(self) -> int:
        return hash((self.unit.dimension, self.value * self.unit.factor))

    def _of(self, other: Quantity) -> Fraction:
        return convert(other.value, other.unit, self.unit)
