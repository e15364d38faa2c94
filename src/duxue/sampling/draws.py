"""Draws that depend on nothing but a seed, a label and a row number: the same on any machine, in any order.

Each draw is a hash (SplitMix64) of the row's number under a key made from seed and label, so a table of half
a million rows needs no loop, and one row can be drawn alone.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

_ROUNDS = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))
_STEP = 0x9E3779B97F4A7C15
_MASK = 2**64 - 1

Column = Any
"""An Arrow array; pyarrow has no types of its own for the type checker."""


class Draws:
    """Draws for the rows `first` to `first + rows`; whole numbers only."""

    def __init__(self, seed: str, rows: int, first: int = 0) -> None:
        self.seed = seed
        self.rows = rows
        self.first = first

    @cached_property
    def _steps(self) -> Column:
        numbers = pa.array(range(self.first + 1, self.first + self.rows + 1), pa.uint64())
        return pc.multiply(numbers, _unsigned(_STEP))

    def below(self, label: str, limit: int | Column) -> Column:
        """For each row a whole number from 0 to below `limit` (a number or a column, less than 2**31)."""
        high_bits = pc.shift_right(self._hashes(label), pa.scalar(32, pa.uint64()))
        bound = pa.scalar(limit, pa.uint64()) if isinstance(limit, int) else limit.cast(pa.uint64())
        scaled = pc.shift_right(pc.multiply(high_bits, bound), pa.scalar(32, pa.uint64()))
        return scaled.cast(pa.int64())

    def between(self, label: str, low: int | Column, high: int | Column) -> Column:
        """For each row a whole number from `low` to `high`, both included."""
        if isinstance(low, int) and isinstance(high, int):
            return pc.add(self.below(label, high - low + 1), low)
        return pc.add(self.below(label, pc.add(pc.subtract(high, low), 1)), low)

    def one(self, label: str, row: int, low: int, high: int) -> int:
        """The draw of one row, from `low` to `high`, as `between` gives it."""
        mixed = (self._key(label) + (row + 1) * _STEP) & _MASK
        for shift, factor in _ROUNDS:
            mixed = ((mixed ^ (mixed >> shift)) * factor) & _MASK
        mixed ^= mixed >> 31
        return low + ((mixed >> 32) * (high - low + 1) >> 32)

    def _key(self, label: str) -> int:
        return int.from_bytes(hashlib.sha256(f"{self.seed}\n{label}".encode()).digest()[:8], "big")

    def _hashes(self, label: str) -> Column:
        mixed = pc.add(self._steps, _unsigned(self._key(label)))
        for shift, factor in _ROUNDS:
            shifted = pc.shift_right(mixed, pa.scalar(shift, pa.uint64()))
            mixed = pc.multiply(pc.bit_wise_xor(mixed, shifted), _unsigned(factor))
        return pc.bit_wise_xor(mixed, pc.shift_right(mixed, pa.scalar(31, pa.uint64())))


def _unsigned(number: int) -> Any:
    return pa.scalar(number, pa.uint64())
