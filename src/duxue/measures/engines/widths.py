"""How large whole numbers can become, from the ranges that contracts declare.

Rows outside the ranges are refused when a file is taken in. A derived register is not held against its own ranges:
there those of the register that it comes from count too. So what is proven here holds for every row that an engine
reads. Arithmetic in 64 bits is quicker than in 128; where nothing is proven, 128 bits are taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from duxue.expressions import FieldType, bounds, fields_of, parse
from duxue.measures.engines.source import Source
from duxue.measures.plan import Leaf
from duxue.registers import Derived, largest_weight
from duxue.values import Interval

NARROW = Fraction(2**63 - 1)
NARROW_DECIMAL = Fraction(10**18 - 1)
"""The largest unscaled number of a DECIMAL that the engine keeps in 64 bits."""
UNKNOWN = FieldType("integer")
"""A field of which nothing is said."""


def fits(size: Fraction | None) -> bool:
    return size is not None and size <= NARROW


def size_of(range_: Interval) -> Fraction | None:
    if range_.low is None or range_.high is None:
        return None
    return max(abs(range_.low), abs(range_.high))


def range_of(source: Source, leaf: Leaf) -> Interval:
    """Between which numbers the value of one row lies."""
    if leaf.value is None:
        return Interval.exact(1)
    fields = source.field_types[leaf.register]
    derived = source.contract(leaf).derived
    expression = parse(leaf.value, None)
    if derived is None:
        return bounds(expression, fields)
    whole = source.field_types.get(derived.source, {})
    return bounds(
        expression, {name: _held(fields[name], name, derived, whole) for name in fields_of(expression)}
    )


def _held(field: FieldType, name: str, derived: Derived, whole: Mapping[str, FieldType]) -> FieldType:
    """The field in a range that holds also what the register's source lets through."""
    stages = derived.stages.values()
    origins = {stage.fields[name] for stage in stages if name in stage.fields}
    if name == derived.pupils_field:
        origins |= {stage.pupils for stage in stages}
    found = [field, *(whole.get(origin, UNKNOWN) for origin in origins or {name})]
    lows, highs = ([getattr(one, end) for one in found] for end in ("minimum", "maximum"))
    if name in derived.shared:
        # A part of an asset may be nothing, and is never more than the whole.
        lows.append(Fraction(0))
    return replace(field, minimum=_end(lows, min), maximum=_end(highs, max))


def _end(ends: list[Fraction | None], choose: Callable[[list[Fraction]], Fraction]) -> Fraction | None:
    known = [end for end in ends if end is not None]
    return choose(known) if len(known) == len(ends) else None


def size_of_integer(range_: Interval, scale: int) -> Fraction | None:
    """The size of a value × 10^scale; None too where the product as DECIMAL would pass 18 digits on the way."""
    size = size_of(range_)
    one_step = Fraction(10**scale)
    if size is None or max(size, Fraction(1)) * one_step * one_step > NARROW_DECIMAL:
        return None
    return size * one_step


def size_of_shared(source: Source, leaf: Leaf, split: Mapping[str, int]) -> Fraction | None:
    """The undivided assets of a school that a leaf adds up, as whole numbers."""
    derived = source.contract(leaf).derived
    assert derived is not None, "only a derived register has shared assets"
    whole = source.field_types.get(derived.source)
    if whole is None:
        return None
    own = source.field_types[leaf.register]
    sizes = [size_of_integer(_range(whole[name]), own[name].scale) for name in split]
    known = [size * abs(sign) for size, sign in zip(sizes, split.values(), strict=True) if size is not None]
    return sum(known, Fraction(0)) if len(known) == len(sizes) else None


def size_of_weight(source: Source, leaf: Leaf) -> Fraction | None:
    """The divisor of a school's shares: the weighted pupils of all its stages; none of its parts is more."""
    derived = source.contract(leaf).derived
    if derived is None or derived.source not in source.contracts:
        return None
    one = largest_weight(derived, source.contracts[derived.source])
    return None if one is None else one * len(derived.stages)


def _range(field: FieldType) -> Interval:
    return Interval(field.minimum, field.maximum)
