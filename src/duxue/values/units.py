"""Units of measure: what may be added, what a quotient is, exact conversion."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from duxue.messages import InputError, Text

ONE = "one"
"""The dimension of plain proportions."""


@dataclass(frozen=True)
class Unit:
    """A unit. `value × factor` is the value in the base unit of its `dimension`.

    `symbol` follows a number on the screen (人, schools); `title` names the unit itself. Units of one
    dimension convert exactly; units of two dimensions are never added. A percentage point is not a
    percent: the change of a share is no share.
    """

    id: str
    title: Text
    symbol: Text
    dimension: str
    factor: Fraction


@cache
def unit(name: str) -> Unit:
    """Return the unit called `name`: an id, a Chinese symbol or alias, or a compound "A/B".

    "person/hundred-persons" and "人/百人" are the same unit, of dimension "one" (persons cancel).
    Raises InputError values-unit-unknown, with the likely word, for anything else.
    """
    from duxue.values.unit_library import library

    known = library()
    found = known.by_name.get(name.strip())
    if found is not None:
        return found
    parts = [part.strip() for part in name.split("/")]
    result = _simple(parts[0], name)
    for part in parts[1:]:
        result = _per(result, _simple(part, name))
    return result


def convert(value: Fraction, from_: Unit, to: Unit) -> Fraction:
    """Return `value` counted in `to`, exactly. InputError values-units-differ across dimensions."""
    if from_.dimension != to.dimension:
        raise InputError.one("values-units-differ", None, found=from_.symbol, expected=to.symbol)
    if from_.factor == to.factor:
        return value
    return value * from_.factor / to.factor


def quotient_factor(numerator: Unit, denominator: Unit, result: Unit) -> Fraction:
    """Return the factor by which (n/d) must be multiplied to be counted in `result`.

    (yuan, person, "yuan/person") is 1, (person, person, percent) is 100, (ten-thousand-yuan, person,
    "yuan/person") is 10000. InputError values-quotient-unit when the dimensions do not fit.
    """
    if quotient_dimension(numerator.dimension, denominator.dimension) != result.dimension:
        raise InputError.one(
            "values-quotient-unit",
            None,
            numerator=numerator.symbol,
            denominator=denominator.symbol,
            result=result.symbol if result.symbol.zh else result.title,
        )
    return numerator.factor / denominator.factor / result.factor


def quotient_dimension(numerator: str, denominator: str) -> str:
    """Return the dimension of a quotient, like factors cancelled: ("yuan", "person") "yuan/person"."""
    top, bottom = _factors(numerator)
    other_top, other_bottom = _factors(denominator)
    top, bottom = top + other_bottom, bottom + other_top
    for factor in list(top):
        if factor in bottom:
            top.remove(factor)
            bottom.remove(factor)
    return "/".join(["*".join(sorted(top)) or ONE, *sorted(bottom)])


def _factors(dimension: str) -> tuple[list[str], list[str]]:
    head, *bottom = dimension.split("/")
    return [factor for factor in head.split("*") if factor != ONE], bottom


def _simple(name: str, whole: str) -> Unit:
    from duxue.values.unit_library import library

    known = library()
    found = known.by_name.get(name)
    if found is None:
        raise known.unknown(name, whole)
    return found


def _per(numerator: Unit, denominator: Unit) -> Unit:
    return Unit(
        id=f"{numerator.id}/{denominator.id}",
        title=Text(
            f"{numerator.title.zh}/{denominator.title.zh}",
            f"{numerator.title.en} per {denominator.title.en}",
        ),
        symbol=Text(
            f"{numerator.symbol.zh}/{denominator.title.zh}",
            f"{numerator.symbol.en}/{denominator.title.en}",
        ),
        dimension=quotient_dimension(numerator.dimension, denominator.dimension),
        factor=numerator.factor / denominator.factor,
    )
