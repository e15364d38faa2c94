"""What a scheme refers to: measures, their slices and units, standards, kinds of areas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from duxue.measures.figures import slice_of, written_slice
from duxue.messages import Fault, InputError, Text
from duxue.schemes.conditions import FigureTest, Over
from duxue.schemes.faults import Faults
from duxue.schemes.limits import FigureLimit, Limit, NumberLimit, StandardLimit
from duxue.schemes.parts import Path, parts_of
from duxue.schemes.references import Reference
from duxue.schemes.rules import Counting, Proportional
from duxue.schemes.scheme import Scheme
from duxue.standards import Standard
from duxue.values import Unit, unit


class MeasureLike(Protocol):
    """What a scheme needs to know of a measure."""

    @property
    def id(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def by(self) -> tuple[str, ...]: ...


class Known:
    """The measures and standards that a scheme may refer to."""

    def __init__(self, measures: Mapping[str, MeasureLike], standards: Mapping[str, Standard]) -> None:
        self.measures = measures
        self.standards = standards

    def unit_of(self, measure: str) -> Unit | None:
        """The unit of a measure; None where measure or unit is unknown (that is a fault of its own)."""
        found = self.measures.get(measure)
        return known_unit(found.unit) if found is not None else None


def known_unit(name: str) -> Unit | None:
    try:
        return unit(name)
    except InputError:
        return None


def check_meaning(scheme: Scheme, known: Known, faults: Faults) -> None:
    """Notes unknown measures, slices, standards and kinds, and limits in a unit of another dimension."""
    for path, reference in parts_of(Reference, scheme):
        check_reference(path, reference.measure, reference.with_, known.measures, faults)
    for path, number in parts_of(NumberLimit, scheme):
        if number.unit is not None:
            _unit_name((*path, "unit"), number.unit, faults)
    for path, test in parts_of(FigureTest, scheme):
        operator, limit = test.comparison()
        _limit((*path, operator or "meets"), limit, test.figure, operator, known, faults)
    _limits_of_rules(scheme, known, faults)


def _limits_of_rules(scheme: Scheme, known: Known, faults: Faults) -> None:
    for path, rule in parts_of(Counting, scheme):
        for name in ("beyond", "below"):
            limit = getattr(rule, name)
            if limit is not None:
                _limit((*path, name), limit, rule.figure, None, known, faults)
    for path, proportional in parts_of(Proportional, scheme):
        _limit((*path, "target"), proportional.target, proportional.figure, None, known, faults)


def check_kinds(scheme: Scheme, kinds: Mapping[str, object], faults: Faults) -> None:
    """Notes kinds of areas that do not exist: of the object, and of those a test goes over."""
    if scheme.object not in kinds:
        faults.unknown("schemes-unknown-kind", ("object",), scheme.object, kinds)
    for path, over in parts_of(Over, scheme):
        if over.kind not in kinds:
            faults.unknown("schemes-unknown-kind", (*path, "kind"), over.kind, kinds)


def check_reference(
    path: Path,
    measure: str,
    slices: Mapping[str, str],
    measures: Mapping[str, MeasureLike],
    faults: Faults,
    /,
    code: str = "schemes-unknown-measure",
    with_key: str = "with",
) -> None:
    """Notes a measure that is not there, or a slice by a key that the measure does not have."""
    found = measures.get(measure)
    if found is None:
        faults.unknown(code, (*path, "measure"), measure, measures)
        return
    for key in slices:
        if key not in found.by:
            faults.unknown("schemes-unknown-slice", (*path, with_key, key), key, found.by, measure=measure)


def _limit(
    path: Path, limit: Limit, reference: Reference | None, operator: str | None, known: Known, faults: Faults
) -> None:
    own = known.unit_of(reference.measure) if reference is not None else None
    match limit:
        case StandardLimit(standard=name):
            _standard((*path, "standard"), name, reference, operator, known, faults)
        case FigureLimit(figure=other):
            _same_dimension((*path, "figure"), own, known.unit_of(other.measure), faults)
        case NumberLimit(unit=str(name)):
            _same_dimension((*path, "unit"), own, known_unit(name), faults)
        case _:
            pass


def _standard(
    path: Path, name: str, reference: Reference | None, operator: str | None, known: Known, faults: Faults
) -> None:
    standard = known.standards.get(name)
    if standard is None:
        faults.unknown("schemes-unknown-standard", path, name, known.standards)
        return
    if reference is None:
        return
    _same_dimension(path, known.unit_of(reference.measure), known_unit(standard.unit), faults)
    if standard.measure != reference.measure:
        facts = {"standard": name, "measure": standard.measure, "figure": reference.measure}
        faults.add("schemes-standard-of-another", path, **facts)
        return
    _standard_fits(path, standard, reference, operator, faults)


def _standard_fits(
    path: Path, standard: Standard, reference: Reference, operator: str | None, faults: Faults
) -> None:
    own = {row.limit.op for row in standard.limits}
    if operator is not None and operator not in own:
        facts = {"standard": standard.id, "found": operator, "allowed": ", ".join(sorted(own))}
        faults.add("schemes-standard-operator", path, **facts)
    if any(reference.with_.get(key) != value for key, value in standard.with_.items()):
        faults.add(
            "schemes-standard-slice",
            path,
            standard=standard.id,
            wanted=written_slice(slice_of(standard.with_)),
            found=written_slice(slice_of(reference.with_)) or Text("全部", "all of it"),
        )


def _same_dimension(path: Path, own: Unit | None, other: Unit | None, faults: Faults) -> None:
    if own is not None and other is not None and own.dimension != other.dimension:
        faults.add("schemes-limit-unit", path, found=other.title, expected=own.title)


def _unit_name(path: Path, name: str, faults: Faults) -> None:
    try:
        unit(name)
    except InputError as error:
        faults.extend(Fault(fault.code, faults.place(path), fault.facts) for fault in error.faults)
