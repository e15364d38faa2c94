"""Checking a scheme against the measures and standards that it refers to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from duxue.areas import KINDS
from duxue.messages import Fact, Fault, InputError, Place
from duxue.schemes.checks.meaning import Known, MeasureLike, check_kinds, check_meaning, known_unit
from duxue.schemes.checks.points import check_points
from duxue.schemes.checks.results import check_results
from duxue.schemes.checks.tree import check_tree
from duxue.schemes.faults import Faults, hint, offered
from duxue.schemes.loading import LoadedScheme
from duxue.standards import Standard


def check_scheme(
    loaded: LoadedScheme, measures: Mapping[str, MeasureLike], standards: Mapping[str, Standard]
) -> None:
    """Returns when nothing is wrong, else raises InputError with every fault, in the order of the lines."""
    faults = scheme_faults(loaded, measures, standards)
    if faults:
        raise InputError(faults)


def scheme_faults(
    loaded: LoadedScheme, measures: Mapping[str, MeasureLike], standards: Mapping[str, Standard]
) -> list[Fault]:
    """Every fault of a scheme whose form is right; an empty list when it can be used."""
    faults = Faults(loaded.document)
    check_tree(loaded.scheme, faults)
    check_results(loaded.scheme, faults)
    check_points(loaded.scheme, faults)
    check_meaning(loaded.scheme, Known(measures, standards), faults)
    check_kinds(loaded.scheme, KINDS, faults)
    return faults.in_order()


def check_standards(standards: Mapping[str, Standard], measures: Mapping[str, MeasureLike]) -> None:
    """Raises InputError where a standard names an unknown measure or slice, or a unit of another dimension."""
    faults = list(standard_faults(standards, measures))
    if faults:
        raise InputError(faults)


def standard_faults(
    standards: Mapping[str, Standard], measures: Mapping[str, MeasureLike]
) -> Iterable[Fault]:
    """The faults of all standards, by id."""
    for _, standard in sorted(standards.items()):
        place = Place(f"standards/{standard.id}.yaml")
        measure = measures.get(standard.measure)
        if measure is None:
            facts: dict[str, Fact] = {"word": standard.measure, "hint": hint(standard.measure, measures)}
            yield Fault(
                "schemes-standard-measure",
                place,
                {**facts, "standard": standard.id, "allowed": offered(measures, standard.measure)},
            )
            continue
        yield from _slices(standard, measure, place)
        yield from _unit(standard, measure, place)


def _slices(standard: Standard, measure: MeasureLike, place: Place) -> Iterable[Fault]:
    for key in standard.with_:
        if key not in measure.by:
            facts: dict[str, Fact] = {
                "word": key,
                "hint": hint(key, measure.by),
                "allowed": offered(measure.by, key),
            }
            yield Fault("schemes-unknown-slice", place, {**facts, "measure": measure.id})


def _unit(standard: Standard, measure: MeasureLike, place: Place) -> Iterable[Fault]:
    own, other = known_unit(measure.unit), known_unit(standard.unit)
    if own is not None and other is not None and own.dimension != other.dimension:
        yield Fault("schemes-limit-unit", place, {"found": other.title, "expected": own.title})
