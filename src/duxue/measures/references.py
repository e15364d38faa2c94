"""What a measure names beside other measures: codes of slices, kinds of areas, periods, limits of areas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from duxue.areas import KINDS
from duxue.measures import definitions as forms
from duxue.measures.catalogue import Catalogue
from duxue.measures.figures import Slice
from duxue.messages import Fact, Fault, InputError, Place
from duxue.notation import likely
from duxue.periods import Period
from duxue.registers.hints import did_you_mean
from duxue.standards import Standard
from duxue.values import unit

Faults = Iterator[Fault]
_RELATIVE = re.compile(r"t(-\d+y)?")


def faults_of_slice(catalogue: Catalogue, measure: str, given: Slice, place: Place | None) -> Faults:
    """Keys that the measure is not sliced by, and codes that its registers do not have.

    A slip of the pen in a code must not pass: no row would carry it, and a sum over no rows is zero.
    """
    if isinstance(catalogue[measure], forms.Stated):
        return
    for key, value in given:
        if key not in catalogue.slices(measure):
            allowed = ", ".join(catalogue.slices(measure)) or "—"
            yield Fault("measures-slice-unknown", place, {"key": key, "allowed": allowed})
            continue
        codes = sorted(catalogue.codes(measure, key))
        if codes and value not in codes:
            facts: dict[str, Fact] = {
                "key": key,
                "found": value,
                "likely": did_you_mean(likely(value, codes)),
            }
            yield Fault("measures-slice-code-unknown", place, {**facts, "allowed": ", ".join(codes)})


def faults_of_names(catalogue: Catalogue, measure: str) -> Faults:
    """Kinds of areas and periods that do not exist."""
    definition = catalogue[measure]
    for path, kind in _kinds(definition):
        if kind not in KINDS:
            facts: dict[str, Fact] = {
                "kind": kind,
                "likely": did_you_mean(likely(kind, KINDS)),
                "allowed": ", ".join(KINDS),
            }
            yield Fault("measures-area-kind-unknown", catalogue.place(measure, *path), facts)
    for path, moment in _moments(definition):
        if _RELATIVE.fullmatch(moment):
            continue
        try:
            Period.parse(moment)
        except InputError as error:
            place = catalogue.place(measure, *path)
            yield from (Fault(fault.code, place, fault.facts) for fault in error.faults)


def _kinds(definition: forms.Definition) -> Iterable[tuple[tuple[str | int, ...], str]]:
    match definition:
        case forms.Spread():
            yield ("between",), definition.between
            yield from ((("levels", index), kind) for index, kind in enumerate(definition.levels))
        case forms.Reach():
            yield ("units",), definition.units
        case forms.Across():
            yield ("over",), definition.over


def _moments(definition: forms.Definition) -> Iterable[tuple[tuple[str | int, ...], str]]:
    if isinstance(definition, forms.Change):
        yield ("against",), definition.against
    yield from (((*path, "at"), part.at) for path, part in definition.references())


def faults_of_standards(catalogue: Catalogue, standards: Mapping[str, Standard]) -> Faults:
    """Tests of units that name a standard which does not exist, or one in a unit of another kind."""
    for measure in catalogue:
        definition = catalogue[measure]
        for index, test in enumerate(definition.tests if isinstance(definition, forms.Reach) else ()):
            if test.standard is None:
                continue
            place = catalogue.place(measure, "tests", index, "standard")
            standard = standards.get(test.standard)
            if standard is None:
                word = did_you_mean(likely(test.standard, list(standards)))
                yield Fault("measures-standard-unknown", place, {"standard": test.standard, "likely": word})
                continue
            found, declared = unit(standard.unit), unit(catalogue[test.measure].unit)
            if found.dimension != declared.dimension:
                yield Fault("measures-units-differ", place, {"found": found.id, "declared": declared.id})


def faults_of_years(catalogue: Catalogue, measure: str) -> Faults:
    """Several years can be added up of what adds up; the sum of three ratios is none."""
    for path, part in catalogue[measure].references():
        stated = isinstance(catalogue[part.measure], forms.Stated)
        if part.over > 1 and not stated and not catalogue.additive(part.measure):
            place = catalogue.place(measure, *path, "over")
            yield Fault("measures-over-needs-sums", place, {"measure": part.measure})


def faults_of_test(catalogue: Catalogue, measure: str, definition: forms.Across) -> Faults:
    """A test without a bound would be met by everything."""
    test = definition.test
    if test is not None and (test.at_least, test.above, test.at_most, test.below) == (None,) * 4:
        yield Fault("measures-test-without-limit", catalogue.place(measure, "test"), {})
