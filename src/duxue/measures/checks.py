"""Whether measures make sense: known parts, fitting units, slices that exist, no circle."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

from duxue.expressions import FieldType, check, parse
from duxue.measures import definitions as forms
from duxue.measures.catalogue import Catalogue
from duxue.measures.figures import slice_of
from duxue.measures.references import faults_of_names, faults_of_slice, faults_of_test, faults_of_years
from duxue.messages import Fact, Fault, InputError
from duxue.notation import likely
from duxue.registers.hints import did_you_mean
from duxue.values import Unit, quotient_factor, unit

Faults = Iterator[Fault]
Path = tuple[str | int, ...]


def check_measures(catalogue: Catalogue) -> None:
    """Raises one `InputError` with every fault of every measure."""
    faults = [fault for measure in catalogue for fault in _parts(catalogue, measure)]
    if not faults:
        faults = list(_circle(catalogue))
    if not faults:
        faults = [fault for measure in catalogue for fault in _meaning(catalogue, measure)]
    if faults:
        raise InputError(faults)


def _parts(catalogue: Catalogue, measure: str) -> Faults:
    definition = catalogue[measure]
    for path, part in definition.references():
        if part.measure not in catalogue:
            facts: dict[str, Fact] = {
                "measure": part.measure,
                "likely": did_you_mean(likely(part.measure, list(catalogue))),
            }
            yield Fault("measures-unknown", catalogue.place(measure, *path), facts)
    if (
        isinstance(definition, forms.Count | forms.Sum | forms.Share)
        and definition.register_id not in catalogue.contracts
    ):
        known = list(catalogue.contracts)
        facts = {
            "register": definition.register_id,
            "likely": did_you_mean(likely(definition.register_id, known)),
        }
        yield Fault("measures-register-unknown", catalogue.place(measure, "register"), facts)
    try:
        unit(definition.unit)
    except InputError as error:
        for fault in error.faults:
            yield Fault(fault.code, catalogue.place(measure, "unit"), fault.facts)
    yield from faults_of_names(catalogue, measure)


def _circle(catalogue: Catalogue) -> Faults:
    graph = {m: [part.measure for _, part in catalogue[m].references()] for m in catalogue}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = [str(step) for step in error.args[1]]
        yield Fault("measures-circle", catalogue.place(circle[0], "id"), {"circle": " → ".join(circle)})


def _meaning(catalogue: Catalogue, measure: str) -> Faults:
    definition = catalogue[measure]
    yield from _slices(catalogue, measure)
    yield from faults_of_years(catalogue, measure)
    if isinstance(definition, forms.Count | forms.Sum | forms.Share):
        yield from _register(catalogue, measure, definition)
    else:
        yield from _units(catalogue, measure)
    if isinstance(definition, forms.Spread):
        yield from _spread(catalogue, measure, definition)
    if isinstance(definition, forms.Reach):
        yield from _reach(catalogue, measure, definition)
    if isinstance(definition, forms.Across):
        yield from faults_of_test(catalogue, measure, definition)


def _slices(catalogue: Catalogue, measure: str) -> Faults:
    definition = catalogue[measure]
    if isinstance(definition, forms.Stated):
        return
    if isinstance(definition, forms.Count | forms.Sum | forms.Share):
        fields = catalogue.contracts[definition.register_id].field_types()
        known = {name for name, type_ in fields.items() if type_.kind == "code"}
    else:
        known = {key for _, part in definition.references() for key in catalogue.slices(part.measure)}
    for index, key in enumerate(definition.by):
        if key not in known:
            facts = {"key": key, "allowed": ", ".join(sorted(known)) or "—"}
            yield Fault("measures-slice-unknown", catalogue.place(measure, "by", index), facts)
    for path, part in definition.references():
        yield from faults_of_slice(
            catalogue, part.measure, slice_of(part.with_), catalogue.place(measure, *path)
        )


def _register(
    catalogue: Catalogue, measure: str, definition: forms.Count | forms.Sum | forms.Share
) -> Faults:
    fields = catalogue.contracts[definition.register_id].field_types()

    def typed(path: str, text: str | None, wanted: str) -> Iterator[Fault | FieldType]:
        if text is None:
            return
        place = catalogue.place(measure, path)
        try:
            found = check(parse(text, place), fields, place)
        except InputError as error:
            yield from error.faults
            return
        fits = found.kind == "boolean" if wanted == "condition" else found.kind in ("integer", "decimal")
        if fits:
            yield found
        else:
            yield Fault(
                "measures-expression-kind", place, {"text": text, "wanted": wanted, "found": found.kind}
            )

    results = list(typed("where", definition.where, "condition"))
    if isinstance(definition, forms.Share):
        results += typed("within", definition.within, "condition")
    if isinstance(definition, forms.Sum | forms.Share):
        for found in typed("of", definition.of, "number"):
            if isinstance(found, FieldType) and found.unit and isinstance(definition, forms.Sum):
                results += _same_dimension(catalogue, measure, found.unit, unit(definition.unit))
            elif isinstance(found, Fault):
                results.append(found)
    if isinstance(definition, forms.Share):
        results += _dimension_one(catalogue, measure)
    yield from (result for result in results if isinstance(result, Fault))


def _same_dimension(catalogue: Catalogue, measure: str, found: Unit, declared: Unit) -> Faults:
    if found.dimension != declared.dimension:
        facts = {"found": found.id, "declared": declared.id}
        yield Fault("measures-units-differ", catalogue.place(measure, "unit"), facts)


def _dimension_one(catalogue: Catalogue, measure: str) -> Faults:
    yield from _same_dimension(catalogue, measure, unit("ratio"), unit(catalogue[measure].unit))


def _percentage_points(part: Unit, declared: Unit) -> bool:
    return part.id == "percent" and declared.id == "percentage-point"


def _units(catalogue: Catalogue, measure: str) -> Faults:
    definition = catalogue[measure]
    declared = unit(definition.unit)
    parts = [unit(catalogue[part.measure].unit) for _, part in definition.references()]
    if isinstance(definition, forms.Ratio):
        yield from _refused(catalogue, measure, lambda: quotient_factor(parts[0], parts[1], declared))
    elif isinstance(definition, forms.Spread | forms.Reach) or (
        isinstance(definition, forms.Change) and definition.as_ == "percent"
    ):
        yield from _dimension_one(catalogue, measure)
    elif isinstance(definition, forms.Compare) and definition.as_ == "ratio":
        yield from _refused(catalogue, measure, lambda: quotient_factor(parts[0], parts[1], declared))
    elif isinstance(definition, forms.Across) and definition.fn in ("rank", "all", "any", "count"):
        return
    else:
        for part in parts:
            if not _percentage_points(part, declared):
                yield from _same_dimension(catalogue, measure, part, declared)


def _refused(catalogue: Catalogue, measure: str, attempt: Callable[[], Fraction]) -> Faults:
    try:
        attempt()
    except InputError as error:
        for fault in error.faults:
            yield Fault(fault.code, catalogue.place(measure, "unit"), fault.facts)


def _ratio_like(catalogue: Catalogue, measure: str) -> bool:
    definition = catalogue[measure]
    if isinstance(definition, forms.Ratio):
        return catalogue.additive(definition.numerator.measure) and catalogue.additive(
            definition.denominator.measure
        )
    return isinstance(definition, forms.Share)


def _spread(catalogue: Catalogue, measure: str, definition: forms.Spread) -> Faults:
    if not _ratio_like(catalogue, definition.of.measure):
        facts = {"measure": definition.of.measure}
        yield Fault("measures-spread-needs-ratio", catalogue.place(measure, "of"), facts)


def _reach(catalogue: Catalogue, measure: str, definition: forms.Reach) -> Faults:
    if definition.needed > len(definition.tests):
        facts = {"needed": str(definition.needed), "tests": str(len(definition.tests))}
        yield Fault("measures-reach-too-many", catalogue.place(measure, "at_least"), facts)
    for index, test in enumerate(definition.tests):
        place = catalogue.place(measure, "tests", index)
        if not (_ratio_like(catalogue, test.measure) or catalogue.additive(test.measure)):
            yield Fault("measures-reach-needs-ratio", place, {"measure": test.measure})
        given = [test.at_least, test.above, test.at_most, test.below, test.standard]
        if sum(limit is not None for limit in given) != 1:
            yield Fault("measures-reach-one-limit", place, {"measure": test.measure})
